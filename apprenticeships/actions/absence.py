"""How is somebody reported away, and what comes of it?"""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError
from django.db.models import Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships import absence_emails as emails
from apprenticeships.absence import spells
from apprenticeships.absence_steps import (
    CONFIRM,
    CORRECT,
    CORRECT_AND_CONFIRM,
    DECLINE,
    WITHDRAW,
    WITHDRAW_REPORT,
)
from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.signals import long_absences_weighed
from apprenticeships.standing import standing
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import CountyRule
from okportal.permissions import Permission
from okportal.states import begin

State = Absence.State
LONGEST_AHEAD = relativedelta(years=2)
OVERLAP = "absence_one_at_a_time"


@atomic
def report(*, apprenticeship, kind, percent, from_on, to_on, by) -> Absence:
    """Write down that somebody is away; `to_on` None while the last day is not known.

    Confirmed at once from those who may confirm; otherwise the training supervisor is asked by mail.
    Raises Refused outside the training period, and where it overlaps what is there.
    """
    apprenticeship = _locked(apprenticeship.pk)
    _refuse_other_days(apprenticeship, from_on, to_on)
    row = Absence(
        office_id=apprenticeship.office_id, apprenticeship=apprenticeship, kind=kind, percent=percent,
        from_on=from_on, to_on=to_on, reported_by=by.user,
    )  # fmt: skip
    if standing(by, apprenticeship).can(Permission.ABSENCE_CONFIRM):
        _decide(row, State.CONFIRMED, by)
    _save(row)
    record(by, "absence.reported", row, state=row.state)
    if row.state == State.REPORTED:
        emails.ask_to_confirm(row)
    weigh(apprenticeship=apprenticeship, by=by)
    return row


@atomic
def correct(*, absence, kind, percent, from_on, to_on, version, by) -> Absence:
    """Other days, kind or percent, or the last day of one who was still away. Who may confirm has confirmed with it."""
    apprenticeship = _locked(absence.apprenticeship_id)
    _refuse_other_days(apprenticeship, from_on, to_on)
    may_confirm = standing(by, apprenticeship).can(Permission.ABSENCE_CONFIRM)
    row = begin(absence, CORRECT_AND_CONFIRM if may_confirm else CORRECT, version)
    row.kind, row.percent, row.from_on, row.to_on = kind, percent, from_on, to_on
    if may_confirm:
        _decide(row, row.state, by)
    _save(row)
    record(by, "absence.corrected", row, version=row.version, state=row.state)
    if row.state == State.REPORTED:
        emails.ask_to_confirm(row)
    weigh(apprenticeship=apprenticeship, by=by)
    return row


@atomic
def confirm(*, absence, by, version=None) -> Absence:
    """The report is right, and counts from now on."""
    return _answer(absence, CONFIRM, version, "absence.confirmed", by)


@atomic
def decline(*, absence, by, version=None) -> Absence:
    """The report is not right; who wrote it is told."""
    row = _answer(absence, DECLINE, version, "absence.declined", by)
    if row.reported_by_id != by.user.pk:
        emails.tell_not_right(row)
    return row


@atomic
def withdraw(*, absence, by, version=None) -> Absence:
    """It did not take place. Until it is confirmed its writer may say so, afterwards only those who may confirm."""
    may_confirm = standing(by, absence.apprenticeship).can(Permission.ABSENCE_CONFIRM)
    return _answer(absence, WITHDRAW if may_confirm else WITHDRAW_REPORT, version, "absence.withdrawn", by)


@atomic
def stop(*, apprenticeship, by, last_on=None):
    """The training is over, and so is being away from it: what is open ends on `last_on`, by default today or with the
    training period.

    Whoever was to be away from a later day on was so for that one day: a row without days there cannot be.
    """
    last_on = last_on or min(timezone.localdate(), apprenticeship.end_on or date.max)
    rows = Absence.objects.select_for_update(of=("self",)).filter(apprenticeship=apprenticeship, to_on__isnull=True)
    for row in rows.exclude(state=State.DECLINED):
        row.to_on, row.version = max(row.from_on, last_on), row.version + 1
        row.save(update_fields=["to_on", "version"])
        record(by, "absence.closed", row, to_on=str(row.to_on))
    weigh(apprenticeship=apprenticeship, by=by)


@atomic
def weigh(*, apprenticeship, by):
    """Tell the apps above which unbroken absences are longer than the county lets pass (domain § 3).

    Again and again is the same: the signal carries all of them, as they are now. Of a training that is over there are
    none: nothing is left to make longer.
    """
    rows = Absence.objects.filter(apprenticeship=apprenticeship, state=State.CONFIRMED)
    if apprenticeship.state != Apprenticeship.State.RUNNING:
        rows = rows.none()
    long = [spell for spell in spells(rows, timezone.localdate()) if _is_long(spell, apprenticeship.county_id)]
    long_absences_weighed.send(Apprenticeship, apprenticeship=apprenticeship, spells=long, by=by)


def _is_long(spell, county_id) -> bool:
    rule = CountyRule.objects.in_force(county_id, spell.from_on)
    return rule is not None and spell.length > rule.long_absence_days


def _answer(absence, step, version, verb, by) -> Absence:
    apprenticeship = _locked(absence.apprenticeship_id)
    row = begin(absence, step, version)
    _decide(row, row.state, by)
    row.save(update_fields=["state", "decided_at", "decided_by", "version"])
    record(by, verb, row)
    weigh(apprenticeship=apprenticeship, by=by)
    return row


def _locked(apprenticeship_id) -> Apprenticeship:
    """One writer at a time: the length of an absence is reckoned from all rows of the file."""
    rows = Apprenticeship.objects.select_for_update(of=("self",), no_key=True).select_related("apprentice")
    return rows.get(pk=apprenticeship_id)


def _decide(row, state, by):
    row.state, row.decided_at, row.decided_by = state, timezone.now(), by.user


def _refuse_other_days(apprenticeship, from_on, to_on):
    """The first day lies in the training period. The last one may lie after it: a long absence makes it longer."""
    start_on, end_on = apprenticeship.start_on, apprenticeship.end_on
    if to_on is not None and to_on > timezone.localdate() + LONGEST_AHEAD:
        raise Refused(
            _("The last day is more than two years ahead."), field="to_on",
            way_out=_("Leave it empty while the last day is not known."),
        )  # fmt: skip
    if to_on is not None and to_on < from_on:
        raise Refused(_("The last day cannot be before the first."), field="to_on")
    if start_on is None or from_on < start_on:
        raise Refused(_("The training had not begun that day."), field="from_on", way_out=_period(start_on, end_on))
    if end_on is not None and from_on > end_on:
        raise Refused(_("The training had ended that day."), field="from_on", way_out=_period(start_on, end_on))


def _period(start_on, end_on) -> str:
    if start_on is None or end_on is None:
        return _("The dates come with the contract.")
    return _("The training period is from %(first)s to %(last)s.") % {"first": _day(start_on), "last": _day(end_on)}


def _save(row):
    try:
        with atomic():  # two reports in the same second: the constraint has the last word
            row.save()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != OVERLAP:
            raise
        message = _("Absence is registered already %(period)s.") % {"period": _other_period(row)}
        way_out = _("Change that one, or choose other days.")
        raise Refused(message, field="from_on", way_out=way_out) from error


def _other_period(row) -> str:
    others = Absence.objects.filter(apprenticeship_id=row.apprenticeship_id).exclude(state=State.DECLINED)
    others = others.exclude(pk=row.pk).filter(Q(to_on__isnull=True) | Q(to_on__gte=row.from_on))
    if row.to_on is not None:
        others = others.filter(from_on__lte=row.to_on)
    other = others.order_by("from_on").first()
    if other.to_on is None:
        return _("from %(first)s and until further notice") % {"first": _day(other.from_on)}
    if other.to_on == other.from_on:
        return _("on %(day)s") % {"day": _day(other.from_on)}
    return _("from %(first)s to %(last)s") % {"first": _day(other.from_on), "last": _day(other.to_on)}


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")
