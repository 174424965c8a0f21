"""How does a draft go out to its parties, and how does it come back?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import emails, problems
from contracts.actions import rounds
from contracts.actions.closing import settle_came_back
from contracts.actions.county_tasks import settle as settle_county_tasks
from contracts.actions.logins import link_logins
from contracts.models import Contract, KeptLedger, Party, SigningEvent
from contracts.paper import pdf
from contracts.reckoning.keeping import keep_ledger
from contracts.signing import signers
from contracts.signing.rules import rule_for
from contracts.states import REOPEN, SEND, SEND_TO_SIGN, TAKE_BACK, RoundState
from contracts.verifying.verdict import verify_url
from okportal.audit.actions import record
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.offices.models import CountyRule
from okportal.states import begin
from okportal.todo.actions import settle_task

SIGNING_DAYS = 14  # where neither the office nor the county has a rule


@atomic
def send(*, contract: Contract, version: int, by) -> Contract:
    """Freeze the draft as a PDF and put exactly that file before the parties: to check it first, or to sign at once.

    `version` is the one that was looked at before sending. Refused when the draft has been changed since, with the
    first blocker while there is one, and where the server cannot make PDFs.
    """
    contract = Contract.objects.with_people().select_related("office").get(pk=contract.pk)
    rule = rule_for(contract.office_id, contract.apprenticeship.county_id)
    begun = begin(contract, SEND if rule.checks_first else SEND_TO_SIGN, version)
    today = timezone.localdate()
    contract = Contract.objects.with_people().select_related("office").get(pk=begun.pk)
    for problem in problems.blockers(problems.before_sending(contract, today)):
        raise Refused(problem.message, way_out=problem.way_out)
    _refuse_locked_out(contract, today, rule)
    settle_came_back(contract, by)
    contract.state, contract.version = begun.state, begun.version
    contract.save(update_fields=["state", "version"])
    opened = _put_before_parties(contract, today, by)
    keep_ledger(contract=contract, why=KeptLedger.Why.SENT)
    settle_task(office_id=contract.office_id, key=send_again_key(contract), by=by)
    record(by, "contract.sent", contract, sha256=opened.unsigned_file.sha256, sign_by_on=str(opened.sign_by_on))
    return contract


def _put_before_parties(contract, today, by):
    parties, code = signers.signers_of(contract, today), rounds.new_code()
    link_logins(parties)
    paper = pdf.contract_pdf(
        contract, signatures=parties, verify_url=verify_url(contract.office, code), code=code, issued_at=timezone.now()
    )
    return rounds.open_round(
        contract=contract, content=pdf.contract_data(contract), pdf=paper, parties=parties, code=code,
        file_kind=StoredFile.Kind.CONTRACT_UNSIGNED, file_name=pdf.file_name(contract),
        sign_by_on=sign_by(contract, today), by=by,
    )  # fmt: skip


def sign_by(contract: Contract, today: datetime.date) -> datetime.date:
    """The last day to sign of what is sent today: by the office's rule, else the county's."""
    days = rule_for(contract.office_id, contract.apprenticeship.county_id).signing_days
    if days is None:
        county = CountyRule.objects.in_force(contract.apprenticeship.county_id, today)
        days = county.signing_days if county else SIGNING_DAYS
    return today + datetime.timedelta(days=days)


def send_again_key(contract) -> str:
    """Of the advisor's task about a contract that was taken back, because somebody it names has left."""
    return f"contract:{contract.pk}:send_again"


def names_left_key(contract) -> str:
    """Of the advisor's task about a contract that all have signed, and whose paper names somebody who has left."""
    return f"contract:{contract.pk}:names_left"


@atomic
def take_back(*, contract: Contract, reason: str, by) -> Contract:
    """Back to draft: signatures given so far hold no longer, and everybody who was asked is told why.

    Where all have signed, the round stays closed as it is; the next sending opens a new one.
    """
    begun = begin(contract, TAKE_BACK)
    if begun.round and begun.round.state == RoundState.OPEN:
        rounds.withdraw_round(round=begun.round, reason=reason, by=by)
    else:
        _take_back_signed(begun, reason, by)
    return Contract.objects.with_people().get(pk=begun.pk)


def _take_back_signed(begun, reason, by):
    contract = Contract.objects.with_people().select_related("round").get(pk=begun.pk)
    signed, contract.round = contract.round, None  # what was signed is no longer what the contract says
    contract.state, contract.version = begun.state, begun.version + 1
    contract.save(update_fields=["state", "version", "round"])
    settle_county_tasks(contract=contract, by=by)
    settle_task(office_id=contract.office_id, key=names_left_key(contract), by=by)
    facts = {"signed": [], "round": None, "role": Party.Role.OFFICE}
    if signed:  # none where it was signed before the portal
        signed.contract = contract
        # Its row is closed for good; the chain of what happened goes on.
        rounds.add_event(signed, SigningEvent.Verb.WITHDRAWN, by=by, comment=reason)
        parties = list(signed.parties.all())
        for party in parties:
            if party.role != Party.Role.OFFICE:
                emails.taken_back(signed, party, by_name=str(by.user) if by else "", reason=reason)
        facts |= {"signed": [party.role for party in parties if party.signed_at], "round": signed.number}
    record(by, "contract.taken_back", contract, **facts)


@atomic
def reopen(*, contract: Contract, by) -> Contract:
    """After the county's refusal or remark: back to draft. What the county wrote stays to be read while correcting."""
    contract = begin(contract, REOPEN)
    contract.version += 1
    contract.save()
    settle_county_tasks(contract=contract, by=by)
    settle_task(office_id=contract.office_id, key=names_left_key(contract), by=by)
    record(by, "contract.reopened", contract)
    return contract


def _refuse_locked_out(contract, today, rule):
    is_child = contract.apprenticeship.apprentice.is_minor_on(today)
    if is_child and rule.guardian_place is not None and not rule.may_use_link:
        raise Refused(
            _("A guardian has no login, and the signing rule allows no link."),
            way_out=_("Change the signing rule, so that one may sign by link and code."),
        )
