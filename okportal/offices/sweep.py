"""How is everything done whose time has come, in each office, and one that fails holds up no other?"""

import logging
from collections.abc import Callable

from django.db.models import Model, QuerySet

from okportal.errors import Refused
from okportal.offices.scope import office_ids, office_scope


def each_due(due: Callable[[], QuerySet], do: Callable[[Model], object], log: logging.Logger):
    """Call `do(row)` for each row of `due()`, in its order, each in a transaction of its own inside its office.

    `due` is asked once in each office; a row that has gone since, or is no longer due, is left alone. What is Refused
    is noted, what breaks is logged: the next run tries both again.
    """
    for office_id in office_ids():
        for pk in _ids(office_id, due, log):
            try:
                with office_scope(office_id):
                    row = due().filter(pk=pk).first()
                    if row is not None:
                        do(row)
            except Refused as refusal:
                log.info("Row %s of office %s was left as it is: %s", pk, office_id, refusal.message)
            except Exception:
                log.exception("Row %s of office %s could not be done", pk, office_id)


def each_office(do: Callable[[], object], log: logging.Logger):
    """Call `do()` inside each office, in a transaction of its own."""
    for office_id in office_ids():
        try:
            with office_scope(office_id):
                do()
        except Exception:
            log.exception("Office %s could not be done", office_id)


def _ids(office_id, due, log) -> list[int]:
    try:
        with office_scope(office_id):
            return list(due().values_list("pk", flat=True))
    except Exception:
        log.exception("Office %s could not be asked what is due", office_id)
        return []
