"""Where and with whom does the training happen, and by which right and model?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.actions.relations import KINDS, check_day, check_history, check_of_company, write_history
from apprenticeships.actions.types import check_route
from apprenticeships.models import Apprenticeship
from apprenticeships.stale import CHANGED, EDITS, values_of
from okportal.audit.actions import record
from okportal.audit.stale import refuse_stale
from okportal.errors import Refused


@atomic
def edit_apprenticeship(
    *, apprenticeship, version, company, establishment, supervisor, instructor, hr, advisor, county, route,
    grant_right, curriculum, by, on=None,
) -> Apprenticeship:  # fmt: skip
    """Change where and with whom the training happens, and what it follows.

    `version` is the one the editor saw, `on` the day from which new people count (default: today). Raises Stale when
    somebody else has saved in the meantime: nothing is written, and the refusal carries what changed. Raises Refused
    for a change of company, county or curriculum once the contract has been in force: another company is a handover
    (contracts.actions.handover), another county another contract, and the curriculum is pinned to it (domain § 8).
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    refuse_stale(row, version, EDITS)
    if row.state != row.State.PLANNED:
        _check_contract_stands(row, company, county, curriculum)
    check_of_company(company, establishment=establishment, supervisor=supervisor, instructor=instructor, hr=hr)
    check_route(row.candidate_type, route)
    _check_trade(row, curriculum)
    before = values_of(row)
    row.company, row.establishment, row.county = company, establishment, county
    row.supervisor, row.instructor, row.hr, row.advisor = supervisor, instructor, hr, advisor
    row.route, row.grant_right, row.curriculum = route, grant_right, curriculum
    changed = {field: value for field, value in before.items() if values_of(row)[field] != value}
    if changed:
        _hand_over(row, changed, on or by.today)
        row.version += 1
        row.save()
        record(by, CHANGED, row, version=row.version, before=changed)
    return row


def _hand_over(row, changed, on):
    for kind in changed.keys() & set(KINDS):
        check_day(on)
        check_history([row], kind, on)
        write_history([row], kind, getattr(row, kind), on)


def _check_contract_stands(row, company, county, curriculum):
    way_out = _("End this contract and register a new apprenticeship.")
    if company.pk != row.company_id:
        sentence = _("The company is part of the contract. A change of company is a new contract.")
        way_on = _("Begin a change of company on the contract's page: it takes over all that is here.")
        raise Refused(sentence, field="company", way_out=way_on)
    if county.pk != row.county_id:
        sentence = _("The county is part of the contract. A change of county is a new contract.")
        raise Refused(sentence, field="county", way_out=way_out)
    if (curriculum and curriculum.pk) != row.curriculum_id:
        raise Refused(_("The curriculum is pinned: it stays the same until the training ends."), field="curriculum")


def _check_trade(row, curriculum):
    if curriculum and curriculum.trade_id != row.trade_id:
        raise Refused(_("This curriculum belongs to another trade."), field="curriculum")
