"""How is it written down who teaches each aim of a curriculum, and where?"""

from datetime import date

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.coverage import ANSWERS, By, mark
from companies.models import AimCoverage, Approval
from companies.states import ApprovalState
from okportal.audit.actions import record
from okportal.curricula.models import Curriculum
from okportal.errors import Refused


@atomic
def save_aim(*, row, covered_by, person, place, equipment, partner, seen, by) -> AimCoverage:
    """Answer for one aim. `seen`: the mark (coverage.mark) of the answers that the editor started from.

    Raises Refused when somebody else has answered differently since, telling what, and when the application is sent.
    """
    _preparing(row.approval_id)
    row = AimCoverage.objects.select_for_update(of=("self",)).select_related("aim", "person").get(pk=row.pk)
    answers = {
        "covered_by": covered_by, "person_id": person.pk if person else None, "place": place, "equipment": equipment,
        "partner": partner,
    }  # fmt: skip
    if all(getattr(row, name) == answers[name] for name in ANSWERS):
        return row
    if mark(row) != seen:
        raise _Overtaken(row)
    if covered_by == By.PARTNER and not partner:
        raise Refused(_("Write which company it is."), field="partner")
    for name, value in answers.items():
        setattr(row, name, value)
    row.save(update_fields=list(ANSWERS))
    record(by, "approval.mapped", row.approval, aim=row.aim.code, covered_by=covered_by)
    return row


@atomic
def renew_mapping(*, approval, by) -> Approval:
    """Take the curriculum that is in force today: one was missing, or a newer one has come. Answers are kept."""
    approval = _preparing(approval.pk)
    pin_curriculum(approval, by.today)
    record(by, "approval.curriculum_pinned", approval, curriculum=approval.curriculum_id)
    return approval


def pin_curriculum(approval: Approval, day: date):
    """Write the curriculum in force on `day` and a row for each aim. An aim that was answered keeps its answer.

    The same aim has the same code in a newer curriculum; what the newer one has not, falls away.
    """
    approval.curriculum = Curriculum.objects.in_force(approval.trade_id, day)
    approval.save(update_fields=["curriculum"])
    known = {row.aim.code: row for row in approval.coverage.select_related("aim")}
    aims = list(approval.curriculum.aims.order_by("position")) if approval.curriculum else []
    kept, new = [], []
    for aim in aims:
        row = known.pop(aim.code, None)
        if row is None:
            new.append(AimCoverage(office_id=approval.office_id, approval=approval, aim=aim, position=aim.position))
        else:
            row.aim, row.position = aim, aim.position
            kept.append(row)
    AimCoverage.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    AimCoverage.objects.bulk_update(kept, ["aim", "position"])
    AimCoverage.objects.bulk_create(new)


class _Overtaken(Refused):
    """Somebody else answered first. `mark` lets the next save of the same editor through."""

    def __init__(self, row):
        self.mark = mark(row)
        words = [
            row.get_covered_by_display(), row.person.name if row.person else "", row.place, row.equipment, row.partner
        ]  # fmt: skip
        super().__init__(
            _("Somebody else has answered here in the meantime: %(answer)s.")
            % {"answer": " · ".join(filter(None, words))},
            way_out=_("What you typed is still here. Look it over and save again."),
        )


def _preparing(approval_id) -> Approval:
    """The application while it may still be written in; locked against being sent meanwhile."""
    approval = Approval.objects.select_for_update(of=("self",), no_key=True).get(pk=approval_id)
    if approval.state != ApprovalState.PREPARING:
        raise Refused(
            _("The application is no longer being prepared: the status is “%(state)s”.")
            % {"state": approval.get_state_display()},
            way_out=_("Ask the office to take it back if something must be changed."),
        )
    return approval
