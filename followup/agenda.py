"""What does a half-year talk go through, unless the parties want something else?"""

from django.utils import translation
from django.utils.translation import gettext as _


def default_agenda(language: str) -> str:
    """One point a line, in the contract's language. Looks back, forward and around (forskrift §§ 9-6, 9-11, 9-13)."""
    with translation.override(language):
        points = [
            _("How have the work and the learning gone since the last talk?"),
            _("Which competence aims are reached, and what shows it?"),
            _("Which aims come next, and which tasks give practice in them?"),
            _("How is it to be at the workplace: wellbeing, colleagues, working hours?"),
            _("Absence that may move the end of the training period"),
            _("What can the company and the instructor do better?"),
            _("What do we agree on until the next talk?"),
        ]
    return "\n".join(points)
