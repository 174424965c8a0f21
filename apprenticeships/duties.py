"""What in the apprenticeships names somebody who may leave? Those in training, and placements."""

from functools import partial

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.handing_over import in_hand
from apprenticeships.actions.relations import set_relations
from apprenticeships.models import Apprenticeship, Placement, Relation
from companies.duties import Duty, register
from companies.models import CompanyPerson
from okportal.audit.actions import record_each
from okportal.people import duties as office_duties

Role, Kind = CompanyPerson.Role, Relation.Kind


def named_in(person, kind):
    """Apprenticeships, in training or to come, that name this role of the person as `kind`."""
    return Apprenticeship.objects.filter(office_id=person.office_id, **{kind: person}).current()


def hand_over_part(person, successor, by, kind):
    set_relations(apprenticeships=named_in(person, kind), kind=kind, to=successor, on=by.today, by=by)


def placements_led_by(person):
    """Placements that go on today or are to come."""
    return Placement.objects.filter(office_id=person.office_id, instructor=person, to_on__gte=timezone.localdate())


def hand_over_placements(person, successor, by):
    rows = list(placements_led_by(person).select_for_update(of=("self",)).order_by("pk"))
    Placement.objects.filter(pk__in=[row.pk for row in rows]).update(instructor=successor, version=F("version") + 1)
    facts = {"before": person.pk, "person": successor and successor.pk}
    record_each(by, "placement.handed_over", [(row, facts) for row in rows])


def part(kind, label, role, place, **more) -> Duty:
    return Duty(
        kind.value, label, partial(named_in, kind=kind.value), partial(hand_over_part, kind=kind.value), place,
        roles=frozenset({role}), **more,
    )  # fmt: skip


register(
    part(Kind.SUPERVISOR, _("Training supervisor of apprentices"), Role.TRAINING_SUPERVISOR, 20),
    part(Kind.INSTRUCTOR, _("Instructor of apprentices"), Role.INSTRUCTOR, 30),
    part(Kind.HR, _("HR for apprentices"), Role.HR, 40, can_be_nobody=True),
    Duty(
        "placements", _("Instructor at placements"), placements_led_by, hand_over_placements, place=45,
        roles=frozenset({Role.INSTRUCTOR}), can_be_nobody=True,
    ),
)  # fmt: skip
office_duties.register(
    office_duties.Duty("advisor", _("Apprentices followed up"), in_hand, "apprenticeships:hand_over")
)
