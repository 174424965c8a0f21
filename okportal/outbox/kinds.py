"""What is a message called in the list of sent messages?"""

from django.utils.translation import gettext_lazy as _

# The platform's own; each app names its templates when it is ready.
_names = {"people/invitation": _("Invitation to the portal")}


def register(**names):
    """`register(followup__invitation=_("…"))` names the template `followup/invitation`."""
    _names.update({template.replace("__", "/"): name for template, name in names.items()})


def name_of(template: str):
    """The registered name; an unregistered template shows its own, so that nothing is hidden."""
    return _names.get(template, template)


def choices() -> list[tuple]:
    return sorted(_names.items(), key=lambda named: str(named[1]).casefold())
