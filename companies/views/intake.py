"""How many places do all members have in a year, who has answered, and what does a company answer?"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from companies import actions
from companies.forms.capacity import AskForm
from companies.intake import ANSWER_DAYS, is_open, last_day, recipients
from companies.models import Company, IntakeQuestion
from companies.places import year_from
from companies.places_columns import COLUMNS, file_rows
from companies.places_filter import PlacesFilter, members, sums, with_lines
from companies.views.places import answer_form, known_year
from okportal.audit.actions import record
from okportal.offices.scope import office_url
from okportal.people.actions import token_hash
from okportal.permissions import Permission, allowed, open_to_anyone
from okportal.sheets.writing import response
from okportal.ui.listing import listing, render_list
from okportal.ui.selection import Selection, chosen, is_asked

NAMED = 100  # how many of the chosen companies are named before the question is sent
ASK = gettext_lazy("Ask about places")


@allowed(Permission.CASELOAD)
def overview(request):
    """Companies by trade for a year, with answers, and what each trade adds up to in the companies that fit."""
    member = request.member
    year = year_from(request.GET.get("aar"), member.today)
    page = listing(request, members(member, year), PlacesFilter)
    may_edit = member.can(Permission.COMPANY_EDIT)
    context = {
        "listing": page, "rows": with_lines(list(page.rows), year), "year": year, "may_edit": may_edit,
        "sums": sums(page.filter.qs, year), "query": page.querystring,
        "steps": [(office_url("companies:ask_intake", year), ASK, "Paperplane")] if may_edit else [],
    }  # fmt: skip
    return render_list(request, "companies/places_overview.html", context)


@require_safe
@allowed(Permission.CASELOAD)
def export_places(request):
    """All pages of the overview with its filter, a row for each trade and place of work, as xlsx or csv."""
    member = request.member
    year = year_from(request.GET.get("aar"), member.today)
    companies = list(PlacesFilter(request.GET, queryset=members(member, year), request=request).qs)
    rows = file_rows(with_lines(companies, year), year)
    kind = "csv" if request.GET.get("fil") == "csv" else "xlsx"
    record(member, "places.exported", member.office, rows=len(rows), kind=kind, year=year)
    return response(COLUMNS, rows, f"{_('Places')} {year}", kind)


@allowed(Permission.COMPANY_EDIT)
def ask_intake(request, year):
    """Shows to whom the question goes, and who has no address, before it is sent."""
    member, year = request.member, known_year(year)
    selection = companies_asked(request, year)
    form = AskForm(
        request.POST or None, selection=selection, initial={"answer_by": member.today + timedelta(ANSWER_DAYS)}
    )
    if selection and form.is_valid() and form.submit(actions.ask_intake, year=year, by=member):
        count = len(form.result)
        sent = ngettext("%(count)s company is asked.", "%(count)s companies are asked.", count) % {"count": count}
        messages.success(request, sent if count else _("They have been asked already."))
        return redirect(f"{office_url('companies:places_overview')}?aar={year}")
    context = {"form": form, "year": year, "selection": selection} | told_before(selection, member, year)
    is_empty = request.method == "POST" and not selection
    return render(request, "companies/ask_intake.html", context, status=422 if is_empty else form.status)


def companies_asked(request, year) -> Selection:
    """Those that were ticked, or all members that have not been asked."""
    rows = Company.objects.visible_to(request.member).active().order_by("sort_name", "pk")
    if is_asked(request):
        return chosen(request, rows, PlacesFilter)
    silent = rows.exclude(pk__in=IntakeQuestion.objects.filter(year=year).values("company_id"))
    return Selection(silent, tuple(silent.values_list("pk", flat=True)))


def told_before(selection, member, year) -> dict:
    companies = list(selection.rows)
    asked = set(IntakeQuestion.objects.filter(company__in=companies, year=year).values_list("company_id", flat=True))
    fresh = [company for company in companies if company.pk not in asked]
    to = recipients(fresh, member.today)
    reached = [(company, to[company.pk]) for company in fresh if company.pk in to]
    return {
        "reached": reached[:NAMED], "count": len(reached), "more": max(len(reached) - NAMED, 0), "asked": len(asked),
        "without": [company for company in fresh if company.pk not in to],
    }  # fmt: skip


@open_to_anyone
def answer_intake(request, token):
    """A company's answer, without login: filled in, looked over, sent. The link works once.

    In the language of the mail, unless the reader has chosen one here.
    """
    questions = IntakeQuestion.objects.select_related("company", "office")
    question = get_object_or_404(questions, office=request.office, token_hash=token_hash(token))
    if not request.user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(question.language)
    context = {"question": question, "company": question.company, "year": question.year, "until": last_day(question)}
    if not is_open(question, timezone.now()):
        return render(request, "companies/intake_closed.html", context, status=410)
    form = answer_form(request.POST or None, question, timezone.localdate())
    if not form.is_valid():
        return render(request, "companies/intake.html", context | {"form": form}, status=form.status)
    context |= {"form": form, "given": form.cleaned_data}
    if "er_sett" not in request.POST:
        return render(request, "companies/intake_look.html", context)
    if "endre" in request.POST:
        return render(request, "companies/intake.html", context)
    if not form.submit(actions.answer_intake, question=question):
        return render(request, "companies/intake.html", context, status=form.status)
    return render(request, "companies/intake_thanks.html", context)
