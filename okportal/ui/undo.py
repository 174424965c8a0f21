"""How does a message offer to take back what was just done?

`undo.success(request, _("Done"), office_url("todo:reopen", task.pk))`: components/messages.html draws a button beside
the words that posts to this address. It must undo exactly that, and refuse or do nothing the second time.
"""

from django.contrib import messages

TAG = "undo:"


def success(request, words, address: str):
    messages.success(request, words, extra_tags=f"{TAG}{address}")


def address_in(message) -> str:
    """Where the message's button posts to; "" for a message without one. Addresses of ours hold no blanks."""
    found = [tag for tag in (message.extra_tags or "").split() if tag.startswith(TAG)]
    return found[0].removeprefix(TAG) if found else ""
