"""Where on its way is a contract, who has the ball, and what can this person do with it now?"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract, Party
from contracts.states import IN_FORCE, ContractState
from okportal.offices.scope import office_url
from okportal.permissions import Permission

S = ContractState
# Place of each state on the road; completed and ended contracts have all of it behind them.
ROAD = {
    S.DRAFT: 0, S.REFUSED: 0, S.WITH_PARTIES: 1, S.WITH_OFFICE: 2, S.AT_COUNTY: 3, S.APPROVED: 4, S.ACTIVE: 4,
    S.COMPLETED: 5, S.ENDED: 5,
}  # fmt: skip
EVENTS = {
    "contract.drafted": gettext_lazy("Draft made"),
    "contract.saved": gettext_lazy("Draft changed"),
    "contract.sent": gettext_lazy("Sent to the parties"),
    "contract.signed": gettext_lazy("Signed by a party"),
    "contract.signed_by_parties": gettext_lazy("All parties have signed"),
    "contract.signed_by_office": gettext_lazy("Signed for the office"),
    "contract.taken_back": gettext_lazy("Taken back to draft"),
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
    if contract.state == S.WITH_PARTIES:
        waiting = [party.name for party in parties if not party.signed_at and party.role != Party.Role.OFFICE]
        words = {"names": _(" and ").join(waiting), "day": _day(contract.sign_by_on)}
        return _("Waiting for %(names)s, until %(day)s.") % words
    if contract.state == S.APPROVED:
        return _("Starts by itself on %(day)s.") % {"day": _day(contract.start_on)}
    return {
        S.DRAFT: _("The office fills in the draft."),
        S.WITH_OFFICE: _("Waiting for the office to sign."),
        S.AT_COUNTY: _("Waiting for the decision of %(county)s.") % {"county": contract.apprenticeship.county},
        S.REFUSED: _("The office corrects it and sends it again."),
    }.get(contract.state, "")


def road(contract: Contract, parties: list[Party]) -> list[dict]:
    """Items of the `steps` component: Draft → Parties → Office → County → In force."""
    here = ROAD[contract.state]
    signed = sum(1 for party in parties if party.signed_at and party.role != Party.Role.OFFICE)
    asked = sum(1 for party in parties if party.role != Party.Role.OFFICE)
    county = str(contract.apprenticeship.county)
    details = [
        _("Sent %(day)s") % {"day": _day(timezone.localdate(contract.sent_at))} if contract.sent_at
        else _("The office fills it in"),
        _("%(signed)s of %(asked)s have signed") % {"signed": signed, "asked": asked} if here >= 1 and asked
        else _("Apprentice and training supervisor"),
        _("The office signs last"),
        _("Approved %(day)s") % {"day": _day(contract.decided_on)} if here >= 4 and contract.decided_on
        else county,
        _("From %(day)s") % {"day": _day(contract.start_on)} if contract.start_on else _("From the first day"),
    ]  # fmt: skip
    titles = [
        _("Draft"), _("The parties sign"), _("The office signs"), _("The county authority decides"), _("In force"),
    ]  # fmt: skip
    return [
        {"title": title, "detail": detail, "state": "done" if place < here else "now" if place == here else "next"}
        for place, (title, detail) in enumerate(zip(titles, details, strict=True))
    ]


def ways_on(contract: Contract, member, parties: list[Party]) -> list[Way]:
    """Most important first, at most one primary."""
    ways = []
    if contract.state == S.WITH_PARTIES and member.can(Permission.CONTRACT_SIGN) and is_turn_of(member, parties):
        ways.append(Way(_("Read and sign"), office_url("contracts:sign", contract.pk), is_primary=True))
    if contract.state == S.WITH_OFFICE and member.can(Permission.CONTRACT_SIGN_FOR_OFFICE):
        url = office_url("contracts:sign_for_office", contract.pk)
        ways.append(Way(_("Sign for the office"), url, is_primary=True))
    if member.can(Permission.CONTRACT_EDIT):
        ways += _ways_of_staff(contract)
    return ways


def is_turn_of(member, parties) -> bool:
    return any(
        party.user_id == member.user.pk and not party.signed_at and party.role != Party.Role.OFFICE for party in parties
    )


def _ways_of_staff(contract) -> list[Way]:
    def url(name, *args):
        return office_url(f"contracts:{name}", contract.pk, *args)

    ways = []
    if contract.state == S.DRAFT:
        ways.append(Way(_("Go on with the draft"), url("step", "type"), is_primary=True))
    if contract.state == S.AT_COUNTY:
        ways.append(Way(_("Register the county's decision"), url("decide"), is_primary=True))
    if contract.state == S.REFUSED:
        ways.append(Way(_("Correct and send again"), url("reopen"), is_primary=True, is_post=True))
    if contract.state == S.ACTIVE:
        ways.append(Way(_("Close as completed"), url("complete")))
    if contract.state in {S.WITH_PARTIES, S.WITH_OFFICE}:
        ways.append(Way(_("Take back to draft"), url("take_back")))
    if contract.state in IN_FORCE:
        ways.append(Way(_("End early"), url("end"), is_grave=True))
    return ways


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")
