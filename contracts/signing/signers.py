"""Who has to sign this contract or its amendment, in which order, and how are they reached?"""

import datetime
from collections.abc import Collection

from django.db.models.functions import Lower

from apprenticeships.ages import is_minor
from apprenticeships.models import CloseContact
from companies.models import CompanyPerson
from contracts.models import Contract, Party, SigningRule
from contracts.signing.rules import rule_for
from okportal.offices.models import Membership
from okportal.permissions import Role

# The role in the office that a party's login has; a guardian has none and signs by a link.
LOGIN_ROLES = {
    Party.Role.APPRENTICE: Role.APPRENTICE, Party.Role.COMPANY: Role.TRAINING_SUPERVISOR,
    Party.Role.LEADER: Role.RESPONSIBLE_LEADER,
}  # fmt: skip


def signers_of(
    contract: Contract, today: datetime.date, roles: Collection[str] | None = None, rule: SigningRule | None = None
) -> list[Party]:  # fmt: skip
    """Unsaved parties by the office's rule for the county, in their order, the office last.

    `roles`: only these (values of Party.Role), for an amendment. Somebody the rule asks for and nobody is registered
    as is left out: `lacking` names them. `rule`: where the caller has read it. Load the contract `with_people()`.
    """
    rule = rule or rule_for(contract.office_id, contract.apprenticeship.county_id)
    found = _people(contract, rule, today)
    people = {role: person for role, person in found.items() if person}
    logins = _logins(contract, people, today)
    parties = [_party(contract, role, place, people[role], logins) for role, place in _places(rule) if role in people]
    last = max((party.place for party in parties), default=0)
    parties.append(_for_office(contract, last + 1))
    chosen = [party for party in parties if roles is None or party.role in roles]
    return sorted(chosen, key=lambda party: party.place)


def lacking(contract: Contract, today: datetime.date, rule: SigningRule | None = None) -> list[str]:
    """Roles (values of Party.Role) that the rule asks for and that nobody with an e-mail address holds."""
    rule = rule or rule_for(contract.office_id, contract.apprenticeship.county_id)
    found = _people(contract, rule, today)
    needed = [role for role, _place in _places(rule) if not _is_left_out(role, contract, found, today)]
    return [role for role in needed if not found.get(role) or not found[role].email]


def _places(rule: SigningRule) -> list[tuple]:
    """(role, place) of those who sign outside the office."""
    places = [
        (Party.Role.APPRENTICE, rule.apprentice_place), (Party.Role.GUARDIAN, rule.guardian_place),
        (Party.Role.COMPANY, rule.supervisor_place), (Party.Role.LEADER, rule.leader_place),
    ]  # fmt: skip
    return [(role, place) for role, place in places if place is not None]


def _people(contract, rule, today) -> dict:
    apprenticeship = contract.apprenticeship
    people = {Party.Role.APPRENTICE: apprenticeship.apprentice, Party.Role.COMPANY: contract.whose.supervisor}
    if rule.guardian_place is not None and is_minor(apprenticeship.apprentice.birth_date, today):
        people[Party.Role.GUARDIAN] = _guardian(apprenticeship.apprentice)
    if rule.leader_place is not None:
        leader = _leader(contract.whose.company.pk, today)
        if not _is_same(leader, contract.whose.supervisor):
            people[Party.Role.LEADER] = leader
    return people


def _is_left_out(role, contract, found, today) -> bool:
    """A guardian of somebody who is 18, and a leader who is the supervisor as well: one signature is enough."""
    if role == Party.Role.GUARDIAN:
        return not is_minor(contract.apprenticeship.apprentice.birth_date, today)
    return role == Party.Role.LEADER and role not in found


def _guardian(apprentice) -> CloseContact | None:
    guardians = CloseContact.objects.filter(apprentice=apprentice, kind=CloseContact.Kind.GUARDIAN)
    return guardians.exclude(email="").first()


def _leader(company_id, today) -> CompanyPerson | None:
    leaders = CompanyPerson.objects.filter(company_id=company_id, role=CompanyPerson.Role.RESPONSIBLE_LEADER)
    return leaders.on(today).exclude(email="").order_by("from_on", "pk").first()


def _is_same(leader, supervisor) -> bool:
    return bool(leader and supervisor) and leader.email.lower() == supervisor.email.lower()


def _party(contract, role, place, person, logins) -> Party:
    # A guardian has no language of their own here: the one of the apprentice's.
    language = getattr(person, "language", contract.apprenticeship.apprentice.language)
    return Party(
        office_id=contract.office_id, contract=contract, role=role, place=place,
        user_id=logins.get(role), name=person.name, email=person.email, phone=person.phone, language=language,
    )  # fmt: skip


def _logins(contract, people, today) -> dict[str, int]:
    """{role: id of the login}, linked already, or known in the office by address and role; one query at most."""
    known = {role: person.user_id for role, person in people.items() if role in LOGIN_ROLES and person.user_id}
    sought = {
        (LOGIN_ROLES[role], person.email.lower()): role
        for role, person in people.items()
        if role in LOGIN_ROLES and role not in known and person.email
    }
    if not sought:
        return known
    held = (
        Membership.objects.filter(office_id=contract.office_id, role__in={role for role, _email in sought})
        .on(today)
        .annotate(address=Lower("user__email"))
        .filter(address__in={email for _role, email in sought})
    )
    for role, address, user_id in held.order_by("-pk").values_list("role", "address", "user_id"):
        if (role, address) in sought:
            known[sought[role, address]] = user_id
    return known


def _for_office(contract, place) -> Party:
    """Whoever signs for the office is written in when they do."""
    advisor = contract.apprenticeship.advisor
    user, office = advisor.user if advisor else None, contract.office
    return Party(
        office_id=contract.office_id, contract=contract, role=Party.Role.OFFICE, place=place,
        name=user.name if user else office.name, email=user.email if user else office.email,
        language=user.language if user else contract.language,
    )  # fmt: skip
