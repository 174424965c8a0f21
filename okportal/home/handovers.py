"""What follows somebody to another company out of the training plan and the talks, in numbers and days?"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.handover.figures import Figure, register
from followup.models import Talk
from followup.states import TalkState
from training.models import PlanAim


def aims(apprenticeship) -> list[dict]:
    rows = PlanAim.objects.filter(plan__apprenticeship=apprenticeship).select_related("aim").order_by("position")
    return [{"code": row.aim.code, "text": row.aim.text, "is_done": row.reached_on is not None} for row in rows]


def figures(apprenticeship, from_on, to_on) -> list[Figure]:
    """Talks with their days, not what was said; of the plan how much is written down."""
    talks = Talk.objects.filter(
        apprenticeship=apprenticeship, state=TalkState.HELD, held_on__range=(from_on, to_on)
    ).order_by("held_on")
    days = [date_format(talk.held_on, "SHORT_DATE_FORMAT") for talk in talks]
    mine = PlanAim.objects.filter(plan__apprenticeship=apprenticeship)
    held = _("Half-year talks held: %(days)s") % {"days": ", ".join(days)} if days else _("Half-year talks held")
    return [
        Figure(held, len(days)),
        Figure(gettext_lazy("Aims that the company has confirmed as reached"),
               mine.filter(reached_on__range=(from_on, to_on)).count()),
        Figure(gettext_lazy("Aims that the apprentice has judged"), mine.filter(own_rating__isnull=False).count()),
    ]  # fmt: skip


register(aims=aims, figures=figures)
