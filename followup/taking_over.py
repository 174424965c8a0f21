"""Which talks lie ahead of contracts that come from another system?"""

from django.db import connection
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.states import IN_FORCE
from followup.agenda import default_agenda
from followup.models import Participant, Talk
from followup.rules import talk_days
from followup.states import TalkState
from okportal.audit.actions import record_each
from okportal.errors import Refused

# As followup.participants.people_of, for all talks at once: who is named and has not left, in the login's language.
INVITE_ALL = """
    INSERT INTO followup_participant (office_id, talk_id, role, user_id, name, email, language)
    SELECT talk.office_id, talk.id, person.role, person.user_id, person.name, person.email, person.language
    FROM followup_talk talk
    JOIN apprenticeships_apprenticeship training
        ON training.office_id = talk.office_id AND training.id = talk.apprenticeship_id
    CROSS JOIN LATERAL (
        SELECT 'apprentice' AS role, a.user_id, a.first_name || ' ' || a.last_name AS name, a.email,
            COALESCE(u.language, a.language) AS language
        FROM apprenticeships_apprentice a LEFT JOIN people_user u ON u.id = a.user_id
        WHERE a.office_id = training.office_id AND a.id = training.apprentice_id
        UNION ALL
        SELECT CASE p.id WHEN training.supervisor_id THEN 'supervisor' ELSE 'instructor' END, p.user_id, p.name,
            p.email, COALESCE(u.language, p.language)
        FROM companies_companyperson p LEFT JOIN people_user u ON u.id = p.user_id
        WHERE p.office_id = training.office_id AND p.id IN (training.supervisor_id, training.instructor_id)
            AND (p.to_on IS NULL OR p.to_on >= %(today)s)
        UNION ALL
        SELECT 'advisor', u.id, u.name, u.email, u.language
        FROM offices_membership m JOIN people_user u ON u.id = m.user_id
        WHERE m.office_id = training.office_id AND m.id = training.advisor_id
            AND (m.to_on IS NULL OR m.to_on >= %(today)s)
    ) person
    WHERE talk.office_id = %(office)s AND talk.id = ANY(%(talks)s)
    ON CONFLICT (office_id, talk_id, role) DO NOTHING
"""


@atomic
def plan_talks_ahead(*, contracts, by) -> list[Talk]:
    """The half-year talks from today on. Those before were held, or not, where the contract comes from; they keep
    their numbers, so that the next one is number three after a year.
    """
    today = timezone.localdate()
    agendas = {contract.language: default_agenda(contract.language) for contract in contracts}
    talks = Talk.objects.bulk_create(
        [
            Talk(
                office_id=contract.office_id, apprenticeship_id=contract.apprenticeship_id, contract=contract,
                number=number, due_on=day, agenda=agendas[contract.language],
            )
            for contract in contracts
            if contract.state in IN_FORCE
            for number, day in enumerate(talk_days(contract.start_on, contract.end_on), start=1)
            if day >= today
        ],
        batch_size=1000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        facts = {"today": today, "office": by.office.pk, "talks": [talk.pk for talk in talks]}
        cursor.execute(INVITE_ALL, facts)
    record_each(by, "talk.planned", [(talk, {"due_on": str(talk.due_on)}) for talk in talks])
    return talks


@atomic
def remove_planned(*, contracts):
    """Of contracts that are taken out of the register again. Refused when one has a date or was held."""
    talks = Talk.objects.filter(contract__in=contracts)
    used = talks.exclude(state=TalkState.PLANNED, version=1).select_related("apprenticeship__apprentice").first()
    if used:
        raise Refused(
            _("A talk with %(name)s has been worked with since.") % {"name": used.apprenticeship.apprentice.name},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        )
    Participant.objects.filter(talk__in=talks).delete()
    talks.delete()
