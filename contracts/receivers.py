"""What do contracts do when people come in, when somebody is away for long, and when approvals are counted?"""

from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import override

from apprenticeships.models import Apprenticeship
from apprenticeships.signals import long_absences_weighed
from companies.models import Approval
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
from contracts.signers import LOGIN_ROLES
from contracts.states import RoundState
from okportal.people.models import Invitation
from okportal.people.signals import invitation_accepted

PARTY_OF_ROLE = {role: party for party, role in LOGIN_ROLES.items()}


@receiver(invitation_accepted, sender=Invitation, dispatch_uid="contracts.link_signer")
def link_signer(sender, invitation, user, **kwargs):
    """A party that was asked by mail only can check and sign from now on."""
    if role := PARTY_OF_ROLE.get(invitation.role):
        Party.objects.unsigned().filter(
            user=None, role=role, email__iexact=invitation.email, round__state=RoundState.OPEN
        ).update(user=user)


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
