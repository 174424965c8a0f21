"""How does a row become an apprentice in training, with the contract that is in force elsewhere?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships.actions import taking_over
from apprenticeships.models import Apprentice, Apprenticeship
from companies.actions.taking_over import fill_in
from contracts.actions import taking_over as contracts
from okportal import norwegian
from okportal.crypto import blind_index
from okportal.imports.checking import Kind
from okportal.imports.fields import (
    NOT_ONE,
    Field,
    day,
    email,
    from_register,
    national_id,
    of_number,
    one_of,
    postcode,
    text,
)  # fmt: skip
from okportal.sheets.cells import shown
from okportal.sheets.heads import plain

Type, State, Route = Apprenticeship.CandidateType, Apprenticeship.State, Apprenticeship.Route
TYPES = {
    "lærling": Type.APPRENTICE, "lærlingekontrakt": Type.APPRENTICE, "lærekontrakt": Type.APPRENTICE,
    "lærekandidat": Type.TRAINING_CANDIDATE, "opplæringskontrakt": Type.TRAINING_CANDIDATE,
    "praksisbrev": Type.PRACTICE_CANDIDATE, "praksisbrevkandidat": Type.PRACTICE_CANDIDATE,
    "fagbrevpåjobb": Type.ON_THE_JOB, "fbj": Type.ON_THE_JOB, "apprentice": Type.APPRENTICE,
}  # fmt: skip
STATES = {
    "aktiv": State.RUNNING, "løpende": State.RUNNING, "løpande": State.RUNNING, "godkjent": State.RUNNING,
    "fullført": State.COMPLETED, "bestått": State.COMPLETED, "avsluttet": State.COMPLETED,
    "avslutta": State.COMPLETED, "hevet": State.ENDED, "heva": State.ENDED, "avbrutt": State.ENDED,
    "avbrote": State.ENDED, "oppsagt": State.ENDED, "running": State.RUNNING, "completed": State.COMPLETED,
}  # fmt: skip
ROUTES = {"22": Route.TWO_TWO, "04": Route.ZERO_FOUR, "13": Route.ONE_THREE, "taf": Route.TAF, "ysk": Route.TAF}
LANGUAGES = {"bokmål": "nb", "nb": "nb", "bm": "nb", "nynorsk": "nn", "nn": "nn", "engelsk": "en", "en": "en"}

FIELDS = [
    Field("first_name", gettext_lazy("First name"), ("fornavn", "førenamn", "firstname"), text(80)),
    Field("last_name", gettext_lazy("Last name"), ("etternavn", "etternamn", "lastname"), text(80)),
    Field(
        "name", gettext_lazy("Full name"),
        ("navn", "namn", "lærling", "fulltnavn", "name", "kandidat", "lærlingnavn"), text(160),
    ),
    Field(
        "national_id", gettext_lazy("National identity number"),
        ("fødselsnummer", "fødselsnr", "fnr", "personnummer", "personnr", "nationalid"), national_id,
    ),
    Field("email", gettext_lazy("E-mail"), ("epost", "epostadresse", "email", "epostlærling"), email, is_required=True),
    Field(
        "phone", gettext_lazy("Mobile"), ("mobil", "mobilnr", "telefon", "tlf", "phone"), of_number(norwegian.mobile)
    ),
    Field("address", gettext_lazy("Street address"), ("adresse", "gateadresse", "address"), text(200)),
    Field("postcode", gettext_lazy("Postcode"), ("postnr", "postnummer", "postcode"), postcode),
    Field("city", gettext_lazy("City"), ("poststed", "poststad", "city"), text(60)),
    Field("language", gettext_lazy("Language"), ("målform", "språk", "language"), one_of(LANGUAGES)),
    Field(
        "candidate_type", gettext_lazy("Candidate type"), ("kontraktstype", "type", "kandidattype"), one_of(TYPES)
    ),
    Field(
        "trade", gettext_lazy("Trade"),
        ("lærefag", "fag", "fagkode", "programområde", "programområdekode", "trade"),
        from_register("trades", gettext_lazy("“%(text)s” is not a trade.")), is_required=True,
    ),
    Field(
        "company", gettext_lazy("Company"),
        (
            "orgnr", "organisasjonsnummer", "bedriftensorgnr", "bedrift", "bedriftsnavn", "medlemsbedrift",
            "lærebedrift", "company",
        ),
        from_register(
            "companies", gettext_lazy("“%(text)s” is not in the register of companies. Take in the companies first.")
        ),
        is_required=True,
    ),
    Field("establishment", gettext_lazy("Place of work"), ("arbeidssted", "arbeidsstad", "avdeling"), text(200)),
    Field("supervisor", gettext_lazy("Training supervisor"), ("fagligleder", "faglegleiar", "supervisor"), text(120)),
    Field("instructor", gettext_lazy("Instructor"), ("instruktør", "instructor"), text(120)),
    Field(
        "advisor", gettext_lazy("Advisor"), ("rådgiver", "rådgjevar", "konsulent", "opplæringskonsulent", "advisor"),
        from_register("advisors", gettext_lazy("“%(text)s” is nobody at the office.")),
    ),
    Field(
        "county", gettext_lazy("County"), ("fylke", "fylkeskommune", "county"),
        from_register("counties", gettext_lazy("“%(text)s” is not a county.")),
    ),
    Field(
        "start_on", gettext_lazy("First day"), ("kontraktstart", "startdato", "start", "fradato", "læretidstart"), day
    ),
    Field("end_on", gettext_lazy("Last day"), ("kontraktslutt", "sluttdato", "slutt", "tildato", "læretidslutt"), day),
    Field("state", gettext_lazy("Status"), ("status", "kontraktstatus"), one_of(STATES)),
    Field("route", gettext_lazy("Model"), ("modell", "løp", "route"), one_of(ROUTES)),
    Field(
        "case_number", gettext_lazy("The county's case number"),
        ("kontraktsnummer", "kontraktsnr", "saksnummer", "saksnr", "vigonr"), text(40),
    ),
]  # fmt: skip
OF_PERSON = ("first_name", "last_name", "national_id", "email", "phone", "address", "postcode", "city", "language")
OF_TRAINING = ("candidate_type", "trade", "company", "establishment", "supervisor", "instructor", "advisor", "route")


def complete(row, known):
    _split_name(row)
    company = row.values.get("company")
    if company:
        _in_company(row, known, company)
    if not row.values.get("county"):
        row.values["county_id"] = company.county_id if company else None
        if company and company.county_id is None:
            row.faults.append(("county", _("Neither the row nor the company tells the county.")))
    else:
        row.values["county_id"] = row.values.pop("county").pk
    _dates(row, known)


def _split_name(row):
    """'Etternavn, Fornavn' or 'Fornavn Etternavn'; a middle name belongs to the first ones."""
    full = row.values.pop("name", "")
    if full and not row.values.get("last_name"):
        last, comma, first = full.partition(",")
        if not comma:
            first, _space, last = full.rpartition(" ")
        row.values |= {"first_name": first.strip()[:80], "last_name": last.strip()[:80]}
    for key in ("first_name", "last_name"):
        if not row.values.get(key):
            row.faults.append((key, _("This is missing.")))


def _in_company(row, known, company):
    """Names that mean somebody or something of this company."""
    place = row.values.get("establishment")
    if place:
        found = known.establishments.get((company.pk, plain(place))) or [known.establishments.get(plain(place))]
        if found[0] in (None, NOT_ONE) or found[0].company_id != company.pk:
            told = {"text": shown(place)}
            row.faults.append(("establishment", _("“%(text)s” is no place of work of the company.") % told))
        row.values["establishment"] = found[0]
    for key, role in (("supervisor", "training_supervisor"), ("instructor", "instructor")):
        person = row.values.get(key)
        if person:
            with_name = known.people.get((company.pk, plain(person)), [])
            fitting = [found for found in with_name if found.role == role]
            if not fitting:
                row.faults.append((key, _("“%(text)s” has not this role in the company.") % {"text": shown(person)}))
            row.values[key] = fitting[0] if fitting else None


def _dates(row, known):
    start, end = row.values.get("start_on"), row.values.get("end_on")
    if end and not start:
        row.faults.append(("start_on", _("There is a last day, but no first one.")))
    elif start and not end:
        row.faults.append(("end_on", _("There is a first day, but no last one.")))
    elif start and end <= start:
        row.faults.append(("end_on", _("The last day lies before the first.")))
    stated = row.values.get("state")
    if start and end and start < end:
        _check_state(row, stated, end < known.today)
    if not start:
        row.values["state"] = State.PLANNED
    elif stated in (State.COMPLETED, State.ENDED):
        row.values["state"] = stated
    else:
        row.values["state"] = State.RUNNING if start <= known.today else State.PLANNED


def _check_state(row, stated, is_over):
    if is_over and stated not in (State.COMPLETED, State.ENDED):
        row.faults.append(("state", _("The last day has passed: give a status (completed, ended).")))
    elif stated == State.COMPLETED and not is_over:
        row.faults.append(("state", _("Completed, but the last day lies ahead.")))


def same(row, known):
    """By the number, or by the e-mail where no number speaks against it: brothers may share an address."""
    number = row.values.get("national_id")
    index = blind_index(known.office_id, "national_id", number) if number else ""
    if index in known.apprentices_by_number:
        return known.apprentices_by_number[index]
    with_email = known.apprentices_by_email.get(row.values["email"], {})
    fitting = [pk for pk, theirs in with_email.items() if not (index and theirs)]
    if with_email and not fitting:
        row.faults.append(("email", _("Somebody else in the register has this e-mail.")))
    return fitting[0] if fitting else None


def name(row) -> str:
    return f"{row.values.get('first_name', '')} {row.values.get('last_name', '')}".strip()


def identity(row):
    return [value for key in ("national_id", "email") if (value := row.values.get(key))]


def write(rows, by, fills):
    new = [row for row in rows if row.known_id is None]
    trainings = taking_over.take_over(people=[(_person(row), _training(row)) for row in new], by=by)
    numbers = {
        training.pk: row.values["case_number"]
        for row, training in zip(new, trainings, strict=True)
        if row.values.get("case_number")
    }
    made = contracts.take_over(apprenticeships=trainings, case_numbers=numbers, by=by)
    line_of = {training.pk: row.line for row, training in zip(new, trainings, strict=True)}
    written = [(line_of[training.pk], training.apprentice, None) for training in trainings]
    written += [(line_of[training.pk], training, None) for training in trainings]
    written += [(line_of[contract.apprenticeship_id], contract, None) for contract in made]
    return written + (_fill(rows, by) if fills else [])


def _person(row) -> dict:
    facts = {key: row.values[key] for key in OF_PERSON if row.values.get(key)}
    if "national_id" in facts:
        facts["birth_date"] = norwegian.birth_date(facts["national_id"])
    return facts


def _training(row) -> dict:
    facts = {key: row.values[key] for key in OF_TRAINING if row.values.get(key)}
    dates = {key: row.values.get(key) for key in ("start_on", "end_on", "state", "county_id")}
    return facts | dates


def _fill(rows, by):
    """Of a person who is there: what was empty. A second training is made by hand, where somebody looks."""
    lines = {row.known_id: row for row in rows if row.known_id}
    there = Apprentice.objects.select_for_update(of=("self",)).in_bulk(list(lines))
    facts = [(person, _only_missing(person, _person(lines[pk]))) for pk, person in there.items()]
    return [(lines[person.pk].line, person, texts) for person, texts in fill_in(rows=facts, by=by)]


def _only_missing(person, facts) -> dict:
    """A number is filled in with what follows from it, or not at all."""
    if person.national_id:
        facts.pop("birth_date", None)
    elif facts.get("national_id"):
        index = blind_index(person.office_id, "national_id", facts["national_id"])
        facts["national_id_index"] = index
    return facts


def undo(made, by):
    contracts.give_back(contracts=made.get("contracts.contract", []), by=by)
    taking_over.give_back(
        apprenticeships=made.get("apprenticeships.apprenticeship", []),
        apprentices=made.get("apprenticeships.apprentice", []), by=by,
    )  # fmt: skip


KIND = Kind(
    "apprentices", "apprenticeships.apprentice", FIELDS, complete, same, name, identity, write, undo,
    needs_one_of=(("name",), ("first_name", "last_name")),
)  # fmt: skip
