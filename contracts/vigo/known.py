"""What do we say about all contracts of the office? The same number of queries, however many there are."""

from contracts.models import Contract
from contracts.vigo.rows import Ours
from contracts.whose import fill_whose
from okportal.sheets.heads import plain


def read_ours(office_id: int) -> list[Ours]:
    """Call inside the office's scope. The national identity number is not read: its blind index is enough."""
    contracts = Contract.objects.filter(office_id=office_id).with_people().order_by("pk")
    contracts = contracts.select_related("apprenticeship__establishment", "apprenticeship__instructor")
    contracts = contracts.defer("apprenticeship__apprentice__national_id", "remarks")
    return [_ours(row) for row in fill_whose(contracts)]


def _ours(row: Contract) -> Ours:
    training, side = row.apprenticeship, row.whose
    short = training.trade.name.removesuffix("faget")
    trade, apprentice, supervisor = training.trade, training.apprentice, side.supervisor
    place = side.establishment.organisation_number if side.establishment else ""
    return Ours(
        contract_id=row.pk, number=row.number, state=row.state, name=apprentice.name, county=training.county_id,
        trades=frozenset(filter(None, map(plain, (trade.code, trade.subject_code, trade.name, short)))),
        index=apprentice.national_id_index, case_number=row.case_number, company=side.company.name,
        organisation_numbers=tuple(filter(None, (side.company.organisation_number, place, side.company.main_unit))),
        supervisor=supervisor.name if supervisor else "",
        supervisor_email=supervisor.email if supervisor else "", email=apprentice.email, start_on=row.start_on,
        end_on=row.end_on,
    )  # fmt: skip
