"""What do the training plan and the buttons in it answer?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apprenticeships.models import Apprenticeship
from okportal.curricula.models import Curriculum
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from training import actions
from training.models import Plan, PlanAim
from training.rules import RATINGS, expected_aims, html_language, plan_findings


@allowed(Permission.PLAN_SEE)
def plan(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    found = Plan.objects.filter(apprenticeship=apprenticeship).select_related("curriculum").first()
    context = common(request, apprenticeship, found)
    if found is None:
        context["is_known"] = known_curriculum(apprenticeship) is not None
    else:
        context["aims"] = found.aims.select_related("aim", "reached_by")
    return render(request, "training/plan.html", context)


@require_POST
@allowed(Permission.PLAN_RATE)
def make(request, apprenticeship_id):
    """For a training that began before its curriculum was known here."""
    apprenticeship = seen_by(request.member, apprenticeship_id)
    if not may_reach(request.member, apprenticeship):
        raise Http404
    actions.make_plan(apprenticeship=apprenticeship, by=request.member)
    return redirect(office_url("training:plan", apprenticeship.pk))


@require_POST
@allowed(Permission.PLAN_RATE)
def reach(request, plan_aim_id):
    row = actions.reach_aim(plan_aim=aim_judged_by(request.member, plan_aim_id), by=request.member)
    return answer(request, row)


@require_POST
@allowed(Permission.PLAN_RATE)
def undo(request, plan_aim_id):
    row = actions.undo_reach(plan_aim=aim_judged_by(request.member, plan_aim_id), by=request.member)
    return answer(request, row)


@require_POST
@allowed(Permission.OWN_TRAINING)
def rate(request, plan_aim_id):
    plan_aim = aim_seen_by(request.member, plan_aim_id)
    if plan_aim.plan.apprenticeship.apprentice.user_id != request.member.user.pk:
        raise Http404
    rating = {str(number): number for number in RATINGS}.get(request.POST.get("rating"))
    row = actions.rate_own(plan_aim=plan_aim, rating=rating, by=request.member)
    return answer(request, row)


def answer(request, row):
    """The row alone, with the plan's progress, when htmx asked; else back to the plan, at this aim."""
    apprenticeship = seen_by(request.member, row.plan.apprenticeship_id)
    if not request.htmx:
        return redirect(f"{office_url('training:plan', apprenticeship.pk)}#maal-{row.pk}")
    found = Plan.objects.select_related("curriculum").get(pk=row.plan_id)
    row = PlanAim.objects.select_related("aim", "reached_by").get(pk=row.pk)
    return render(request, "training/_changed.html", {**common(request, apprenticeship, found), "row": row})


def common(request, apprenticeship, found):
    """What the page and a single row both need."""
    member = request.member
    period = apprenticeship.progress_on(member.today)
    is_own = apprenticeship.apprentice.user_id == member.user.pk
    is_open = apprenticeship.state in actions.CURRENT
    context = {
        "apprenticeship": apprenticeship, "plan": found, "period": period, "is_own": is_own, "today": member.today,
        "ratings": RATINGS, "may_reach": is_open and may_reach(member, apprenticeship), "may_rate": is_open and is_own,
    }  # fmt: skip
    if found:
        context["language"] = html_language(found.curriculum.language)
        context["expected"] = expected_aims(found.aims_total, period.percent) if period else None
        if period and is_open and not is_own:
            context["findings"] = plan_findings(found.reached, found.aims_total, period.percent)
    return context


def known_curriculum(apprenticeship):
    day = apprenticeship.start_on
    pinned = apprenticeship.curriculum
    return pinned or (Curriculum.objects.in_force(apprenticeship.trade_id, day) if day else None)


def may_reach(member, apprenticeship) -> bool:
    """The office, and the supervisor and instructor of this very training; never the one who is trained."""
    if not member.can(Permission.PLAN_RATE) or apprenticeship.apprentice.user_id == member.user.pk:
        return False
    named = filter(None, (apprenticeship.supervisor, apprenticeship.instructor))
    return member.is_staff or any(
        person.user_id == member.user.pk and (person.to_on is None or person.to_on >= member.today) for person in named
    )


def seen_by(member, apprenticeship_id) -> Apprenticeship:
    rows = Apprenticeship.objects.visible_to(member).select_related(
        "apprentice", "trade", "company", "supervisor", "instructor"
    )
    return get_object_or_404(rows, pk=apprenticeship_id)


def aim_seen_by(member, plan_aim_id) -> PlanAim:
    rows = PlanAim.objects.visible_to(member).select_related(
        "plan__apprenticeship__apprentice", "plan__apprenticeship__supervisor", "plan__apprenticeship__instructor"
    )
    return get_object_or_404(rows, pk=plan_aim_id)


def aim_judged_by(member, plan_aim_id) -> PlanAim:
    """An aim that this person may say is reached, not only see."""
    row = aim_seen_by(member, plan_aim_id)
    if not may_reach(member, row.plan.apprenticeship):
        raise Http404
    return row
