"""How does a leaving colleague's work come into the hands of others, in one go?"""

from collections import Counter

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships import handover_emails
from apprenticeships.actions.bulk import assign_advisors
from apprenticeships.models import Apprenticeship
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people.duties import open_tasks
from okportal.permissions import Role
from okportal.todo.actions import assign_task

FOLLOW_UP = (Role.ADVISOR, Role.ADMINISTRATOR)


def in_hand(membership):
    """Apprenticeships, in training or to come, that this member of the office is advisor of."""
    return Apprenticeship.objects.filter(office_id=membership.office_id, advisor=membership).current()


@atomic
def hand_over_caseload(*, membership, advisors, companies, tasks_to, by) -> dict:
    """Give away all apprenticeships and open tasks; returns {Membership: how many apprenticeships}.

    `companies`: {company id: Membership} for those given to one person whole; the rest is divided evenly among
    `advisors`, neighbours by company together. `tasks_to`: Membership, or None for the whole office. Raises Refused
    while anything would be left, and for somebody who does not work as advisor or administrator today. A second
    click finds nothing to hand over and writes nothing. Those who take over are told by mail, and the one who leaves.
    """
    membership = Membership.objects.select_for_update(no_key=True).select_related("user").get(pk=membership.pk)
    _refuse_who_cannot([*advisors, *companies.values(), *filter(None, [tasks_to])], membership, by)
    shares = [([advisor], in_hand(membership).filter(company_id=key)) for key, advisor in companies.items()]
    rest = in_hand(membership).exclude(company_id__in=companies)
    if not advisors and rest.exists():
        raise Refused(_("Choose who shares the rest."), field="advisors")
    shares.append((advisors, rest))
    before = [(heirs, list(rows.values_list("pk", flat=True))) for heirs, rows in shares]
    for heirs, ids in before:
        if ids:
            assign_advisors(ids=ids, advisors=heirs, by=by)
    tasks = _hand_over_tasks(membership, tasks_to, by)
    moved = Counter(_advisors_of([pk for _heirs, ids in before for pk in ids]))
    if moved or tasks:
        counts = {str(advisor.pk): count for advisor, count in moved.items()}
        record(by, "membership.handed_over", membership, apprenticeships=counts, tasks=tasks)
        handover_emails.tell(membership, moved, tasks, tasks_to, by)
    return dict(moved)


def _hand_over_tasks(membership, tasks_to, by) -> int:
    tasks = list(open_tasks(membership))
    for task in tasks:
        assign_task(task=task, assigned=tasks_to, by=by)
    return len(tasks)


def _advisors_of(ids):
    rows = Apprenticeship.objects.filter(pk__in=ids).select_related("advisor__user").order_by("pk")
    return [row.advisor for row in rows]


def _refuse_who_cannot(heirs, membership, by):
    """Each works here today, has no last day, and is somebody else."""
    able = Membership.objects.in_office_of(by).on(by.today).filter(role__in=FOLLOW_UP, to_on__isnull=True)
    able = set(able.exclude(user_id=membership.user_id).values_list("pk", flat=True))
    for heir in heirs:
        if heir.pk not in able:
            raise Refused(
                _("%(name)s cannot take this over today.") % {"name": heir.user}, field="advisors",
                way_out=_("Choose a colleague who is an advisor or administrator and stays."),
            )  # fmt: skip
