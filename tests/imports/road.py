"""How do tests send a file all the way in?"""

from okportal.documents.uploads import SHEETS, accept
from okportal.imports import actions
from okportal.imports.models import ImportRun
from okportal.imports.tasks import check_import, undo_import, write_import
from okportal.permissions import Role
from tests.imports.files import uploaded


class Road:
    """One office's way in, as its advisor; the worker's tasks are called where the worker would."""

    def __init__(self, cast, role=Role.ADVISOR):
        self.cast, self.role = cast, role

    def upload(self, content, kind="apprentices", name="laerlinger.csv") -> ImportRun:
        with self.cast.scope(self.role):
            return actions.upload(kind=kind, file=accept(uploaded(content, name), SHEETS), by=self.member())

    def check(self, run, known="skip", **columns) -> ImportRun:
        with self.cast.scope(self.role):
            chosen = run.columns | columns
            actions.choose_columns(run=run, columns=chosen, known=known, by=self.member())
        check_import(self.cast.office.pk, run.pk)
        return self.again(run)

    def take_in(self, run) -> ImportRun:
        with self.cast.scope(self.role):
            actions.take_in(run=run, by=self.member())
        write_import(self.cast.office.pk, run.pk)
        return self.again(run)

    def undo(self, run) -> ImportRun:
        with self.cast.scope(self.role):
            actions.ask_undo(run=run, by=self.member())
        undo_import(self.cast.office.pk, run.pk)
        return self.again(run)

    def all_the_way(self, content, **more) -> ImportRun:
        return self.take_in(self.check(self.upload(content, **more)))

    def member(self):
        return self.cast.member(self.role)

    def again(self, run):
        with self.cast.scope(self.role):
            return ImportRun.objects.get(pk=run.pk)
