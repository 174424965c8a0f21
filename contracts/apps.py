"""Training contracts from draft to end."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self):
        from contracts import receivers  # noqa: F401

        kinds.register(
            contracts__sign_request=_("Contract to sign"),
            contracts__signed_copy=_("Signed contract"),
            contracts__taken_back=_("A contract is taken back"),
            contracts__approved=_("A contract is approved"),
        )
