"""What becomes of a difference: taken over, corrected in Vigo, or left as it is? And how is that undone?"""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions import edit_apprentice
from apprenticeships.actions.registering import mark_of
from companies.actions import edit_person
from contracts.actions import set_case_number
from contracts.models import Contract, VigoDifference
from okportal.audit.actions import record_each
from okportal.errors import Refused

Field, Outcome = VigoDifference.Field, VigoDifference.Outcome
# Taken over with one click. Dates, supervisor and company change by an amendment or a change of company alone.
EMAILS = {Field.EMAIL: "apprentice", Field.SUPERVISOR_EMAIL: "supervisor"}
SETTLED = frozenset(set(Outcome) - {Outcome.OPEN})
SAFE = frozenset({*EMAILS, Field.CASE_NUMBER})


def may_take(difference: VigoDifference) -> bool:
    return difference.field in SAFE and bool(difference.theirs) and difference.contract_id is not None


@atomic
def settle(*, difference: VigoDifference, outcome: str, by) -> VigoDifference:
    """Write down what became of it; with TAKEN, Vigo's value goes where it belongs. Twice is once.

    Refused when another outcome stands there already, or our value is not what was compared any more.
    """
    if outcome not in SETTLED:
        raise Refused(_("Choose what became of it."))
    row = _locked(difference)
    if row.outcome == outcome:
        return row
    if row.outcome != Outcome.OPEN:
        raise Refused(
            _("This is settled already: %(outcome)s.") % {"outcome": row.get_outcome_display()},
            way_out=_("Undo that first."),
        )
    if outcome == Outcome.TAKEN:
        _refuse_unsafe(row)
        _write(row, row.ours, row.theirs, by)
    _mark(_same_fact(row, Outcome.OPEN) if outcome == Outcome.TAKEN else [row], outcome, by)
    return _locked(difference)


@atomic
def undo(*, difference: VigoDifference, by) -> VigoDifference:
    """Open again; a value taken over becomes what it was, unless somebody has changed it since. Twice is once."""
    row = _locked(difference)
    if row.outcome == Outcome.OPEN:
        return row
    was_taken = row.outcome == Outcome.TAKEN
    if was_taken:
        if not row.ours and row.field != Field.CASE_NUMBER:
            raise Refused(
                _("There was no address before."), way_out=_("Correct it on the person's own page, if it is wrong.")
            )
        _write(row, row.theirs, row.ours, by)
    _mark(_same_fact(row, Outcome.TAKEN) if was_taken else [row], Outcome.OPEN, by)
    return _locked(difference)


@atomic
def settle_many(*, differences: QuerySet, outcome: str, by) -> tuple[int, list[tuple[VigoDifference, str]]]:
    """(how many were settled, [(difference, why not)]): one that cannot be settled holds up none of the others."""
    rows = list(differences.filter(outcome=Outcome.OPEN).order_by("pk"))
    if outcome != Outcome.TAKEN:
        _mark(rows, outcome, by)
        return len(rows), []
    done, refused = 0, []
    for row in rows:
        try:
            with atomic():
                settle(difference=row, outcome=outcome, by=by)
            done += 1
        except Refused as refusal:
            refused.append((row, " ".join(str(part) for part in (refusal.message, refusal.way_out) if part)))
    return done, refused


def _refuse_unsafe(row):
    if row.field in EMAILS and not _is_address(row.theirs):
        raise Refused(
            _("“%(text)s” is not an e-mail address.") % {"text": row.theirs}, way_out=_("Have it corrected in Vigo.")
        )
    if not may_take(row):
        raise Refused(
            _("%(field)s is not taken over with a click.") % {"field": row.get_field_display()},
            way_out=_("Change the contract by an amendment, or correct it in Vigo."),
        )


def _write(row, before, after, by):
    """Put `after` where `before` stands. What is so already, needs nothing; anything else is somebody's newer word."""
    contract = Contract.objects.with_people().get(pk=row.contract_id)
    if row.field == Field.CASE_NUMBER:
        set_case_number(contract=contract, case_number=after[:40], seen=before, by=by)
        return
    person = contract.apprenticeship.apprentice if row.field == Field.EMAIL else contract.whose.supervisor
    now = person.email if person else ""
    if now.lower() == after.lower():
        return
    if person is None or now.lower() != before.lower():
        raise Refused(
            _("The address has been changed since the comparison: it is “%(email)s” now.") % {"email": now},
            way_out=_("Send in a new export from Vigo, or settle this one by hand."),
        )
    if row.field == Field.EMAIL:
        _edit_apprentice(person, after, by)
    else:
        edit_person(person=person, name=person.name, email=after, phone=person.phone, language=person.language, by=by)


def _is_address(text) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _edit_apprentice(person, email, by):
    edit_apprentice(
        apprentice=person, first_name=person.first_name, last_name=person.last_name, email=email, phone=person.phone,
        address=person.address, postcode=person.postcode, city=person.city, home_county=person.county,
        language=person.language, seen=mark_of(person), by=by,
    )  # fmt: skip


def _same_fact(row, outcome) -> list[VigoDifference]:
    """The row, and those of the run that say the same of the same person: one address, one change."""
    rows = VigoDifference.objects.filter(run=row.run_id, field=row.field, ours=row.ours, theirs=row.theirs)
    if row.field not in EMAILS:
        return [row]
    whose = f"apprenticeship__{EMAILS[row.field]}"
    person = Contract.objects.values_list(whose, flat=True).get(pk=row.contract_id)
    same = list(rows.filter(outcome=outcome, **{f"contract__{whose}": person}).select_for_update(of=("self",)))
    return same if row in same else [row, *same]


def _mark(rows, outcome, by):
    is_open = outcome == Outcome.OPEN
    settled_at, settled_by = (None, None) if is_open else (timezone.now(), by.user)
    VigoDifference.objects.filter(pk__in=[row.pk for row in rows]).update(
        outcome=outcome, settled_at=settled_at, settled_by=settled_by
    )
    if is_open:
        record_each(by, "vigo.reopened", [(row, {"field": row.field, "was": row.outcome}) for row in rows])
    else:
        record_each(by, "vigo.settled", [(row, {"field": row.field, "outcome": outcome}) for row in rows])


def _locked(difference) -> VigoDifference:
    return VigoDifference.objects.select_for_update(of=("self",)).get(pk=difference.pk)
