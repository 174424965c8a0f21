"""Does a list ask the database as often for thirty rows as for one?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contracts.models import Contract, CountyEntry, VigoDifference, VigoRun
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.vigo.export import row

MOST = 12
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config")


def asked(client, page) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return sum(not query["sql"].startswith(AROUND) for query in captured)


def add_waiting(here, number):
    today = timezone.localdate()
    contract = Contract.objects.create(
        office=here.office, apprenticeship=here.rows.planned, number=f"K-{number}", start_on=today,
        state=(S.SIGNED, S.AT_COUNTY, S.RETURNED)[number % 3], end_on=today + timedelta(days=700),
    )  # fmt: skip
    CountyEntry.objects.create(office=here.office, contract=contract, kind="sent", on=today, due_on=today)


def add_run(here, run, number):
    VigoRun.objects.create(
        office=here.office, file=run.file, header=[], is_compared=True, made_by=here.users[Role.ADVISOR]
    )
    VigoDifference.objects.create(
        office=here.office, run=run, line=number, contract=here.rows.contract, label="Kari", field="email", theirs="x"
    )


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.READER])
def test_lists_ask_as_often_for_thirty_rows_as_for_one(here, browse, send_in, role):
    run = send_in([row(here.rows.contract, Saksnr="26/77")])
    add_waiting(here, 0)
    client, pages = browse(role), ["fylket/", "vigo/", f"vigo/{run.pk}/"]
    for page in pages:
        client.get(here.url(f"kontrakter/{page}"))  # what is asked once in a process
    one = {page: asked(client, here.url(f"kontrakter/{page}")) for page in pages}
    for number in range(1, 30):
        add_waiting(here, number)
        add_run(here, run, number)
    thirty = {page: asked(client, here.url(f"kontrakter/{page}")) for page in pages}
    assert thirty == one
    assert max(thirty.values()) <= MOST, thirty
