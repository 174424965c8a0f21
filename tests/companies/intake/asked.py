"""How do tests ask a company for its places, and answer for it?"""

from datetime import timedelta

from django.utils import timezone

from companies import actions
from companies.intake import ANSWER_DAYS, token_of
from companies.models import IntakeQuestion, Places
from companies.places import mark, rows_of
from okportal.outbox.models import Message
from tests.world import TRADE

YEAR = 2027


def ask(here, by, ids=None):
    ids = [here.rows.company.pk] if ids is None else ids
    return actions.ask_intake(ids=ids, year=YEAR, answer_by=by.today + timedelta(ANSWER_DAYS), by=by)


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def link(here, question):
    return address(here, "plasser", "svar", token_of(question))


def answered(question, **changes):
    given = {"answer": "yes", "counts": {(TRADE, None): 3}, "name": "Kari Dag", "comment": ""}
    return actions.answer_intake(question=question, **given | changes)


def office_writes(here, by, count):
    seen = mark(rows_of(here.rows.company, YEAR))
    actions.set_places(company=here.rows.company, year=YEAR, counts={(TRADE, None): count}, seen=seen, by=by)


def figure(here):
    row = Places.objects.filter(company=here.rows.company, year=YEAR, trade=TRADE, establishment=None).first()
    return row and (row.count, row.is_from_answer)


def mails(kind="intake_question"):
    return list(Message.objects.filter(template=f"companies/{kind}").order_by("pk"))


def later():
    """A day has passed since the office asked."""
    IntakeQuestion.objects.update(asked_at=timezone.now() - timedelta(days=1))


def typed(**changes):
    return {"answer": "yes", f"places_{TRADE}_0": "3", "name": "Kari Dag", "er_sett": "1"} | changes
