"""What can be done to a training plan?"""

from django.db import connection
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.states import CURRENT
from okportal.audit.actions import record, record_each
from okportal.curricula.models import Curriculum
from okportal.errors import Refused
from training.models import Plan, PlanAim
from training.rules import RATINGS

COPY_AIMS = """
    INSERT INTO training_planaim (office_id, plan_id, aim_id, position)
    SELECT %s, %s, id, position FROM curricula_aim WHERE curriculum_id = %s
    ON CONFLICT (office_id, plan_id, aim_id) DO NOTHING
"""

COPY_AIMS_OF_MANY = """
    INSERT INTO training_planaim (office_id, plan_id, aim_id, position)
    SELECT plan.office_id, plan.id, aim.id, aim.position
    FROM training_plan plan JOIN curricula_aim aim ON aim.curriculum_id = plan.curriculum_id
    WHERE plan.id = ANY(%s) AND plan.office_id = current_setting('okportal.office_id')::bigint
"""


@atomic
def make_plan(*, apprenticeship, by) -> Plan | None:
    """Copy the aims of the apprenticeship's curriculum, or else of the one in force when the training starts; None
    when none is known.

    An apprenticeship that has a plan keeps it as it is: the version stays for the whole training (domain § 8).
    """
    day = apprenticeship.start_on or timezone.localdate()
    curriculum = apprenticeship.curriculum or Curriculum.objects.in_force(apprenticeship.trade_id, day)
    if curriculum is None:
        return None
    plan, is_new = Plan.objects.get_or_create(
        office_id=apprenticeship.office_id, apprenticeship=apprenticeship, defaults={"curriculum": curriculum}
    )
    if is_new:
        with connection.cursor() as cursor:
            cursor.execute(COPY_AIMS, [plan.office_id, plan.pk, curriculum.pk])
        record(by, "plan.made", plan, curriculum=curriculum.pk)
    return plan


@atomic
def make_plans(*, apprenticeships, by) -> list[Plan]:
    """As `make_plan`, for many in training that have none. One statement copies all aims."""
    begun = [row for row in apprenticeships if row.state in CURRENT and row.start_on]
    choose = Curriculum.objects.chooser({row.trade_id for row in begun})
    pinned = [(row, row.curriculum or choose(row.trade_id, row.start_on)) for row in begun]
    plans = [
        Plan(office_id=row.office_id, apprenticeship=row, curriculum=curriculum)
        for row, curriculum in pinned
        if curriculum
    ]
    Plan.objects.bulk_create(plans, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(COPY_AIMS_OF_MANY, [[plan.pk for plan in plans]])
    record_each(by, "plan.made", [(plan, {"curriculum": plan.curriculum_id}) for plan in plans])
    return plans


@atomic
def remove_plans(*, apprenticeships, by):
    """Of trainings that are taken out of the register again. Refused when somebody has worked with one."""
    plans = Plan.objects.filter(apprenticeship__in=apprenticeships)
    aims = PlanAim.objects.filter(plan__in=plans)
    used = aims.exclude(own_rating=None, reached_on=None).select_related("plan__apprenticeship__apprentice").first()
    if used:
        raise Refused(
            _("The plan of %(name)s has been worked with since.") % {"name": used.plan.apprenticeship.apprentice.name},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        )
    aims.delete()
    plans.delete()


@atomic
def reach_aim(*, plan_aim, by, on=None) -> PlanAim:
    """The company says that the aim is reached. A second click changes nothing: the first day and person count."""
    row = locked(plan_aim)
    if row.reached_on is None:
        row.reached_on, row.reached_by = on or timezone.localdate(), by.user
        row.save(update_fields=["reached_on", "reached_by"])
        record(by, "plan.aim_reached", row, aim=row.aim.code, on=str(row.reached_on))
    return row


@atomic
def undo_reach(*, plan_aim, by) -> PlanAim:
    """Take it back; who said it, and when, stays in the trail."""
    row = locked(plan_aim)
    if row.reached_on is not None:
        record(by, "plan.aim_reopened", row, aim=row.aim.code, was_on=str(row.reached_on))
        row.reached_on = row.reached_by = None
        row.save(update_fields=["reached_on", "reached_by"])
    return row


@atomic
def rate_own(*, plan_aim, rating, by) -> PlanAim:
    """The apprentice's own view of one aim, 1 to 4 (training.rules.RATINGS)."""
    if rating not in RATINGS:
        raise Refused(_("Choose one of the four answers."))
    row = locked(plan_aim)
    if row.plan.apprenticeship.apprentice.user_id != by.user.pk:
        raise Refused(_("Only the apprentice can give the own view."))
    if row.own_rating != rating:
        row.own_rating = rating
        row.save(update_fields=["own_rating"])
        record(by, "plan.aim_rated", row, aim=row.aim.code, rating=rating)
    return row


def locked(plan_aim) -> PlanAim:
    """The row, locked and read anew; Refused when the training is over and the plan with it."""
    rows = PlanAim.objects.select_for_update(of=("self",)).select_related("aim", "plan__apprenticeship__apprentice")
    row = rows.get(pk=plan_aim.pk)
    if row.plan.apprenticeship.state not in CURRENT:
        raise Refused(_("The training is over, and the plan is closed with it."))
    return row
