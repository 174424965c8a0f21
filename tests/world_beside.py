"""What else goes on in an office of the world: messages, tasks, absence, notes, places, guides?"""

from datetime import timedelta

from django.utils import timezone

from apprenticeships.models import (
    Absence,
    NeedsMapping,
    NeedsReader,
    NeedsTemplate,
    Note,
)
from apprenticeships.needs import packed
from companies.models import (
    ContactEntry,
    Guidance,
    GuidanceItem,
    GuidanceTemplate,
    GuidanceTemplateItem,
    IntakeQuestion,
    Places,
)
from okportal.audit.models import Event, Viewing
from okportal.outbox.models import Message
from okportal.people.actions import token_hash
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.saved_views.models import SavedView
from okportal.todo.models import Task


def add_trail(cast):
    rows, office, mark = cast.rows, cast.office, cast.mark
    rows.message = Message.objects.create(
        office=office, key="test:1", template="people/invitation", to_email=f"{mark.lower()}@example.test",
        to_name=f"{mark} Mottaker", language="nb", subject=f"{mark} emne", body=f"{mark} tekst", attempts=0, error="",
        facts={"role": "advisor"},
    )  # fmt: skip
    cast.token = f"{mark}-token"
    rows.invitation = Invitation.objects.create(
        office=office, email=f"ny@{office.slug}.example", name=f"{mark} Ny", role=Role.READER,
        token_hash=token_hash(cast.token), expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    line = {"by_name": f"{mark} Rådgiver", "subject": "apprenticeships.apprentice", "subject_id": rows.apprentice.pk}
    rows.event = Event.objects.create(office=office, verb="test.done", **line)
    rows.viewing = Viewing.objects.create(office=office, page="apprenticeships:detail", **line)


def add_absence_needs_and_note(cast, today):
    """Absence that the apprentice reported long ago, a mapping for the advisor alone, and a note for all."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    advisor = cast.users[Role.ADVISOR]
    rows.absence = Absence.objects.create(
        office=office, apprenticeship=rows.apprenticeship, kind=Absence.Kind.ILLNESS,
        from_on=today - timedelta(days=250), to_on=today - timedelta(days=248), reported_by=cast.users[Role.APPRENTICE],
    )  # fmt: skip
    rows.needs_template = NeedsTemplate.objects.create(
        office=office, title=f"{mark} kartlegging", introduction=f"{mark} innledning", questions=[f"{mark} spørsmål"]
    )
    rows.mapping = NeedsMapping.objects.create(
        office=office, apprenticeship=rows.apprenticeship, template=rows.needs_template, made_on=today, made_by=advisor,
        answers=packed([f"{mark} spørsmål"], [f"{mark} behov"]), adaptation=f"{mark} tilrettelegging",
    )  # fmt: skip
    NeedsReader.objects.create(office=office, mapping=rows.mapping, user=advisor, from_on=today)
    rows.note = Note.objects.create(
        office=office, apprenticeship=rows.apprenticeship, audience=Note.Audience.ALL, text=f"{mark} notat",
        written_by=advisor, written_by_name=advisor.name,
    )  # fmt: skip


def add_task(cast, today, advisor):
    """Open, the advisor's, about the company."""
    rows = cast.rows
    rows.task = Task.objects.create(
        office=cast.office, key="test:1", kind="todo/own", facts={"text": f"{cast.mark} oppgave"}, assigned=advisor,
        page="companies:detail", about_id=rows.company.pk, due_on=today + timedelta(days=3),
    )  # fmt: skip


def add_saved_view(cast):
    """The advisor's, shared in the office."""
    cast.rows.saved_view = SavedView.objects.create(
        office=cast.office, page="apprenticeships:list", name=f"{cast.mark} visning", query="state=ended",
        is_shared=True, created_by=cast.users[Role.ADVISOR],
    )  # fmt: skip


def add_places_guide_and_log(cast, today, serial):
    """Places of next year with the question about them, one guide under way and one closed, and one contact."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    advisor = cast.users[Role.ADVISOR]
    here = {"office": office, "company": rows.company}
    rows.places = Places.objects.create(**here, trade_id=rows.approval.trade_id, year=today.year + 1, count=40 + serial)
    rows.question = IntakeQuestion.objects.create(
        **here, year=today.year + 1, to_email=f"bedrift@{office.slug}.example", to_name=f"{mark} Mottaker",
        token_hash=token_hash(cast.token), asked_by=advisor, expires_at=timezone.now() + timedelta(days=30),
        comment=f"{mark} kommentar",
    )  # fmt: skip
    rows.guide = GuidanceTemplate.objects.create(office=office, kind="checklist", title=f"{mark} sjekkliste")
    GuidanceTemplateItem.objects.create(office=office, template=rows.guide, position=1, text=f"{mark} punkt")
    rows.guidance = Guidance.objects.create(
        **here, template=rows.guide, kind="checklist", title=f"{mark} sjekkliste", begun_on=today, begun_by=advisor
    )
    rows.closed_guidance = Guidance.objects.create(
        **here, template=rows.guide, kind="checklist", title=f"{mark} ferdig", begun_on=today, begun_by=advisor,
        closed_on=today,
    )  # fmt: skip
    rows.point = GuidanceItem.objects.create(
        office=office, guidance=rows.guidance, position=1, text=f"{mark} punkt", note=f"{mark} merknad"
    )
    rows.entry = ContactEntry.objects.create(
        **here, kind="call", on=today, text=f"{mark} samtale", follow_up_on=today, written_by=advisor
    )
    Task.objects.create(
        office=office, key=f"contact:{rows.entry.pk}", kind="companies/contact", page="companies:contact_log",
        facts={"company": rows.company.name, "day_on": today.isoformat()}, about_id=rows.company.pk, due_on=today,
    )  # fmt: skip
