"""Whom in a company does the office ask about next year's places, until when, and with which link?"""

import base64
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Company, CompanyPerson, IntakeQuestion
from companies.status import Shown
from okportal.people.actions import token_hash

Role = CompanyPerson.Role
ANSWER_DAYS = 42  # how long a company has, unless the office says otherwise
REMINDED_AFTER = timedelta(days=14)
RANK = {Role.COMPANY_CONTACT: 1, Role.RESPONSIBLE_LEADER: 2}


@dataclass(frozen=True)
class Recipient:
    email: str
    name: str
    language: str


def recipients(companies: list[Company], today: date) -> dict[int, Recipient]:
    """{company: who is asked}: its contact, else its responsible leader, else its own address. One query.

    A company without any address is left out.
    """
    people = CompanyPerson.objects.on(today).filter(company__in=companies, role__in=list(RANK)).exclude(email="")
    found = {
        company.pk: Recipient(company.email, company.name[:120], "nb") for company in companies if company.email
    }  # fmt: skip
    ranked = sorted(people.select_related("user"), key=lambda person: (RANK[person.role], person.pk), reverse=True)
    for person in ranked:  # the first in rank is written last
        language = person.user.language if person.user else person.language
        found[person.company_id] = Recipient(person.email, person.name, language)
    return found


def token_of(question: IntakeQuestion) -> str:
    """The secret part of the link: made from the portal's own key, so that a reminder carries the same link.

    Asking again moves `asked_at`, and with it the link. What is stored is the hash.
    """
    about = f"{question.office_id}:{question.pk}:{question.asked_at.isoformat()}"
    digest = salted_hmac("companies.intake", about, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(question: IntakeQuestion) -> str:
    return token_hash(token_of(question))


def end_of(day: date) -> datetime:
    """The last moment of an Oslo day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(seconds=1)


def last_day(question: IntakeQuestion) -> date:
    return timezone.localdate(question.expires_at)


def is_open(question: IntakeQuestion, now: datetime) -> bool:
    return question.answered_at is None and question.expires_at > now


def shown(question: IntakeQuestion | None, now: datetime) -> Shown:
    """How the office sees what a company has answered."""
    if question is None:
        return Shown("neutral", _("Not asked"))
    if question.answered_at:
        told = {"day": _on(question.answered_at), "name": question.answered_by_name}
        reason = _("%(day)s by %(name)s") % told
        if question.answer == IntakeQuestion.Answer.YES:
            return Shown("success", _("Yes"), reason)
        return Shown("info", _("No"), reason)
    if question.expires_at > now:
        return Shown(
            "warning", _("Not answered"), _("the link holds until %(day)s") % {"day": _on(question.expires_at)}
        )
    return Shown("danger", _("Not answered"), _("the link expired %(day)s") % {"day": _on(question.expires_at)})


def _on(moment) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
