"""What does a needs mapping (kartlegging) ask to begin with, and how are its answers packed?"""

import json
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
MOST_QUESTIONS, LONGEST_QUESTION, LONGEST_ANSWER = 30, 300, 5000


class Template(NamedTuple):
    title: str
    introduction: str
    questions: list[str]


def default_template(language: str) -> Template:
    """The questions an office starts from, in one language. They ask what helps, never for a diagnosis (domain § 10).

    The title carries the language, so that the three stand beside each other.
    """
    with override(language):
        introduction = _(
            "We go through this together. You answer what you want to answer, and you decide what is written down. "
            "Tell what helps you; nobody asks for a diagnosis."
        )
        questions = [
            _("What do you do well, and what do you like to do?"),
            _("How do you learn best: by trying, seeing, reading or talking it through?"),
            _("What is hard at work, and when is it less hard?"),
            _("Reading, writing and arithmetic: what would make it easier?"),
            _("Norwegian as a second language: which words or situations are difficult?"),
            _("What helped you at school or in earlier jobs?"),
            _("Is there something about working hours, noise, breaks or the way to work that we should arrange?"),
            _("Whom do you turn to at work when something is difficult?"),
            _("Do you need adaptation at the test or at written exams? The county authority is asked early."),
            _("What shall we try first, and how shall we notice that it helps?"),
        ]
        return Template(f"{_('Needs mapping')} – {LANGUAGES[language]}", introduction, questions)


def packed(questions: list[str], answers: list[str]) -> str:
    """The text that is sealed in the database. The questions go along: a template may change afterwards."""
    pairs = [{"question": question, "answer": answer} for question, answer in zip(questions, answers, strict=True)]
    return json.dumps(pairs, ensure_ascii=False)


def unpacked(text: str) -> list[dict]:
    return json.loads(text)
