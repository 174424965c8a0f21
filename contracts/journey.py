"""Where on its way is a contract, who has the ball, and what can this person do with it now?"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract, Party
from contracts.states import IN_FORCE, TAKE_BACK, ContractState
from okportal.offices.scope import office_url
from okportal.permissions import Permission

S = ContractState
# Place of each state on the road; completed and ended contracts have all of it behind them.
ROAD = {
    S.DRAFT: 0, S.REFUSED: 0, S.CHECKING: 1, S.WITH_PARTIES: 1, S.WITH_OFFICE: 2, S.SIGNED: 3, S.AT_COUNTY: 3,
    S.RETURNED: 3, S.APPROVED: 4, S.ACTIVE: 4, S.COMPLETED: 5, S.ENDED: 5,
}  # fmt: skip
EVENTS = {
    "contract.drafted": gettext_lazy("Draft made"),
    "contract.saved": gettext_lazy("Draft changed"),
    "contract.paper_added": gettext_lazy("Paper added"),
    "contract.paper_removed": gettext_lazy("Paper removed"),
    "contract.missing_asked": gettext_lazy("Asked for what is missing"),
    "contract.sent": gettext_lazy("Sent to the parties"),
    "contract.confirmed": gettext_lazy("A party has confirmed the content"),
    "contract.confirmed_by_all": gettext_lazy("All parties have confirmed the content"),
    "contract.flagged": gettext_lazy("A party says it is not right"),
    "contract.declined": gettext_lazy("A party declines to sign"),
    "contract.reminded": gettext_lazy("Parties were reminded"),
    "contract.prolonged": gettext_lazy("More time to sign"),
    "contract.signed": gettext_lazy("Signed by a party"),
    "contract.signed_by_parties": gettext_lazy("All parties have signed"),
    "contract.signed_by_office": gettext_lazy("Signed for the office"),
    "contract.taken_back": gettext_lazy("Taken back to draft"),
    "contract.sent_to_county": gettext_lazy("Sent to the county authority"),
    "contract.returned": gettext_lazy("Returned by the county authority"),
    "contract.answered": gettext_lazy("The county authority's remark was answered"),
    "contract.letter_added": gettext_lazy("A letter was kept"),
    "contract.case_number_set": gettext_lazy("The case number was changed"),
    "contract.approved": gettext_lazy("Approved by the county authority"),
    "contract.refused": gettext_lazy("Refused by the county authority"),
    "contract.reopened": gettext_lazy("Opened for correction"),
    "contract.started": gettext_lazy("In force"),
    "contract.completed": gettext_lazy("Completed"),
    "contract.ended": gettext_lazy("Ended early"),
}


@dataclass(frozen=True)
class Way:
    """One thing this person can do now. `is_post`: a button that does it at once, else a link to a page."""

    label: str
    url: str
    is_primary: bool = False
    is_post: bool = False
    is_grave: bool = False


def ball(contract: Contract, parties: list[Party]) -> str:
    """Who is to do something now, in a sentence; "" when nobody is."""
    if contract.state in {S.CHECKING, S.WITH_PARTIES} and contract.round:
        waiting = _(" and ").join(party.name for party in parties if _is_awaited(contract, party))
        words = {"names": waiting, "day": _day(contract.round.sign_by_on)}
        return _("Waiting for %(names)s, until %(day)s.") % words
    if contract.state == S.APPROVED:
        return _("Starts by itself on %(day)s.") % {"day": _day(contract.start_on)}
    return {
        S.DRAFT: _("The office fills in the draft."),
        S.WITH_OFFICE: _("Waiting for the office to sign."),
        S.SIGNED: _("The office sends it to %(county)s.") % {"county": contract.apprenticeship.county},
        S.AT_COUNTY: _("Waiting for the decision of %(county)s.") % {"county": contract.apprenticeship.county},
        S.REFUSED: _("The office corrects it and sends it again."),
    }.get(contract.state, "")


def road(contract: Contract, parties: list[Party]) -> list[dict]:
    """Items of the `steps` component: Draft → Parties → Office → County → In force."""
    here = ROAD[contract.state]
    sent = contract.round if here >= 1 else None
    details = [
        _("Sent %(day)s") % {"day": _day(timezone.localdate(sent.sent_at))} if sent else _("The office fills it in"),
        _how_far(contract, parties) if here >= 1 and parties else _("Apprentice and training supervisor"),
        _("The office signs last"),
        _("Approved %(day)s") % {"day": _day(contract.decided_on)} if here >= 4 and contract.decided_on
        else str(contract.apprenticeship.county),
        _days_in_force(contract),
    ]  # fmt: skip
    titles = [
        _("Draft"), _("The parties check and sign"), _("The office signs"), _("The county authority decides"),
        contract.get_state_display() if contract.ended_on else _("In force"),
    ]  # fmt: skip
    return [
        {"title": title, "detail": detail, "state": "done" if place < here else "now" if place == here else "next"}
        for place, (title, detail) in enumerate(zip(titles, details, strict=True))
    ]


def _days_in_force(contract) -> str:
    if contract.ended_on:
        return f"{_day(contract.start_on)} – {_day(contract.ended_on)}"
    return _("From %(day)s") % {"day": _day(contract.start_on)} if contract.start_on else _("From the first day")


def _how_far(contract, parties) -> str:
    outside = [party for party in parties if party.role != Party.Role.OFFICE]
    if contract.state == S.CHECKING:
        confirmed = sum(1 for party in outside if party.confirmed_at)
        return _("%(confirmed)s of %(asked)s have confirmed") % {"confirmed": confirmed, "asked": len(outside)}
    signed = sum(1 for party in outside if party.signed_at)
    return _("%(signed)s of %(asked)s have signed") % {"signed": signed, "asked": len(outside)}


def parties_of(contract: Contract) -> list[Party]:
    """The signers of the newest round, in their order; earlier rounds are on the page "Signing"."""
    return list(Party.objects.filter(round_id=contract.round_id).select_related("user")) if contract.round_id else []


def ways_on(contract: Contract, member, parties: list[Party]) -> list[Way]:
    """Most important first, at most one primary."""
    ways = _ways_of_party(contract, member, parties)
    if contract.state == S.WITH_OFFICE and member.can(Permission.CONTRACT_SIGN_FOR_OFFICE):
        url = office_url("contracts:sign_for_office", contract.pk)
        ways.append(Way(_("Sign for the office"), url, is_primary=True))
    if member.can(Permission.CONTRACT_EDIT):
        ways += _ways_of_staff(contract)
    return ways


def _ways_of_party(contract, member, parties) -> list[Way]:
    if not member.can(Permission.CONTRACT_SIGN) or not is_turn_of(member, contract, parties):
        return []
    if contract.state == S.CHECKING:
        return [Way(_("Check the content"), office_url("contracts:check", contract.pk), is_primary=True)]
    return [Way(_("Read and sign"), office_url("contracts:sign", contract.pk), is_primary=True)]


def is_turn_of(member, contract, parties) -> bool:
    """Is it now for this person to check or to sign?"""
    return any(party.user_id == member.user.pk and _is_awaited(contract, party) for party in parties)


def _is_awaited(contract, party) -> bool:
    if party.role == Party.Role.OFFICE:
        return False
    if contract.state == S.CHECKING:
        return party.confirmed_at is None
    return contract.state == S.WITH_PARTIES and party.asked_at is not None and party.signed_at is None


def _ways_of_staff(contract) -> list[Way]:
    def url(name, *args):
        return office_url(f"contracts:{name}", contract.pk, *args)

    ways = []
    if contract.state == S.DRAFT:
        ways.append(Way(_("Go on with the draft"), url("step", "type"), is_primary=True))
        if contract.round_id is None:
            ways.append(Way(_("Discard the draft"), url("discard"), is_grave=True))
    ways += _ways_at_county(contract, url)
    if TAKE_BACK.allowed_from(contract.state):
        ways.append(Way(_("Take back to draft"), url("take_back"), is_grave=contract.state == S.SIGNED))
    ways += _ways_to_another_company(contract)
    if contract.state in IN_FORCE:
        ways.append(Way(_("End the contract"), url("endings"), is_grave=True))
    return ways


def _ways_at_county(contract, url) -> list[Way]:
    if contract.state == S.SIGNED:
        return [Way(_("Write down that it is sent"), url("send_to_county"), is_primary=True)]
    if contract.state == S.AT_COUNTY:
        return [Way(_("Register the county's decision"), url("decide"), is_primary=True)]
    if contract.state == S.RETURNED:
        return [Way(_("Answer the remark"), url("answer_county"), is_primary=True)]
    if contract.state == S.REFUSED:
        return [Way(_("Correct and send again"), url("reopen"), is_primary=True, is_post=True)]
    return []


def _ways_to_another_company(contract) -> list[Way]:
    """Begin a change of company, or go on with the one that is begun."""
    if contract.state != S.ACTIVE:
        return []
    return [Way(_("Change company"), office_url("contracts:change_company", contract.pk))]


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")
