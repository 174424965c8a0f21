"""Two offices with the same cast, so that every negative test has something that could leak.

Every text of the other office carries a canary: a test that finds `Canary` in an answer has found a leak.
Rows are written plainly, not by the actions under test. Loaded as a pytest plugin (`-p tests.world`).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone

from apprenticeships.models import (
    Apprentice,
    Apprenticeship,
)
from companies.models import (
    Agreement,
    AimCoverage,
    Approval,
    Company,
    CompanyDocument,
    CompanyPerson,
    Establishment,
)
from companies.models.person import SEES_BY_ROLE
from companies.states import ApprovalState
from contracts.actions.events import add_event
from contracts.models import Contract, Party, SigningEvent, SigningRound
from contracts.states import ContractState, RoundState
from exams.models import Registration
from followup.models import Participant, Talk
from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.documents.models import StoredFile
from okportal.embedded.demo.synthetic import national_id, organisation_number
from okportal.offices.counties import load as load_counties
from okportal.offices.member import member_of, roles_of
from okportal.offices.models import County, CountyRule, Membership, Office
from okportal.offices.scope import office_scope
from okportal.people.models import User
from okportal.permissions import COMPANY_ROLES, Role
from tests.world_beside import add_absence_needs_and_note, add_places_guide_and_log, add_saved_view, add_task, add_trail
from training.models import Plan, PlanAim

PASSWORD = "et-langt-passord"
TRADE, COUNTY = "HSBUA3----", "46"


@dataclass
class Cast:
    """One office and everybody and everything in it. `mark` is in every text of the office."""

    office: Office
    mark: str
    token: str = ""
    users: dict[Role, User] = field(default_factory=dict)
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)

    def scope(self, role: Role | None = None):
        return office_scope(self.office.pk, self.users[role].pk if role else None)

    def member(self, role: Role):
        """The Member of this role; call inside the office's scope."""
        user, today = self.users[role], timezone.localdate()
        return member_of(self.office.slug, user, roles_of(user, today), today)

    def client(self, role: Role) -> Client:
        client = Client()
        client.force_login(self.users[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def url(self, path: str = "") -> str:
        return f"/{self.office.slug}/{path}"


@dataclass
class World:
    here: Cast
    there: Cast


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.fixture
def here(world) -> Cast:
    """The first office; some folders override it by the office entered."""
    return world.here


@pytest.fixture
def inside(here) -> Cast:
    """The first office, entered."""
    with here.scope():
        yield here


def build_world(language="en") -> World:
    """Write both offices; everybody reads English, the words of the source, unless told otherwise.

    Keys differ by construction: the other office's rows come second in every table."""
    national_data()
    return World(here=build_cast("fjord", "Fjord", 1, language), there=build_cast("canary", "Canary", 2, language))


def national_data():
    load_counties(County, CountyRule)
    trade, _new = Trade.objects.get_or_create(
        code=TRADE, defaults={"name": "Barne- og ungdomsarbeiderfaget", "subject_code": "BUA3004", "months": 24}
    )
    curriculum, _new = Curriculum.objects.get_or_create(
        code="TEST-BUA",
        defaults={"trade": trade, "title": "Læreplan til prøve", "language": "nob", "valid_from": date(2022, 8, 1)},
    )
    for position in (1, 2, 3):
        Aim.objects.get_or_create(
            curriculum=curriculum,
            code=f"T{position}",
            defaults={"text": f"mål nummer {position}", "position": position},
        )


def build_cast(slug: str, mark: str, serial: int, language="en") -> Cast:
    today = timezone.localdate()
    with office_scope(None):
        office_id = next_office_id()
    with office_scope(office_id):
        office = Office.objects.create(
            id=office_id, name=f"{mark} opplæringskontor", slug=slug, email=f"post@{slug}.example",
            organisation_number=organisation_number(900 + serial), address=f"{mark}gata 1, 5003 Bergen",
        )  # fmt: skip
        cast = Cast(office, mark)
        memberships = {role: add_user(cast, role, today, language) for role in Role}
        add_company(cast, today, serial)
        add_apprentice(cast, today, memberships)
        add_contracts(cast, today)
        add_trail(cast)
        add_task(cast, today, memberships[Role.ADVISOR])
        add_absence_needs_and_note(cast, today)
        add_saved_view(cast)
        add_places_guide_and_log(cast, today, serial)
    return cast


def next_office_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('offices_office_id_seq')")
        return cursor.fetchone()[0]


def add_user(cast: Cast, role: Role, today, language) -> Membership:
    email = f"{role.value}@{cast.office.slug}.example"
    user = User.objects.create_user(email, PASSWORD, name=f"{cast.mark} {role.name.title()}", language=language)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    cast.users[role] = user
    return Membership.objects.create(office=cast.office, user=user, role=role, from_on=today - timedelta(days=400))


def add_company(cast: Cast, today, serial):
    rows, office, mark = cast.rows, cast.office, cast.mark
    rows.company = Company.objects.create(
        office=office, organisation_number=organisation_number(910 + serial), name=f"{mark} barnehager",
        address=f"{mark}veien 2", postcode="5003", city="Bergen", county_id=COUNTY, look_up="not_checked",
        email=f"bedrift@{office.slug}.example",
    )  # fmt: skip
    rows.establishment = Establishment.objects.create(office=office, company=rows.company, name=f"{mark} avdeling nord")
    for role in COMPANY_ROLES:
        user = cast.users[role]
        person = CompanyPerson.objects.create(
            office=office, company=rows.company, user=user, name=user.name, email=user.email, role=role.value,
            sees=SEES_BY_ROLE[role.value], from_on=today - timedelta(days=400),
        )  # fmt: skip
        setattr(rows, role.value, person)
    rows.approval = Approval.objects.create(
        office=office, company=rows.company, trade_id=TRADE, county_id=COUNTY, state=ApprovalState.APPROVED,
        from_on=today - timedelta(days=1000), limits=f"{mark} grense",
    )  # fmt: skip
    rows.agreement = Agreement.objects.create(
        office=office, company=rows.company, scopes=[*Agreement.Scope], from_on=today - timedelta(days=1000),
        remarks=f"{mark} merknad",
    )  # fmt: skip
    rows.coverage = AimCoverage.objects.create(
        office=office, approval=rows.approval, aim=Aim.objects.get(curriculum_id="TEST-BUA", code="T1"), position=1,
        covered_by=AimCoverage.CoveredBy.HERE, person=rows.training_supervisor, place=f"{mark} verksted",
    )  # fmt: skip


def add_apprentice(cast: Cast, today, memberships):
    rows, office, mark = cast.rows, cast.office, cast.mark
    user = cast.users[Role.APPRENTICE]
    rows.apprentice = Apprentice.objects.create(
        office=office, user=user, first_name=mark, last_name="Lærling", email=user.email, phone="+4790000000",
        national_id=national_id(date(2007, 3, 14), 1), birth_date=date(2007, 3, 14), county_id=COUNTY,
        address=f"{mark}stien 3", postcode="5003", city="Bergen",
    )  # fmt: skip
    rows.apprenticeship = Apprenticeship.objects.create(
        office=office, apprentice=rows.apprentice, trade_id=TRADE, company=rows.company,
        establishment=rows.establishment, supervisor=rows.training_supervisor, instructor=rows.instructor,
        advisor=memberships[Role.ADVISOR], county_id=COUNTY, state=Apprenticeship.State.RUNNING,
        start_on=today - relativedelta(months=10), end_on=today + relativedelta(months=14, days=-1),
    )  # fmt: skip
    rows.plan = Plan.objects.create(office=office, apprenticeship=rows.apprenticeship, curriculum_id="TEST-BUA")
    aims = Aim.objects.filter(curriculum_id="TEST-BUA")
    rows.plan_aim = PlanAim.objects.bulk_create(
        PlanAim(office=office, plan=rows.plan, aim=aim, position=aim.position) for aim in aims
    )[0]


def add_signed_round(cast: Cast):
    """In which the contract in force was signed, by its three parties."""
    rows, office, mark, now = cast.rows, cast.office, cast.mark, timezone.now()
    rows.round = SigningRound.objects.create(
        office=office, contract=rows.contract, number=1, code=f"K0DE-0000-{office.pk:04}", unsigned_file=rows.file,
        sent_at=now,
    )  # fmt: skip
    rows.contract.round = rows.round
    rows.contract.save(update_fields=["round"])
    for place, (role, user, name) in enumerate((
        (Party.Role.APPRENTICE, cast.users[Role.APPRENTICE], f"{mark} Lærling"),
        (Party.Role.COMPANY, cast.users[Role.TRAINING_SUPERVISOR], f"{mark} Leder"),
        (Party.Role.OFFICE, cast.users[Role.ADVISOR], f"{mark} Rådgiver"),
    ), start=1):  # fmt: skip
        rows.party = Party.objects.create(
            office=office, contract=rows.contract, round=rows.round, role=role, place=place, user=user, name=name,
            email=user.email, asked_at=now, confirmed_at=now, signed_at=now, signed_sha256=rows.file.sha256,
            signed_how="test",
        )  # fmt: skip
    rows.signing_event = add_event(rows.round, SigningEvent.Verb.SENT)
    rows.round.state, rows.round.signed_file, rows.round.closed_at = RoundState.SIGNED, rows.file, now
    rows.round.save(update_fields=["state", "signed_file", "closed_at"])


def add_contracts(cast: Cast, today):
    """The contract in force with its talk and registration, and one draft for a second apprenticeship."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    running = rows.apprenticeship
    rows.file = add_file(cast)
    rows.document = CompanyDocument.objects.create(
        office=office, company=rows.company, title=f"{mark} dokument", file=add_file(cast), is_for_office_only=False,
        added_by=cast.users[Role.ADVISOR],
    )  # fmt: skip
    rows.contract = Contract.objects.create(
        office=office, apprenticeship=running, number=f"{today.year}-00001", state=ContractState.ACTIVE,
        start_on=running.start_on, end_on=running.end_on, calculated_end_on=running.end_on, months=24,
        workplace=f"{mark} avdeling", remarks=f"{mark} merknad",
    )  # fmt: skip
    add_signed_round(cast)
    rows.planned = Apprenticeship.objects.create(
        office=office, apprentice=rows.apprentice, trade_id=TRADE, company=rows.company,
        supervisor=rows.training_supervisor, advisor=running.advisor, county_id=COUNTY,
    )  # fmt: skip
    rows.draft = Contract.objects.create(office=office, apprenticeship=rows.planned, number=f"{today.year}-00002")
    rows.talk = Talk.objects.create(
        office=office, apprenticeship=running, contract=rows.contract, number=1, agenda=f"{mark} saksliste",
        due_on=today + timedelta(days=20), place=f"{mark} møterom",
    )  # fmt: skip
    rows.participant = Participant.objects.create(
        office=office, talk=rows.talk, role=Participant.Role.APPRENTICE, user=cast.users[Role.APPRENTICE],
        name=f"{mark} Lærling", email=cast.users[Role.APPRENTICE].email,
    )  # fmt: skip
    rows.registration = Registration.objects.create(
        office=office, apprenticeship=running, contract=rows.contract, kind=Registration.Kind.TRADE_TEST,
        opens_on=running.end_on - relativedelta(months=8), due_on=running.end_on - relativedelta(months=2),
        place=f"{mark} prøvested", form_file=rows.file,
    )  # fmt: skip


def add_file(cast: Cast) -> StoredFile:
    content = f"%PDF-1.4 {cast.mark} fil".encode()
    key = storages["private"].save(f"t{cast.office.pk}/test/{cast.mark}.pdf", ContentFile(content))
    return StoredFile.objects.create(
        office=cast.office, kind=StoredFile.Kind.CONTRACT, name=f"{cast.mark}.pdf", content_type="application/pdf",
        size=len(content), sha256=sha256(content).hexdigest(), key=key,
    )  # fmt: skip
