"""How does a row become a member company?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from companies.actions.taking_over import fill_in, give_back, take_over_companies, take_over_people
from companies.models import Company, CompanyPerson
from okportal import norwegian
from okportal.imports.checking import Kind
from okportal.imports.fields import Field, email, from_register, of_number, one_of, postcode, text

Sector = Company.Sector
SECTORS = {
    "kommune": Sector.MUNICIPAL, "kommunal": Sector.MUNICIPAL, "kommunalt": Sector.MUNICIPAL,
    "municipality": Sector.MUNICIPAL, "fylkeskommune": Sector.COUNTY, "fylkeskommunal": Sector.COUNTY,
    "stat": Sector.STATE, "statlig": Sector.STATE, "statleg": Sector.STATE, "state": Sector.STATE,
    "privat": Sector.PRIVATE, "private": Sector.PRIVATE, "annet": Sector.OTHER, "anna": Sector.OTHER,
    "other": Sector.OTHER,
}  # fmt: skip
FIELDS = [
    Field(
        "organisation_number", gettext_lazy("Organisation number"),
        ("orgnr", "organisasjonsnummer", "organisationnumber", "orgnummer", "bedriftensorgnr"),
        of_number(norwegian.organisation_number), is_required=True,
    ),
    Field(
        "name", gettext_lazy("Name"),
        ("bedrift", "bedriftsnavn", "navn", "firmanavn", "medlemsbedrift", "name", "company", "bedriftnavn", "namn"),
        text(200), is_required=True,
    ),
    Field("address", gettext_lazy("Address"), ("adresse", "gateadresse", "besøksadresse", "address"), text(200)),
    Field("postcode", gettext_lazy("Postcode"), ("postnr", "postnummer", "postcode"), postcode),
    Field("city", gettext_lazy("City"), ("poststed", "poststad", "sted", "city"), text(60)),
    Field(
        "county", gettext_lazy("County"), ("fylke", "fylkeskommune", "county"),
        from_register("counties", gettext_lazy("“%(text)s” is not a county.")),
    ),
    Field("email", gettext_lazy("E-mail"), ("epost", "epostadresse", "email", "epostbedrift"), email),
    Field("phone", gettext_lazy("Phone"), ("telefon", "tlf", "phone"), of_number(norwegian.phone)),
    Field("website", gettext_lazy("Website"), ("nettside", "hjemmeside", "heimeside", "website"), text(200)),
    Field("sector", gettext_lazy("Sector"), ("sektor", "sector"), one_of(SECTORS)),
    Field(
        "contact_name", pgettext_lazy("import", "Contact: name"),
        ("kontaktperson", "kontakt", "kontaktnavn", "contactname"), text(120),
    ),
    Field(
        "contact_email", pgettext_lazy("import", "Contact: e-mail"),
        ("kontaktepost", "epostkontaktperson", "kontaktpersonepost", "contactemail"), email,
    ),
    Field(
        "contact_phone", pgettext_lazy("import", "Contact: phone"),
        ("kontakttelefon", "kontakttlf", "kontaktmobil", "contactphone"), of_number(norwegian.phone),
    ),
]  # fmt: skip
OF_COMPANY = tuple(field.key for field in FIELDS if not field.key.startswith("contact_"))


def complete(row, known):
    if row.values.get("contact_name") and not row.values.get("contact_email"):
        row.faults.append(("contact_email", _("The contact has a name, but no e-mail.")))


def same(row, known):
    found = known.companies.get(row.values["organisation_number"])
    return found.pk if found else None


def name(row) -> str:
    return row.values.get("name") or row.values.get("organisation_number", "")


def identity(row):
    number = row.values.get("organisation_number")
    return [number] if number else []


def write(rows, by, fills):
    """[(line, row of the register, names of what was filled in or None)]."""
    new = [row for row in rows if row.known_id is None]
    companies = take_over_companies(companies=[_facts(row) for row in new], by=by)
    contacts = [(row, company) for row, company in zip(new, companies, strict=True) if row.values.get("contact_email")]
    people = take_over_people(people=[_contact(row, company, by) for row, company in contacts], by=by)
    written = [(row.line, company, None) for row, company in zip(new, companies, strict=True)]
    written += [(row.line, person, None) for (row, _company), person in zip(contacts, people, strict=True)]
    return written + (_fill(rows, by) if fills else [])


def _facts(row) -> dict:
    return {key: row.values[key] for key in OF_COMPANY if key in row.values}


def _contact(row, company, by) -> dict:
    return {
        "company": company, "name": (row.values.get("contact_name") or row.values["contact_email"])[:120],
        "email": row.values["contact_email"], "phone": row.values.get("contact_phone", ""),
        "role": CompanyPerson.Role.COMPANY_CONTACT, "from_on": by.today,
    }  # fmt: skip


def _fill(rows, by):
    lines = {row.known_id: row for row in rows if row.known_id}
    companies = Company.objects.select_for_update(of=("self",)).in_bulk(list(lines))
    filled = fill_in(rows=[(company, _facts(lines[pk])) for pk, company in companies.items()], by=by)
    return [(lines[company.pk].line, company, texts) for company, texts in filled]


def undo(made, by):
    give_back(companies=made.get("companies.company", []), people=made.get("companies.companyperson", []), by=by)


KIND = Kind("companies", "companies.company", FIELDS, complete, same, name, identity, write, undo)
