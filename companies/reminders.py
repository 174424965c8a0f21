"""Which company is reminded that an approval lapses when it is not used?

To one contact, or where there is none to the leader. The office gets a task instead (actions.use.warn_office).
"""

from dateutil.relativedelta import relativedelta
from django.db.models import Case, DateField, F, Func, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from companies import lapse
from companies.models import Approval, CompanyPerson
from companies.states import GRANTED
from okportal.outbox.reminders import Reader, Rule, register

Role = CompanyPerson.Role
# The same day as lapse.lapses_on gives: PostgreSQL shortens to the month's last day as well.
LAPSES_ON = Func(
    F("unused_since"), template=f"(%(expressions)s + interval '{lapse.MONTHS} months')::date", output_field=DateField()
)
CONTACT = Reader(email="contact_email", name=F("contact_name"), language=F("contact_language"))


def unused_for(months, but_not):
    """Granted and without a contract for `months`, but not yet for `but_not`."""

    def due(office_id, today):
        people = _contacts(today)
        return Approval.objects.filter(
            office_id=office_id, state__in=sorted(GRANTED),
            unused_since__lte=lapse.since_at_latest(today, months),
            unused_since__gt=lapse.since_at_latest(today, but_not),
        ).annotate(
            contact_email=Subquery(people.values("email")[:1]), contact_name=Subquery(people.values("name")[:1]),
            contact_language=Subquery(people.values("spoken")[:1]),
        )  # fmt: skip

    return due


def _contacts(today):
    rank = Case(When(role=Role.COMPANY_CONTACT, then=Value(1)), default=Value(2))
    people = CompanyPerson.objects.on(today).filter(office_id=OuterRef("office_id"), company_id=OuterRef("company_id"))
    ranked = people.filter(role__in=[Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER]).annotate(
        spoken=Coalesce("user__language", "language"), rank=rank
    )
    return ranked.order_by("rank", "pk")


def _rule(months, but_not, what):
    return Rule(
        key=f"approval-{months}m", what=what, offset=relativedelta(months=months - lapse.MONTHS),
        audience={"contact": CONTACT}, template="companies/approval_unused", page="companies:approval", day=LAPSES_ON,
        facts={
            "company": "company__name", "trade": "trade__name", "county": "county__name", "place": "establishment__name"
        },
        due=unused_for(months, but_not),
    )  # fmt: skip


EARLY, LATE = lapse.WARNINGS
RULES = (
    _rule(EARLY, LATE, _("An approval lapses in half a year when no contract begins")),
    _rule(LATE, lapse.MONTHS, _("An approval lapses in two months when no contract begins")),
)
register(*RULES)
