"""How is a change of a company written, so that the next editor is told of it?"""

from companies.models import Company
from companies.stale import EDITS, FIELDS
from okportal.audit.actions import record


def write(company, values: dict, by) -> list[str]:
    """Set those of stale.FIELDS that are different, count the version up and tell the trail. The row is locked."""
    changed = [name for name in FIELDS if name in values and getattr(company, name) != values[name]]
    if changed:
        for name in changed:
            setattr(company, name, values[name])
        company.version += 1
        company.save(update_fields=[*changed, "version"])
        record(by, EDITS.verb, company, fields=sorted(changed), version=company.version)
    return changed


def locked(company) -> Company:
    return Company.objects.select_for_update(of=("self",)).select_related("county").get(pk=company.pk)
