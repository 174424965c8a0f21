"""Who signs what, and what does the last signature set off?"""

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import emails, pdf
from contracts.actions.sending import keep_pdf
from contracts.models import Contract, Party
from contracts.states import OFFICE_SIGN, PARTIES_SIGNED, SIGN
from okportal.audit.actions import record
from okportal.documents.actions import read
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin


@atomic
def confirm_and_sign(*, contract: Contract, sha256: str, how: str, by) -> Party:
    """The signed-in person confirms and signs, as the party they are, the PDF with this hash.

    `how` says in the contract's language how the person proved who they are. A second click changes nothing.
    Refused for somebody who is no party, out of turn, when the file is not the one that was read, and when what it
    says is no longer what is registered.
    """
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    party = locked.parties.exclude(role=Party.Role.OFFICE).filter(user_id=by.user.pk).first()
    if party is None:
        raise Refused(_("You are not a party to this contract."))
    if party.signed_at and party.signed_sha256 == sha256:
        return party
    contract = begin(locked, SIGN)
    _put_signature(party, contract, sha256, how)
    record(by, "contract.signed", contract, role=party.role, sha256=sha256)
    if not contract.parties.exclude(role=Party.Role.OFFICE).unsigned().exists():
        _hand_to_office(contract, by)
    return party


@atomic
def sign_for_office(*, contract: Contract, sha256: str, how: str, by) -> Contract:
    """The office signs last; the signed PDF is made and kept, and the contract goes to the county."""
    begun = begin(contract, OFFICE_SIGN)
    contract = Contract.objects.with_people().select_related("office", "unsigned_file").get(pk=begun.pk)
    contract.state = begun.state
    party = contract.parties.get(role=Party.Role.OFFICE)
    party.user, party.name, party.email = by.user, by.user.name, by.user.email
    _put_signature(party, contract, sha256, how)
    parties = list(contract.parties.all())
    contract.signed_file = keep_pdf(contract, parties, StoredFile.Kind.CONTRACT, by)
    contract.save()
    for signer in parties:
        if signer.role != Party.Role.OFFICE:
            emails.signed_copy(contract, signer)
    record(by, "contract.signed_by_office", contract, sha256=contract.signed_file.sha256)
    return contract


def _put_signature(party, contract, sha256, how):
    """One signs what lies in the office's keeping, unchanged, what one has been shown, and what still holds."""
    read(contract.unsigned_file)  # Refused when the file was changed on disk
    if contract.unsigned_file.sha256 != sha256:
        raise Refused(
            _("The contract has been replaced since you opened it."), way_out=_("Read the new one before you sign.")
        )
    _refuse_if_content_changed(contract)
    party.confirmed_at = party.signed_at = timezone.now()
    party.signed_sha256, party.signed_how = sha256, how
    party.save()


def _refuse_if_content_changed(contract):
    """The signed PDF is written from today's data, so these must be the ones that were sent."""
    # `send` always fills the hash; rows from before the portal have none, and nothing to compare with.
    if contract.content_sha256 and contract.content_sha256 != pdf.content_sha256(contract):
        raise Refused(
            _("The information in the contract has changed since it was sent."),
            way_out=_("Take it back to draft and send it again."),
        )


def _hand_to_office(contract, by):
    contract = begin(contract, PARTIES_SIGNED)
    contract.save(update_fields=["state"])
    emails.ask_to_sign(contract, contract.parties.get(role=Party.Role.OFFICE))
    record(by, "contract.signed_by_parties", contract)
