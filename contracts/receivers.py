"""What do contracts do when people come in, when somebody is away for long, and when approvals are counted?"""

from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import override

from apprenticeships.models import Apprentice, Apprenticeship
from apprenticeships.signals import login_cut, login_linked, long_absences_weighed
from companies.models import Approval, CompanyPerson
from companies.signals import login_linked as company_login_linked
from companies.signals import use_asked
from contracts import use
from contracts.actions.amending import note_returned, note_signed, withdraw_all_open
from contracts.actions.extending import propose_extensions
from contracts.models import Contract, Handover, Party, SigningRound
from contracts.signals import (
    company_changed,
    contract_approved,
    contract_ended,
    contract_started,
    round_closed,
    round_signed,
)
from contracts.signing.signers import LOGIN_ROLES
from contracts.states import RoundState
from okportal.people.models import Invitation
from okportal.people.signals import invitation_accepted

PARTY_OF_ROLE = {role: party for party, role in LOGIN_ROLES.items()}


@receiver(invitation_accepted, sender=Invitation, dispatch_uid="contracts.link_signer")
def link_signer(sender, invitation, user, **kwargs):
    """A party that was asked by mail only can check and sign from now on."""
    link_by_address(invitation.office_id, invitation.email, invitation.role, user)


@receiver(company_login_linked, sender=CompanyPerson, dispatch_uid="contracts.link_company_signer")
def link_company_signer(sender, office_id, email, role, user, **kwargs):
    link_by_address(office_id, email, role, user)


def link_by_address(office_id, email, role, user):
    if party_role := PARTY_OF_ROLE.get(role):
        unlinked = still_to_sign(office_id).filter(user=None, role=party_role, email__iexact=email)
        unlinked.update(user=user)


def still_to_sign(office_id):
    return Party.objects.unsigned().filter(office_id=office_id, round__state=RoundState.OPEN)


@receiver(login_linked, sender=Apprentice, dispatch_uid="contracts.link_apprentice")
def link_apprentice(sender, apprentice, user, **kwargs):
    """Whatever address the round was sent to: the file is theirs, and so is its signature."""
    own = still_to_sign(apprentice.office_id).filter(role=Party.Role.APPRENTICE, user=None)
    own.filter(contract__apprenticeship__apprentice=apprentice).update(user=user)


@receiver(login_cut, sender=Apprentice, dispatch_uid="contracts.cut_signer")
def cut_signer(sender, apprentice, user_id, **kwargs):
    """Whoever had the wrong file does not sign for its apprentice, whatever other role they have here."""
    theirs = still_to_sign(apprentice.office_id).filter(role=Party.Role.APPRENTICE, user_id=user_id)
    theirs.filter(contract__apprenticeship__apprentice=apprentice).update(user=None)


@receiver(long_absences_weighed, sender=Apprenticeship, dispatch_uid="contracts.propose_extensions")
def propose_on_long_absence(sender, apprenticeship, spells, by, **kwargs):
    propose_extensions(apprenticeship=apprenticeship, spells=spells, by=by)


@receiver(
    [contract_approved, contract_started, contract_ended], sender=Contract, dispatch_uid="contracts.recount_approvals"
)
def recount_of_contract(sender, contract, by, **kwargs):
    use.recount(use.approvals_of(contract), by=by)


@receiver(company_changed, sender=Handover, dispatch_uid="contracts.recount_both_companies")
def recount_both_companies(sender, handover, by, **kwargs):
    for contract in (handover.contract, handover.new_contract):
        fresh = Contract.objects.with_people().get(pk=contract.pk)
        use.recount(use.approvals_of(fresh), by=by)


@receiver(use_asked, sender=Approval, dispatch_uid="contracts.recount_asked")
def recount_asked(sender, approvals, by, **kwargs):
    use.recount(approvals, by=by)


@receiver(round_signed, sender=SigningRound, dispatch_uid="contracts.note_signed")
def note_amendment_signed(sender, round, by, **kwargs):
    if round.amendment_id:
        note_signed(amendment=round.amendment, by=by)


@receiver(round_closed, sender=SigningRound, dispatch_uid="contracts.note_returned")
def note_amendment_returned(sender, round, by, **kwargs):
    if round.amendment_id:
        note_returned(amendment=round.amendment, by=by)


@receiver(contract_ended, sender=Contract, dispatch_uid="contracts.withdraw_amendments")
def withdraw_amendments(sender, contract, by, **kwargs):
    """What was on its way comes to nothing, and who was asked to sign is told why."""
    with override(contract.language):
        reason = _("The contract has ended.")
    withdraw_all_open(contract=contract, reason=reason, by=by)
