"""When was somebody away, and how is it reported, confirmed and corrected?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apprenticeships.absence import halves, sums, total
from apprenticeships.absence_filter import in_words
from apprenticeships.absence_steps import CONFIRM, CORRECT, CORRECT_AND_CONFIRM, WITHDRAW, WITHDRAW_REPORT
from apprenticeships.actions import absence as actions
from apprenticeships.forms.absence import AbsenceForm, CorrectAbsenceForm, VersionForm
from apprenticeships.models import Absence
from apprenticeships.standing import standing
from apprenticeships.views.file import P, is_own, seen_by
from apprenticeships.views.frame import frame
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.ui.listing import listing, render_list

TONES = {Absence.State.REPORTED: "warning", Absence.State.CONFIRMED: "success", Absence.State.DECLINED: "neutral"}


@allowed(P.ABSENCE_SEE)
def absence(request, apprenticeship_id):
    """The days away with their sums. An instructor sees who is away now or soon, and until when."""
    member, today = request.member, request.member.today
    apprenticeship = seen_by(member, apprenticeship_id)
    part = standing(member, apprenticeship)
    rows = Absence.objects.visible_to(member).filter(apprenticeship=apprenticeship)
    if not part.sees_absence_kinds:
        rows = rows.exclude(state=Absence.State.DECLINED).exclude(to_on__lt=today)
    record_viewing(member, apprenticeship.apprentice, "apprenticeships:absence")
    shown = listing(request, rows.select_related("reported_by", "decided_by"))
    for row in shown.rows:
        row.words, row.tone = state_in_words(row), TONES[row.state]
    context = frame(member, apprenticeship) | {
        "listing": shown, "sees_kinds": part.sees_absence_kinds, "may_report": part.can(P.ABSENCE_REPORT),
        "sums": sums_by_half(apprenticeship, rows, today) if part.sees_absence_kinds else [],
    }  # fmt: skip
    return render_list(request, "apprenticeships/absence.html", context)


@allowed(P.ABSENCE_REPORT)
def report_absence(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    part = standing(request.member, apprenticeship)
    if not part.can(P.ABSENCE_REPORT):
        raise Http404
    form = AbsenceForm(request.POST or None)
    if form.is_valid() and form.submit(actions.report, apprenticeship=apprenticeship, by=request.member):
        tell_how_it_stands(request, form.result)
        return redirect(office_url("apprenticeships:absence", apprenticeship.pk))
    context = {
        "form": form, "apprenticeship": apprenticeship, "is_own": is_own(request.member, apprenticeship),
        "may_confirm": part.can(P.ABSENCE_CONFIRM),
    }  # fmt: skip
    return render(request, "apprenticeships/absence_form.html", context, status=form.status)


@allowed(P.ABSENCE_SEE)
def absence_detail(request, absence_id):
    """One absence with what can be done about it; where the mail to the supervisor leads."""
    row, part = absence_or_404(request, absence_id)
    record_viewing(request.member, row.apprenticeship.apprentice, "apprenticeships:absence_detail")
    context = {
        "absence": row, "apprenticeship": row.apprenticeship, "is_own": is_own(request.member, row.apprenticeship),
        "words": state_in_words(row), "tone": TONES[row.state], "steps": steps_for(request.member, row, part),
    }  # fmt: skip
    return render(request, "apprenticeships/absence_detail.html", context)


@allowed(P.ABSENCE_REPORT)
def correct_absence(request, absence_id):
    row, part = absence_or_404(request, absence_id)
    if "correct" not in steps_for(request.member, row, part):
        return not_now(request, row)
    form = CorrectAbsenceForm(request.POST or None, initial=CorrectAbsenceForm.facts_of(row))
    if form.is_valid() and form.submit(actions.correct, absence=row, by=request.member):
        tell_how_it_stands(request, form.result)
        return redirect(office_url("apprenticeships:absence", row.apprenticeship_id))
    context = {
        "form": form, "absence": row, "apprenticeship": row.apprenticeship,
        "is_own": is_own(request.member, row.apprenticeship), "may_confirm": part.can(P.ABSENCE_CONFIRM),
    }  # fmt: skip
    return render(request, "apprenticeships/absence_form.html", context, status=form.status)


@allowed(P.ABSENCE_CONFIRM)
@require_POST
def confirm_absence(request, absence_id):
    return answer(request, absence_id, actions.confirm, _("The absence is confirmed."))


@allowed(P.ABSENCE_CONFIRM)
@require_POST
def decline_absence(request, absence_id):
    return answer(request, absence_id, actions.decline, _("The absence is marked as not right."))


@allowed(P.ABSENCE_REPORT)
def withdraw_absence(request, absence_id):
    row, part = absence_or_404(request, absence_id)
    if "withdraw" not in steps_for(request.member, row, part):
        return not_now(request, row)
    form = VersionForm(request.POST or None, initial={"version": row.version})
    if form.is_valid() and form.submit(actions.withdraw, absence=row, by=request.member):
        messages.success(request, _("The absence is withdrawn, and no longer counts."))
        return redirect(office_url("apprenticeships:absence", row.apprenticeship_id))
    context = {"form": form, "absence": row, "apprenticeship": row.apprenticeship}
    return render(request, "apprenticeships/absence_withdraw.html", context, status=form.status)


def answer(request, absence_id, action, done):
    """Yes or no from who answers for the training; answered already, the page tells how it stands."""
    row, part = absence_or_404(request, absence_id)
    if not part.can(P.ABSENCE_CONFIRM):
        raise Http404
    if "confirm" not in steps_for(request.member, row, part):
        return not_now(request, row)
    form = VersionForm(request.POST)
    if form.is_valid() and form.submit(action, absence=row, by=request.member):
        messages.success(request, done)
    else:
        messages.warning(request, _("Somebody has changed this since you opened it. Look at it once more."))
    return redirect(office_url("apprenticeships:absence_detail", row.pk))


def not_now(request, row):
    messages.warning(request, _("This is not possible now. Below you see how the absence stands."))
    return redirect(office_url("apprenticeships:absence_detail", row.pk))


def absence_or_404(request, absence_id):
    """The absence, and what the person is in this file; for those who may know the kind."""
    rows = Absence.objects.visible_to(request.member).select_related("reported_by", "decided_by")
    row = get_object_or_404(rows, pk=absence_id)
    row.apprenticeship = seen_by(request.member, row.apprenticeship_id)
    part = standing(request.member, row.apprenticeship)
    if not part.sees_absence_kinds:
        raise Http404
    return row, part


def steps_for(member, row, part) -> set[str]:
    """Names of the steps whose buttons this person gets now."""
    if part.can(P.ABSENCE_CONFIRM):
        steps = (CONFIRM, CORRECT_AND_CONFIRM, WITHDRAW)
    elif part.can(P.ABSENCE_REPORT) and row.reported_by_id == member.user.pk:
        steps = (CORRECT, WITHDRAW_REPORT)
    else:
        steps = ()
    return {step.name for step in steps if step.allowed_from(row.state)}


def tell_how_it_stands(request, row):
    if row.state == Absence.State.CONFIRMED:
        messages.success(request, _("The absence is registered."))
    else:
        messages.success(request, _("The absence is reported, and waits to be confirmed."))
    end_on = row.apprenticeship.end_on
    if row.to_on and end_on and row.to_on > end_on:
        messages.warning(request, _("The last day is after the end of the training period. Check that it is right."))


def state_in_words(row) -> str:
    if row.state == Absence.State.DECLINED and row.decided_by_id == row.reported_by_id:
        return _("Withdrawn")
    return row.get_state_display()


def sums_by_half(apprenticeship, rows, today) -> list[dict]:
    """What is confirmed, by half-year, the newest first: each kind with its words, and the total."""
    confirmed = list(rows.filter(state=Absence.State.CONFIRMED))
    if not apprenticeship.start_on:
        return []
    ends_on = apprenticeship.end_on or today  # days after it are days of no training
    last_on = max([today, *(min(row.to_on, ends_on) for row in confirmed if row.to_on)])
    found = []
    for half in halves(min(apprenticeship.start_on, today), last_on):
        by_kind = sums(confirmed, half.first_on, min(half.last_on, ends_on), today)
        kinds = [(kind.label, by_kind[kind]) for kind in Absence.Kind if kind in by_kind]
        found.append({"half": half, "label": in_words(half), "kinds": kinds, "total": total(by_kind)})
    return found
