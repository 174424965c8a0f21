"""How are a year's places written down, by the office or by the company's answer?"""

from datetime import date, timedelta

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.intake import end_of
from companies.models import Company, IntakeQuestion, Places
from companies.places import mark
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.todo.actions import raise_task

Answer = IntakeQuestion.Answer
Counts = dict[tuple[str, int | None], int | None]


class Overtaken(Refused):
    """Somebody else changed the year's figures first. `mark` lets the next save of the same editor through."""

    def __init__(self, rows):
        self.mark = mark(rows)
        figures = ", ".join(f"{row.trade.name} {row.count}" for row in rows) or _("none")
        super().__init__(
            _("The figures have been changed in the meantime. Now they are: %(figures)s.") % {"figures": figures},
            way_out=_("What you typed is still here. Look it over and save again."),
        )


@atomic
def set_places(*, company, year: int, counts: Counts, seen: str, by):
    """The office's own figures for a year. `counts`: {(trade, place of work or None): places, None for unknown}.

    `seen`: the mark (places.mark) of the figures that the editor started from. Raises Refused when the company or a
    colleague has changed them since. A figure that is left as the company answered it stays the company's.
    """
    known = _locked(company, year)
    if mark(known.values()) != seen:
        raise Overtaken(list(known.values()))
    changed = [key for key, count in counts.items() if _count(known.get(key)) != count]
    for key in changed:
        _write(company, year, key, counts[key], known.get(key), is_from_answer=False)
    if changed:
        record(by, "places.set", company, year=year, lines=len(changed))


@atomic
def answer_intake(*, question, answer, counts: Counts, name: str, comment: str = "", by=None) -> IntakeQuestion:
    """A company's answer, given by its link (`by` None) or to somebody in the office, who writes it down.

    The figures become the year's places, but for those that the office has written since it asked: these stand, and
    a task tells the office where they differ. Raises Refused when it is answered already or the link has expired.
    """
    question = IntakeQuestion.objects.select_for_update(of=("self",)).select_related("company").get(pk=question.pk)
    if question.answered_at is not None:
        raise Refused(_("This question has been answered already."), way_out=_("Ask the training office to change it."))
    if by is None and question.expires_at <= timezone.now():
        raise Refused(_("The time to answer is over."), way_out=_("Get in touch with the training office."))
    question.answered_at, question.answer = timezone.now(), answer
    question.answered_by_name, question.comment = name, comment
    question.save(update_fields=["answered_at", "answer", "answered_by_name", "comment"])
    kept = _land(question, counts)
    record(by, "intake.answered", question, answer=answer, year=question.year, kept=len(kept))
    if kept:
        _tell_office(question, kept, by)
    return question


def _land(question, counts) -> list[Places]:
    """Write the answered figures; returns the office's own figures that stand against them."""
    known, kept = _locked(question.company, question.year), []
    for key, count in counts.items():
        row = known.get(key)
        if count is None:
            continue
        if row and not row.is_from_answer and row.changed_at > question.asked_at:
            kept += [row] if row.count != count else []
        elif row is None or row.count != count or not row.is_from_answer:
            _write(question.company, question.year, key, count, row, is_from_answer=True)
    return kept


def _locked(company, year) -> dict[tuple, Places]:
    """The year's figures by trade and place; another writer of the same company waits."""
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    rows = Places.objects.filter(company=company, year=year).select_related("trade")
    return {(row.trade_id, row.establishment_id): row for row in rows}


def _write(company, year, key, count, row, *, is_from_answer):
    if count is None:
        row.delete()
        return
    row = row or Places(
        office_id=company.office_id, company=company, trade_id=key[0], establishment_id=key[1], year=year
    )
    row.count, row.is_from_answer = count, is_from_answer
    row.save()


def _count(row) -> int | None:
    return row.count if row else None


def _tell_office(question, kept, by):
    raise_task(
        office_id=question.office_id, key=f"intake:{question.pk}:differs", kind="companies/places_differ",
        facts={
            "company": question.company.name, "year": question.year, "trades": ", ".join(row.trade.name for row in kept)
        },
        page="companies:places", about_id=question.company_id, by=by, reopen=True,
    )  # fmt: skip


def expiry(answer_by: date, today: date):
    """The last moment to answer. Raises Refused for a day that has passed."""
    if answer_by <= today:
        raise Refused(_("Give the companies at least until tomorrow."), field="answer_by")
    if answer_by > today + timedelta(days=365):
        raise Refused(_("The day is more than a year away."), field="answer_by")
    return end_of(answer_by)
