"""Which talks are there, and how does one get a date, minutes, or an end?"""

from datetime import time

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from followup import actions
from followup.filters import TalkFilter
from followup.forms import HoldForm, ReasonForm, ScheduleForm
from followup.models import Participant, Talk
from followup.participants import people_of
from followup.situation import moment, situation, way
from followup.states import CANCEL, HOLD, REOPEN, SCHEDULE
from okportal.audit.actions import record_viewing
from okportal.outbox.models import Message
from okportal.outbox.views import with_tones
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list

USUAL_TIME = time(10, 0)


@allowed(Permission.TALK_SEE)
def talk_list(request):
    shown = listing(request, Talk.objects.visible_to(request.member).with_people(), TalkFilter)
    rows = [(talk, situation(talk, request.member.today)) for talk in shown.rows]
    context = {"listing": shown, "rows": rows, "today": request.member.today}
    return render_list(request, "followup/list.html", context)


@allowed(Permission.TALK_SEE)
def detail(request, talk_id):
    talk = talk_or_404(request, talk_id)
    participants = list(talk.participants.select_related("user"))
    record_viewing(request.member, talk.apprenticeship.apprentice, "followup:detail")
    context = {
        "talk": talk,
        "participants": participants,
        "situation": situation(talk, request.member.today),
        "moment": moment(talk),
        "agenda": [point for point in talk.agenda.splitlines() if point.strip()],
        "way": way(talk),
        "may_read_minutes": talk.has_at_table(request.member, participants),
        "steps": steps_for(request.member, talk),
        "sent": sent_about(request.member, talk),
        "today": request.member.today,
    }
    return render(request, "followup/detail.html", context)


@allowed(Permission.TALK_EDIT)
def schedule(request, talk_id):
    talk = led_talk_or_404(request, talk_id)
    at = timezone.localtime(talk.scheduled_at) if talk.scheduled_at else None
    initial = {
        "on": at.date() if at else None, "at": at.time() if at else USUAL_TIME, "place": talk.place,
        "agenda": talk.agenda, **chosen(talk.participants.all()),
    }  # fmt: skip
    form = ScheduleForm(request.POST or None, talk=talk, people=people_of(talk.apprenticeship), initial=initial)
    title = _("Agree on another date") if at else _("Agree on a date")
    return take(
        request, talk, SCHEDULE, form, actions.schedule, title=title, label=_("Save and invite"),
        text=_("Those who take part get a mail with day, time and place."),
        done=_("The date is saved and the mails are on their way."),
    )  # fmt: skip


@allowed(Permission.TALK_EDIT)
def hold(request, talk_id):
    talk, today = led_talk_or_404(request, talk_id), request.member.today
    participants = list(talk.participants.all())
    initial = {
        "held_on": min(talk.agreed_on or today, today), **chosen(participants),
        # A draft from before the talk was reopened is for those who were there.
        "minutes": talk.minutes if talk.has_at_table(request.member, participants) else "",
    }  # fmt: skip
    form = HoldForm(request.POST or None, talk=talk, people=people_of(talk.apprenticeship), initial=initial)
    return take(
        request, talk, HOLD, form, actions.hold, title=_("Record the talk"), label=_("Save minutes"),
        text=_("Those who take part and the training office can read the minutes."),
        done=_("The talk is recorded as held."),
    )  # fmt: skip


@allowed(Permission.TALK_EDIT)
def cancel(request, talk_id):
    talk = led_talk_or_404(request, talk_id)
    return take(
        request, talk, CANCEL, ReasonForm(request.POST or None, talk=talk), actions.cancel,
        title=_("Cancel the talk"), label=_("Cancel the talk"), tone="danger", done=_("The talk is cancelled."),
        text=_("There shall be a talk each half-year (regulation § 9-6). To move it, agree on another date instead."),
    )  # fmt: skip


@allowed(Permission.TALK_EDIT)
def reopen(request, talk_id):
    talk = led_talk_or_404(request, talk_id)
    return take(
        request, talk, REOPEN, ReasonForm(request.POST or None, talk=talk), actions.reopen,
        title=_("Reopen the talk"), label=_("Reopen"), done=_("The talk is planned again."),
        text=_("The talk becomes planned again. Minutes that were written stay."),
    )  # fmt: skip


def take(request, talk, step, form, action, *, done, **words):
    """Ask what a step needs and take it; back to the talk when its state does not have the step."""
    if not step.allowed_from(talk.state):
        messages.warning(request, _("This is not possible now. Below you see how the talk stands."))
        return redirect(talk)
    if form.is_valid() and form.submit(action, talk=talk, by=request.member):
        messages.success(request, done)
        return redirect(talk)
    return render(request, "followup/step.html", {"talk": talk, "form": form, **words}, status=form.status)


def talk_or_404(request, talk_id) -> Talk:
    talks = Talk.objects.visible_to(request.member).with_people().select_related("contract")
    return get_object_or_404(talks, pk=talk_id)


def led_talk_or_404(request, talk_id) -> Talk:
    """A talk that this person may change, not only see."""
    talk = talk_or_404(request, talk_id)
    if not talk.is_led_by(request.member):
        raise Http404
    return talk


def chosen(participants) -> dict[str, bool]:
    """Who of instructor and advisor stands on the list, as the forms ask for it."""
    roles = {participant.role for participant in participants}
    return {
        "with_instructor": Participant.Role.INSTRUCTOR in roles, "with_advisor": Participant.Role.ADVISOR in roles
    }  # fmt: skip


def steps_for(member, talk) -> set[str]:
    """Names of the steps whose buttons this person gets now."""
    if not (member.can(Permission.TALK_EDIT) and talk.is_led_by(member)):
        return set()
    return {step.name for step in (SCHEDULE, HOLD, CANCEL, REOPEN) if step.allowed_from(talk.state)}


def sent_about(member, talk):
    """The talk's mails with their tones, for those who may see the office's messages."""
    if not member.can(Permission.MESSAGES_SEE):
        return []
    return with_tones(Message.objects.visible_to(member).about("followup:detail", talk)[:20])
