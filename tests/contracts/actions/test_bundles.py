"""Many contracts in one ZIP: in parts, by workers that may be killed, with one that fails and stops nobody."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import storages

from contracts import tasks
from contracts.actions.bundles import make_part, order_bundle, take_up
from contracts.models import Bundle, Contract
from contracts.paper import packing
from contracts.states import BundleState
from okportal.documents.actions import read
from okportal.errors import Refused


@pytest.fixture
def three(here, draft):
    """The draft, one that lacks its dates, and the contract in force, whose paper lies in the office's keeping."""
    bare = Contract.objects.create(office=here.office, apprenticeship=here.rows.planned, number="2026-90001")
    return Contract.objects.filter(pk__in=[draft.pk, bare.pk, here.rows.draft.pk])


@pytest.fixture
def in_small_parts(monkeypatch):
    monkeypatch.setattr(packing, "PART", 1)


def ordered(contracts, advisor) -> Bundle:
    return order_bundle(contracts=contracts, title="Kontrakter fra 2026", by=advisor)


def names(bundle) -> list[str]:
    with zipfile.ZipFile(BytesIO(read(bundle.file))) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_packed_part_by_part_and_the_one_that_fails_stops_nobody(three, advisor, in_small_parts):
    bundle = ordered(three, advisor)
    for part in packing.parts(bundle):
        assert bundle.state in {BundleState.WAITING, BundleState.RUNNING}
        make_part(bundle=bundle, part=part)
        bundle.refresh_from_db()
    assert bundle.state == BundleState.READY
    assert bundle.done == len(bundle.contract_ids) == 2
    assert [number for _id, number, _why in bundle.failures] == ["2026-90001"]
    assert bundle.failures[0][2] == "The draft has no dates yet."
    assert len(names(bundle)) == 1


def test_the_one_that_breaks_in_the_middle_of_a_part_stops_nobody(three, here, advisor):
    """Something that nobody has thought of, between two that can be made."""
    running = Contract.objects.get(pk=here.rows.contract.pk)
    Contract.objects.filter(number="2026-90001").update(
        kind="unheard-of", start_on=running.start_on, end_on=running.end_on
    )  # fmt: skip
    Contract.objects.filter(pk=running.pk).update(number="2026-99999")
    bundle = ordered(Contract.objects.filter(pk__in=[*three.values_list("pk", flat=True), running.pk]), advisor)
    make_part(bundle=bundle, part=0)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.done) == (BundleState.READY, 3)
    assert [(number, why) for _id, number, why in bundle.failures] == [
        ("2026-90001", "Something went wrong with this one.")
    ]
    assert len(names(bundle)) == 2
    assert names(bundle)[-1] == "kontrakt-2026-99999.pdf", "the one after it is there as well"


def test_a_part_made_twice_counts_once(three, advisor, in_small_parts):
    bundle = ordered(three, advisor)
    make_part(bundle=bundle, part=0)
    make_part(bundle=bundle, part=0)
    bundle.refresh_from_db()
    assert (bundle.done, bundle.state) == (1, BundleState.RUNNING)


def test_a_ready_one_is_left_alone(three, advisor):
    bundle = ordered(three, advisor)
    make_part(bundle=bundle, part=0)
    bundle.refresh_from_db()
    file = bundle.file_id
    tasks.make_bundle_part(bundle.office_id, bundle.pk, 0)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.file_id) == (BundleState.READY, file)


def test_the_same_contracts_give_the_same_bytes(three, advisor):
    packed = []
    for _time in range(2):
        bundle = ordered(three, advisor)
        make_part(bundle=bundle, part=0)
        bundle.refresh_from_db()
        packed.append(bundle.file.sha256)
    assert packed[0] == packed[1]


def test_lost_work_is_taken_up_and_given_up_in_the_end(three, advisor):
    bundle = ordered(three, advisor)
    for _time in range(3):
        take_up(bundle=bundle)
        bundle.refresh_from_db()
        assert bundle.state == BundleState.WAITING
    take_up(bundle=bundle)
    bundle.refresh_from_db()
    assert bundle.state == BundleState.FAILED
    with pytest.raises(Refused):
        take_up(bundle=bundle)


def test_nothing_fits(advisor):
    with pytest.raises(Refused, match="No contract fits"):
        ordered(Contract.objects.none(), advisor)


def test_parts_lie_beside_the_offices_files(three, advisor, in_small_parts):
    """Where the sweep of orphans finds them."""
    bundle = ordered(three, advisor)
    make_part(bundle=bundle, part=0)
    folder = f"t{bundle.office_id}/{bundle.made_at:%Y/%m}"
    assert f"bundle-{bundle.pk}-0.zip" in storages["private"].listdir(folder)[1]
