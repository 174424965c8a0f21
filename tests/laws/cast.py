"""With which ids can each page be asked? The world's rows, and one more for every state a page may want."""

from django.utils import timezone

from contracts.amending.kinds import SLUGS
from contracts.models import Letter
from contracts.views import handover_steps
from contracts.views.wizard import STEPS
from okportal.offices.models import Membership
from okportal.permissions import Role
from tests.laws.cast_apprenticeships import add_absences_and_notes, add_apprenticeships, add_background
from tests.laws.cast_changes import add_amendments, add_endings
from tests.laws.cast_companies import add_companies
from tests.laws.cast_contracts import add_contracts
from tests.laws.cast_county import add_county_and_vigo
from tests.laws.cast_followup import add_registrations, add_talks
from tests.laws.cast_handover import add_handovers
from tests.laws.cast_logins import add_second_factors
from tests.laws.cast_office import add_imports, add_messages_and_tasks
from tests.laws.cast_papers import add_templates_and_bundles
from tests.world import COUNTY, TRADE, Cast

MISSING = 999_999_999
# Arguments whose value belongs to no office: the same for both.
OF_NO_OFFICE = {
    "amendment_kind", "county_id", "year", "slug", "part", "letter_kind", "app_label", "object_id", "content_type_id",
    "uidb36", "key", "id",
}  # fmt: skip


def enrich(cast: Cast):
    """Add a row for each state of each record; call inside the office's scope."""
    today = timezone.localdate()
    add_apprenticeships(cast, today)
    add_background(cast, today)
    add_contracts(cast, today)
    add_amendments(cast, today)
    add_endings(cast, today)
    add_talks(cast, today)
    add_registrations(cast, today)
    add_companies(cast, today)
    add_handovers(cast, today)
    add_absences_and_notes(cast, today)
    add_imports(cast)
    add_templates_and_bundles(cast)
    add_county_and_vigo(cast, today)
    add_messages_and_tasks(cast)
    add_second_factors(cast)


def ids(cast: Cast) -> dict[str, list]:
    """The values to try for each URL argument, in the same order for both offices; fewer before `enrich`.

    An argument that is not here fails the matrix: a new page is never left out in silence.
    """
    rows, reader = cast.rows, cast.users[Role.READER]

    def pks(name, *always):
        return [row.pk for row in getattr(rows, name, always)]

    with cast.scope():
        membership = Membership.objects.get(user=reader)
    return {
        "company_id": pks("companies", rows.company),
        "person_id": pks("people", rows.training_supervisor),
        "qualification_id": pks("qualifications"),
        "approval_id": pks("approvals", rows.approval),
        "coverage_id": pks("coverages", rows.coverage),
        "agreement_id": pks("agreements", rows.agreement),
        "establishment_id": pks("establishments", rows.establishment),
        "document_id": pks("documents"),
        "change_id": pks("changes"),
        "apprenticeship_id": pks("apprenticeships", rows.apprenticeship),
        "placement_id": pks("placements"),
        "contact_id": pks("contacts"),
        "school_year_id": pks("school_years"),
        "plan_aim_id": pks("plan_aims", rows.plan_aim),
        "contract_id": pks("contracts", rows.draft, rows.contract),
        "round_id": pks("rounds", rows.round),
        "code": [row.code for row in getattr(rows, "rounds", (rows.round,))],
        "party_id": pks("parties", rows.party),
        "ending_id": pks("endings"),
        "letter_id": pks("letters"),
        "handover_id": pks("handovers"),
        "amendment_id": pks("amendments"),
        "amendment_kind": list(SLUGS),
        "absence_id": pks("absences", rows.absence),
        "mapping_id": pks("mappings", rows.mapping),
        "template_id": pks("needs_templates", rows.needs_template),
        "note_id": pks("notes", rows.note),
        "paper_template_id": pks("paper_templates"),
        "bundle_id": pks("bundles"),
        "paper_id": pks("papers"),
        "credit_id": pks("credits"),
        "kept_id": pks("ledgers"),
        "talk_id": pks("talks", rows.talk),
        "registration_id": pks("registrations", rows.registration),
        "message_id": pks("messages", rows.message),
        "task_id": pks("tasks", rows.task),
        "run_id": pks("runs"),
        "view_id": [rows.saved_view.pk],
        "guide_id": [rows.guide.pk],
        "guidance_id": [rows.guidance.pk, rows.closed_guidance.pk],
        "point_id": [rows.point.pk],
        "entry_id": [rows.entry.pk],
        "county_entry_id": pks("county_entries"),
        "vigo_run_id": pks("vigo_runs"),
        "difference_id": pks("differences"),
        "membership_id": [membership.pk],
        "token": [cast.token],
        "pk": pks("passkeys"),  # mfa: a passkey of the person's own
        # of no office
        "county_id": [COUNTY],
        "year": [rows.question.year],
        "slug": list(STEPS),
        "part": list(handover_steps.STEPS),
        "letter_kind": list(Letter.Kind.values),
        "app_label": ["curricula"],
        "object_id": [TRADE],
        "content_type_id": ["1"],
        "uidb36": ["1"],
        "key": ["missing"],
        "id": [reader.pk],  # Django admin's password page
    }


def missing(argument: str):
    """A value of the right shape that no row has."""
    return "missing-token" if argument == "token" else MISSING
