"""Where and with whom does the training happen?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from apprenticeships.stale import CHANGED, Stale, changes_since, values_of
from okportal.audit.actions import record
from okportal.errors import Refused


@atomic
def edit_apprenticeship(
    *, apprenticeship, version, company, establishment, supervisor, instructor, advisor, county, by
) -> Apprenticeship:  # fmt: skip
    """Change where and with whom the training happens.

    `version` is the one the editor saw. Raises Stale when somebody else has saved in the meantime: nothing is
    written, and the refusal carries what changed. Raises Refused for a change of company or county once the contract
    has been in force: its history stays with the employer it was signed with.
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if row.version != version:
        raise Stale(row, changes_since(row, version))
    if row.state != row.State.PLANNED:
        _check_contract_stands(row, company, county)
    before = values_of(row)
    row.company, row.establishment, row.county = company, establishment, county
    row.supervisor, row.instructor, row.advisor = supervisor, instructor, advisor
    changed = {field: value for field, value in before.items() if values_of(row)[field] != value}
    if changed:
        row.version += 1
        row.save()
        record(by, CHANGED, row, version=row.version, before=changed)
    return row


def _check_contract_stands(row, company, county):
    way_out = _("End this contract and register a new apprenticeship.")
    if company.pk != row.company_id:
        sentence = _("The company is part of the contract. A change of company is a new contract.")
        raise Refused(sentence, field="company", way_out=way_out)
    if county.pk != row.county_id:
        sentence = _("The county is part of the contract. A change of county is a new contract.")
        raise Refused(sentence, field="county", way_out=way_out)
