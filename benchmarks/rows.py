"""Which rows are measured? Their goals stand beside them; where they come from: docs/measures.md."""

from benchmarks.documents import contract_pdf
from benchmarks.pages import apprentice_list, my_day
from benchmarks.reminders import sweep

ROWS = {"list": apprentice_list, "my_day": my_day, "contract_pdf": contract_pdf, "sweep": sweep}
