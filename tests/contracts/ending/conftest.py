"""A contract in force, and an ending of each way as far as one wants it.

Models are imported inside the fixtures: pytest reads this file before Django is set up.
"""

from datetime import timedelta

import pytest


@pytest.fixture
def today(here, advisor):
    return advisor.today


@pytest.fixture
def running(here):
    """The world's contract in force, loaded with people."""
    from contracts.models import Contract

    return Contract.objects.with_people().get(pk=here.rows.contract.pk)


@pytest.fixture
def ran_out(running, today):
    """The same, as if its last day had been ten days ago."""
    from contracts.models import Contract

    end_on = today - timedelta(days=10)
    Contract.objects.filter(pk=running.pk).update(end_on=end_on, start_on=end_on - timedelta(days=730))
    return Contract.objects.with_people().get(pk=running.pk)


@pytest.fixture
def approved(here, today):
    """A contract that is approved and has not begun."""
    from contracts.models import Contract

    days = {"start_on": today + timedelta(days=20), "end_on": today + timedelta(days=750)}
    Contract.objects.filter(pk=here.rows.draft.pk).update(state="approved", **days)
    return Contract.objects.with_people().get(pk=here.rows.draft.pk)


@pytest.fixture
def paper(here):
    """What an uploaded file is when the form has looked it over."""
    from okportal.documents.uploads import Accepted

    return Accepted(b"%PDF-1.4 avtale", "application/pdf", "avtale.pdf")


@pytest.fixture
def begun(running, advisor):
    """`begun("mutual")`, `begun("rescission", "company")`: an ending that has just been begun."""
    from contracts.actions.guided_ending import begin_ending

    def begin(kind, demanded_by="", contract=running):
        return begin_ending(contract=contract, kind=kind, demanded_by=demanded_by, by=advisor)

    return begin


@pytest.fixture
def fill(advisor):
    """`fill(ending, last_on=…)`: saved with the newest version."""
    from contracts.actions.guided_ending import save_ending
    from contracts.models import Ending

    def save(ending, **facts):
        version = Ending.objects.get(pk=ending.pk).version
        return save_ending(ending=ending, version=version, by=advisor, **facts)

    return save
