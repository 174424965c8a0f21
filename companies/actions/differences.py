"""Where do an advisor and Enhetsregisteret say different things about a company?"""

from hashlib import sha256

from companies.stale import EDITS
from okportal.audit.models import Event
from okportal.todo.actions import finish_task, raise_task
from okportal.todo.models import Task

# What is one thing to a reader, by the name of the task's kind. Who has corrected a part has corrected the whole.
TOGETHER = {
    "name_differs": ("name",),
    "address_differs": ("address", "postcode", "city", "county"),
    "industry_differs": ("industry_code", "industry"),
    "website_differs": ("website",),
    "sector_differs": ("sector",),
    # How many work there is another number each month: what was typed stays, and nobody is told.
    "": ("employees",),
}


def edited_by_hand(company) -> set[str]:
    """Fields whose last writer was a person, with those that belong to them."""
    last_by = {}
    for event in Event.objects.about(company).filter(verb=EDITS.verb).order_by("at", "id"):
        last_by |= dict.fromkeys(event.facts["fields"], event.by_id)
    typed = {name for name, by_id in last_by.items() if by_id}
    return {name for names in TOGETHER.values() if typed.intersection(names) for name in names}


def tell_differences(company, registered: dict, by_hand: set) -> set[str]:
    """A task for each thing that was corrected by hand and is otherwise in the register; returns their keys.

    The key holds what the register says, so that a difference that somebody has dealt with is told once.
    """
    keys = set()
    for kind, names in TOGETHER.items():
        told = [name for name in names if name in registered and name in by_hand]
        if not kind or not any(_is_other(getattr(company, name), registered[name]) for name in told):
            continue
        there = ", ".join(_text(registered[name]) for name in told)
        key = f"company:{company.pk}:{kind}:{sha256(there.encode()).hexdigest()[:16]}"
        keys.add(key)
        raise_task(
            office_id=company.office_id, key=key, kind=f"companies/{kind}",
            facts={"company": company.name, "registered": there}, page="companies:edit", about_id=company.pk,
        )  # fmt: skip
    return keys


def settle_differences(company, still: set[str]):
    """Take away the open tasks about differences that are none any more, or others than they were."""
    kinds = [f"companies/{kind}" for kind in TOGETHER if kind]
    told = Task.objects.open().filter(
        office_id=company.office_id, kind__in=kinds, about_id=company.pk, page="companies:edit"
    )
    for task in told.exclude(key__in=still):
        finish_task(task=task, by=None)


def _is_other(here, there) -> bool:
    """Capitals are no difference: the register writes in them."""
    return _text(here).casefold() != _text(there).casefold()


def _text(value) -> str:
    return str(value or "")
