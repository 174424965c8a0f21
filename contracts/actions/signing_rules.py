"""How does an office say who signs, in which order, and how?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.models import SigningRule
from contracts.signing.rules import EDITS, FIELDS, MOST_PLACES, PLACES
from okportal.audit.actions import record
from okportal.audit.stale import refuse_stale
from okportal.errors import Refused
from okportal.offices.models import County


@atomic
def save_rule(*, county: County | None, version: int, by, **answers) -> SigningRule:
    """The general rule, or with a `county` its own. `answers`: signing_rules.FIELDS; `version` 0 for a new one.

    Raises Stale when somebody else has saved since; Refused when apprentice or training supervisor would not sign.
    What is under way keeps the order it was sent with.
    """
    _refuse_impossible(answers)
    rule = _of(county, by)
    if rule is None:
        rule = _added(county, by)
    else:
        refuse_stale(rule, version, EDITS)
    changed = [name for name in FIELDS if name in answers and getattr(rule, name) != answers[name]]
    if not changed and version:
        return rule
    for name in changed:
        setattr(rule, name, answers[name])
    rule.version += 1 if version else 0
    rule.save()
    record(by, EDITS.verb, rule, version=rule.version, fields=changed, county=county.pk if county else "")
    return rule


@atomic
def drop_rule(*, county: County, by):
    """The county goes by the general rule again. The second of two clicks changes nothing."""
    rule = _of(county, by)
    if rule is not None:
        record(by, "signing_rule.dropped", rule, county=county.pk)
        rule.delete()


def _of(county, by) -> SigningRule | None:
    return SigningRule.objects.filter(office_id=by.office.pk, county=county).select_for_update(of=("self",)).first()


def _added(county, by) -> SigningRule:
    try:
        with atomic():
            return SigningRule.objects.create(office_id=by.office.pk, county=county)
    except IntegrityError:  # a colleague in the same second
        raise Refused(
            _("Somebody else has made this rule a moment ago."), way_out=_("Open the page again.")
        ) from None  # fmt: skip


def _refuse_impossible(answers):
    for name in ("apprentice_place", "supervisor_place"):
        if answers[name] is None:
            raise Refused(_("At least the apprentice and the training supervisor sign."), field=name)
    for name in PLACES:
        if answers[name] is not None and not 1 <= answers[name] <= MOST_PLACES:
            raise Refused(_("The order has the numbers 1 to %(most)s.") % {"most": MOST_PLACES}, field=name)
    if answers["guardian_place"] is not None and not answers["may_use_link"]:
        raise Refused(
            _("A guardian has no login: let them sign by link and code, or let no guardian sign."),
            field="guardian_place",
        )
