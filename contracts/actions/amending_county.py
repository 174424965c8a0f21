"""What does the county authority say to a change of a contract?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.applying import apply, locked_contract
from contracts.actions.county_tasks import settle_change
from contracts.county.deadlines import decide_by, figures_on
from contracts.models import Amendment, CountyEntry
from contracts.states import AMENDMENT_AGREE, AMENDMENT_REFUSE, AMENDMENT_TO_COUNTY
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.states import begin

Entry = CountyEntry.Kind


@atomic
def send_amendment_to_county(*, amendment: Amendment, sent_on: datetime.date, by) -> Amendment:
    """In Vigo or by letter; from now on the county's consent is waited for."""
    contract = locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_TO_COUNTY)
    if not row.needs_consent:
        raise Refused(_("This change needs no consent."))
    _check_day(sent_on, "sent_on")
    row.sent_to_county_on = sent_on
    row.save()
    waits_until = decide_by(sent_on, figures_on(contract.apprenticeship.county_id, sent_on))
    _enter(row, Entry.SENT, sent_on, by, due_on=waits_until)
    record(by, "amendment.sent_to_county", row, on=str(sent_on))
    return row


@atomic
def consent(
    *, amendment: Amendment, decided_on: datetime.date, case_number: str, decision_remark: str, by,
    file: Accepted | None = None,
) -> Amendment:  # fmt: skip
    """The county has said yes; a change whose day has come is in force at once."""
    locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_AGREE)
    _decide(row, Entry.APPROVED, decided_on, case_number, decision_remark, file, by)
    record(by, "amendment.agreed", row, decided_on=str(decided_on), case_number=case_number)
    return apply(amendment=row, by=by) if row.from_on <= timezone.localdate() else row


@atomic
def refuse_consent(
    *, amendment: Amendment, decided_on: datetime.date, case_number: str, decision_remark: str, by,
    file: Accepted | None = None,
) -> Amendment:  # fmt: skip
    """The county has said no: the contract stays as it is."""
    locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_REFUSE)
    if not decision_remark:
        raise Refused(_("Write what the county gives as its reason."), field="decision_remark")
    _decide(row, Entry.REFUSED, decided_on, case_number, decision_remark, file, by)
    record(by, "amendment.refused", row, decided_on=str(decided_on), case_number=case_number)
    return row


def _decide(row, kind, decided_on, case_number, decision_remark, file, by):
    _check_day(decided_on, "decided_on")
    if row.sent_to_county_on and decided_on < row.sent_to_county_on:
        raise Refused(_("The decision cannot be older than what was sent."), field="decided_on")
    row.decided_on, row.case_number, row.decision_remark = decided_on, case_number, decision_remark
    row.save()
    _enter(row, kind, decided_on, by, case_number, decision_remark, file)


def _check_day(on, field):
    if on > timezone.localdate():
        raise Refused(_("This day lies ahead."), field=field)


def _enter(row, kind, on, by, case_number="", remark="", file=None, due_on=None):
    """One line of what went to and fro, with the letter that came; what was to be done about it, is done."""
    settle_change(amendment=row, by=by)
    stored = None
    if file:
        stored = store(
            office_id=row.office_id, kind=StoredFile.Kind.COUNTY_LETTER, name=file.name, content=file.content,
            content_type=file.content_type, by=by,
        )  # fmt: skip
    CountyEntry.objects.create(
        office_id=row.office_id, contract_id=row.contract_id, amendment=row, kind=kind, on=on, remark=remark,
        case_number=case_number, file=stored, by=by.user if by else None, due_on=due_on,
    )  # fmt: skip
