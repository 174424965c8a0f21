"""Who is reminded that a candidate is not registered yet?

Counted from the day that registration is due. With the usual rule, due two months before the end, these are 4, 3
and 2 months before the end (domain § 12); where a county sets another month, the reminders move with it.
"""

from dateutil.relativedelta import relativedelta
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from apprenticeships.readers import ADVISOR, APPRENTICE, SUPERVISOR
from exams.models import Registration
from exams.states import RegistrationState
from okportal.outbox.reminders import Rule, register

AUDIENCE = {"supervisor": SUPERVISOR, "advisor": ADVISOR}
FACTS = {
    "apprentice": APPRENTICE.name,
    "trade": "apprenticeship__trade__name",
}


def not_registered(office_id):
    """Registrations still to be sent, of trainings that run."""
    return Registration.objects.filter(
        office_id=office_id, state=RegistrationState.PLANNED, apprenticeship__state=Apprenticeship.State.RUNNING
    )


def due_within(months, but_not_within):
    """Due in `months` at the latest, and later than the next reminder speaks of."""

    def due(office_id, today):
        return not_registered(office_id).filter(
            due_on__lte=today + relativedelta(months=months), due_on__gt=today + relativedelta(months=but_not_within)
        )

    return due


def due_now(office_id, today):
    return not_registered(office_id).filter(due_on__lte=today)


def _rule(key, what, months, template, due):
    return Rule(
        key=key, what=what, offset=relativedelta(months=-months), audience=AUDIENCE, template=f"exams/{template}",
        page="exams:detail", day=F("due_on"), facts=FACTS, due=due,
    )  # fmt: skip


RULES = (
    _rule("exam-2m", _("Registration is due in two months"), 2, "registration_ahead", due_within(2, 1)),
    _rule("exam-1m", _("Registration is due in a month"), 1, "registration_ahead", due_within(1, 0)),
    _rule("exam-due", _("Registration is due now"), 0, "registration_due", due_now),
)
register(*RULES)
