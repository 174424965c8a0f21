"""What has been written down about the demo's apprentices: parts, placements, absence, notes, weeks?"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from apprenticeships.actions.relations import begin_history
from apprenticeships.models import (
    Absence,
    CandidateTypePeriod,
    CloseContact,
    Note,
    Placement,
    SchoolYear,
)
from companies.models import Establishment
from okportal.embedded.demo.scenes import Cast
from okportal.home.actions import write_week

OSLO = ZoneInfo("Europe/Oslo")
WEEKS = 8
NOTES = (
    (Note.Audience.OFFICE, "Virker trygg i bedriften. Følg opp at planen brukes jevnlig."),
    (Note.Audience.OFFICE, "Litt stille på telefonen sist. Ta en rolig prat på neste besøk."),
    (Note.Audience.SHARED, "Avtalt med faglig leder at lærlingen får prøve seg mer på egen hånd før jul."),
    (Note.Audience.ALL, "Husk å ta bilder av arbeidet underveis. Det blir god dokumentasjon til fagprøven."),
)  # fmt: skip
SCHOOLS = ("Bergen katedralskole", "Askøy videregående skole", "Voss gymnas", "Førde vidaregåande skule")


def add_files(office, trainings, advisors, dice, today):
    """For each training its history; for some what happens in a life: another place, days away, a note."""
    for training in trainings:
        begin_history(training, training.start_on or today)
    CandidateTypePeriod.objects.bulk_create(
        CandidateTypePeriod(
            office=office, apprenticeship=row, candidate_type=row.candidate_type, from_on=row.start_on or today
        )
        for row in trainings
    )
    running = [row for row in trainings if row.state == "running"]
    add_placements(office, running, dice, today)
    others = [row for row in running if row is not trainings[Cast.OWN]]  # that one has a story of its own (changes)
    Absence.objects.bulk_create(absence(office, row, advisors, dice, today) for row in others if dice.random() < 0.3)
    Note.objects.bulk_create(note(office, row, advisors, dice) for row in running if dice.random() < 0.4)
    add_backgrounds(office, trainings, dice, today)


def add_placements(office, running, dice, today):
    """Half a year at a time, turn and turn about where the company has two places of work."""
    places = {}
    for place in Establishment.objects.order_by("pk"):
        places.setdefault(place.company_id, []).append(place)
    rows = []
    for training in running:
        here = places.get(training.company_id, [])
        if len(here) < 2 or dice.random() < 0.3:
            continue
        first = training.start_on
        for turn in range(3):
            last = min(first + timedelta(days=182), training.end_on)
            rows.append(
                Placement(
                    office=office, apprenticeship=training, company_id=training.company_id,
                    establishment=here[turn % 2], instructor=training.instructor, from_on=first, to_on=last,
                )
            )  # fmt: skip
            first = last + timedelta(days=1)
            if first >= training.end_on:
                break
    Placement.objects.bulk_create(rows)


def absence(office, training, advisors, dice, today) -> Absence:
    length, ago = dice.choice((1, 2, 3, 5, 8, 24)), dice.randrange(1, 120)
    to_on = max(training.start_on, today - timedelta(days=ago))
    is_told_only = dice.random() < 0.2
    return Absence(
        office=office, apprenticeship=training, kind=dice.choice((Absence.Kind.ILLNESS, Absence.Kind.LEAVE)),
        from_on=max(training.start_on, to_on - timedelta(days=length - 1)), to_on=to_on,
        state=Absence.State.REPORTED if is_told_only else Absence.State.CONFIRMED,
        reported_by=advisors[0].user, decided_by=None if is_told_only else advisors[0].user,
        decided_at=None if is_told_only else datetime.combine(to_on, time(15), OSLO),
    )  # fmt: skip


def note(office, training, advisors, dice) -> Note:
    audience, text = dice.choice(NOTES)
    author = (training.advisor or advisors[0]).user
    return Note(
        office=office, apprenticeship=training, audience=audience, text=text, written_by=author,
        written_by_name=author.name,
    )  # fmt: skip


def add_backgrounds(office, trainings, dice, today):
    """Two years of school for each, a guardian for those who are minors, somebody to call for some."""
    people = {row.apprentice_id: row for row in trainings}.values()
    years, contacts = [], []
    for training in people:
        person, begun = training.apprentice, (training.start_on or today).year - 2
        school = dice.choice(SCHOOLS)
        years += [
            SchoolYear(
                office=office, apprentice=person, level=level, school=school, from_year=begun + place,
                to_year=begun + place + 1,
            )
            for place, level in enumerate((SchoolYear.Level.VG1, SchoolYear.Level.VG2))
        ]  # fmt: skip
        phone = f"+479{dice.randrange(10**7):07d}"
        is_minor = person.birth_date and (today - person.birth_date).days < 18 * 365
        if is_minor or dice.random() < 0.2:
            kind = CloseContact.Kind.GUARDIAN if is_minor else CloseContact.Kind.EMERGENCY
            contacts.append(
                CloseContact(
                    office=office, apprentice=person, kind=kind, phone=phone, relation="mor",
                    name=f"{dice.choice(('Anne', 'Hilde', 'Marit', 'Siv'))} {person.last_name}",
                )
            )  # fmt: skip
    SchoolYear.objects.bulk_create(years)
    CloseContact.objects.bulk_create(contacts)


def write_weeks(office, today):
    """How everybody stood in the last weeks, as it looks from today: enough for a trend to be drawn."""
    for ago in range(WEEKS, -1, -1):
        write_week(office_id=office.pk, today=today - timedelta(weeks=ago))
