"""Can everybody who signs be reached, and told apart?"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from contracts.models import Contract, Party
from contracts.problems.problem import APPRENTICE, COMPANY, OFFICE, Problem
from contracts.signing import signers
from contracts.signing.rules import rule_for
from okportal.offices.scope import office_url

Role = Party.Role
STEPS = {Role.APPRENTICE: "type", Role.GUARDIAN: "type", Role.COMPANY: "arbeid", Role.LEADER: "arbeid"}
WHO = {Role.APPRENTICE: APPRENTICE, Role.GUARDIAN: APPRENTICE, Role.COMPANY: COMPANY, Role.LEADER: COMPANY}


def problems(contract: Contract, today: datetime.date) -> Iterator[Problem]:
    apprentice, page = contract.apprenticeship.apprentice, contract.apprenticeship.get_absolute_url()
    if not apprentice.national_id:
        # Never asked for by mail: people would answer with the number itself (domain § 10).
        yield Problem(
            "no_national_id", _("The apprentice's national identity number is missing."),
            way_out=_("The county authority demands it. Ask for it by telephone, never by e-mail."), url=page,
            step="type", who=OFFICE,
        )  # fmt: skip
    rule = rule_for(contract.office_id, contract.apprenticeship.county_id)
    parties = [party for party in signers.signers_of(contract, today, rule=rule) if party.role != Role.OFFICE]
    yield from _lacking(contract, today, rule)
    yield from _reachable(contract, parties, rule)
    yield from _told_apart(parties, page)


def _lacking(contract, today, rule) -> Iterator[Problem]:
    """Somebody whom the signing rule asks for, and who is not registered, or without an address."""
    training, company = contract.apprenticeship, contract.whose.company
    names = {Role.APPRENTICE: training.apprentice, Role.COMPANY: contract.whose.supervisor}
    for role in signers.lacking(contract, today, rule):
        if role == Role.COMPANY and contract.whose.supervisor is None:
            continue  # said already: nobody is named
        is_named = names.get(role) is not None
        sentence = (
            _("%(name)s has no e-mail address, and cannot be asked to sign.") % {"name": names[role].name} if is_named
            else _("Nobody with an e-mail address is registered to sign as: %(role)s.") % {"role": Role(role).label}
        )  # fmt: skip
        url = company.get_absolute_url() if WHO[role] == COMPANY else training.get_absolute_url()
        yield Problem(
            "no_email" if is_named else "no_signer", sentence, url=url, step=STEPS[role], who=WHO[role],
            way_out=_("Fill in the address where the person is registered.") if is_named
            else _("Register them, or change who signs in the signing rules."),
            ask=_("E-mail address and mobile number of: %(role)s") % {"role": Role(role).label},
        )  # fmt: skip


def _reachable(contract, parties, rule) -> Iterator[Problem]:
    for party in parties:
        if not party.email:
            continue
        if party.user_id is None and party.role != Role.GUARDIAN:
            yield Problem(
                "no_login", _("%(name)s has no login yet.") % {"name": party.name}, is_blocker=False,
                way_out=_("An invitation goes out together with the contract."), step=STEPS[party.role],
            )  # fmt: skip
        if not party.phone:
            yield Problem(
                "no_mobile", _("%(name)s has no mobile number.") % {"name": party.name}, is_blocker=False,
                way_out=_("One who signs without logging in gets the code by mail then, and not as a text message.")
                if rule.may_use_link else _("Fill it in where the person is registered."),
                url=_page_of(contract, party), step=STEPS[party.role], who=WHO[party.role], ask=_("Your mobile number"),
            )  # fmt: skip


def _page_of(contract, party) -> str:
    if WHO[party.role] == COMPANY:
        return office_url("companies:people", contract.whose.company.pk)
    return contract.apprenticeship.get_absolute_url()


def _told_apart(parties, page) -> Iterator[Problem]:
    """Each signs with an address of their own: a link or a login belongs to one."""
    addresses = [party.email.lower() for party in parties if party.email]
    if len(set(addresses)) < len(addresses):
        twice = [party.name for party in parties if addresses.count(party.email.lower()) > 1]
        yield Problem(
            "same_email", _("%(names)s have the same e-mail address.") % {"names": _(" and ").join(twice)},
            way_out=_("Each signs with a login of their own."), url=page, step="arbeid",
        )  # fmt: skip
