"""Exports from Vigo, and the way they come in."""

import pytest


@pytest.fixture
def send_in(here, advisor):
    """`send_in(rows)`: an export with HEADS, uploaded and compared; gives the run."""
    from contracts.vigo import actions
    from okportal.documents.uploads import Accepted
    from tests.contracts.vigo.export import HEADS, csv_of

    def send(rows, heads=HEADS):
        run = actions.upload(file=Accepted(csv_of(heads, rows), "text/csv", "vigo.csv"), by=advisor)
        return actions.compare_run(run=run, columns=run.columns, by=advisor)

    return send
