"""Does the database itself refuse to change what people are signing, column by column?"""

from datetime import timedelta

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from contracts.amending.kinds import Kind
from contracts.models import Amendment, Contract, ContractCredit
from contracts.states import UNDER_SIGNING, AmendmentState
from contracts.states import ContractState as S
from okportal.documents.models import StoredFile
from tests.contracts.amending.changes import Changes

# What is no part of the paper: whereabouts, the county's answer, how it ended.
FREE_OF_CONTRACT = {
    "id", "office", "state", "round", "legal_basis", "case_number", "sent_to_county_on", "decided_on",
    "decision_remark", "ended_on", "end_reason", "version", "created_at",
}  # fmt: skip
FREE_OF_AMENDMENT = {
    "id", "office", "state", "signers", "needs_consent", "document", "before", "effects", "sent_to_county_on",
    "case_number", "decided_on", "decision_remark", "applied_at", "version", "created_at", "created_by",
}  # fmt: skip


def columns(model, free) -> list[str]:
    return sorted({field.name for field in model._meta.concrete_fields} - free)


def another(row, name):
    """A value that the column does not have now. Keys need not lead anywhere: the guard comes before that is asked."""
    field, value = row._meta.get_field(name), getattr(row, row._meta.get_field(name).attname)
    if isinstance(field, models.ForeignKey):
        return 999_999_999
    if isinstance(field, models.DateField):
        return (value or timezone.localdate()) + timedelta(days=1)
    if isinstance(field, models.IntegerField):
        return (value or 1) + 1
    return ["ANNET"] if isinstance(field, (ArrayField, models.JSONField)) else f"{value}x"[-1:]


def refused(queryset, **change):
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        queryset.update(**change)


def change_of(row, name) -> dict:
    return {row._meta.get_field(name).attname: another(row, name)}


@pytest.mark.parametrize("state", sorted(UNDER_SIGNING))
def test_each_column_of_a_contract_under_signing(road, state):
    contract = road.to(state)
    for name in columns(Contract, FREE_OF_CONTRACT):
        refused(Contract.objects.filter(pk=contract.pk), **change_of(contract, name))
        refused(Contract.objects.filter(pk=contract.pk), state=S.SIGNED, **change_of(contract, name))


def test_what_is_no_part_of_the_paper_may_change(road):
    """And a draft is written on: the guard is about what was sent alone."""
    contract = road.to(S.WITH_PARTIES)
    assert Contract.objects.filter(pk=contract.pk).update(case_number="26/1", version=9) == 1
    assert Contract.objects.filter(pk=contract.pk).update(state=S.DRAFT, remarks="Nytt") == 1
    assert Contract.objects.filter(pk=contract.pk).update(remarks="Nyere") == 1


def test_credit_of_a_contract_under_signing(draft, road):
    row = ContractCredit.objects.create(office_id=draft.office_id, contract=draft, kind="practice", months=2)
    assert ContractCredit.objects.filter(pk=row.pk).update(months=3) == 1
    Contract.objects.filter(pk=draft.pk).update(state=S.WITH_PARTIES)
    refused(ContractCredit.objects.filter(pk=row.pk), months=4)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        ContractCredit.objects.filter(pk=row.pk).delete()


def test_each_column_of_a_change_under_signing(here):
    changes = Changes(here)
    row = changes.to(AmendmentState.SIGNING, changes.draft(Kind.EXTENSION))
    row = Amendment.objects.get(pk=row.pk)
    for name in columns(Amendment, FREE_OF_AMENDMENT):
        refused(Amendment.objects.filter(pk=row.pk), **change_of(row, name))
        refused(Amendment.objects.filter(pk=row.pk), state=AmendmentState.SIGNED, **change_of(row, name))
    assert Amendment.objects.filter(pk=row.pk).update(state=AmendmentState.DRAFT, reason="Annet") == 1


def test_the_files_themselves(road):
    """Hash, size and place of a stored file; that it cannot go either, is the round's key to it."""
    contract = road.to(S.SIGNED)
    for file in (contract.round.unsigned_file, contract.round.signed_file):
        refused(StoredFile.objects.filter(pk=file.pk), sha256="0" * 64)
        with pytest.raises(IntegrityError), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk)._raw_delete("default")
            transaction.get_connection().check_constraints()
