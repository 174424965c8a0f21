"""How do many apprentices come into the register at once, from another system, and out of it again?"""

from django.db import connection
from django.db.models import ProtectedError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.models import Apprentice, Apprenticeship, CloseContact, Placement, SchoolYear
from apprenticeships.signals import apprenticeships_given_back, apprenticeships_taken_over
from okportal.audit.actions import record_each
from okportal.audit.models import Event
from okportal.errors import Refused

BATCH = 1000
# Who is responsible, and as what somebody is trained, from the first day: in one statement for all of them.
BEGIN_HISTORY = """
    INSERT INTO apprenticeships_relation (office_id, apprenticeship_id, kind, person_id, membership_id, from_on)
    SELECT office_id, id, part.kind, part.person, part.membership, COALESCE(start_on, %(today)s)
    FROM apprenticeships_apprenticeship, LATERAL (VALUES
        ('supervisor', supervisor_id, NULL::bigint), ('instructor', instructor_id, NULL), ('hr', hr_id, NULL),
        ('advisor', NULL, advisor_id)
    ) AS part (kind, person, membership)
    WHERE office_id = %(office)s AND id = ANY(%(ids)s) AND COALESCE(part.person, part.membership) IS NOT NULL
"""
BEGIN_TYPES = """
    INSERT INTO apprenticeships_candidatetypeperiod
        (office_id, apprenticeship_id, candidate_type, from_on, reason, changed_at, changed_by_id)
    SELECT office_id, id, candidate_type, LEAST(COALESCE(start_on, %(today)s), %(today)s), '', now(), %(user)s
    FROM apprenticeships_apprenticeship WHERE office_id = %(office)s AND id = ANY(%(ids)s)
"""
AFTERWARDS = ("apprentice.taken_over", "apprenticeship.taken_over", "register.filled_in", "register.emptied")


@atomic
def take_over(*, people: list[tuple], by) -> list[Apprenticeship]:
    """`people`: (keyword arguments of Apprentice, or an Apprentice that is there; those of Apprenticeship).

    Apprenticeships come back in the order given. Whoever is in training gets a plan (`apprenticeships_taken_over`).
    A number or an e-mail that is there already is an IntegrityError: the caller has checked.
    """
    office_id = by.office.pk
    made = [who if isinstance(who, Apprentice) else Apprentice(office_id=office_id, **who) for who, _training in people]
    new = [apprentice for apprentice in made if apprentice.pk is None]
    for apprentice in new:
        apprentice.fill_index()
    Apprentice.objects.bulk_create(new, batch_size=BATCH)
    trainings = [Apprenticeship(office_id=office_id, **facts) for _who, facts in people]
    for apprentice, training in zip(made, trainings, strict=True):
        training.apprentice = apprentice
    Apprenticeship.objects.bulk_create(trainings, batch_size=BATCH)
    _begin([training.pk for training in trainings], by)
    record_each(by, "apprentice.taken_over", [(row, {}) for row in new])
    record_each(by, "apprenticeship.taken_over", [(row, {}) for row in trainings])
    apprenticeships_taken_over.send(Apprenticeship, apprenticeships=trainings, by=by)
    return trainings


def _begin(ids, by):
    facts = {"office": by.office.pk, "ids": ids, "today": by.today, "user": by.user.pk}
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_HISTORY, facts)
        cursor.execute(BEGIN_TYPES, facts)


@atomic
def give_back(*, apprenticeships, apprentices, by):
    """Take out again what was taken over, with the plans that came of it.

    Refused, naming one, when somebody has worked with a file since: a placement, a note, a login, an edit.
    """
    if touched := _worked_with(apprenticeships, apprentices):
        raise Refused(
            _("The file of %(name)s has been worked with since.") % {"name": touched},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        )
    try:
        with atomic():
            apprenticeships_given_back.send(Apprenticeship, apprenticeships=apprenticeships, by=by)
            record_each(by, "apprenticeship.given_back", [(row, {}) for row in apprenticeships])
            record_each(by, "apprentice.given_back", [(row, {}) for row in apprentices])
            Apprenticeship.objects.filter(pk__in=[row.pk for row in apprenticeships]).delete()
            Apprentice.objects.filter(pk__in=[row.pk for row in apprentices]).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        raise Refused(
            _("%(what)s belongs to a row of this import.") % {"what": used._meta.verbose_name.capitalize()},
            way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
        ) from error


def _worked_with(apprenticeships, apprentices):
    """The name of the first whose file somebody has added to or changed."""
    if with_login := next((row for row in apprentices if row.user_id), None):
        return with_login.name
    ids, people = [row.pk for row in apprenticeships], [row.pk for row in apprentices]
    placed = Placement.objects.filter(apprenticeship__in=ids).values_list("apprenticeship_id", flat=True)
    known = [
        *CloseContact.objects.filter(apprentice__in=people).values_list("apprentice_id", flat=True)[:1],
        *SchoolYear.objects.filter(apprentice__in=people).values_list("apprentice_id", flat=True)[:1],
        *_changed("apprenticeships.apprentice", people),
    ]
    trained = [*placed[:1], *_changed("apprenticeships.apprenticeship", ids)]
    if known:
        return next(row for row in apprentices if row.pk == known[0]).name
    return next(row for row in apprenticeships if row.pk == trained[0]).apprentice.name if trained else ""


def _changed(subject, ids):
    events = Event.objects.filter(subject=subject, subject_id__in=ids).exclude(verb__in=AFTERWARDS)
    return events.values_list("subject_id", flat=True)[:1]
