"""Training contracts from draft to end."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self):
        from contracts import duties, ending_kinds, handover_kinds, link_receivers, receivers, tabs  # noqa: F401
        from contracts.amending import effects, task_kinds  # noqa: F401

        kinds.register(
            contracts__missing=_("What a contract still lacks"),
            contracts__check_request=_("Contract to check"),
            contracts__sign_request=_("Contract to sign"),
            contracts__reminder=_("Reminder of a contract"),
            contracts__prolonged=_("More time to sign"),
            contracts__flagged=_("A party says a contract is not right"),
            contracts__declined=_("A party declines to sign"),
            contracts__signed_copy=_("Signed contract"),
            contracts__taken_back=_("A contract is taken back"),
            contracts__approved=_("A contract is approved"),
            contracts__new_link=_("New link to a contract"),
            contracts__signing_code=_("Code for a signing link"),
        )
        todo_kinds.register(
            contracts__flagged=todo_kinds.Kind(
                _("%(name)s says that contract %(number)s is not right"),
                next=_("“%(comment)s” Correct it and send it again."),
                name=_("Contract that is not right"),
            ),
            contracts__declined=todo_kinds.Kind(
                _("%(name)s does not want to sign contract %(number)s"),
                next=_("“%(comment)s” Talk with them, and correct it or let it lie."),
                name=_("Declined signature"),
            ),
            contracts__codes_guessed=todo_kinds.Kind(
                _("Many wrong codes for %(name)s on contract %(number)s"),
                next=_("Somebody may be guessing. Call %(name)s, then send a new link."),
                name=_("Many wrong codes for a signing link"),
            ),
            contracts__signing_overdue=todo_kinds.Kind(
                _("Contract %(number)s was to be signed by %(sign_by_on)s"),
                next=_("Still missing: %(names)s. Call them, or give them more time."),
                name=_("Deadline to sign has passed"),
            ),
            contracts__long_absence=todo_kinds.Kind(
                _("%(apprentice)s was away from %(from_on)s to %(to_on)s: extend the training by %(days)s days"),
                next=_("Ask the county authority to extend the contract, or write here why not."),
                name=_("Extend the training after long absence"),
            ),
            contracts__long_absence_open=todo_kinds.Kind(
                _("%(apprentice)s has been away for long, since %(from_on)s"),
                next=_("When the last day is known, the portal reckons how many days the training becomes longer."),
                name=_("Long absence that goes on"),
            ),
        )
