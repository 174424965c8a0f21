"""Where on its way is a change of a contract, and what can this person do with it now?"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.journey import Way
from contracts.models import Amendment
from contracts.states import AMENDMENT_WITHDRAW, AmendmentState
from okportal.offices.scope import office_url
from okportal.permissions import Permission

S = AmendmentState
TONES = {
    S.DRAFT: "neutral", S.SIGNING: "info", S.SIGNED: "warning", S.AT_COUNTY: "info", S.AGREED: "info",
    S.IN_FORCE: "success", S.REFUSED: "danger", S.WITHDRAWN: "neutral",
}  # fmt: skip
ROAD = {S.DRAFT: 0, S.SIGNING: 1, S.SIGNED: 2, S.AT_COUNTY: 2, S.AGREED: 3, S.IN_FORCE: 4}


def tone(amendment: Amendment) -> str:
    return TONES[amendment.state]


def road(amendment: Amendment, parties) -> list[dict]:
    """Items of the `steps` component; empty for what came to nothing. `parties` are those of its newest round."""
    if amendment.state not in ROAD:
        return []
    here = ROAD[amendment.state]
    signed = sum(1 for party in parties if party.signed_at)
    steps = [(_("Draft"), ""), (_("The parties agree"), _signed(parties, signed))]
    if amendment.needs_consent:
        steps.append((_("The county authority consents"), _decided(amendment)))
    steps.append((_("In force"), _("From %(day)s") % {"day": _day(amendment.from_on)}))
    last = len(steps) - 1
    place = last + 1 if amendment.state == S.IN_FORCE else min(here, last)
    if amendment.state == S.AGREED:
        place = last
    return [
        {"title": title, "detail": detail, "state": "done" if at < place else "now" if at == place else "next"}
        for at, (title, detail) in enumerate(steps)
    ]


def _signed(parties, signed) -> str:
    if not parties:
        return ""
    return _("%(signed)s of %(asked)s have signed") % {"signed": signed, "asked": len(parties)}


def _decided(amendment) -> str:
    if amendment.decided_on:
        return _("Consented on %(day)s") % {"day": _day(amendment.decided_on)}
    if amendment.sent_to_county_on:
        return _("Sent %(day)s") % {"day": _day(amendment.sent_to_county_on)}
    return ""


def ways_on(amendment: Amendment, member, own_party=None) -> list[Way]:
    """Most important first, at most one primary. `own_party`: of this person in the open round, when it is its turn."""
    ways = []
    if own_party is not None:
        url = office_url("contracts:sign_round", own_party.round_id)
        ways.append(Way(_("Read and sign"), url, is_primary=True))
    if member.can(Permission.CONTRACT_EDIT):
        ways += _ways_of_staff(amendment, is_first=not ways, today=member.today)
    return ways


def _ways_of_staff(amendment, is_first, today) -> list[Way]:
    def url(name):
        return office_url(f"contracts:{name}", amendment.contract_id, amendment.pk)

    state, ways = amendment.state, []
    if state == S.DRAFT and amendment.signers:
        ways.append(Way(_("Send for signing"), url("send_amendment"), is_primary=is_first))
    if state == S.DRAFT and not amendment.signers:
        ways.append(Way(_("All have agreed"), url("settle_amendment"), is_primary=is_first))
    if state == S.DRAFT:
        ways.append(Way(_("Edit"), url("edit_amendment")))
    if state == S.SIGNED:
        ways.append(Way(_("Sent to the county authority"), url("amendment_to_county"), is_primary=is_first))
    if state == S.AT_COUNTY:
        ways.append(Way(_("Register the county's decision"), url("decide_amendment"), is_primary=is_first))
    if state == S.AGREED and amendment.from_on <= today:
        ways.append(Way(_("Put in force"), url("apply_amendment"), is_primary=is_first, is_post=True))
    if state == S.SIGNING:
        ways.append(Way(_("Take back to draft"), url("take_back_amendment")))
    if AMENDMENT_WITHDRAW.allowed_from(state):
        ways.append(Way(_("Withdraw"), url("withdraw_amendment"), is_grave=True))
    return ways


def _day(on) -> str:
    return date_format(on, "DATE_FORMAT")
