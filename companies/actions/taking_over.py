"""How do many companies and people come into the register at once, from another system, and out of it again?"""

from django.db.models import ProtectedError, Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import ActivePeriod, Company, CompanyPerson, Establishment
from companies.models.person import SEES_BY_ROLE
from okportal.audit.actions import record, record_each
from okportal.audit.models import Event
from okportal.crypto import EncryptedTextField, blind_index
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people import actions as people_actions
from okportal.people.models import Invitation
from okportal.todo.actions import finish_task
from okportal.todo.models import Task

BATCH = 1000
TAKEN_OVER, PERSON_TAKEN_OVER = "company.taken_over", "company_person.taken_over"
FILLED_IN, EMPTIED = "register.filled_in", "register.emptied"
# What an import itself writes into the trail: none of it is somebody's work with the row.
AFTERWARDS = (TAKEN_OVER, PERSON_TAKEN_OVER, FILLED_IN, EMPTIED)
PAGES_OF_COMPANY = ("companies:detail", "companies:edit", "companies:establishments")  # argument: the company's id


@atomic
def take_over_companies(*, companies: list[dict], by) -> list[Company]:
    """`companies`: keyword arguments of Company each; members from today. They are not looked up one by one: the
    weekly round does that, slowly. Rows come back in the order given.
    """
    rows = Company.objects.bulk_create(
        [Company(office_id=by.office.pk, look_up=Company.LookUp.NOT_CHECKED, **facts) for facts in companies],
        batch_size=BATCH,
    )
    ActivePeriod.objects.bulk_create(
        [ActivePeriod(office_id=by.office.pk, company=row, from_on=by.today) for row in rows], batch_size=BATCH
    )
    record_each(by, TAKEN_OVER, [(row, {}) for row in rows])
    return rows


@atomic
def take_over_people(*, people: list[dict], by) -> list[CompanyPerson]:
    """`people`: keyword arguments of CompanyPerson each. Nobody is invited: that is decided person by person. Who
    has the role in the office already is linked to the login.
    """
    logins = _logins(people, by)
    rows = CompanyPerson.objects.bulk_create(
        [
            CompanyPerson(
                office_id=by.office.pk, sees=SEES_BY_ROLE[facts["role"]],
                user_id=logins.get((facts["email"].lower(), facts["role"])), **facts,
            )
            for facts in people
        ],
        batch_size=BATCH,
    )  # fmt: skip
    record_each(by, PERSON_TAKEN_OVER, [(row, {"is_linked": True} if row.user_id else {}) for row in rows])
    return rows


def _logins(people, by) -> dict:
    """{(address, role): id of the login that holds the role in the office without an end}; one query."""
    held = Membership.objects.filter(
        office_id=by.office.pk, to_on__isnull=True, user__email__in={facts["email"].lower() for facts in people}
    )
    return {(email, role): user for email, role, user in held.values_list("user__email", "role", "user_id")}


@atomic
def fill_in(*, rows: list, by):
    """`rows`: (row, {field: value}); only what is empty is filled. Returns [(row, {field: value as text})]."""
    filled = []
    for row, facts in rows:
        missing = {name: value for name, value in facts.items() if value and not getattr(row, name)}
        for name, value in missing.items():
            setattr(row, name, value)
        if missing:
            _save(row, missing)
            filled.append((row, {name: as_text(row, name) for name in sorted(missing)}))
    record_each(by, FILLED_IN, [(row, {"fields": list(texts)}) for row, texts in filled])
    return filled


@atomic
def empty_again(*, row, filled: dict, by):
    """Take back what `fill_in` wrote into a row, which is locked, where it is unchanged. `filled`: {field: text}."""
    unchanged = [name for name, text in filled.items() if as_text(row, name) == text]
    for name in unchanged:
        field = row._meta.get_field(name)
        setattr(row, name, None if field.null else "")
    if unchanged:
        _save(row, unchanged)
        record(by, EMPTIED, row, fields=unchanged)


def _save(row, names):
    """Counts the version up, where a row has one, so that a form which is open on somebody's screen is stale."""
    names = list(names)
    if hasattr(row, "version"):
        row.version += 1
        names.append("version")
    row.save(update_fields=names)


def as_text(row, name) -> str:
    """What a field holds, to be compared later; of what is encrypted only its blind index."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if isinstance(field, EncryptedTextField) and value:
        return blind_index(row.office_id, name, value)
    return "" if value is None else str(value)


@atomic
def give_back(*, companies, people, by):
    """Take out again what was taken over, with what the weekly look-up has added to it since.

    Refused, naming one, when somebody has worked with a row since or something has come to depend on it.
    """
    companies, people = _locked(Company, companies), _locked(CompanyPerson, people)
    if touched := _worked_with(companies, people):
        raise Refused(
            _("%(name)s has been worked with since.") % {"name": touched},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        )
    try:
        with atomic():
            _take_out(companies, people, by)
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refused(
            _("%(what)s depends on a row of this import: %(name)s.")
            % {"what": used._meta.verbose_name.capitalize(), "name": used},
            way_out=_("Undo what came later first, or correct the rows by hand."),
        ) from error


def _locked(model, rows):
    found = model.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return list(found.select_for_update(of=("self",)))


def _take_out(companies, people, by):
    record_each(by, "company_person.given_back", [(row, {}) for row in people])
    record_each(by, "company.given_back", [(row, {}) for row in companies])
    CompanyPerson.objects.filter(pk__in=[row.pk for row in people]).delete()
    _withdraw_invitations(people, by)
    Establishment.objects.filter(company__in=companies, is_from_register=True).delete()
    ActivePeriod.objects.filter(company__in=companies).delete()
    ids = [row.pk for row in companies]
    for task in Task.objects.open().filter(page__in=PAGES_OF_COMPANY, about_id__in=ids):
        finish_task(task=task, by=by)
    Company.objects.filter(pk__in=ids).delete()


def _withdraw_invitations(people, by):
    """Of those who are gone, unless another company waits for the same link."""
    gone = {(row.email.lower(), row.role) for row in people}
    waiting = Invitation.objects.open_at(timezone.now()).filter(office_id=by.office.pk)
    invited = {(email.lower(), role) for email, role in waiting.values_list("email", "role")} & gone
    for email, role in sorted(invited):
        others = CompanyPerson.objects.filter(office_id=by.office.pk, email__iexact=email, role=role)
        if not others.filter(to_on__isnull=True).exists():
            people_actions.withdraw_invitations(email=email, role=role, by=by)


def _worked_with(companies, people) -> str:
    """The name of the first that a person has added to or changed; what the system did by itself is no work."""
    if with_login := _linked_since(people):
        return with_login.name
    places = Establishment.objects.filter(company__in=companies)
    by_hand = places.filter(Q(is_from_register=False) | Q(pk__in=_edited(Establishment, places.values("pk"))))
    edited = {*_edited(Company, [row.pk for row in companies]), *by_hand.values_list("company_id", flat=True)}
    if company := next((row for row in companies if row.pk in edited), None):
        return company.name
    keys = [row.pk for row in people]
    about = _by_people(Company, {row.company_id for row in people}).filter(facts__person__in=keys)
    edited = {*_edited(CompanyPerson, keys), *about.values_list("facts__person", flat=True)}
    return next((row.name for row in people if row.pk in edited), "")


def _linked_since(people):
    """One whose login was not there when the row came in."""
    linked = [row for row in people if row.user_id]
    events = Event.objects.filter(
        subject=CompanyPerson._meta.label_lower, subject_id__in=[row.pk for row in linked], verb=PERSON_TAKEN_OVER
    )
    from_start = set(events.filter(facts__is_linked=True).values_list("subject_id", flat=True))
    return next((row for row in linked if row.pk not in from_start), None)


def _by_people(model, ids):
    events = Event.objects.filter(subject=model._meta.label_lower, subject_id__in=ids, by__isnull=False)
    return events.exclude(verb__in=AFTERWARDS)


def _edited(model, ids):
    return _by_people(model, ids).values_list("subject_id", flat=True)
