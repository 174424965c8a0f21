"""Who is to be tested when, and what does the office tell the county authority?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from exams import actions
from exams.filters import RegistrationFilter
from exams.forms import CorrectForm, ReasonForm, RegisterForm, ResultForm, RetryForm, ScheduleForm, StepForm
from exams.models import Registration
from exams.problems import before_registering, of_test_day
from exams.rules import ATTEMPTS_BY_RIGHT
from exams.situation import situation, way
from exams.states import CANCEL, CONFIRM, CORRECT, PASS, REGISTER, RETURN, SCHEDULE, RegistrationState
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.outbox.models import Message
from okportal.outbox.views import with_tones
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list

RESULT = "result"  # one button for the three steps of a result


@allowed(Permission.EXAM_SEE)
def registration_list(request):
    shown = listing(request, Registration.objects.visible_to(request.member).with_people(), RegistrationFilter)
    rows = [(registration, situation(registration, request.member.today)) for registration in shown.rows]
    return render_list(request, "exams/list.html", {"listing": shown, "rows": rows, "today": request.member.today})


@allowed(Permission.EXAM_SEE)
def detail(request, registration_id):
    registration = registration_or_404(request, registration_id)
    record_viewing(request.member, registration.apprenticeship.apprentice, "exams:detail")
    is_planned = registration.state == RegistrationState.PLANNED
    may_edit = request.member.can(Permission.EXAM_EDIT)
    context = {
        "registration": registration,
        "situation": situation(registration, request.member.today),
        "way": way(registration),
        "problems": before_registering(registration, request.member.today) if is_planned and may_edit else [],
        "steps": steps_for(request.member, registration),
        "sent": sent_about(request.member, registration),
        "today": request.member.today,
    }
    return render(request, "exams/detail.html", context)


@allowed(Permission.EXAM_SEE)
def form_pdf(request, registration_id):
    registration = registration_or_404(request, registration_id)
    if registration.form_file is None:
        raise Http404
    record_viewing(request.member, registration.apprenticeship.apprentice, "exams:form_pdf")
    return file_response(registration.form_file, inline=True)


@allowed(Permission.EXAM_EDIT)
def register(request, registration_id):
    registration = registration_or_404(request, registration_id)
    training = registration.apprenticeship
    initial = {
        "wanted_from_on": registration.wanted_from_on, "needs_adaptation": registration.needs_adaptation,
        "place": registration.place or registration.contract.workplace or training.company.name,
        "remarks": registration.remarks,
    }  # fmt: skip
    form = RegisterForm(request.POST or None, registration=registration, initial=initial)
    return take(
        request, registration, REGISTER, form, actions.register, title=_("Register for the test"),
        text=_("The portal makes the form for the county authority and tells apprentice and training supervisor."),
        label=_("Register"), done=_("The registration is ready. Send the form to the county authority."),
        problems=before_registering(registration, request.member.today),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def confirm(request, registration_id):
    registration = registration_or_404(request, registration_id)
    return take(
        request, registration, CONFIRM, StepForm(request.POST or None, registration=registration), actions.confirm,
        title=_("Record the county's confirmation"), label=_("Record"), done=_("The confirmation is recorded."),
        text=_("The county authority has approved the registration. The examination board sets the date."),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def send_back(request, registration_id):
    registration = registration_or_404(request, registration_id)
    return take(
        request, registration, RETURN, ReasonForm(request.POST or None, registration=registration), actions.send_back,
        title=_("The county returned the registration"), label=_("Record"),
        done=_("Mend what is missing and register anew."),
        text=_("The registration opens again, so that you can mend it and send it anew."),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def schedule(request, registration_id):
    registration = registration_or_404(request, registration_id)
    initial = {"test_from_on": registration.test_from_on, "place": registration.place}
    form = ScheduleForm(request.POST or None, registration=registration, initial=initial)
    return take(
        request, registration, SCHEDULE, form, actions.schedule, title=_("Set the test date"), label=_("Save date"),
        text=_("Apprentice and training supervisor get a mail with day and place."), done=_("The test date is saved."),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def result(request, registration_id):
    registration = registration_or_404(request, registration_id)
    initial = {"result_on": request.member.today}
    form = ResultForm(request.POST or None, registration=registration, initial=initial)
    return take(
        request, registration, PASS, form, actions.set_result, title=_("Record the result"), label=_("Save result"),
        text=_("As the examination board has decided. Complaints go to the county authority within three weeks."),
        done=_("The result is recorded."),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def correct(request, registration_id):
    registration = registration_or_404(request, registration_id)
    initial = {"result": registration.state, "result_on": registration.result_on}
    form = CorrectForm(request.POST or None, registration=registration, initial=initial)
    return take(
        request, registration, CORRECT, form, actions.correct_result, title=_("Correct the result"),
        text=_("For a result that was recorded wrongly, or that a complaint has changed."),
        label=_("Save result"), done=_("The result is corrected."),
    )  # fmt: skip


@allowed(Permission.EXAM_EDIT)
def retry(request, registration_id):
    registration = registration_or_404(request, registration_id)
    form = RetryForm(request.POST or None, initial={"due_on": actions.usual_due_day(request.member.today)})
    if form.is_valid() and form.submit(actions.retry, registration=registration, by=request.member):
        messages.success(request, _("The new attempt is planned."))
        return redirect(form.result)
    words = {
        "title": _("Plan a new attempt"), "label": _("Plan the attempt"),
        "text": _("One who failed has the right to one new test, without waiting time (regulation § 9-66)."),
    }  # fmt: skip
    return render(request, "exams/step.html", {"registration": registration, "form": form, **words}, status=form.status)


@allowed(Permission.EXAM_EDIT)
def cancel(request, registration_id):
    registration = registration_or_404(request, registration_id)
    return take(
        request, registration, CANCEL, ReasonForm(request.POST or None, registration=registration), actions.cancel,
        title=_("Cancel the registration"), label=_("Cancel the registration"), tone="danger",
        text=_("There will be no test from this registration. Tell the county authority if it has got it."),
        done=_("The registration is cancelled."),
    )  # fmt: skip


def take(request, registration, step, form, action, *, done, **words):
    """Ask what a step needs and take it; back to the registration when its state does not have the step."""
    if not step.allowed_from(registration.state):
        messages.warning(request, _("This is not possible now. Below you see how the registration stands."))
        return redirect(registration)
    if form.is_valid() and form.submit(action, registration=registration, by=request.member):
        messages.success(request, done)
        if step is SCHEDULE:
            for problem in of_test_day(registration, form.cleaned_data["test_from_on"]):
                messages.warning(request, problem.text)
        return redirect(registration)
    return render(request, "exams/step.html", {"registration": registration, "form": form, **words}, status=form.status)


def registration_or_404(request, registration_id) -> Registration:
    rows = Registration.objects.visible_to(request.member).with_people().select_related("form_file")
    return get_object_or_404(rows, pk=registration_id)


def steps_for(member, registration) -> set[str]:
    """Names of the steps whose buttons this person gets now."""
    if not member.can(Permission.EXAM_EDIT):
        return set()
    all_steps = (REGISTER, CONFIRM, RETURN, SCHEDULE, CANCEL, CORRECT)
    steps = {step.name for step in all_steps if step.allowed_from(registration.state)}
    if PASS.allowed_from(registration.state):
        steps.add(RESULT)
    if registration.state == RegistrationState.FAILED and registration.attempt < ATTEMPTS_BY_RIGHT:
        steps.add("retry")
    return steps


def sent_about(member, registration):
    """The registration's mails with their tones, for those who may see the office's messages."""
    if not member.can(Permission.MESSAGES_SEE):
        return []
    return with_tones(Message.objects.visible_to(member).about("exams:detail", registration)[:20])
