"""What does a cast have beside its records: files that are taken in, messages, tasks?"""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from okportal.documents.models import StoredFile
from okportal.imports.models import ImportRun
from okportal.imports.states import ImportState
from okportal.outbox.models import Message
from okportal.permissions import Role
from okportal.todo.models import Task


def add_imports(cast):
    """A file of companies in every state, with a fault and somebody who is there already."""
    rows, mark = cast.rows, cast.mark
    content = f"Org.nr;Bedrift\r\n810059672;{mark} fra fil\r\n".encode()
    key = storages["private"].save(f"t{cast.office.pk}/test/{mark}.csv", ContentFile(content))
    file = StoredFile.objects.create(
        office=cast.office, kind=StoredFile.Kind.IMPORT, name=f"{mark}.csv", content_type="text/csv", key=key,
        size=len(content), sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    report = {
        "faults": [[2, "Navn", f"{mark} feil"]],
        "known": [{"line": 2, "name": f"{mark} barnehager", "pairs": [["Navn", f"{mark} a", f"{mark} b"]]}],
    }
    rows.runs = [
        ImportRun.objects.create(
            office=cast.office, kind=ImportRun.Kind.COMPANIES, state=state, file=file, faults_file=file,
            header=["Org.nr", "Bedrift"], columns={"organisation_number": "Org.nr", "name": "Bedrift"}, rows_total=1,
            rows_good=1, rows_faulty=1, rows_known=1, report=report, started_by=cast.users[Role.ADVISOR],
        )
        for state in ImportState
    ]  # fmt: skip


def add_messages_and_tasks(cast):
    """A message that was given up, a task that is done, and an aim that was reached."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    given_up = Message.objects.create(
        office=office, key="test:2", template="people/invitation", to_email=f"{mark.lower()}@example.test",
        to_name=f"{mark} Borte", subject=f"{mark} emne", body=f"{mark} tekst", dead_at=timezone.now(), error="550",
    )  # fmt: skip
    rows.messages = [rows.message, given_up]
    done = Task.objects.create(
        office=office, key="test:2", kind="todo/own", facts={"text": f"{mark} gjort"}, done_at=timezone.now(),
        done_by=cast.users[Role.ADVISOR], outcome=f"{mark} utfall",
    )  # fmt: skip
    rows.tasks = [rows.task, done]
    rows.plan_aims = list(rows.plan.aims.order_by("position"))
    reached = rows.plan_aims[-1]
    reached.reached_on, reached.reached_by = timezone.localdate(), cast.users[Role.INSTRUCTOR]
    reached.save()
