"""Which mails and tasks come of endings?"""

from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds

kinds.register(contracts__letter_ready=_("A letter or certificate is ready"))
todo_kinds.register(
    contracts__ending_stuck=todo_kinds.Kind(
        _("The last day of %(apprentice)s was %(last_on)s, and the contract has not ended"),
        next=_("Open the ending: it says what is missing."),
        name=_("Ending that waits for something"),
    )
)
