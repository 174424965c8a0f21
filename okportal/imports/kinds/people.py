"""How does a row become a person in a company?"""

from django.utils.translation import gettext_lazy

from companies.actions.taking_over import fill_in, give_back, take_over_people
from companies.models import CompanyPerson
from okportal import norwegian
from okportal.imports.checking import Kind
from okportal.imports.fields import Field, day, email, from_register, of_number, one_of, text

Role = CompanyPerson.Role
ROLES = {
    "kontaktperson": Role.COMPANY_CONTACT, "kontakt": Role.COMPANY_CONTACT, "bedriftskontakt": Role.COMPANY_CONTACT,
    "ansvarligleder": Role.RESPONSIBLE_LEADER, "ansvarlegleiar": Role.RESPONSIBLE_LEADER,
    "dagligleder": Role.RESPONSIBLE_LEADER, "dagligleiar": Role.RESPONSIBLE_LEADER, "hr": Role.HR,
    "personal": Role.HR, "fagligleder": Role.TRAINING_SUPERVISOR, "faglegleiar": Role.TRAINING_SUPERVISOR,
    "fagleder": Role.TRAINING_SUPERVISOR, "instruktør": Role.INSTRUCTOR,
    "kommunekoordinator": Role.MUNICIPAL_COORDINATOR,
    "koordinator": Role.MUNICIPAL_COORDINATOR, "trainingsupervisor": Role.TRAINING_SUPERVISOR,
    "instructor": Role.INSTRUCTOR,
}  # fmt: skip
FIELDS = [
    Field("name", gettext_lazy("Name"), ("navn", "namn", "name", "fulltnavn"), text(120), is_required=True),
    Field("email", gettext_lazy("E-mail"), ("epost", "epostadresse", "email"), email, is_required=True),
    Field("phone", gettext_lazy("Phone"), ("telefon", "mobil", "tlf", "phone"), of_number(norwegian.phone)),
    Field(
        "company", gettext_lazy("Company"),
        ("orgnr", "organisasjonsnummer", "bedrift", "bedriftsnavn", "medlemsbedrift", "company"),
        from_register(
            "companies", gettext_lazy("“%(text)s” is not in the register of companies. Take in the companies first.")
        ),
        is_required=True,
    ),
    Field("role", gettext_lazy("Role"), ("rolle", "role", "funksjon", "stilling"), one_of(ROLES), is_required=True),
    Field("from_on", gettext_lazy("From"), ("fra", "fradato", "frå", "from"), day),
]  # fmt: skip


def complete(row, known):
    """Nothing that the cells do not tell."""


def same(row, known):
    company, address = row.values["company"], row.values["email"]
    if (company.pk, address, row.values["role"]) not in known.roles_held:
        return None
    from_key = known.people[(company.pk, _key(address))]
    return next(person.pk for person in from_key if person.role == row.values["role"])


def _key(address):
    return "".join(letter for letter in address.casefold() if letter.isalnum())


def name(row) -> str:
    return row.values.get("name") or row.values.get("email", "")


def identity(row):
    parts = [row.values.get(key) for key in ("company", "email", "role")]
    return [(parts[0].pk, *parts[1:])] if all(parts) else []


def write(rows, by, fills):
    new = [row for row in rows if row.known_id is None]
    people = take_over_people(people=[{"from_on": by.today, **row.values} for row in new], by=by)
    written = [(row.line, person, None) for row, person in zip(new, people, strict=True)]
    if not fills:
        return written
    lines = {row.known_id: row for row in rows if row.known_id}
    there = CompanyPerson.objects.select_for_update(of=("self",)).in_bulk(list(lines))
    filled = fill_in(rows=[(row, {"phone": lines[pk].values.get("phone", "")}) for pk, row in there.items()], by=by)
    return written + [(lines[person.pk].line, person, texts) for person, texts in filled]


def undo(made, by):
    give_back(companies=[], people=made.get("companies.companyperson", []), by=by)


KIND = Kind("people", "companies.companyperson", FIELDS, complete, same, name, identity, write, undo)
