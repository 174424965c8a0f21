"""Is a stored file whole, private, and gone when its row is?"""

import datetime
import logging
import stat
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from okportal.audit.models import Event
from okportal.documents.actions import file_name, read, remove_orphans, store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.permissions import Role

PDF = b"%PDF-1.7 innhold"


@pytest.fixture(autouse=True)
def own_folder(world, settings, tmp_path):
    """Empty, and made after the world with its own files."""
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    return tmp_path / "media"


def keep(cast, content=PDF, **changes):
    values = {
        "office_id": cast.office.pk,
        "kind": StoredFile.Kind.CONTRACT,
        "name": "kontrakt-ærlig.pdf",
        "content": content,
        "content_type": "application/pdf",
        "by": cast.member(Role.ADVISOR),
    }
    return store(**values | changes)


def files_in(folder) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_stored_file_is_read_back_and_in_the_trail(world):
    with world.here.scope():
        stored = keep(world.here)
        assert read(stored) == PDF
        assert stored.size == len(PDF)
        assert stored.created_by == world.here.users[Role.ADVISOR]
        assert stored.key.startswith(f"t{world.here.office.pk}/{timezone.now():%Y/%m}/")
        assert Event.objects.about(stored).get().verb == "document.stored"


def test_only_the_application_can_open_file_and_folders(world, own_folder):
    with world.here.scope():
        keep(world.here)
    (file,) = files_in(own_folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    folders = [folder for folder in file.parents if own_folder in (folder, *folder.parents)]
    assert len(folders) == 4
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_private_file_has_no_address(world):
    with world.here.scope():
        stored = keep(world.here)
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url(stored.key)


def test_file_changed_on_disk_is_refused_and_logged(world, own_folder, caplog):
    with world.here.scope():
        stored = keep(world.here)
        (file,) = files_in(own_folder)
        file.write_bytes(PDF + b" endret")
        with caplog.at_level(logging.ERROR), pytest.raises(Refused):
            read(stored)
    assert stored.key in caplog.text
    assert stored.name not in caplog.text


def test_missing_file_is_refused_and_logged(world, own_folder, caplog):
    with world.here.scope():
        stored = keep(world.here)
        files_in(own_folder)[0].unlink()
        with caplog.at_level(logging.ERROR), pytest.raises(Refused):
            read(stored)
    assert stored.key in caplog.text


def test_row_that_cannot_be_written_leaves_no_file(world, own_folder):
    with world.here.scope(), pytest.raises(Exception, match=r"too long"), transaction.atomic():
        keep(world.here, content_type="x" * 200)
    assert files_in(own_folder) == []


def test_disk_that_refuses_leaves_no_row(world, own_folder, settings):
    own_folder.parent.mkdir(exist_ok=True)
    own_folder.write_text("a file where the folder should be")
    with world.here.scope():
        before = StoredFile.objects.count()
        with pytest.raises(Refused), transaction.atomic():
            keep(world.here)
        assert StoredFile.objects.count() == before


def test_file_of_a_rolled_back_transaction_is_swept(world, own_folder):
    with world.here.scope():
        kept = keep(world.here)
        with pytest.raises(RuntimeError), transaction.atomic():
            orphan = keep(world.here)
            raise RuntimeError
        assert remove_orphans(office_id=world.here.office.pk) == []
        later = timezone.now() + datetime.timedelta(hours=2)
        assert remove_orphans(office_id=world.here.office.pk, now=later) == [orphan.key]
        assert read(kept) == PDF
    assert len(files_in(own_folder)) == 1


def test_sweep_leaves_other_offices_alone(world, own_folder):
    with world.there.scope():
        keep(world.there)
    with world.here.scope():
        later = timezone.now() + datetime.timedelta(hours=2)
        assert remove_orphans(office_id=world.here.office.pk, now=later) == []
    assert len(files_in(own_folder)) == 1


def test_files_are_visible_to_the_own_office_staff_only(world):
    with world.here.scope():
        stored = keep(world.here)
        assert stored in StoredFile.objects.visible_to(world.here.member(Role.READER))
        assert not StoredFile.objects.visible_to(world.here.member(Role.APPRENTICE)).exists()
    with world.there.scope():
        assert stored not in StoredFile.objects.visible_to(world.there.member(Role.ADMINISTRATOR))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("kontrakt.pdf", "kontrakt.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\skjema\\Ánne.pdf", "Ánne.pdf"),
        ('a"\r\nX-Evil: 1.pdf', 'a"X-Evil: 1.pdf'),
        ("", "file"),
        ("/", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
        ("x" * 300, "x" * 150),
    ],
)
def test_file_name_is_safe_to_download(name, kept):
    assert file_name(name) == kept
