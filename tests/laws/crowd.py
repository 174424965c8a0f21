"""What does an office look like with thirty of everything?"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from apprenticeships.models import (
    Absence,
    Apprentice,
    Apprenticeship,
    NeedsMapping,
    NeedsReader,
    NeedsTemplate,
    Note,
)
from companies.models import (
    Approval,
    Company,
    CompanyDocument,
    CompanyPerson,
    ContactEntry,
    Establishment,
    Guidance,
    GuidanceItem,
    GuidanceTemplate,
    IntakeQuestion,
    Places,
    Qualification,
)
from companies.states import ApprovalState
from contracts.models import Contract, Handover
from contracts.states import ContractState
from exams.models import Registration
from followup.models import Participant, Talk
from okportal.audit.models import Event, Viewing
from okportal.curricula.models import Aim
from okportal.embedded.demo.synthetic import organisation_number
from okportal.offices.models import County, Membership
from okportal.outbox.models import Message
from okportal.people.actions import token_hash
from okportal.people.models import Invitation, User
from okportal.permissions import Role
from okportal.saved_views.models import SavedView
from okportal.todo.models import Task
from tests.laws.cast_contracts import add_round
from tests.world import COUNTY, TRADE, Cast
from training.models import PlanAim

MORE = range(1, 30)  # 29 beside the one that is there


def crowd(cast: Cast):
    """29 more of everything that a list may show, also below the one company, contract and plan of the world."""
    with cast.scope():
        add_staff(cast)
        add_companies(cast)
        add_trainings(cast)
        add_below_the_first(cast)
        add_places_guides_and_log(cast)


def add_staff(cast):
    today = timezone.localdate()
    for number in MORE:
        user = User.objects.create_user(f"kollega{number}@fjord.example", None, name=f"Kollega {number}")
        Membership.objects.create(office=cast.office, user=user, role=Role.ADVISOR, from_on=today)
        Invitation.objects.create(
            office=cast.office, email=f"bedt{number}@fjord.example", name=f"Bedt {number}", role=Role.READER,
            token_hash=token_hash(str(number)), expires_at=timezone.now() + timedelta(days=3),
        )  # fmt: skip
        SavedView.objects.create(
            office=cast.office, page="apprenticeships:list", name=f"Visning {number}", query=f"name={number}",
            is_shared=True, created_by=user,
        )  # fmt: skip
        Message.objects.create(
            office=cast.office, key=f"crowd:{number}", template="people/invitation", to_email="a@example.test",
            to_name="A", facts={"role": "advisor"}, attempts=0, error="", subject="Emne", body="Tekst",
        )  # fmt: skip
        Task.objects.create(
            office=cast.office, key=f"crowd:{number}", kind="todo/own", facts={"text": f"Oppgave {number}"},
            page="companies:detail", about_id=cast.rows.company.pk,
        )  # fmt: skip


def add_companies(cast):
    office, company = cast.office, cast.rows.company
    for number in MORE:
        Company.objects.create(
            office=office, organisation_number=organisation_number(2000 + 10 * number), name=f"Bedrift {number}"
        )
        Establishment.objects.create(office=office, company=company, name=f"Avdeling {number}")
        CompanyDocument.objects.create(
            office=office, company=company, title=f"Papir {number}", file=cast.rows.file, is_for_office_only=False,
            added_by=cast.users[Role.ADVISOR],
        )  # fmt: skip
    for county in County.objects.exclude(pk=COUNTY):
        Approval.objects.create(
            office=office, company=company, trade_id=TRADE, county=county, state=ApprovalState.APPLIED
        )


def add_trainings(cast):
    """29 apprentices of the same company and people, each with contract, talk and registration."""
    for number in MORE:
        add_training(cast, number)


def add_training(cast, number):
    office, rows, today = cast.office, cast.rows, timezone.localdate()
    start_on, end_on = today - relativedelta(months=22), today + relativedelta(months=2)
    apprentice = Apprentice.objects.create(
        office=office, first_name=f"Nr {number}", last_name="Lærling", email=f"nr{number}@fjord.example"
    )
    apprenticeship = Apprenticeship.objects.create(
        office=office, apprentice=apprentice, trade_id=TRADE, company=rows.company, supervisor=rows.training_supervisor,
        instructor=rows.instructor, advisor=rows.apprenticeship.advisor, county_id=COUNTY,
        state=Apprenticeship.State.RUNNING, start_on=start_on, end_on=end_on,
    )  # fmt: skip
    contract = Contract.objects.create(
        office=office, apprenticeship=apprenticeship, number=f"{today.year}-9{number:04}", start_on=start_on,
        end_on=end_on, state=ContractState.WITH_PARTIES,
    )  # fmt: skip
    add_round(cast, contract, today)
    Handover.objects.create(
        office=office, contract=contract, state="done", reason="moved", on=today, old_company=rows.company,
        old_supervisor=rows.training_supervisor, new_company=rows.company, done_at=timezone.now(),
    )  # fmt: skip
    talk = Talk.objects.create(
        office=office, apprenticeship=apprenticeship, contract=contract, number=1, due_on=today + timedelta(days=3)
    )
    Participant.objects.create(
        office=office, talk=talk, role=Participant.Role.APPRENTICE, name=apprentice.name, email=apprentice.email
    )
    Registration.objects.create(
        office=office, apprenticeship=apprenticeship, contract=contract, kind=Registration.Kind.TRADE_TEST,
        opens_on=today - timedelta(days=90), due_on=today + timedelta(days=7),
    )  # fmt: skip


def add_below_the_first(cast):
    """More of what stands on one apprentice's and one company's own pages."""
    office, rows, today = cast.office, cast.rows, timezone.localdate()
    running = rows.apprenticeship
    for number in MORE:
        CompanyPerson.objects.create(
            office=office, company=rows.company, user=cast.users[Role.ADVISOR], name=f"Person {number}",
            email=f"person{number}@fjord.example", role=CompanyPerson.Role.INSTRUCTOR, from_on=today,
        )  # fmt: skip
        Qualification.objects.create(
            office=office, person=rows.training_supervisor, kind=Qualification.Kind.COURSE, title=f"Kurs {number}"
        )
        CompanyPerson.objects.create(
            office=office, company=rows.company, name=f"Leder {number}", email=f"leder{number}@fjord.example",
            role=CompanyPerson.Role.TRAINING_SUPERVISOR, from_on=today,
        )  # fmt: skip
        Talk.objects.create(
            office=office, apprenticeship=running, contract=rows.contract, number=number + 1, due_on=today
        )
        Registration.objects.create(
            office=office, apprenticeship=running, contract=rows.contract, attempt=number + 1,
            kind=Registration.Kind.TRADE_TEST, opens_on=running.start_on, due_on=running.end_on,
        )  # fmt: skip
        Contract.objects.create(
            office=office, apprenticeship=running, number=f"{today.year}-8{number:04}", state=ContractState.ENDED,
            start_on=running.start_on, end_on=running.end_on, ended_on=today,
        )  # fmt: skip
        aim = Aim.objects.create(curriculum_id="TEST-BUA", code=f"M{number}", text=f"mål {number}", position=number + 3)
        PlanAim.objects.create(
            office=office, plan=rows.plan, aim=aim, position=aim.position, reached_on=today,
            reached_by=cast.users[Role.INSTRUCTOR],
        )  # fmt: skip
    add_absence_needs_and_notes(cast, running, today)
    for row in (running.apprentice, running, rows.company, rows.contract, rows.draft, rows.talk, rows.registration):
        line = {"office": office, "subject": row._meta.label_lower, "subject_id": row.pk, "by": cast.users[Role.READER]}
        Event.objects.bulk_create(Event(verb="test.done", by_name="Leser", **line) for _number in MORE)
        Viewing.objects.bulk_create(Viewing(page="apprenticeships:detail", by_name="Leser", **line) for _number in MORE)


def add_absence_needs_and_notes(cast, running, today):
    office, advisor = cast.office, cast.users[Role.ADVISOR]
    written = {"office": office, "apprenticeship": running, "audience": "all", "written_by_name": "Kollega"}
    for number in MORE:
        day = today - timedelta(days=40 + 2 * number)
        Absence.objects.create(
            office=office, apprenticeship=running, kind="leave", from_on=day, to_on=day, state="confirmed",
            reported_by=advisor, decided_by=advisor, decided_at=timezone.now(),
        )  # fmt: skip
        Note.objects.create(text=f"Notat {number}", written_by=advisor, **written)
        template = NeedsTemplate.objects.create(office=office, title=f"Mal {number}", questions=["?"])
        mapping = NeedsMapping.objects.create(
            office=office, apprenticeship=running, template=template, made_on=today, made_by=advisor, answers="[]"
        )
        for user in (advisor, cast.users[Role.TRAINING_SUPERVISOR]):
            NeedsReader.objects.create(office=office, mapping=mapping, user=user, from_on=today)
        NeedsReader.objects.create(
            office=office, mapping=cast.rows.mapping, user=User.objects.get(email=f"kollega{number}@fjord.example"),
            from_on=today,
        )  # fmt: skip


def add_places_guides_and_log(cast):
    """More lines of places, questions to other companies, guides under way and closed, and contacts to follow up."""
    office, rows, today, advisor = cast.office, cast.rows, timezone.localdate(), cast.users[Role.ADVISOR]
    year, here = rows.question.year, {"office": office, "company": rows.company}
    for number, place in enumerate(Establishment.objects.filter(company=rows.company, name__startswith="Avdeling ")):
        Places.objects.create(**here, establishment=place, trade_id=TRADE, year=year, count=number)
    for number, company in enumerate(Company.objects.exclude(pk=rows.company.pk)):
        Places.objects.create(office=office, company=company, trade_id=TRADE, year=year, count=number)
        IntakeQuestion.objects.create(
            office=office, company=company, year=year, to_email="a@example.test", to_name="A", token_hash=str(number),
            expires_at=timezone.now() + timedelta(days=3),
        )  # fmt: skip
    for number in MORE:
        guide = GuidanceTemplate.objects.create(office=office, kind="checklist", title=f"Liste {number}")
        for closed_on in (None, today):
            guidance = Guidance.objects.create(
                **here, template=guide, kind="checklist", title=guide.title, begun_on=today, begun_by=advisor,
                closed_on=closed_on,
            )  # fmt: skip
            GuidanceItem.objects.create(office=office, guidance=guidance, position=1, text="Punkt")
        GuidanceItem.objects.create(office=office, guidance=rows.guidance, position=number + 1, text=f"Nr {number}")
        entry = ContactEntry.objects.create(
            **here, kind="visit", on=today, text=f"Besøk {number}", follow_up_on=today, written_by=advisor
        )
        Task.objects.create(
            office=office, key=f"contact:{entry.pk}", kind="companies/contact", facts={}, done_at=timezone.now(),
            done_by=advisor,
        )  # fmt: skip
