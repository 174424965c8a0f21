"""What has the office written to whom, and did it arrive?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okportal.outbox import actions
from okportal.outbox.filters import MessageFilter
from okportal.outbox.mail import preview
from okportal.outbox.models import Message, State
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
TONES = {State.SENT: "success", State.WAITING: "neutral", State.DELAYED: "warning", State.GIVEN_UP: "danger"}


def with_tones(rows):
    """(message, tone of its state) for a page of rows."""
    return [(message, TONES[message.state]) for message in rows]


@allowed(Permission.MESSAGES_SEE)
def message_list(request):
    rows = Message.objects.visible_to(request.member).defer("body", "facts")
    shown = listing(request, rows, MessageFilter)
    context = {"listing": shown, "rows": with_tones(shown.rows)}
    return render_list(request, "outbox/list.html", context)


@allowed(Permission.MESSAGES_SEE)
def detail(request, message_id):
    message = get_object_or_404(Message.objects.visible_to(request.member), pk=message_id)
    subject, text = preview(message, request.office)
    context = {
        "message": message, "subject": subject, "text": text, "tone": TONES[message.state],
        "language": LANGUAGES.get(message.language, message.language),
    }  # fmt: skip
    return render(request, "outbox/detail.html", context)


@allowed(Permission.MESSAGES_SEE)
@require_POST
def retry(request, message_id):
    message = get_object_or_404(Message.objects.visible_to(request.member), pk=message_id)
    actions.retry(message=message, by=request.member)
    messages.success(request, _("The message is on its way again."))
    return redirect(message)
