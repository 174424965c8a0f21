"""How do many companies and people come into the register at once, from another system, and out of it again?"""

from django.db.models import ProtectedError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import ActivePeriod, Company, CompanyPerson
from companies.models.person import SEES_BY_ROLE
from okportal.audit.actions import record_each
from okportal.errors import Refused

BATCH = 1000


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
    record_each(by, "company.taken_over", [(row, {}) for row in rows])
    return rows


@atomic
def take_over_people(*, people: list[dict], by) -> list[CompanyPerson]:
    """`people`: keyword arguments of CompanyPerson each. Nobody is invited: that is decided person by person."""
    rows = CompanyPerson.objects.bulk_create(
        [CompanyPerson(office_id=by.office.pk, sees=SEES_BY_ROLE[facts["role"]], **facts) for facts in people],
        batch_size=BATCH,
    )
    record_each(by, "company_person.taken_over", [(row, {}) for row in rows])
    return rows


@atomic
def fill_in(*, rows: list, by):
    """`rows`: (row, {field: value}); only what is empty is filled. Returns [(row, names of the fields filled)]."""
    filled = []
    for row, facts in rows:
        missing = {name: value for name, value in facts.items() if value and not getattr(row, name)}
        for name, value in missing.items():
            setattr(row, name, value)
        if missing:
            filled.append((row, sorted(missing)))
    for row, names in filled:
        row.save(update_fields=names)
    record_each(by, "register.filled_in", [(row, {"fields": names}) for row, names in filled])
    return filled


@atomic
def give_back(*, companies, people, by):
    """Take out again what was taken over; Refused, naming one, when something has come to depend on it."""
    try:
        with atomic():
            record_each(by, "company_person.given_back", [(row, {}) for row in people])
            record_each(by, "company.given_back", [(row, {}) for row in companies])
            CompanyPerson.objects.filter(pk__in=[row.pk for row in people]).delete()
            ActivePeriod.objects.filter(company__in=companies).delete()
            Company.objects.filter(pk__in=[row.pk for row in companies]).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refused(
            _("%(what)s depends on a row of this import: %(name)s.")
            % {"what": used._meta.verbose_name.capitalize(), "name": used},
            way_out=_("Undo what came later first, or correct the rows by hand."),
        ) from error
