"""Does this apprenticeship need somebody, and why?

Each reason is a sentence. The apps above add findings of their own (talks, exam) and take `worst` of all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships.progress import progress
from apprenticeships.states import ApprenticeshipState as S

ENDS_SOON_DAYS = 60
PERIOD_OVER, ENDS_SOON = "period_over", "ends_soon"
NO_SUPERVISOR, NO_INSTRUCTOR, NO_ADVISOR = "no_supervisor", "no_instructor", "no_advisor"
NO_GUARDIAN = "no_guardian"
TONES = ("danger", "warning", "info", "success", "neutral")  # worst first


@dataclass(frozen=True)
class Facts:
    """What the rules look at. `…_until`: the last day of that person's role, None while it has no end."""

    state: str
    start_on: date | None = None
    end_on: date | None = None
    has_supervisor: bool = False
    supervisor_until: date | None = None
    has_instructor: bool = False
    instructor_until: date | None = None
    has_advisor: bool = False
    advisor_until: date | None = None


@dataclass(frozen=True)
class Finding:
    """One thing to know about somebody: how bad (a tone), why (a sentence), and where to act ("" = the file)."""

    tone: str
    reason: str
    url: str = ""
    key: str = ""  # of the rule that found it, where offices may choose their rules (okportal.home.lights)


class Status(NamedTuple):
    tone: str
    label: str
    reason: str

    @property
    def bar(self) -> str:
        """The tone of the period's bar: a training that nothing is said about is not grey."""
        return "accent" if self.tone == "neutral" else self.tone


def caseload_status(facts: Facts, today: date, others: Iterable[Finding] = ()) -> Status:
    """The traffic light: the worst finding, in words. `others` are findings of the apps above."""
    found = worst([*findings(facts, today), *others])
    return Status(found.tone, label(found.tone, facts.state), found.reason)


def findings(facts: Facts, today: date) -> list[Finding]:
    """What this app knows, worst first; never empty."""
    if facts.state in (S.COMPLETED, S.ENDED):
        return [Finding("neutral", "")]
    found = [*_about_the_period(facts, today), *_about_the_people(facts, today)]
    return by_tone(found) or [_nothing_missing(facts, today)]


def worst(found: Iterable[Finding]) -> Finding:
    """The first of the worst tone. A success or an empty reason never hides a trouble."""
    return by_tone(found)[0]


def by_tone(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: TONES.index(finding.tone))


def label(tone: str, state: str) -> str:
    """The word beside the icon."""
    if state == S.COMPLETED:
        return _("Completed")
    if state == S.ENDED:
        return _("Ended early")
    if state == S.RUNNING and tone == "neutral":
        return _("In training")
    words = {"danger": _("Needs you now"), "warning": _("Keep an eye on")}
    return words.get(tone) or _("Before the start")


def about_guardians(is_minor: bool, has_guardian: bool) -> list[Finding]:
    """For the office: whom does one speak with about somebody who is under 18?"""
    if is_minor and not has_guardian:
        return [Finding("warning", _("Under 18, and no guardian is written down."), key=NO_GUARDIAN)]
    return []


def _about_the_period(facts, today):
    if facts.state != S.RUNNING:
        return [Finding("info", _("The contract is not in force yet."))]
    if facts.end_on < today:
        ended = date_format(facts.end_on, "j. F Y", use_l10n=False)
        reason = _("The training period ended %(day)s and is not closed.") % {"day": ended}
        return [Finding("danger", reason, key=PERIOD_OVER)]
    days = (facts.end_on - today).days
    if days > ENDS_SOON_DAYS:
        return []
    if days == 0:
        return [Finding("warning", _("The training period ends today."), key=ENDS_SOON)]
    reason = ngettext("The training period ends in %(days)s day.", "The training period ends in %(days)s days.", days)
    return [Finding("warning", reason % {"days": days}, key=ENDS_SOON)]


def _about_the_people(facts, today):
    """Whoever is missing or has left. Before the start it is a thing to remember, not yet an alarm."""
    found = []
    if not _is_there(facts.has_supervisor, facts.supervisor_until, today):
        tone = "danger" if facts.state == S.RUNNING else "warning"
        reason = _("The training supervisor has left.") if facts.has_supervisor else _("No training supervisor.")
        found.append(Finding(tone, reason, key=NO_SUPERVISOR))
    if not _is_there(facts.has_instructor, facts.instructor_until, today):
        reason = _("The instructor has left.") if facts.has_instructor else _("No instructor.")
        found.append(Finding("warning", reason, key=NO_INSTRUCTOR))
    if not _is_there(facts.has_advisor, facts.advisor_until, today):
        reason = _("The advisor has left.") if facts.has_advisor else _("No advisor at the office.")
        found.append(Finding("warning", reason, key=NO_ADVISOR))
    return found


def _is_there(is_named, until, today):
    return is_named and (until is None or until >= today)


def _nothing_missing(facts, today):
    """Not "on track": whether talks and tests are in time, the apps above know (okportal.home.light_rules)."""
    period = progress(facts.start_on, facts.end_on, today)
    if period.month == 0:
        return Finding("neutral", _("Starts %(day)s.") % {"day": date_format(facts.start_on, "j. F", use_l10n=False)})
    return Finding("neutral", "")
