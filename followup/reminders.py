"""Who is reminded of which half-year talk, and when?"""

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from apprenticeships.readers import ADVISOR, APPRENTICE, SUPERVISOR
from followup.models import Talk
from followup.states import TalkState
from okportal.outbox.reminders import Rule, register

# The agreed day counts, in Oslo; until there is one, the day by which the talk is due.
DAY = Coalesce(TruncDate("scheduled_at"), "due_on")
FACTS = {"apprentice": APPRENTICE.name, "number": "number", "at": "scheduled_at", "place": "place"}


def waiting(office_id):
    """Talks still to be held in trainings that run."""
    return Talk.objects.waiting().filter(office_id=office_id, apprenticeship__state=Apprenticeship.State.RUNNING)


def without_date(office_id, today):
    """No date is agreed and the talk is due within 30 days."""
    return waiting(office_id).filter(
        state=TalkState.PLANNED, due_on__gte=today, due_on__lte=today + relativedelta(days=30)
    )


def within_a_week(office_id, today):
    """Agreed or due within 7 days."""
    return waiting(office_id).filter(_day_between(today, today + relativedelta(days=7)))


def two_weeks_late(office_id, today):
    """Agreed or due 14 days ago or more, and neither held nor cancelled."""
    last = today - relativedelta(days=14)
    return waiting(office_id).filter(Q(scheduled_at__date__lte=last) | Q(scheduled_at__isnull=True, due_on__lte=last))


def _day_between(first, last):
    return Q(scheduled_at__date__range=(first, last)) | Q(scheduled_at__isnull=True, due_on__range=(first, last))


def _rule(key, what, days, audience, template, due):
    return Rule(
        key=key, what=what, offset=relativedelta(days=days), audience=audience, template=f"followup/{template}",
        page="followup:detail", day=DAY, facts=FACTS, due=due,
    )  # fmt: skip


RULES = (
    _rule(
        "talk-30", _("A half-year talk without a date is due within a month"), -30,
        {"supervisor": SUPERVISOR, "advisor": ADVISOR}, "talk_without_date", without_date,
    ),
    _rule(
        "talk-7", _("A half-year talk is near"), -7,
        {"apprentice": APPRENTICE, "supervisor": SUPERVISOR}, "talk_near", within_a_week,
    ),
    _rule("talk+14", _("A half-year talk is two weeks late"), 14, {"advisor": ADVISOR}, "talk_late", two_weeks_late),
)  # fmt: skip
register(*RULES)
