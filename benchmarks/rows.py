"""Which rows are measured? Their goals stand beside them."""

from benchmarks.documents import contract_pdf
from benchmarks.pages import apprentice_list, my_day, office
from benchmarks.reminders import sweep

ROWS = {
    "office": office,
    "list": apprentice_list,
    "my_day": my_day,
    "contract_pdf": contract_pdf,
    "sweep": sweep,
}
