"""Apprentices and their apprenticeships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds


class ApprenticeshipsConfig(AppConfig):
    name = "apprenticeships"

    def ready(self):
        from apprenticeships import duties, receivers, tabs  # noqa: F401

        kinds.register(
            apprenticeships__message=_("Message from the office"),
            apprenticeships__caseload_taken=_("Taken over from a colleague in the office"),
            apprenticeships__caseload_given=_("Handed over to colleagues in the office"),
            apprenticeships__absence_to_confirm=_("Absence to confirm"),
            apprenticeships__absence_not_right=_("The absence was not right"),
        )
        todo_kinds.register(
            apprenticeships__review=todo_kinds.Kind(
                _("Look again at what you agreed on with %(apprentice)s"), name=_("An agreement to look at again")
            )
        )
