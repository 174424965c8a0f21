"""Where do files lie that nobody may fetch by address?"""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder that only the application's own user can read; its files have no address.

    Answers go through `views.file_response`. A file is on disk before the row that names it is committed.
    """

    def __init__(self, **options):
        super().__init__(**{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options)

    def url(self, name):
        raise ValueError("A private file has no address: answer with documents.views.file_response().")

    def _save(self, name, content):
        name = super()._save(name, content)
        path = Path(self.path(name))
        for written in (path, path.parent):  # the folder too, or the name may be lost with the power
            descriptor = os.open(written, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return name
