"""What do companies ask of the apps above? Sent inside the transaction that wants to know."""

from django.dispatch import Signal

# approvals, by: whoever knows contracts answers with actions.note_use for each of them
use_asked = Signal()
