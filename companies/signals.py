"""What do companies ask of the apps above, and tell them? Sent inside the transaction that wants or does it."""

from django.dispatch import Signal

# approvals, by: whoever knows contracts answers with actions.note_use for each of them
use_asked = Signal()
login_linked = Signal()  # office_id, email, role, user, by: the person behind this address and role has this login
