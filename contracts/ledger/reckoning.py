"""How do the lines come about, one after the other?"""

from datetime import timedelta
from functools import partial

from contracts.ledger import absences, credit, pace, routes, sources
from contracts.ledger import inputs as known
from contracts.ledger.inputs import Inputs
from contracts.ledger.lines import Ledger, Line, Remark
from contracts.ledger.months import moved
from contracts.ledger.pace import Stretch


def calculate(inputs: Inputs) -> Ledger:
    """The last day with everything that leads to it.

    First day + months − credit, the day before; then days that were decided, days lost by part time and interruptions,
    and last what was extended to a day. ValueError where the months are fewer than the kind's minimum.
    """
    book = Book(inputs)
    book.write("start", rule=sources.ACT)
    _write_period(book)
    book.write("last_day", days=-1, rule=sources.ACT)
    added = [one for one in _decisions(inputs) if one.days]
    for one in added:
        name, facts = str(one.decided_on), {"days": one.days}
        book.write("extension", name=name, days=one.days, rule=sources.ACT, about=one, facts=facts)
    # Made up on the days decided in addition as well, so that a day lost there is not lost to the training.
    finish = partial(pace.last_day, inputs.start_on, (book.day - inputs.start_on).days + 1)
    positions = _write_part_time(book, finish)
    targets = _targets(inputs, added)
    _write_interruptions(book, partial(finish, positions), [target_on for _one, _later, target_on in targets])
    _write_extensions_to_a_day(book, targets)
    _remark_on_the_whole(book)
    return Ledger(inputs, tuple(book.lines), tuple(book.remarks), book.day)


class Book:
    """Lines and remarks as they are written, with the sum so far."""

    def __init__(self, inputs: Inputs):
        self.inputs, self.lines, self.remarks = inputs, [], []
        self.months = self.days = 0

    @property
    def day(self):
        return moved(self.inputs.start_on, self.months, self.days)

    def write(self, code, *, name="", months=0, days=0, about=None, facts=None, rule="", figures=""):
        """One line. `about` is the input it comes from: its paper, person and date go along."""
        self.months, self.days = self.months + months, self.days + days
        of_input = {part: getattr(about, part) for part in ("document", "person", "decided_on")} if about else {}
        key = self._key(f"{code}:{name}" if name else code)
        self.lines.append(
            Line(code, key, months, days, self.day, rule=rule, figures=figures, facts=facts or {}, **of_input)
        )

    def remark(self, code, **facts):
        """About the whole reckoning."""
        self.remarks.append(Remark(code, facts=facts))

    def remark_on_line(self, code, **facts):
        """About the line just written."""
        line = self.lines[-1]
        self.remarks.append(Remark(code, line.key, {**line.facts, "about": line.code, **facts}))

    def _key(self, key):
        others = sum(1 for line in self.lines if line.key.split("#")[0] == key)
        return f"{key}#{others + 1}" if others else key


def _decisions(inputs):
    return sorted(inputs.extensions, key=lambda one: (one.decided_on, str(one.to_on), one.days, one.document))


def _write_period(book):
    inputs = book.inputs
    months, least = routes.base_months(inputs), routes.minimum_months(inputs)
    book.write(
        "base", months=months, rule=routes.source(inputs), figures=routes.version(inputs), facts={"months": months}
    )
    granted = credit.granted(inputs.credits, routes.school_years(inputs))
    for one in credit.counted(granted, inputs.start_on, months, least):
        _write_credit(book, one, least)


def _write_credit(book, one, least):
    wanted, given = one.granted, one.granted.credit
    facts = {"kind": given.kind, "months": one.months}
    if wanted.why:
        facts |= {"why": wanted.why, "most": credit.figure(given)}
    if one.is_cut:
        facts |= {"wanted_months": wanted.months, "wanted_days": wanted.days, "least": least}
    book.write(
        "credit", name=given.kind, months=-one.months, days=-one.days, about=given, facts=facts, rule=sources.CREDIT
    )
    for code in filter(None, (wanted.why, one.is_cut and "credit_cut")):
        book.remark_on_line(code)


def _write_part_time(book, finish) -> list[Stretch]:
    """Each period with the days it adds to those before it; returns what holds. A full position is no line."""
    full = book.inputs.figures.full_position_percent
    periods = [one for one in book.inputs.part_time if one.percent < 100]
    held: list[Stretch] = []
    for one in sorted(periods, key=lambda one: (one.from_on, str(one.to_on), one.percent, one.document)):
        stretch = Stretch(one.from_on, one.to_on, one.percent)
        facts = {"percent": one.percent, "from_on": one.from_on, "to_on": one.to_on}
        if one.percent >= full:
            facts["why"] = "part_time_is_full"
        else:
            if any(_overlap(stretch, other) for other in held):
                book.remark("part_time_overlaps")
            held.append(stretch)
        book.write(
            "part_time", name=str(one.from_on), days=(finish(held, []) - book.day).days, about=one, facts=facts,
            rule=sources.ACT, figures=book.inputs.figures.version,
        )  # fmt: skip
    return held


def _overlap(one: Stretch, other: Stretch) -> bool:
    day = max(one.from_on, other.from_on)
    return one.holds_on(day) and other.holds_on(day)


def _write_interruptions(book, finish, targets):
    """Each with the days it adds to those before it: days that two of them share are the first one's."""
    judged = absences.judge(book.inputs)
    lost = [stretch for one in judged for stretch in one.stretches]
    worked_to, lost = finish(lost), []
    for found in judged:
        one, why = found.interruption, found.why
        if not why and one.from_on > worked_to:
            is_added = any(one.from_on <= target_on for target_on in targets)
            why = "interruption_in_extension" if is_added else "interruption_after_end"
        lost += found.stretches
        _write_interruption(book, one, why, days=(finish(lost) - book.day).days)
    if days := absences.twice([one for one in judged if one.interruption.from_on <= worked_to], book.inputs.start_on):
        book.remark("interruptions_overlap", days=days)


def _write_interruption(book, one, why, days):
    figures = book.inputs.figures
    facts = {"kind": one.kind, "from_on": one.from_on, "to_on": one.to_on, "percent": one.percent}
    if why:
        facts |= {"why": why, "long_absence_days": figures.long_absence_days}
    book.write(
        "interruption", name=f"{one.kind}:{one.from_on}", days=days, about=one, facts=facts, rule=sources.ACT,
        figures=figures.version,
    )  # fmt: skip
    for code in filter(None, (why, not why and one.is_open and "interruption_open")):
        book.remark_on_line(code)


def _targets(inputs, added):
    """What was extended to a day: the decision, the days added by later ones, and the day all that leads to."""
    found = []
    for one in _decisions(inputs):
        if one.to_on:
            later = sum(other.days for other in added if other.decided_on > one.decided_on)
            found.append((one, later, one.to_on + timedelta(days=later)))
    return found


def _write_extensions_to_a_day(book, targets):
    """Never back: a decision that is met already moves nothing."""
    for one, later, target_on in targets:
        reached_on = book.day
        book.write(
            "extension_to", name=str(one.to_on), days=max(0, (target_on - reached_on).days), about=one,
            facts={"to_on": one.to_on, "later_days": later}, rule=sources.ACT,
        )  # fmt: skip
        if target_on <= reached_on:
            book.remark_on_line("extension_no_effect", reached_on=reached_on)


def _remark_on_the_whole(book):
    inputs = book.inputs
    practice = [one for one in inputs.credits if one.kind == known.RELEVANT_PRACTICE]
    months, days = sum(one.months for one in practice), sum(one.days for one in practice)
    least = inputs.figures.practice_before_months
    is_little = moved(inputs.start_on, months, days) < moved(inputs.start_on, least, 0)
    if inputs.kind == known.JOB and inputs.base_months is None and is_little:
        book.remark("little_practice", least=least)
    agreed_on = inputs.agreed_end_on
    if agreed_on and agreed_on != book.day:
        book.remark("agreed_differs", agreed_on=agreed_on, days=(agreed_on - book.day).days)
