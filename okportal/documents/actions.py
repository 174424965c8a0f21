"""How does a file come into the office's keeping, and out of it again unchanged?"""

import datetime
import hashlib
import logging
import uuid
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.documents.models import StoredFile
from okportal.errors import Refused

logger = logging.getLogger(__name__)

# Longer than any request or task lives (task limit 100 s): what has no row by then never gets one.
ORPHAN_AGE = datetime.timedelta(hours=1)


@atomic
def store(*, office_id: int, kind: str, name: str, content: bytes, content_type: str, by) -> StoredFile:
    """Keep `content` as a new file of the office one is in; raises Refused when it cannot be written.

    The file is written first, so that a committed row always has its file. If the transaction is rolled back later,
    the file stays behind without a row, unreachable: only the rows tell what was committed, and a hook on rollback
    could take a file whose commit went through. `tasks.sweep_orphans` removes such files.
    """
    key = new_key(office_id)
    try:
        storages["private"].save(key, ContentFile(content))
    except OSError as error:
        logger.exception("A file could not be written: %s", key)
        discard(key)  # a full disk leaves the first half
        raise Refused(_("The file could not be stored."), way_out=_("Try again later. Nothing was changed.")) from error
    try:
        stored = StoredFile.objects.create(
            office_id=office_id,
            kind=kind,
            name=file_name(name),
            content_type=content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            key=key,
            created_by=by.user if by else None,
        )
    except BaseException:
        discard(key)
        raise
    record(by, "document.stored", stored, kind=kind, sha256=stored.sha256)
    return stored


def read(stored: StoredFile) -> bytes:
    """The content as it was stored; a file that is gone or was changed on disk is logged and Refused."""
    try:
        with storages["private"].open(stored.key) as file:
            content = file.read()
    except OSError as error:
        logger.exception("Stored file %s is missing: %s", stored.pk, stored.key)
        raise Refused(
            _("The file is missing."), way_out=_("Tell the office; it can be fetched from a backup.")
        ) from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        logger.error("Stored file %s was changed outside of the application: %s", stored.pk, stored.key)
        raise Refused(
            _("The file has been changed since it was stored, and is not shown."),
            way_out=_("Tell the office; it can be fetched from a backup."),
        )
    return content


def remove_orphans(*, office_id: int, now: datetime.datetime | None = None) -> list[str]:
    """Delete files of this month and the last that no row names; gives their keys. Run inside the office's scope."""
    now = now or timezone.now()
    storage = storages["private"]
    removed = []
    for folder in sorted({f"t{office_id}/{day:%Y/%m}" for day in (now - datetime.timedelta(days=28), now)}):
        if not storage.exists(folder):
            continue
        rows = StoredFile.objects.filter(office_id=office_id, key__startswith=folder)
        named = set(rows.values_list("key", flat=True))
        for key in sorted({f"{folder}/{file}" for file in storage.listdir(folder)[1]} - named):
            if now - storage.get_modified_time(key) > ORPHAN_AGE:
                storage.delete(key)
                removed.append(key)
    return removed


def discard(key: str):
    """Take away a file that got no row; what cannot be taken away now is swept as an orphan later."""
    with suppress(OSError):
        storages["private"].delete(key)


def new_key(office_id: int) -> str:
    """Where a new file lies: no name and no guess leads to it."""
    return f"t{office_id}/{timezone.now():%Y/%m}/{uuid.uuid4()}"


def file_name(name: str) -> str:
    """The name a download gets: without folders and control characters, at most 150 characters, ending kept."""
    printable = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable()).strip()
    stem, dot, ending = printable.rpartition(".")
    if not dot or not stem or len(ending) > 10:
        return printable[:150] or "file"
    return f"{stem[: 149 - len(ending)]}.{ending}"
