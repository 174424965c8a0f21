"""How are companies asked whether they take apprentices, once, again, and when they have said nothing?"""

import secrets
from datetime import date, datetime, timedelta

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies import intake_emails
from companies.actions.capacity import expiry
from companies.intake import REMINDED_AFTER, hash_of, recipients
from companies.models import Company, IntakeQuestion
from okportal.audit.actions import record, record_each
from okportal.errors import Refused

A_MOMENT = timedelta(minutes=1)


@atomic
def ask_intake(*, ids, year: int, answer_by: date, by) -> list[IntakeQuestion]:
    """Ask the companies `ids` about a year's intake; returns the new questions.

    One question for each company and year: who has been asked already, and who has no address, is passed over. So
    the second of two clicks asks nobody.
    """
    expires_at = expiry(answer_by, by.today)
    companies = list(
        Company.objects.visible_to(by).active().filter(pk__in=ids).select_for_update(of=("self",), no_key=True)
    )
    asked = set(IntakeQuestion.objects.filter(company__in=companies, year=year).values_list("company_id", flat=True))
    to = recipients(companies, by.today)
    questions = [
        IntakeQuestion(
            office_id=by.office.pk, company=company, year=year, expires_at=expires_at, asked_by=by.user,
            to_email=to[company.pk].email, to_name=to[company.pk].name, language=to[company.pk].language,
            token_hash=secrets.token_hex(32),  # the link is made of key and time, which are known afterwards
        )
        for company in companies
        if company.pk in to and company.pk not in asked
    ]  # fmt: skip
    IntakeQuestion.objects.bulk_create(questions)
    for question in questions:
        question.token_hash = hash_of(question)
    IntakeQuestion.objects.bulk_update(questions, ["token_hash"])
    for question in questions:
        intake_emails.ask(question)
    record_each(by, "intake.asked", [(question, {"year": year}) for question in questions])
    return questions


@atomic
def ask_again(*, company, year: int, answer_by: date, by) -> IntakeQuestion:
    """Ask one company once more with a new link; the old one opens nothing, and an answer that was given is taken back.

    The figures stay as they are. The second of two clicks sends nothing. Raises Refused where nobody can be written to.
    """
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    question = IntakeQuestion.objects.select_for_update(of=("self",)).filter(company=company, year=year).first()
    if question is None:
        found = ask_intake(ids=[company.pk], year=year, answer_by=answer_by, by=by)
        if not found:
            raise _no_address(company)
        return found[0]
    if question.answered_at is None and timezone.now() - question.asked_at < A_MOMENT:
        return question
    to = recipients([company], by.today).get(company.pk)
    if to is None:
        raise _no_address(company)
    before = question.answer
    question.expires_at, question.asked_at, question.asked_by = expiry(answer_by, by.today), timezone.now(), by.user
    question.to_email, question.to_name, question.language = to.email, to.name, to.language
    question.answered_at, question.answer, question.answered_by_name, question.comment = None, "", "", ""
    question.token_hash = hash_of(question)
    question.save()
    intake_emails.ask(question)
    record(by, "intake.asked_again", question, year=year, before=before)
    return question


@atomic
def remind_intake(*, office_id: int, now: datetime) -> int:
    """Write once more to those who have had the question for 14 days and not answered; returns how many there are.

    Each question is reminded of once, with the link it was asked with, to whom it would be asked today. Where the
    portal's key has been changed since, the old link is dead and the new one is let in.
    """
    due = IntakeQuestion.objects.filter(
        office_id=office_id, answered_at__isnull=True, expires_at__gt=now, asked_at__lte=now - REMINDED_AFTER,
        company__is_active=True,
    ).select_related("company")  # fmt: skip
    to = recipients([question.company for question in due], timezone.localdate(now))
    reminded = [question for question in due if question.company_id in to]
    for question in reminded:
        if question.token_hash != hash_of(question):
            question.token_hash = hash_of(question)
            question.save(update_fields=["token_hash"])
        intake_emails.remind(question, to[question.company_id])
    return len(reminded)


def _no_address(company) -> Refused:
    return Refused(
        _("%(company)s has nobody to write to.") % {"company": company},
        way_out=_("Add a company contact with an e-mail address, or the company's own."),
    )
