"""How does a plan's progress compare with the time that has passed, and what do the ratings mean?

Pure functions over plain values.
"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.rules import Finding

# What the apprentice says of the own mastery; the numbers are stored.
RATINGS = {
    1: _("New to me"),
    2: _("Have tried it"),
    3: _("Manage with help"),
    4: _("Manage on my own"),
}
# Curricula name their language in three letters (Grep), pages in two where there are two.
HTML_LANGUAGES = {"nob": "nb", "nno": "nn", "sme": "se"}
BEHIND_PERCENT = 25  # points between time passed and aims reached, before anybody is told


def expected_aims(total: int, percent_of_time: int) -> int:
    """How many aims would be reached by now, were they spread evenly over the training period."""
    return round(total * percent_of_time / 100)


def is_behind(reached: int, total: int, percent_of_time: int) -> bool:
    """Aims lag well behind time. Evenly is only a rule of thumb, hence the generous margin."""
    return total > 0 and percent_of_time - 100 * reached / total > BEHIND_PERCENT


def plan_findings(reached: int, total: int, percent_of_time: int, url: str = "") -> list[Finding]:
    """What the caseload is to know about a plan; empty when there is nothing."""
    if not is_behind(reached, total, percent_of_time):
        return []
    from_plan = _("%(reached)s of %(total)s aims reached, and %(percent)s %% of the time has passed.")
    return [Finding("warning", from_plan % {"reached": reached, "total": total, "percent": percent_of_time}, url)]


def html_language(code: str) -> str:
    """The `lang` attribute for a curriculum's text."""
    return HTML_LANGUAGES.get(code, code)
