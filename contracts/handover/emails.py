"""Which mails tell of a change of company, and to whom?"""

from collections.abc import Iterator

from django.utils import timezone

from companies.models import CompanyPerson
from contracts.models import Handover
from okportal.outbox.actions import enqueue
from okportal.outbox.models import Message

LONGEST_NAME = Message._meta.get_field("to_name").max_length
Role = CompanyPerson.Role


def ask_assessment(handover: Handover, *, today):
    """To the training supervisor of the company that is left; once a day, however often it is asked."""
    _write(handover, handover.old_supervisor, "closing_assessment", "contracts:closing_assessment", f":{today}")


def planned(handover: Handover):
    """To the apprentice and both companies; a corrected plan is a new mail."""
    for side, person in readers(handover):
        _write(handover, person, "company_change", "contracts:change_company", f":{handover.version}", side=side)


def called_off(handover: Handover):
    for side, person in readers(handover):
        _write(handover, person, "company_change_off", "", f":{handover.version}", side=side)


def readers(handover: Handover) -> Iterator[tuple]:
    """(apprentice, old or new; person): supervisors and contacts with an e-mail address, each address once a side."""
    yield "apprentice", handover.contract.apprenticeship.apprentice
    for side, company, supervisor in (
        ("old", handover.old_company, handover.old_supervisor), ("new", handover.new_company, handover.new_supervisor),
    ):  # fmt: skip
        contacts = company.people.filter(role=Role.COMPANY_CONTACT).on(timezone.localdate()).select_related("user")
        told = set()
        for person in (supervisor, *contacts):
            if person is not None and person.email and person.email.lower() not in told:
                told.add(person.email.lower())
                yield side, person


def _write(handover, person, name, page, key="", side=""):
    if not person.email:
        return
    training = handover.contract.apprenticeship
    enqueue(
        office_id=handover.office_id, key=f"handover:{handover.pk}:{name}{key}:{side}:{person.email.lower()}",
        template=f"contracts/{name}", to_email=person.email, to_name=person.name[:LONGEST_NAME],
        language=person.user.language if person.user_id else person.language,
        page=page, about_id=handover.contract_id if page else None,
        facts={
            "apprentice": training.apprentice.name, "trade": training.trade.name, "side": side,
            "old_company": handover.old_company.name, "on": str(handover.on) if handover.on else "",
            "new_company": handover.new_company.name if handover.new_company else "",
        },
    )  # fmt: skip
