"""What becomes of the registration for the test when a contract is changed?"""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from contracts.effects import Changed, Effect, register
from contracts.models import Contract
from exams.models import Registration
from exams.rules import DUE_MONTHS, OPENS_MONTHS, Window, earliest_test, window
from exams.states import RegistrationState
from okportal.offices.models import CountyRule

TEST = 20  # place among what a change of a contract leads to
OTHER_TESTS = {
    Contract.Kind.TRAINING: Registration.Kind.COMPETENCE_TEST,
    Contract.Kind.PRACTICE: Registration.Kind.PRACTICE_TEST,
}


def window_of(contract: Contract, end_on: date) -> Window:
    """By the county's rule of today. One query."""
    rule = CountyRule.objects.in_force(contract.apprenticeship.county_id, timezone.localdate())
    return window(
        end_on, rule.exam_opens_months if rule else OPENS_MONTHS, rule.exam_due_months if rule else DUE_MONTHS
    )


def test_of(contract_kind: str, trade) -> str:
    """Which test the training leads to: a value of Registration.Kind."""
    return OTHER_TESTS.get(contract_kind, trade.test_form)


def open_registration(contract: Contract) -> Registration | None:
    """The first attempt while it is open; a later one has days of its own."""
    return Registration.objects.open().filter(contract=contract, attempt=1).first()


def effects(contract: Contract, changed: Changed) -> list[Effect]:
    """What a change would do to the registration, in sentences."""
    row = open_registration(contract)
    if row is None:
        return []
    days, title = window_of(contract, changed.new_end_on), _("Registration for the test")
    test = test_of(changed.after("kind", contract.kind), changed.after("trade", contract.apprenticeship.trade))
    if row.state != RegistrationState.PLANNED:
        return _of_registered(row, title, changed, is_other_test=test != row.kind)
    said = []
    if (days.opens_on, days.due_on) != (row.opens_on, row.due_on):
        said.append(
            _("Opens on %(opens)s and is due on %(due)s, instead of %(old)s.")
            % {"opens": _day(days.opens_on), "due": _day(days.due_on), "old": _day(row.due_on)}
        )
        first = _day(earliest_test(changed.new_end_on))
        said.append(_("The test is normally not held before %(day)s.") % {"day": first})
    if test != row.kind:
        said.append(_("The test becomes: %(test)s.") % {"test": Registration.Kind(test).label})
    return [Effect(title, " ".join(said))] if said else []


def _of_registered(row, title, changed, *, is_other_test) -> list[Effect]:
    """What is with the county already nobody moves from here."""
    if is_other_test or changed.moves_end:
        said = _("It has been sent to the county authority already: look it over and tell them about the change.")
        return [Effect(title, said, "warning")]
    return []


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


register(TEST, effects)
