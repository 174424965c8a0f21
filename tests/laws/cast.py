"""With which ids can each page be asked? The world's rows, and one more for every state a page may want."""

from datetime import timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from apprenticeships.models import (
    Absence,
    Apprentice,
    Apprenticeship,
    CandidateTypePeriod,
    CloseContact,
    Note,
    Placement,
    Relation,
    SchoolYear,
)
from apprenticeships.states import ApprenticeshipState
from companies.models import (
    ActivePeriod,
    AimCoverage,
    Approval,
    Company,
    CompanyDocument,
    CompanyPerson,
    Establishment,
    ProposedChange,
    Qualification,
)
from companies.states import ApprovalState
from contracts.actions.rounds import new_code
from contracts.amending.kinds import SLUGS
from contracts.models import Amendment, Contract, Ending, Letter, Party, SigningLink, SigningRound, SigningRule
from contracts.states import UNDER_SIGNING, AmendmentState, ContractState, EndingState, RoundState
from contracts.views import handover_steps
from contracts.views.wizard import STEPS
from exams.models import Registration
from exams.states import RESULTS, RegistrationState
from followup.models import Talk
from followup.states import TalkState
from okportal.curricula.models import Aim
from okportal.documents.models import StoredFile
from okportal.imports.models import ImportRun
from okportal.imports.states import ImportState
from okportal.offices.models import County, Membership
from okportal.outbox.models import Message
from okportal.people.actions import token_hash
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.laws.cast_county import add_county_and_vigo
from tests.laws.cast_credits import add_credits
from tests.laws.cast_handover import add_handovers
from tests.laws.cast_papers import add_templates_and_bundles
from tests.world import COUNTY, TRADE, Cast, add_file

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
    add_rest(cast)


def add_apprenticeships(cast, today):
    """One for every state, and one of an apprentice who has no login yet."""
    rows, office = cast.rows, cast.office
    people = {"company": rows.company, "supervisor": rows.training_supervisor, "instructor": rows.instructor}
    shared = {"office": office, "trade_id": TRADE, "county_id": "46", "advisor": rows.apprenticeship.advisor} | people
    dates = {"start_on": today - timedelta(days=300), "end_on": today + timedelta(days=300)}
    rows.newcomer = Apprentice.objects.create(
        office=office, first_name=cast.mark, last_name="Nykomling", email=f"nykomling@{office.slug}.example"
    )
    rows.apprenticeships = [rows.apprenticeship, rows.planned]
    rows.apprenticeships.append(Apprenticeship.objects.create(apprentice=rows.newcomer, **shared))
    # Running without a plan, so that one can be made.
    rows.apprenticeships.append(
        Apprenticeship.objects.create(apprentice=rows.newcomer, state=ApprenticeshipState.RUNNING, **shared, **dates)
    )
    for state in (ApprenticeshipState.COMPLETED, ApprenticeshipState.ENDED):
        rows.apprenticeships.append(
            Apprenticeship.objects.create(apprentice=rows.apprentice, state=state, **shared, **dates)
        )


def add_background(cast, today):
    """Where the apprentice is placed, who is close, which school, and who was responsible before."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    rows.apprentice.picture = add_file(cast)  # of its own: removing the picture deletes the file
    rows.apprentice.save()
    here = {"office": office, "apprenticeship": rows.apprenticeship}
    person = {"office": office, "apprentice": rows.apprentice}
    placed = here | {"company": rows.company, "establishment": rows.establishment, "aims": f"{mark} maskin"}
    rows.placements = [
        Placement.objects.create(
            **placed, instructor=rows.instructor, from_on=today - timedelta(days=9), to_on=today, percent=60
        ),
        Placement.objects.create(
            **placed, from_on=today + timedelta(days=30), to_on=today + timedelta(days=90), percent=100
        ),
    ]
    rows.contacts = [
        CloseContact.objects.create(**person, kind=kind, name=f"{mark} {kind}", phone="+4790000001")
        for kind in CloseContact.Kind
    ]
    rows.school_years = [
        SchoolYear.objects.create(**person, level="vg1", school=f"{mark} skole", from_year=2023, to_year=2024)
    ]
    rows.relation = Relation.objects.create(
        **here, kind="supervisor", person=rows.training_supervisor, from_on=today - timedelta(days=300)
    )
    rows.type_period = CandidateTypePeriod.objects.create(
        **here, candidate_type="apprentice", from_on=today - timedelta(days=300), reason=f"{mark} grunn"
    )


def add_contracts(cast, today):
    rows, office = cast.rows, cast.office
    rows.contracts, rows.rounds = [rows.draft, rows.contract], [rows.round]
    for number, state in enumerate(ContractState, start=101):
        ended_on = today if state in {ContractState.COMPLETED, ContractState.ENDED} else None
        contract = Contract.objects.create(
            office=office, apprenticeship=rows.planned, number=f"{today.year}-{number:05}", state=state,
            start_on=today + timedelta(days=30), end_on=today + timedelta(days=760), ended_on=ended_on,
            workplace=f"{cast.mark} plass", decided_on=today,
        )  # fmt: skip
        rows.contracts.append(contract)
        rows.rounds.append(add_round(cast, contract, today))
    add_signing_link(cast)
    add_credits(cast)


def add_signing_link(cast):
    """For the first party whose turn it is, with the cast's own token; and a general and a county's signing rule."""
    rows, office = cast.rows, cast.office
    asked = Party.objects.filter(office=office, round__state=RoundState.OPEN).exclude(role=Party.Role.OFFICE)
    rows.parties = [rows.party, *asked]
    SigningLink.objects.create(
        office=office, party=rows.parties[1], token_sha256=token_hash(cast.token),
        expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    for county_id in (None, COUNTY):
        SigningRule.objects.create(office=office, county_id=county_id)


def add_round(cast, contract, today):
    """Of one contract: open while it is under signing, else signed by all."""
    is_open = contract.state in UNDER_SIGNING
    now, sha256 = timezone.now(), "" if is_open else cast.rows.file.sha256
    made = SigningRound.objects.create(
        office=cast.office, contract=contract, number=1, code=new_code(), unsigned_file=cast.rows.file, sent_at=now,
        state=RoundState.OPEN if is_open else RoundState.SIGNED,
        signed_file=None if is_open else cast.rows.file, sign_by_on=today, closed_at=None if is_open else now,
        close_reason=f"{cast.mark} årsak",
    )  # fmt: skip
    contract.round = made
    contract.save(update_fields=["round"])
    for place, (role, user) in enumerate((
        (Party.Role.APPRENTICE, cast.users[Role.APPRENTICE]),
        (Party.Role.COMPANY, cast.users[Role.TRAINING_SUPERVISOR]),
        (Party.Role.OFFICE, cast.users[Role.ADVISOR]),
    ), start=1):  # fmt: skip
        Party.objects.create(
            office=cast.office, contract=contract, round=made, role=role, place=place, user=user, name=user.name,
            email=user.email, asked_at=now, confirmed_at=None if is_open else now, signed_at=None if is_open else now,
            signed_sha256=sha256,
        )  # fmt: skip
    return made


def add_amendments(cast, today):
    """A change in every state, of as many kinds, and a round in which one of them was signed."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    contract = next(row for row in rows.contracts if row.state == ContractState.ACTIVE)
    end_on = contract.end_on.isoformat()
    kept = {
        "end_on": end_on, "kind": contract.kind, "months": contract.months, "workplace": f"{mark} før",
        "establishment": None, "became": {"end_on": end_on, "months": contract.months},
    }  # fmt: skip
    rows.amendments = []
    for number, (state, kind) in enumerate(zip(AmendmentState, Amendment.Kind, strict=False), start=1):
        in_force = {"applied_at": timezone.now(), "before": kept} if state == AmendmentState.IN_FORCE else {}
        rows.amendments.append(
            Amendment.objects.create(
                office=office, contract=contract, number=number, kind=kind, state=state, from_on=today, days=5,
                percent=50, absence="leave", reason=f"{mark} grunn", new_workplace=f"{mark} sted", document=rows.file,
                new_establishment=rows.establishment, new_supervisor=rows.training_supervisor, new_trade_id=TRADE,
                new_kind="training", calculated_end_on=contract.end_on, signers=["office"], decided_on=today,
                **in_force,
            )
        )  # fmt: skip
    SigningRound.objects.create(
        office=office, contract=contract, amendment=rows.amendments[-1], number=90, state=RoundState.SIGNED,
        code=f"AMND-0000-{office.pk:04}", unsigned_file=rows.file, signed_file=rows.file, sent_at=timezone.now(),
        closed_at=timezone.now(),
    )  # fmt: skip
    # Another one is waiting for the apprentice.
    signing = next(row for row in rows.amendments if row.state == AmendmentState.SIGNING)
    under_way = SigningRound.objects.create(
        office=office, contract=contract, amendment=signing, number=91, code=new_code(), unsigned_file=rows.file,
        sent_at=timezone.now(), sign_by_on=today,
    )  # fmt: skip
    for place, (role, asked, at) in enumerate((
        (Party.Role.APPRENTICE, Role.APPRENTICE, timezone.now()), (Party.Role.OFFICE, Role.ADVISOR, None),
    ), start=1):  # fmt: skip
        user = cast.users[asked]
        Party.objects.create(
            office=office, contract=contract, round=under_way, role=role, place=place, user=user, name=user.name,
            email=user.email, asked_at=at,
        )  # fmt: skip
    rows.rounds.insert(1, under_way)  # early, because a page is not tried with every row


def add_endings(cast, today):
    """An ending in every state, letters of every kind, and a contract that has run out."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    active = [row for row in rows.contracts if row.state == ContractState.ACTIVE]
    rows.endings = []
    for state in EndingState:
        done = {"done_at": timezone.now()} if state == EndingState.DONE else {}
        rows.endings.append(
            Ending.objects.create(
                office=office, contract=active[1 if state == EndingState.TOLD else 0], kind=Ending.Kind.MUTUAL,
                state=state, last_on=today, agreed_on=today, told_on=today, note=f"{mark} notat", document=rows.file,
                **done,
            )
        )  # fmt: skip
    rows.letters = [
        Letter.objects.create(
            office=office, contract=active[0], ending=rows.endings[0], kind=kind, language="nb", file=rows.file
        )
        for kind in Letter.Kind
    ]


def add_talks(cast, today):
    rows = cast.rows
    rows.talks = [rows.talk]
    for number, state in enumerate(TalkState, start=2):
        rows.talks.append(
            Talk.objects.create(
                office=cast.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=number,
                due_on=today + timedelta(days=5), state=state,
                agenda=f"{cast.mark} sak", minutes=f"{cast.mark} referat",
                held_on=today if state == TalkState.HELD else None,
                scheduled_at=timezone.now() if state == TalkState.SCHEDULED else None,
            )
        )  # fmt: skip


def add_registrations(cast, today):
    rows = cast.rows
    rows.registrations = [rows.registration]
    for attempt, state in enumerate(RegistrationState, start=2):
        rows.registrations.append(
            Registration.objects.create(
                office=cast.office, apprenticeship=rows.apprenticeship, contract=rows.contract, attempt=attempt,
                kind=Registration.Kind.TRADE_TEST, state=state, opens_on=today - timedelta(days=30),
                due_on=today + timedelta(days=30), place=f"{cast.mark} prøvested", form_file=rows.file,
                result_on=today if state in RESULTS else None,
                registered_on=today, test_from_on=today,
            )
        )  # fmt: skip


def add_absences_and_notes(cast, today):
    """Absence in every state, a note for every audience and one withdrawn."""
    rows, office, advisor = cast.rows, cast.office, cast.users[Role.ADVISOR]
    rows.absences = [rows.absence]
    for number, state in enumerate(Absence.State, start=1):
        day = today - timedelta(days=30 + 10 * number)
        decided = {} if state == Absence.State.REPORTED else {"decided_at": timezone.now(), "decided_by": advisor}
        rows.absences.append(
            Absence.objects.create(
                office=office, apprenticeship=rows.apprenticeship, kind=Absence.Kind.LEAVE, from_on=day, to_on=day,
                reported_by=cast.users[Role.TRAINING_SUPERVISOR], state=state, **decided,
            )
        )  # fmt: skip
    rows.notes = [rows.note]
    for audience, withdrawn_at in [*((one, None) for one in Note.Audience), (Note.Audience.ALL, timezone.now())]:
        rows.notes.append(
            Note.objects.create(
                office=office, apprenticeship=rows.apprenticeship, audience=audience, text=f"{cast.mark} {audience}",
                written_by=advisor, written_by_name=advisor.name, withdrawn_at=withdrawn_at,
            )
        )  # fmt: skip


def add_companies(cast, today):
    """A company that waits for its look-up, a contact without login, and an approval in every state."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    waiting = Company.objects.create(
        office=office, organisation_number="810059672", name=f"{mark} venter", look_up=Company.LookUp.WAITING
    )
    rows.companies = [rows.company, waiting]
    uninvited = CompanyPerson.objects.create(
        office=office, company=rows.company, name=f"{mark} Uinvitert", email=f"uinvitert@{office.slug}.example",
        role=CompanyPerson.Role.INSTRUCTOR, from_on=today,
    )  # fmt: skip
    rows.people = [rows.training_supervisor, uninvited]
    rows.qualifications = [
        Qualification.objects.create(
            office=office, person=rows.training_supervisor, kind=Qualification.Kind.COURSE, title=f"{mark} kurs",
            obtained_on=today, file=rows.file,
        )
    ]  # fmt: skip
    counties = County.objects.exclude(pk="46").order_by("code")
    rows.approvals = [rows.approval] + [
        Approval.objects.create(
            office=office, company=rows.company, trade_id=TRADE, county=county, state=state, from_on=today,
            limits=f"{mark} grense",
        )
        for county, state in zip(counties, ApprovalState, strict=False)
    ]  # fmt: skip
    preparing = next(row for row in rows.approvals if row.state == ApprovalState.PREPARING)
    aims = Aim.objects.filter(curriculum_id="TEST-BUA")
    rows.coverages = [rows.coverage] + [
        AimCoverage.objects.create(
            office=office, approval=preparing, aim=aim, position=aim.position, place=f"{mark} verksted",
            covered_by=AimCoverage.CoveredBy.PARTNER, partner=f"{mark} partner",
        )
        for aim in aims
    ]  # fmt: skip
    preparing.curriculum_id = "TEST-BUA"
    preparing.save()
    rows.approval.application_file = rows.approval.decision_file = rows.agreement.file = rows.file
    rows.approval.save()
    rows.agreement.save()
    rows.agreements = [rows.agreement]
    add_papers(cast, today)


def add_papers(cast, today):
    """A closed place of work, a document for each reader, a logo, a membership that ended, and a change that waits."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    here = {"office": office, "company": rows.company}
    closed = Establishment.objects.create(name=f"{mark} nedlagt", closed_on=today, **here)
    rows.establishments = [rows.establishment, closed]
    rows.documents = [
        CompanyDocument.objects.create(
            title=f"{mark} papir", file=add_file(cast), is_for_office_only=is_internal,
            added_by=cast.users[Role.ADVISOR], **here,
        )
        for is_internal in (False, True)
    ]  # fmt: skip
    rows.company.logo = add_file(cast)
    rows.company.save()
    ActivePeriod.objects.create(from_on=today, to_on=today, reason=f"{mark} grunn", **here)
    asked = {"name": {"from": rows.company.name, "to": f"{mark} nytt navn"}}
    contact = cast.users[Role.COMPANY_CONTACT]
    rows.changes = [
        ProposedChange.objects.create(fields=asked, proposed_by=contact, **here),
        ProposedChange.objects.create(
            fields=asked, proposed_by=contact, state=ProposedChange.State.DECLINED, answer=f"{mark} svar",
            decided_at=timezone.now(), decided_by=cast.users[Role.ADVISOR], **here,
        ),
    ]  # fmt: skip


def add_imports(cast):
    """A file of companies in every state, with a fault and somebody who is there already."""
    rows, mark = cast.rows, cast.mark
    content = f"Org.nr;Bedrift\r\n810059672;{mark} fra fil\r\n".encode()
    key = storages["private"].save(f"t{cast.office.pk}/test/{mark}.csv", ContentFile(content))
    file = StoredFile.objects.create(
        office=cast.office, kind=StoredFile.Kind.IMPORT, name=f"{mark}.csv", content_type="text/csv", key=key,
        size=len(content), sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    report = {
        "faults": [[2, "Navn", f"{mark} feil"]],
        "known": [{"line": 2, "name": f"{mark} barnehager", "pairs": [["Navn", f"{mark} a", f"{mark} b"]]}],
    }
    rows.runs = [
        ImportRun.objects.create(
            office=cast.office, kind=ImportRun.Kind.COMPANIES, state=state, file=file, faults_file=file,
            header=["Org.nr", "Bedrift"], columns={"organisation_number": "Org.nr", "name": "Bedrift"}, rows_total=1,
            rows_good=1, rows_faulty=1, rows_known=1, report=report, started_by=cast.users[Role.ADVISOR],
        )
        for state in ImportState
    ]  # fmt: skip


def add_rest(cast):
    """A message that was given up, an aim that was reached, and second factors of every kind for one person."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    given_up = Message.objects.create(
        office=office, key="test:2", template="people/invitation", to_email=f"{mark.lower()}@example.test",
        to_name=f"{mark} Borte", subject=f"{mark} emne", body=f"{mark} tekst", dead_at=timezone.now(), error="550",
    )  # fmt: skip
    rows.messages = [rows.message, given_up]
    done = Task.objects.create(
        office=office, key="test:2", kind="todo/own", facts={"text": f"{mark} gjort"}, done_at=timezone.now(),
        done_by=cast.users[Role.ADVISOR], outcome=f"{mark} utfall",
    )  # fmt: skip
    rows.tasks = [rows.task, done]
    rows.plan_aims = list(rows.plan.aims.order_by("position"))
    reached = rows.plan_aims[-1]
    reached.reached_on, reached.reached_by = timezone.localdate(), cast.users[Role.INSTRUCTOR]
    reached.save()
    reader = cast.users[Role.READER]
    TOTP.activate(reader, generate_totp_secret())
    RecoveryCodes.activate(reader)
    passkey = Authenticator.objects.create(
        user=reader, type=Authenticator.Type.WEBAUTHN, data={"name": f"{mark} nøkkel", "credential": credential()}
    )
    rows.passkeys = [passkey]
    UserSession.objects.create(user=reader, session_key=mark, ip="192.0.2.1", user_agent=f"{mark} nettleser")


def credential() -> dict:
    """What a browser sends when a passkey is made; of the right shape, good for no login."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(b"\0" * 16, b"passkey", public_key)
    known = AuthenticatorData.create(sha256(b"testserver").digest(), 0x45, 0, attested)
    response = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"challenge", "http://testserver"),
        attestation_object=AttestationObject.create("none", known, {}),
    )
    return dict(RegistrationResponse(raw_id=b"passkey", response=response))


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
