"""What has gone to and fro with the county, and what Vigo says otherwise: one of each, in every state."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from contracts.models import CountyEntry, VigoDifference, VigoRun
from okportal.documents.models import StoredFile
from okportal.permissions import Role
from tests.world import Cast, add_file

HEADS = ["Kontraktsnr", "Navn", "Saksnr"]


def add_county_and_vigo(cast: Cast, today):
    """A letter on the contract in force and one on the first draft; an export that is compared, and one that is not."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    advisor = cast.users[Role.ADVISOR]
    rows.county_entries = [
        CountyEntry.objects.create(
            office=office, contract=rows.contract, kind=kind, on=today, case_number=f"{mark} sak", due_on=today,
            remark=f"{mark} merknad", file=add_file(cast), by=advisor,
        )
        for kind in (CountyEntry.Kind.SENT, CountyEntry.Kind.DOCUMENT_IN)
    ]  # fmt: skip
    for contract in rows.contracts:
        CountyEntry.objects.create(office=office, contract=contract, kind="sent", on=today, remark=f"{mark} sendt")
    rows.vigo_runs = [
        VigoRun.objects.create(
            office=office, file=_export(cast), header=HEADS, rows_total=1, is_compared=is_compared, made_by=advisor,
            columns={"number": "Kontraktsnr", "name": "Navn", "case_number": "Saksnr"},
        )
        for is_compared in (True, False)
    ]  # fmt: skip
    rows.differences = [_difference(cast, outcome) for outcome in VigoDifference.Outcome]


def _difference(cast, outcome):
    is_open = outcome == VigoDifference.Outcome.OPEN
    return VigoDifference.objects.create(
        office=cast.office, run=cast.rows.vigo_runs[0], line=2, contract=cast.rows.contract, outcome=outcome,
        label=f"{cast.mark} Lærling", field=VigoDifference.Field.CASE_NUMBER, ours="", theirs=f"{cast.mark} 26/1",
        settled_at=None if is_open else timezone.now(), settled_by=None if is_open else cast.users[Role.ADVISOR],
    )  # fmt: skip


def _export(cast) -> StoredFile:
    cells = [cast.rows.contract.number, f"{cast.mark} Lærling", f"{cast.mark} 26/1"]
    content = "\r\n".join(";".join(line) for line in (HEADS, cells, [])).encode()
    key = storages["private"].save(f"t{cast.office.pk}/test/vigo.csv", ContentFile(content))
    return StoredFile.objects.create(
        office=cast.office, kind=StoredFile.Kind.VIGO, name=f"{cast.mark} vigo.csv", content_type="text/csv", key=key,
        size=len(content), sha256=sha256(content).hexdigest(),
    )  # fmt: skip
