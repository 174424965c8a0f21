"""What do the demo's registers hold about its companies, besides names and addresses?"""

from datetime import timedelta

from companies.models import (
    ActivePeriod,
    Agreement,
    AimCoverage,
    Approval,
    Company,
    ContactEntry,
    Establishment,
    Guidance,
    GuidanceItem,
    GuidanceTemplate,
    GuidanceTemplateItem,
    Places,
    Qualification,
)
from companies.states import ApprovalState
from okportal.curricula.models import Aim, Curriculum
from okportal.todo.models import Task

Sector = Company.Sector
SECTORS = ("kommune", Sector.MUNICIPAL), ("fylkeskommune", Sector.COUNTY), ("tilsynet", Sector.STATE)
TALKED_ABOUT = (
    "Ringte for å høre hvordan oppstarten har gått. Instruktøren er på plass, og planen er gjennomgått.",
    "Besøk på avdelingen. Vi snakket om hvordan dokumentasjonen kan gjøres fortløpende, gjerne på mobilen.",
    "Bedriften vurderer en lærling til fra høsten. De vil ha svar på hva tilskuddet dekker.",
    "Ny daglig leder. Avtalte at hun får innføring i rollen sammen med faglig leder.",
    "Faglig leder ønsker kurs i veiledning. Meldt på samlingen i mars.",
)
GUIDES = (
    (GuidanceTemplate.Kind.CHECKLIST, "Første besøk i ny lærebedrift", (
        "Godkjenningen gjelder for faget og arbeidsstedet",
        "Faglig leder og instruktør er navngitt og har fått innføring",
        "Intern opplæringsplan er laget",
        "Arbeidsavtale og arbeidstid er avklart",
        "Verneombud og tillitsvalgt er kjent",
    )),
    (GuidanceTemplate.Kind.CONVERSATION, "Den vanskelige samtalen", (
        "Hva har du selv lagt merke til den siste tiden?", "Hva trenger du fra oss for at det skal gå bedre?",
        "Hva er vi enige om, og når snakkes vi igjen?",
    )),
)  # fmt: skip
TASK_TEXT = "Ring {company} om læreplass fra høsten"


def add_company_facts(office, companies, people, advisors, dice, today):
    """Sector and size, periods, agreements, qualifications, places, log and guidance; nearly all of it in order."""
    for company in companies:
        words = company.name.lower()
        company.sector = next((sector for word, sector in SECTORS if word in words), Sector.PRIVATE)
        company.employees = dice.randrange(8, 900)
    Company.objects.bulk_update(companies, ["sector", "employees"])
    since = today - timedelta(days=1200)
    ActivePeriod.objects.bulk_create(ActivePeriod(office=office, company=row, from_on=since) for row in companies)
    Agreement.objects.bulk_create(
        agreement(office, row, dice, today) for row in companies[: -(-len(companies) * 9 // 10)]
    )
    Qualification.objects.bulk_create(
        row for named in people.values() for row in qualifications(office, named, dice, today)
    )
    ContactEntry.objects.bulk_create(
        ContactEntry(
            office=office, company=company, kind=dice.choice(ContactEntry.Kind.values), text=dice.choice(TALKED_ABOUT),
            on=today - timedelta(days=dice.randrange(3, 300)), written_by=dice.choice(advisors).user,
            with_whom=people[company.pk]["company_contact"].name,
        )
        for company in companies[: len(companies) // 2]
    )  # fmt: skip
    add_places(office, companies, dice, today)
    add_guidance(office, companies[:3], advisors, today)
    Task.objects.create(
        office=office, key="todo/own:demo", kind="todo/own", page="companies:detail", about_id=companies[1].pk,
        facts={"text": TASK_TEXT.format(company=companies[1].name)}, assigned=advisors[0],
        due_on=today + timedelta(days=5),
    )  # fmt: skip


def agreement(office, company, dice, today) -> Agreement:
    from_on = today - timedelta(days=dice.randrange(200, 1100))
    return Agreement(
        office=office, company=company, scopes=Agreement.Scope.values, from_on=from_on, signed_on=from_on,
        fee=dice.choice((4000, 6500, 9000)), member_share=dice.choice((70, 73, 75)),
    )  # fmt: skip


def qualifications(office, named, dice, today):
    """A trade certificate for nearly all supervisors and a course for most; the others are what a round finds."""
    supervisor = named["training_supervisor"]
    if dice.random() < 0.92:
        yield Qualification(
            office=office, person=supervisor, kind=Qualification.Kind.CERTIFICATE, title="Fagbrev",
            obtained_on=today - timedelta(days=dice.randrange(2000, 9000)),
        )  # fmt: skip
    if dice.random() < 0.8:
        yield Qualification(
            office=office, person=supervisor, kind=Qualification.Kind.COURSE, title="Kurs for faglige ledere",
            obtained_on=today - timedelta(days=dice.randrange(60, 900)),
        )  # fmt: skip


def add_places(office, companies, dice, today):
    """One to three places this year and next, for each trade that the company is approved for."""
    granted = {ApprovalState.APPROVED, ApprovalState.LIMITED}
    approved = Approval.objects.filter(company__in=companies, state__in=granted).order_by("pk")
    Places.objects.bulk_create(
        Places(
            office=office, company_id=approval.company_id, trade_id=approval.trade_id, year=year,
            count=dice.randrange(1, 4), is_from_answer=dice.random() < 0.6,
        )
        for approval in approved
        for year in (today.year, today.year + 1)
    )  # fmt: skip


def add_guidance(office, companies, advisors, today):
    """The library's guides, and the first of them under way in a few companies."""
    for kind, title, points in GUIDES:
        template = GuidanceTemplate.objects.create(office=office, kind=kind, title=title)
        GuidanceTemplateItem.objects.bulk_create(
            GuidanceTemplateItem(office=office, template=template, position=place, text=text)
            for place, text in enumerate(points, start=1)
        )
    template = GuidanceTemplate.objects.get(title=GUIDES[0][1])
    for done, company in enumerate(companies, start=1):
        guidance = Guidance.objects.create(
            office=office, company=company, template=template, kind=template.kind, title=template.title,
            begun_on=today - timedelta(days=20 * done), begun_by=advisors[0].user,
        )  # fmt: skip
        GuidanceItem.objects.bulk_create(
            GuidanceItem(
                office=office, guidance=guidance, position=item.position, text=item.text,
                done_at=office.created_at if item.position <= done + 1 else None,
                done_by=advisors[0].user if item.position <= done + 1 else None,
            )
            for item in template.items.all()
        )  # fmt: skip


def add_application(office, company, people, trade, today):
    """One approval on its way: half of its aims mapped, for a newcomer to go on with."""
    curriculum = Curriculum.objects.in_force(trade, today)
    if curriculum is None or Approval.objects.filter(company=company, trade=trade).exists():
        return
    place = Establishment.objects.filter(company=company).first()
    approval = Approval.objects.create(
        office=office, company=company, establishment=place, trade_id=trade, county=company.county,
        state=ApprovalState.PREPARING, curriculum=curriculum,
    )  # fmt: skip
    supervisor, aims = people[company.pk]["training_supervisor"], list(Aim.objects.filter(curriculum=curriculum))
    AimCoverage.objects.bulk_create(
        AimCoverage(
            office=office, approval=approval, aim=aim, position=aim.position,
            covered_by=AimCoverage.CoveredBy.HERE if number < len(aims) // 2 else AimCoverage.CoveredBy.OPEN,
            person=supervisor if number < len(aims) // 2 else None, place=place.name if number < len(aims) // 2 else "",
        )
        for number, aim in enumerate(aims)
    )  # fmt: skip
