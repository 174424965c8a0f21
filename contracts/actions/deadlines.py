"""Who is reminded of a contract that lies with them, and what when the last day to sign has passed?"""

import datetime
from collections.abc import Iterable

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import emails
from contracts.actions.asking import token_for
from contracts.actions.closing import overdue_key, subject_of
from contracts.actions.events import add_event
from contracts.actions.rounds import is_checked, locked
from contracts.models import Party, SigningEvent, SigningRound
from contracts.signing.rules import rule_for
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.todo.actions import raise_task, settle_task

Verb = SigningEvent.Verb


@atomic
def remind(*, round: SigningRound, by) -> list[Party]:
    """Remind everybody it lies with, now, and nobody twice a day; gives those who were written to."""
    round, today = locked(round), timezone.localdate()
    reminded = [party for party in owing(round) if _reminded_on(round, party) != today]
    for party in reminded:
        _remind(round, party, by)
    if reminded:
        prefix, row = subject_of(round)
        record(by, f"{prefix}.reminded", row, roles=[party.role for party in reminded], round=round.number)
    return reminded


@atomic
def remind_when_due(*, round: SigningRound) -> list[Party]:
    """The sweep's reminders: every so many days until the deadline; again on the same day adds nothing.

    After the deadline the advisor gets one task instead.
    """
    round, today = locked(round), timezone.localdate()
    if round.sign_by_on and today > round.sign_by_on:
        _raise_overdue(round)
        return []
    days = rule_for(round.office_id, round.contract.apprenticeship.county_id).remind_days
    due = [party for party in owing(round) if (today - _last_word_on(round, party)).days >= days]
    for party in due:
        _remind(round, party, None)
    return due


@atomic
def prolong(*, round: SigningRound, sign_by_on: datetime.date, by) -> SigningRound:
    """Give those who have not signed yet more time, and tell them. The same day again changes nothing."""
    round = locked(round)
    if sign_by_on == round.sign_by_on:
        return round
    if sign_by_on < timezone.localdate() or (round.sign_by_on and sign_by_on < round.sign_by_on):
        raise Refused(_("The new deadline must lie after the old one, and not before today."), field="sign_by_on")
    settle_task(office_id=round.office_id, key=overdue_key(round), by=by)
    before, round.sign_by_on = round.sign_by_on, sign_by_on
    round.save(update_fields=["sign_by_on"])
    add_event(round, Verb.PROLONGED, by=by, comment=f"{sign_by_on:%d.%m.%Y}")
    for party in owing(round):
        emails.prolonged(round, party, token=token_for(party, by), is_check=is_checked(round))
    prefix, row = subject_of(round)
    record(by, f"{prefix}.prolonged", row, before=str(before), sign_by_on=str(sign_by_on), round=round.number)
    return round


def owing(round: SigningRound) -> list[Party]:
    """Those outside the office it lies with: who have not confirmed while it is checked, else whose turn it is."""
    return owing_of(round, round.parties.all())


def owing_of(round: SigningRound, parties: Iterable[Party]) -> list[Party]:
    """As `owing`, of parties that are loaded already."""
    outside = [party for party in parties if party.role != Party.Role.OFFICE]
    if is_checked(round):
        return [party for party in outside if party.confirmed_at is None]
    return [party for party in outside if party.asked_at and party.signed_at is None]


def _remind(round, party, by):
    event = add_event(round, Verb.REMINDED, party=party)
    emails.remind(round, party, event.number, token=token_for(party, by), is_check=is_checked(round))


def _reminded_on(round, party) -> datetime.date | None:
    last = round.events.filter(party=party, verb=Verb.REMINDED).order_by("-number").first()
    return timezone.localdate(last.at) if last else None


def _last_word_on(round, party) -> datetime.date:
    return _reminded_on(round, party) or timezone.localdate(party.asked_at or round.sent_at)


def _raise_overdue(round):
    # With nobody outside the office to wait for, it is the office itself.
    names = ", ".join(party.name for party in owing(round)) or round.contract.office.name
    raise_task(
        office_id=round.office_id, key=overdue_key(round), kind="contracts/signing_overdue", by=None,
        facts={"number": round.contract.number, "names": names, "sign_by_on": str(round.sign_by_on)},
        page="contracts:signing", about_id=round.contract_id, assigned=round.contract.apprenticeship.advisor,
    )  # fmt: skip
