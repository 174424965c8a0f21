"""What do the ledger's lines and remarks say to people?

Words are made when they are shown, from a code and its facts: a kept ledger speaks the language of its reader.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

KINDS = {
    "illness": gettext_noop("Illness"), "leave": gettext_noop("Leave"), "parental": gettext_noop("Parental leave"),
    "military": gettext_noop("Military service"), "other": gettext_noop("Other interruption"),
    "holiday": gettext_noop("Holiday"), "unexcused": gettext_noop("Unexcused"),
}  # fmt: skip
CREDITS = {
    "vg1_right": gettext_noop("Passed Vg1 that leads to the trade"),
    "vg1_other": gettext_noop("Passed another Vg1"),
    "vg2_right": gettext_noop("Passed Vg2 that leads to the trade"),
    "vg2_same_programme": gettext_noop("Passed another Vg2 of the same programme"),
    "vg2_other": gettext_noop("Passed Vg2 of another programme"),
    "certificate_same_vg2": gettext_noop("Earlier certificate of a trade with the same Vg2"),
    "certificate_same_programme": gettext_noop("Earlier certificate of a trade of the same programme"),
    "certificate_other": gettext_noop("Earlier certificate of another trade"),
    "practice": gettext_noop("Relevant practice"),
}
# Notes and remarks without figures in them; the note under a line and the remark about it say the same.
SENTENCES = {
    "credit_in_route": gettext_noop("The route reckons with this schooling already."),
    "credit_although_in_route": gettext_noop(
        "The route reckons with this schooling already, and yet credit was decided for it."
    ),
    "credit_within_certificate": gettext_noop("The earlier certificate is credited, and has this schooling in it."),
    "credit_within_school": gettext_noop("Schooling or another certificate gives as much, and is credited instead."),
    "interruption_never_counts": gettext_noop("Such days never move the end."),
    "interruption_before_start": gettext_noop("It was over before the training began."),
    "interruption_after_end": gettext_noop("It lies after the last day, and does not move it."),
    "interruption_in_extension": gettext_noop(
        "It lies in days that were added by a decision, and does not move the end by itself: ask the county authority."
    ),
    "interruption_open": gettext_noop("It still lasts, so that the last day is preliminary."),
    "part_time_is_full": gettext_noop("Counts as a full position in this county."),
    "part_time_overlaps": gettext_noop("Part-time periods overlap. The lowest percent holds."),
}  # fmt: skip


def label(code: str, facts: dict) -> str:
    return LABELS[code](facts)


def note(code: str, facts: dict) -> str:
    """Needs `facts["why"]`, the code of a remark or empty; credit says by itself how it was cut."""
    sentences = [message(facts["why"], facts)] if facts.get("why") else []
    if facts.get("later_days"):
        sentences.append(_("With %(days)s decided after it.") % {"days": days_text(facts["later_days"])})
    return " ".join(sentences)


def message(code: str, facts: dict) -> str:
    return MESSAGES[code](facts) if code in MESSAGES else _(SENTENCES[code])


def remark(code: str, facts: dict) -> str:
    """As it stands by itself: with the line it is about in front."""
    about = f"{label(facts['about'], facts)}: " if facts.get("about") else ""
    return about + message(code, facts)


def figures(figures) -> str:
    """'Figures of Vestland from 01.08.2024'; the bare version where county and day are not given."""
    if figures.county and figures.from_on:
        said = {"county": figures.county, "day": _day(figures.from_on)}
        return _("Figures of %(county)s from %(day)s") % said
    return _("County figures %(version)s") % {"version": figures.version}


def months_text(months: int) -> str:
    return ngettext("%(months)s month", "%(months)s months", months) % {"months": months}


def days_text(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def amount(months: int, days: int) -> str:
    """'2 months and 10 days', without sign; '0 days' for nothing."""
    if months and days:
        return _("%(months)s and %(days)s") % {"months": months_text(months), "days": days_text(days)}
    return months_text(months) if months else days_text(days)


def signed(months: int, days: int) -> str:
    sign = "− " if months < 0 or days < 0 else "+ " if months or days else ""
    return sign + amount(abs(months), abs(days))


def _base(facts) -> str:
    months = facts["months"]
    return ngettext("%(months)s month of training", "%(months)s months of training", months) % {"months": months}


def _credit(facts) -> str:
    months = facts["months"]
    if facts["kind"] in CREDITS:
        said = _(CREDITS[facts["kind"]])
    else:
        said = ngettext("%(months)s month of credit", "%(months)s months of credit", months) % {"months": months}
    return f"{said} {_cut(facts)}" if "least" in facts else said


def _cut(facts) -> str:
    wanted, least = facts["wanted_months"], facts["least"]
    return ngettext(
        "(of %(wanted)s: at least %(least)s month must be left)",
        "(of %(wanted)s: at least %(least)s months must be left)",
        least,
    ) % {"wanted": amount(wanted, facts["wanted_days"]) if facts["wanted_days"] else wanted, "least": least}


def _part_time(facts) -> str:
    said = {"percent": facts["percent"], "first": _day(facts["from_on"])}
    if facts["to_on"] is None:
        return _("Position of %(percent)s percent from %(first)s on") % said
    return _("Position of %(percent)s percent from %(first)s to %(last)s") % (said | {"last": _day(facts["to_on"])})


def _interruption(facts) -> str:
    said = {"what": _(KINDS[facts["kind"]]), "first": _day(facts["from_on"]), "last": _day(facts["to_on"])}
    if facts["percent"] == 100:
        return _("%(what)s from %(first)s to %(last)s") % said
    return _("%(what)s, %(percent)s percent, from %(first)s to %(last)s") % (said | {"percent": facts["percent"]})


def _too_short(facts) -> str:
    return _("Only interruptions of more than %(days)s move the end in this county.") % {
        "days": days_text(facts["long_absence_days"])
    }


def _credit_cut(facts) -> str:
    return _("The credit was cut: at least %(least)s of training must be left.") % {
        "least": months_text(facts["least"])
    }


def _over_figure(facts) -> str:
    return _("More than the regulation gives, which is %(most)s at most.") % {"most": months_text(facts["most"])}


def _overlap(facts) -> str:
    return _("Interruptions overlap. Shared days count once: %(days)s.") % {"days": days_text(facts["days"])}


def _extension_no_effect(facts) -> str:
    return _("The training lasts to %(day)s anyway.") % {"day": _day(facts["reached_on"])}


def _agreed(facts) -> str:
    days = facts["days"]
    said = {"agreed": _day(facts["agreed_on"]), "days": days_text(abs(days))}
    if days > 0:
        return _("The agreed last day, %(agreed)s, is %(days)s later than the calculated one.") % said
    return _("The agreed last day, %(agreed)s, is %(days)s earlier than the calculated one.") % said


def _little_practice(facts) -> str:
    return _("The registered practice before the contract is shorter than %(least)s in full time.") % {
        "least": months_text(facts["least"])
    }


def _day(day) -> str:
    return f"{day:%d.%m.%Y}"


LABELS = {
    "start": lambda facts: _("First day of the training"),
    "base": _base,
    "credit": _credit,
    "last_day": lambda facts: _("The day before is the last day"),
    "extension": lambda facts: _("Extended by %(days)s") % {"days": days_text(facts["days"])},
    "part_time": _part_time,
    "interruption": _interruption,
    "extension_to": lambda facts: _("Extended to %(day)s") % {"day": _day(facts["to_on"])},
}
MESSAGES = {
    "interruption_too_short": _too_short,
    "interruptions_overlap": _overlap,
    "credit_cut": _credit_cut,
    "credit_over_figure": _over_figure,
    "extension_no_effect": _extension_no_effect,
    "little_practice": _little_practice,
    "agreed_differs": _agreed,
}
