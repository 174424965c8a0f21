"""How many apprentices does one company take in a year, and what has it answered?"""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from companies import actions
from companies.access import answers_for
from companies.forms.capacity import AskAgainForm, IntakeForm, PlacesForm
from companies.intake import ANSWER_DAYS, recipients, shown
from companies.models import IntakeQuestion
from companies.places import YEARS, lines_of, mark, rows_of, year_from
from companies.views.company import may_edit, visible_company
from okportal.curricula.models import Trade
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


def known_year(year: int) -> int:
    """A year in an address, or 404."""
    if year not in YEARS:
        raise Http404
    return year


def page_of(company, year) -> str:
    return f"{office_url('companies:places', company.pk)}?aar={year}"


def question_of(company, year) -> IntakeQuestion | None:
    return IntakeQuestion.objects.filter(company=company, year=year).select_related("asked_by").first()


@allowed(Permission.COMPANY_SEE)
def places(request, company_id):
    """A year's places by trade and place of work, the year before beside; for the office also the answer."""
    company, member = visible_company(request, company_id), request.member
    year = year_from(request.GET.get("aar"), member.today)
    lines = lines_of(company, year, member.today)
    question = question_of(company, year) if member.is_staff else None
    context = {
        "company": company, "year": year, "lines": lines, "total": sum(line.count or 0 for line in lines),
        "before": sum(line.before or 0 for line in lines), "taken": sum(line.taken for line in lines),
        "sees_taken": member.is_staff or answers_for(member, company.pk), "may_edit": may_edit(request),
        "question": question, "answer": shown(question, timezone.now()),
    }  # fmt: skip
    return render(request, "companies/places.html", context)


@allowed(Permission.COMPANY_EDIT)
def edit_places(request, company_id, year):
    company, year = visible_company(request, company_id), known_year(year)
    lines = lines_of(company, year, request.member.today)
    form = PlacesForm(request.POST or None, company=company, lines=lines, year=year, seen=mark(rows_of(company, year)))
    if form.is_valid() and form.submit(actions.set_places, company=company, year=year, by=request.member):
        messages.success(request, _("The places are saved."))
        return redirect(page_of(company, year))
    heading = _("Places %(year)s") % {"year": year}
    return _form(request, form, company, year, heading, _("Save"))


@allowed(Permission.COMPANY_EDIT)
def ask_company(request, company_id, year):
    """Ask this one company, for the first time or again."""
    company, year = visible_company(request, company_id), known_year(year)
    form = AskAgainForm(request.POST or None, initial={"answer_by": request.member.today + timedelta(ANSWER_DAYS)})
    if form.is_valid() and form.submit(actions.ask_again, company=company, year=year, by=request.member):
        sent = _("The question is on its way to %(name)s, %(email)s.")
        messages.success(request, sent % {"name": form.result.to_name, "email": form.result.to_email})
        return redirect(page_of(company, year))
    context = {
        "form": form, "company": company, "year": year, "question": question_of(company, year),
        "to": recipients([company], request.member.today).get(company.pk), "page_url": page_of(company, year),
    }  # fmt: skip
    return render(request, "companies/ask_company.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def write_answer(request, company_id, year):
    """What the company said by telephone, on the same form that it would have filled in itself."""
    company, year = visible_company(request, company_id), known_year(year)
    question = question_of(company, year)
    if question is None:
        raise Http404
    form = answer_form(request.POST or None, question, request.member.today)
    form.fields["name"].label = _("Who answered")
    if form.is_valid() and form.submit(actions.answer_intake, question=question, by=request.member):
        messages.success(request, _("The answer is written down."))
        return redirect(page_of(company, year))
    return _form(request, form, company, year, _("The company's answer about %(year)s") % {"year": year}, _("Save"))


def answer_form(data, question, today) -> IntakeForm:
    """The question as a form. A company with places of work may write more lines, in the trades it is asked about."""
    company, year = question.company, question.year
    lines = lines_of(company, year, today)
    has_more = lines and company.establishments.open_on(today).exists()
    trades = Trade.objects.filter(pk__in={line.trade.pk for line in lines}) if has_more else None
    return IntakeForm(data, company=company, lines=lines, trades=trades, year=year)


def _form(request, form, company, year, heading, label):
    context = {
        "form": form, "company": company, "heading": heading, "label": label, "cancel_url": page_of(company, year)
    }  # fmt: skip
    return render(request, "companies/form.html", context, status=form.status)
