"""Which rows are measured, and which of them by one name? Their goals stand beside them."""

from benchmarks.contracts import contracts_packed, sealing, wizard, wizard_check
from benchmarks.documents import contract_pdf
from benchmarks.exports import export_csv, export_xlsx
from benchmarks.growth import growth
from benchmarks.imports import import_rows
from benchmarks.pages import apprentice_list, my_day, office
from benchmarks.registers import apprentice_file, apprentices, companies, norway
from benchmarks.reminders import sweep

PORTAL = {
    "office": office,
    "list": apprentice_list,
    "my_day": my_day,
    "contract_pdf": contract_pdf,
    "sweep": sweep,
}
# In this order: the exports bring an office of 50,000 apprentices, which is larger than any that the others mean.
REGISTERS = {
    "norway": norway,
    "companies": companies,
    "apprentices": apprentices,
    "apprentice_file": apprentice_file,
    "growth": growth,
    "import": import_rows,
    "export_csv": export_csv,
    "export_xlsx": export_xlsx,
}
CONTRACTS = {
    "contracts_packed": contracts_packed,
    "sealing": sealing,
    "wizard": wizard,
    "wizard_check": wizard_check,
}
ROWS = PORTAL | CONTRACTS | REGISTERS
GROUPS = {"portal": PORTAL, "contracts": CONTRACTS, "registers": REGISTERS}


def chosen(names) -> dict:
    """The rows of these names, of rows or of groups, in the order of ROWS; all of them without a name.

    Raises KeyError for a name that there is not.
    """
    wanted = {row for name in names for row in (GROUPS[name] if name in GROUPS else {name: ROWS[name]})}
    return {name: row for name, row in ROWS.items() if name in wanted or not names}
