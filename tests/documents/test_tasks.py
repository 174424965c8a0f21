"""Does the sweep reach every office, and only what no row names?"""

import datetime
import os

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from okportal.documents.actions import new_key, read, store
from okportal.documents.tasks import sweep_orphans


def test_sweep_removes_old_orphans_of_every_office_and_keeps_files_with_rows(world, settings, tmp_path):
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"private": private}
    storage = storages["private"]
    kept, orphans = [], []
    for cast in (world.here, world.there):
        office_id = cast.office.pk
        with cast.scope():
            values = {"kind": "upload", "name": "a.pdf", "content": b"a", "content_type": "application/pdf"}
            kept.append(store(office_id=office_id, by=None, **values))
        orphans.append(storage.save(new_key(office_id), ContentFile(b"b")))
    fresh = storage.save(new_key(world.here.office.pk), ContentFile(b"c"))
    yesterday = (timezone.now() - datetime.timedelta(days=1)).timestamp()
    for key in (*orphans, *(stored.key for stored in kept)):
        os.utime(storage.path(key), (yesterday, yesterday))

    sweep_orphans()

    assert not any(storage.exists(key) for key in orphans)
    assert storage.exists(fresh)
    assert [read(stored) for stored in kept] == [b"a", b"a"]
