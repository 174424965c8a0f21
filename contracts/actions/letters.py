"""How is a letter made and kept?"""

import hashlib

from django.db.transaction import atomic

from contracts.ending.emails import letter_ready
from contracts.ending.letters import Sheet, Typed, file_name, letter_pdf, refuse_letter
from contracts.models import Contract, Ending, Letter
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile


def preview_letter(*, ending: Ending, kind: str, language: str, by, **typed) -> bytes:
    """The PDF as it would be kept; nothing is written."""
    return letter_pdf(_sheet(ending, kind, language, by, typed))


@atomic
def keep_letter(*, ending: Ending, kind: str, language: str, by, **typed) -> Letter:
    """Make the letter and keep it for good; the very same letter again is the one that is kept already.

    `typed`: what `letters.Typed` holds. The apprentice is told of what is written to the parties. Raises Refused for a
    letter that does not belong here or comes too early.
    """
    Contract.objects.select_for_update(of=("self",)).get(pk=ending.contract_id)
    sheet = _sheet(ending, kind, language, by, typed)
    content = letter_pdf(sheet)
    contract = sheet.ending.contract
    sha256 = hashlib.sha256(content).hexdigest()
    if kept := contract.letters.filter(kind=kind, language=language, file__sha256=sha256).first():
        return kept
    file = store(
        office_id=contract.office_id, kind=StoredFile.Kind.LETTER, name=file_name(sheet), content=content,
        content_type="application/pdf", by=by,
    )  # fmt: skip
    letter = Letter.objects.create(
        office_id=contract.office_id, contract=contract, ending=sheet.ending, kind=kind, language=language, file=file,
        made_by=by.user,
    )  # fmt: skip
    record(by, "letter.kept", letter, kind=kind, language=language, sha256=file.sha256)
    if kind in Letter.TO_PARTIES:
        letter_ready(letter)
    return letter


def _sheet(ending, kind, language, by, typed) -> Sheet:
    ending = Ending.objects.get(pk=ending.pk)
    contracts = Contract.objects.with_people().select_related("office", "apprenticeship__curriculum")
    ending.contract = contracts.get(pk=ending.contract_id)
    refuse_letter(ending, kind)
    return Sheet(kind, ending, language, by.today, by.user.name, Typed(**typed))
