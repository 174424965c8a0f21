"""Which mails ask a company whether it takes apprentices?"""

from companies.intake import Recipient, last_day, token_of
from companies.models import IntakeQuestion
from okportal.outbox.actions import enqueue


def ask(question: IntakeQuestion):
    _send(question, "intake_question", Recipient(question.to_email, question.to_name, question.language))


def remind(question: IntakeQuestion, to: Recipient):
    _send(question, "intake_reminder", to)


def _send(question, name, to: Recipient):
    """One mail of each kind for each time the office asked: a sweep that runs again writes none."""
    round_of = f"{question.asked_at.timestamp():.6f}"
    enqueue(
        office_id=question.office_id, key=f"intake:{question.pk}:{round_of}:{name}", template=f"companies/{name}",
        to_email=to.email, to_name=to.name, language=to.language, page="companies:answer_intake",
        facts={
            "company": question.company.name, "year": question.year, "until": last_day(question).isoformat(),
            "page_arguments": [token_of(question)],
        },
    )  # fmt: skip
