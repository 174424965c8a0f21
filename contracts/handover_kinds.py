"""What are the messages and tasks about a change of company called?"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.viewed import register
from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds

register({"contracts:handover": _("Change of company"), "contracts:handover_pdf": _("Change of company")})
kinds.register(
    contracts__closing_assessment=_("Closing assessment asked for"),
    contracts__company_change=_("Change of company"),
    contracts__company_change_off=_("A change of company is called off"),
)
todo_kinds.register(
    contracts__closing_assessment=todo_kinds.Kind(
        _("%(name)s at %(company)s writes the closing assessment of %(apprentice)s"),
        next=_("It is taken away here when it is handed in. Close it to write the assessment yourself."),
        name=_("Closing assessment that is waited for"),
    ),
    contracts__company_change_due=todo_kinds.Kind(
        _("%(apprentice)s was to go over to %(company)s on %(change_on)s"),
        next=_("Register that the county authority is told and make the change, or correct the plan."),
        name=_("Change of company that waits"),
    ),
    contracts__company_change_other_day=todo_kinds.Kind(
        _("Contract %(number)s of %(apprentice)s begins on %(start_on)s; the change of company was on %(change_on)s"),
        next=_("Ask the county authority which day holds, and correct the one that is wrong."),
        name=_("Change of company on another day than the contract"),
    ),
)
