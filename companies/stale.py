"""Two people edited the same company: what has the first one changed in the meantime?"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Company
from okportal.audit.models import Event
from okportal.errors import Refused

EDITED = "company.edited"
FIELDS = ("name", "address", "postcode", "city", "email", "phone", "county")


class Stale(Refused):
    """Somebody else has saved since. `current`: {field: value it has now} of what changed; `version`: the new one."""

    def __init__(self, company, since):
        events = Event.objects.about(company).filter(verb=EDITED, facts__version__gt=since)
        self.version = company.version
        self.current = {name: getattr(company, name) for name in changed_in(events)}
        super().__init__(
            _sentence(events.first()), way_out=_("What you typed is still here. Look it over and save again.")
        )


def changed_in(events) -> list[str]:
    names = {name for event in events for name in event.facts["fields"]}
    return [name for name in FIELDS if name in names]


def differences(company: Company, answers: dict) -> list[str]:
    """Names of the fields whose answer differs from the stored value."""
    return [name for name in FIELDS if getattr(company, name) != answers[name]]


def _sentence(last):
    if last is None:
        return _("Somebody else has saved this in the meantime.")
    return _("%(name)s saved this at %(time)s. What changed is told beside each field.") % {
        "name": last.by_name,
        "time": date_format(timezone.localtime(last.at), "H:i"),
    }
