"""Which tasks do changes of contracts raise, and what do they say?"""

from django.utils.translation import gettext_lazy as _

from okportal.todo.kinds import Kind, register

register(
    contracts__amendment_stuck=Kind(
        _("Change %(change)s of contract %(number)s could not come into force"),
        next=_("“%(why)s” Correct it, put it in force by hand, or withdraw it."),
        name=_("Change that could not come into force"),
    ),
    contracts__own_aims=Kind(
        _("Choose own aims for %(apprentice)s"),
        next=_(
            "Contract %(number)s is a training contract now. Agree on the aims, and keep them in the training plan."
        ),
        name=_("Own aims after a change of the contract type"),
    ),
    contracts__plan_to_look_over=Kind(
        _("Look over the training plan of %(apprentice)s"),
        next=_("The contract has another trade or type since %(from_on)s: the aims may be others."),
        name=_("Training plan after a change of the contract"),
    ),
)
