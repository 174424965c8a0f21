"""Training contracts from draft to end."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self):
        from contracts import duties, receivers, tabs  # noqa: F401

        kinds.register(
            contracts__sign_request=_("Contract to sign"),
            contracts__signed_copy=_("Signed contract"),
            contracts__taken_back=_("A contract is taken back"),
            contracts__approved=_("A contract is approved"),
        )
        todo_kinds.register(
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
