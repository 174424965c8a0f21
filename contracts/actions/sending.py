"""How does a draft go out to its parties, and how does it come back?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone

from apprenticeships.actions import link_login as link_apprentice
from companies.actions import link_login as link_company_person
from contracts import emails, pdf, problems
from contracts.models import Contract, Party
from contracts.states import REOPEN, SEND, TAKE_BACK
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.offices.models import CountyRule, Membership
from okportal.people.actions import invite
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.states import begin
from okportal.todo.actions import settle_task

SIGNING_DAYS = 14  # where the county has no rule for the day


@atomic
def send(*, contract: Contract, version: int, by) -> Contract:
    """Freeze the draft as a PDF and ask the parties to sign exactly that file.

    `version` is the one that was checked before sending. Refused when the draft has been changed since, with the first
    blocker while there is one, and where the server cannot make PDFs.
    """
    begun = begin(contract, SEND, version)
    contract = Contract.objects.with_people().select_related("office").get(pk=begun.pk)
    today = timezone.localdate()
    for problem in problems.blockers(problems.before_sending(contract, today)):
        raise Refused(problem.message, way_out=problem.way_out)
    contract.state, contract.version = begun.state, begun.version
    contract.sent_at = timezone.now()
    contract.sign_by_on = today + datetime.timedelta(days=_signing_days(contract, today))
    contract.content_sha256 = pdf.content_sha256(contract)
    parties = _make_parties(contract, today)
    contract.unsigned_file = keep_pdf(contract, parties, StoredFile.Kind.CONTRACT_UNSIGNED, by)
    contract.save()
    for party in parties:
        if party.role != Party.Role.OFFICE:  # the office comes last and is asked when its turn comes
            emails.ask_to_sign(contract, party, is_invited=_invite_if_needed(party, today, by))
    settle_task(office_id=contract.office_id, key=send_again_key(contract), by=by)
    record(by, "contract.sent", contract, sha256=contract.unsigned_file.sha256, sign_by_on=str(contract.sign_by_on))
    return contract


def send_again_key(contract) -> str:
    """Of the advisor's task about a contract that was taken back, because somebody it names has left."""
    return f"contract:{contract.pk}:send_again"


@atomic
def take_back(*, contract: Contract, reason: str, by) -> Contract:
    """Back to draft: signatures given so far hold no longer, and everybody who was asked is told why."""
    contract = begin(contract, TAKE_BACK)
    parties = list(contract.parties.all())
    for party in parties:
        if party.role != Party.Role.OFFICE:
            emails.taken_back(contract, party, reason)
    signed = [party.role for party in parties if party.signed_at]
    _to_draft(contract)
    record(by, "contract.taken_back", contract, signed=signed)
    return contract


@atomic
def reopen(*, contract: Contract, by) -> Contract:
    """After the county's refusal: back to draft. The county's remark stays to be read while correcting."""
    contract = begin(contract, REOPEN)
    _to_draft(contract)
    record(by, "contract.reopened", contract)
    return contract


def keep_pdf(contract, parties, kind, by) -> StoredFile:
    """The contract as it is now, in the office's keeping."""
    content = pdf.contract_pdf(contract, signatures=parties)
    return store(
        office_id=contract.office_id, kind=kind, name=pdf.file_name(contract), content=content,
        content_type="application/pdf", by=by,
    )  # fmt: skip


def _to_draft(contract):
    # The stored files and the trail keep what was sent and signed; the parties of the next round are new rows.
    contract.parties.all().delete()
    contract.unsigned_file = contract.signed_file = None
    contract.sent_at = contract.sign_by_on = None
    contract.content_sha256 = ""
    contract.version += 1
    contract.save()


def _signing_days(contract, today) -> int:
    rule = CountyRule.objects.in_force(contract.apprenticeship.county_id, today)
    return rule.signing_days if rule else SIGNING_DAYS


def _make_parties(contract, today) -> list[Party]:
    apprenticeship = contract.apprenticeship
    apprentice, supervisor, advisor = apprenticeship.apprentice, apprenticeship.supervisor, apprenticeship.advisor
    for_office = advisor.user if advisor else None
    rows = [
        Party(role=Party.Role.APPRENTICE, user_id=_login(apprentice, Role.APPRENTICE, today),
              name=apprentice.name, email=apprentice.email, language=apprentice.language),
        Party(role=Party.Role.COMPANY, user_id=_login(supervisor, Role.TRAINING_SUPERVISOR, today),
              name=supervisor.name, email=supervisor.email, language=supervisor.language),
        Party(role=Party.Role.OFFICE, name=for_office.name if for_office else contract.office.name,
              email=for_office.email if for_office else contract.office.email,
              language=for_office.language if for_office else contract.language),
    ]  # fmt: skip
    for row in rows:
        row.office_id, row.contract = contract.office_id, contract
        row.save()
    return rows


def _login(person, role, today) -> int | None:
    """The person's login: linked already, or known in the office by address and role and linked now."""
    if person.user_id:
        return person.user_id
    held = Membership.objects.filter(user__email__iexact=person.email, role=role).on(today)
    known = held.select_related("user").first()
    if known is None:
        return None
    if role == Role.APPRENTICE:
        link_apprentice(office_id=person.office_id, email=person.email, user=known.user)
    else:
        link_company_person(office_id=person.office_id, email=person.email, role=role, user=known.user)
    return known.user_id


def _invite_if_needed(party, today, by) -> bool:
    """True when a login is still to be accepted: invited just now, or earlier and still open."""
    if party.user_id:
        return False
    role = Role.APPRENTICE if party.role == Party.Role.APPRENTICE else Role.TRAINING_SUPERVISOR
    already = Invitation.objects.open_at(timezone.now()).filter(email__iexact=party.email, role=role)
    if not already.exists():
        name = party.name[: Invitation._meta.get_field("name").max_length]
        invite(email=party.email, name=name, role=role, by=by, language=party.language)
    return True
