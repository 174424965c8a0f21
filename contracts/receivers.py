"""What do contracts do when people come in, when somebody is away for long, and when approvals are counted?"""

from django.dispatch import receiver

from apprenticeships.models import Apprenticeship
from apprenticeships.signals import long_absences_weighed
from companies.models import Approval
from companies.signals import use_asked
from contracts import use
from contracts.actions.extending import propose_extensions
from contracts.models import Contract, Party
from contracts.signals import contract_ended, contract_started
from contracts.states import ContractState
from okportal.people.models import Invitation
from okportal.people.signals import invitation_accepted
from okportal.permissions import Role

PARTY_OF_ROLE = {Role.APPRENTICE: Party.Role.APPRENTICE, Role.TRAINING_SUPERVISOR: Party.Role.COMPANY}


@receiver(invitation_accepted, sender=Invitation, dispatch_uid="contracts.link_signer")
def link_signer(sender, invitation, user, **kwargs):
    """A party that was asked by mail only can sign from now on."""
    if role := PARTY_OF_ROLE.get(invitation.role):
        Party.objects.unsigned().filter(
            user=None, role=role, email__iexact=invitation.email, contract__state=ContractState.WITH_PARTIES
        ).update(user=user)


@receiver(long_absences_weighed, sender=Apprenticeship, dispatch_uid="contracts.propose_extensions")
def propose_on_long_absence(sender, apprenticeship, spells, by, **kwargs):
    propose_extensions(apprenticeship=apprenticeship, spells=spells, by=by)


@receiver([contract_started, contract_ended], sender=Contract, dispatch_uid="contracts.recount_approvals")
def recount_of_contract(sender, contract, by, **kwargs):
    use.recount(use.approvals_of(contract), by=by)


@receiver(use_asked, sender=Approval, dispatch_uid="contracts.recount_asked")
def recount_asked(sender, approvals, by, **kwargs):
    use.recount(approvals, by=by)
