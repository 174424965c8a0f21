"""As what is somebody in training, and how does that change?"""

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.actions.relations import begins_on, check_day
from apprenticeships.models import Apprenticeship, CandidateTypePeriod
from apprenticeships.states import CURRENT
from okportal.audit.actions import record
from okportal.errors import Refused

CandidateType, Route, GrantRight = Apprenticeship.CandidateType, Apprenticeship.Route, Apprenticeship.GrantRight


@atomic
def change_candidate_type(*, apprenticeship, candidate_type, on, reason, by) -> Apprenticeship:
    """From `on` somebody is in training as another type; what was before stays in the history. Twice is once.

    The same day again replaces what was written for it. The contract's own amendment is the contract's matter.
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if row.candidate_type == candidate_type:
        return row
    if row.state not in CURRENT:
        raise Refused(_("The training is over: the type stays as it was."))
    check_day(on)
    _keep_what_was(row)
    newest = row.candidate_types.first()
    if newest.from_on > timezone.localdate():
        on = newest.from_on  # it has not begun to count: nothing is written over but a plan
    elif on < newest.from_on:
        raise Refused(
            _("The present type counts from %(day)s: choose that day or a later one.")
            % {"day": date_format(newest.from_on, "DATE_FORMAT")},
            field="on",
        )
    write_type(row, candidate_type, on, reason, by)
    before, row.candidate_type = row.candidate_type, candidate_type
    row.route = route_of(candidate_type, "" if row.route == Route.ON_THE_JOB else row.route)
    row.version += 1
    row.save()
    record(by, "apprenticeship.type_changed", row, before=before, to=candidate_type, on=str(on))
    return row


def write_type(row, candidate_type, on, reason, by):
    CandidateTypePeriod.objects.update_or_create(
        office_id=row.office_id, apprenticeship=row, from_on=on,
        defaults={"candidate_type": candidate_type, "reason": reason, "changed_by": by.user if by else None},
    )  # fmt: skip


def _keep_what_was(row):
    """A training that came in from elsewhere has no history yet: its type counts from the beginning."""
    if not row.candidate_types.exists():
        write_type(row, row.candidate_type, begins_on(row), "", None)


def route_of(candidate_type, route="") -> str:
    """The route asked for, or the usual one; on-the-job candidates have one of their own (forskrift § 9-58)."""
    if candidate_type == CandidateType.ON_THE_JOB:
        return Route.ON_THE_JOB
    return route or Route.TWO_TWO


def right_of(candidate_type, grant_right="") -> str:
    """The right told, or Basis II for on-the-job candidates, who are always paid for by it (domain § 6)."""
    return grant_right or (GrantRight.BASIS_2 if candidate_type == CandidateType.ON_THE_JOB else "")


def check_route(candidate_type, route):
    if (candidate_type == CandidateType.ON_THE_JOB) != (route == Route.ON_THE_JOB):
        raise Refused(
            _("“Certificate on the job” is both a candidate type and a model: choose both or none."), field="route"
        )
