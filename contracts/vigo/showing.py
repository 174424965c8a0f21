"""How is a difference shown, in the list and in its file, and where is it mended?"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from contracts.models import VigoDifference
from contracts.states import ContractState
from contracts.vigo.settling import may_take
from okportal.offices.scope import office_url
from okportal.sheets.writing import Column

Field, Outcome = VigoDifference.Field, VigoDifference.Outcome
DAYS = frozenset({Field.START, Field.END})
TONES = {Outcome.OPEN: "warning", Outcome.TAKEN: "success", Outcome.TO_VIGO: "success", Outcome.IGNORED: "neutral"}
# Where the other differences are mended: (URL name of a page of the contract, words).
PAGES = {
    Field.START: ("contracts:amendments", _("Change by an amendment")),
    Field.END: ("contracts:amendments", _("Change by an amendment")),
    Field.SUPERVISOR: ("contracts:amendments", _("Change by an amendment")),
    Field.COMPANY: ("contracts:detail", _("Look at the contract")),
    Field.STATUS: ("contracts:county", _("Write down the county's step")),
    Field.NOT_THERE: ("contracts:county", _("Look where it stands")),
}


def dress(difference: VigoDifference, may_edit: bool) -> VigoDifference:
    """With what the row of the list needs: texts of both sides, tone, and what can be done."""
    difference.said_here, difference.said_there = said(difference, "ours"), said(difference, "theirs")
    difference.tone = TONES[difference.outcome]
    difference.may_take = may_edit and may_take(difference)
    url_name, words = PAGES.get(difference.field, ("", ""))
    difference.mend_url = office_url(url_name, difference.contract_id) if url_name and difference.contract_id else ""
    difference.mend_words = words
    return difference


def said(difference: VigoDifference, side: str) -> str:
    """Days as one writes them, our status in words; anything else as it stands."""
    value = getattr(difference, side)
    if value and difference.field in DAYS:
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if difference.field == Field.STATUS and side == "ours":
        return str(ContractState(value).label)
    return value


COLUMNS = (
    Column("line", _("Line"), lambda row: row.line, 8),
    Column("label", _("Apprentice"), lambda row: row.label, 28),
    Column("number", _("Contract"), lambda row: row.contract.number if row.contract else "", 14),
    Column("field", _("What"), lambda row: row.get_field_display(), 24),
    Column("ours", _("Here"), lambda row: said(row, "ours"), 30),
    Column("theirs", _("In Vigo"), lambda row: said(row, "theirs"), 30),
    Column("outcome", _("Outcome"), lambda row: row.get_outcome_display(), 24),
    Column("settled_by", _("By"), lambda row: row.settled_by.name if row.settled_by else "", 20),
    Column("settled_at", _("At"), lambda row: row.settled_at, 18),
)
