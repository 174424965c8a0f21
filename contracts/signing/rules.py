"""Which signing rule holds for a county, and which order of signers does it make?"""

from collections import defaultdict

from django.db.models import F, Q
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from contracts.models import SigningRule
from okportal.audit.stale import Edits

FIELDS = (
    "apprentice_place", "guardian_place", "supervisor_place", "leader_place", "checks_first", "signing_days",
    "remind_days", "may_use_link", "link_days",
)  # fmt: skip
EDITS = Edits("signing_rule.saved", FIELDS)
PLACES = ("apprentice_place", "guardian_place", "supervisor_place", "leader_place")
MOST_PLACES = len(PLACES)


def rule_for(office_id: int, county_id: str | None) -> SigningRule:
    """The office's rule for the county; without one the general rule; without that unsaved defaults. One query."""
    rules = SigningRule.objects.filter(office_id=office_id).filter(Q(county_id=county_id) | Q(county_id=None))
    # With no county both conditions mean the general rule; the county's own comes first.
    found = rules.order_by(F("county_id").asc(nulls_last=True)).first()
    return found or SigningRule(office_id=office_id, county_id=None)


def order_of(rule: SigningRule) -> list[str]:
    """Who signs one after the other: ["Apprentice and training supervisor at the same time", …, "The office"]."""
    at = defaultdict(list)
    for name in PLACES:
        place = getattr(rule, name)
        if place is not None:
            at[place].append(str(rule._meta.get_field(name).verbose_name))
    steps = []
    for place in sorted(at):
        words = get_text_list(at[place], _("and"))
        steps.append(capfirst(_("%(signers)s at the same time") % {"signers": words} if len(at[place]) > 1 else words))
    return [*steps, _("Last: the office")]
