"""Which mails does the end of a role in a company send?"""

from django.utils.translation import override

from okportal.outbox.actions import enqueue


def tell(person, handed):
    """`handed`: (Held, CompanyPerson or None). Who takes over reads what; who leaves, who does it now.

    Who had no login and answered for nothing is not written to: there is nothing that changes for them.
    """
    for heir in {heir.pk: heir for _held, heir in handed if heir}.values():
        _write(heir, person, "took_over", _lines(heir, handed, only=heir), page="companies:detail")
    if person.email and (handed or person.user_id):
        _write(person, person, "role_ended", _lines(person, handed))


def _lines(reader, handed, only=None) -> list[dict]:
    """In the reader's language: what, how many, and who has it now ("" for nobody)."""
    with override(_language(reader)):
        return [
            {"what": str(held.duty.label), "count": held.count, "name": heir.name if heir else ""}
            for held, heir in handed
            if held.is_asked and (only is None or heir == only)
        ]


def _write(reader, person, name, lines, page=""):
    """The last day is in the key: brought forward, the one who leaves is told again."""
    if not reader.email:
        return
    enqueue(
        office_id=person.office_id, key=f"company_person:{person.pk}:{name}:{reader.pk}:{person.to_on}",
        template=f"companies/{name}", to_email=reader.email, to_name=reader.name, language=_language(reader),
        page=page, about_id=person.company_id if page else None,
        facts={
            "company": person.company.name, "person": person.name, "role": person.role, "on": str(person.to_on),
            "lines": lines,
        },
    )  # fmt: skip


def _language(reader) -> str:
    return reader.user.language if reader.user else reader.language
