"""Training contracts from draft to end."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "contracts"

    def ready(self):
        from contracts import duties, kinds, receivers, tabs, viewed  # noqa: F401
        from contracts.amending import effects  # noqa: F401
        from contracts.signing import link_receivers  # noqa: F401
