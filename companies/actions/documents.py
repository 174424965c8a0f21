"""How does a file, or a logo, come to a company and go away again?"""

from functools import partial
from io import BytesIO

from django.db.transaction import atomic, on_commit
from PIL import Image

from companies.actions.writing import locked
from companies.models import Company, CompanyDocument
from okportal.audit.actions import record
from okportal.documents.actions import discard, store
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted

LOGO_SIZE = (480, 160)  # pixels: twice what the page shows


@atomic
def add_document(*, company, title, file: Accepted, is_for_office_only, by) -> CompanyDocument:
    """Keep an uploaded file with the company. Without a title the file's name stands in."""
    stored = store(
        office_id=company.office_id, kind=StoredFile.Kind.UPLOAD, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
    document = CompanyDocument.objects.create(
        office_id=company.office_id, company=company, title=title or stored.name[:150], file=stored,
        is_for_office_only=is_for_office_only, added_by=by.user,
    )  # fmt: skip
    record(by, "company.document_added", company, document=document.pk, is_for_office_only=is_for_office_only)
    return document


@atomic
def remove_document(*, document, by):
    """Take the row and its file away; the trail keeps that it was there, and its hash. Twice is once."""
    rows = CompanyDocument.objects.select_for_update(of=("self",)).select_related("company", "file")
    document = rows.filter(pk=document.pk).first()
    if document is None:
        return
    stored = document.file
    record(by, "company.document_removed", document.company, document=document.pk, sha256=stored.sha256)
    document.delete()
    _remove(stored)


@atomic
def set_logo(*, company, file: Accepted, by) -> Company:
    """`file` is a picture that was drawn anew; it is kept as small as the pages show it."""
    company = locked(company)
    previous = company.logo
    company.logo = store(
        office_id=company.office_id, kind=StoredFile.Kind.LOGO, name="logo.png", content=_small(file.content),
        content_type="image/png", by=by,
    )  # fmt: skip
    company.save(update_fields=["logo"])
    if previous:
        _remove(previous)
    record(by, "company.logo_set", company)
    return company


@atomic
def remove_logo(*, company, by) -> Company:
    company = locked(company)
    if company.logo:
        previous, company.logo = company.logo, None
        company.save(update_fields=["logo"])
        _remove(previous)
        record(by, "company.logo_removed", company)
    return company


def _remove(stored: StoredFile):
    stored.delete()
    on_commit(partial(discard, stored.key))


def _small(content: bytes) -> bytes:
    picture = Image.open(BytesIO(content)).convert("RGBA")
    picture.thumbnail(LOGO_SIZE, Image.Resampling.LANCZOS)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
