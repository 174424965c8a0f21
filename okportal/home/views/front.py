"""What does each kind of person see first?"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from apprenticeships.progress import progress
from apprenticeships.standing import Standing, standings
from contracts.models import Contract, Handover
from followup.models import Talk
from okportal.home import queries
from okportal.home.caseload import explain, rules_in_use, with_findings
from okportal.home.filters import CaseloadFilter
from okportal.home.light_rules import RULES
from okportal.home.lights import may_read, readable, trend
from okportal.home.search import search_everything
from okportal.offices.models import Membership
from okportal.offices.scope import office_url
from okportal.permissions import Permission, Role, allowed, any_member
from okportal.todo.queries import open_for
from okportal.ui.charts import bar_chart
from okportal.ui.listing import addresses, listing, render_list

FIRST_PAGES = (
    (Permission.CASELOAD, "home:caseload"),
    (Permission.OWN_APPRENTICES, "home:own_apprentices"),
    (Permission.OWN_TRAINING, "home:own_training"),
)
ROWS_A_PAGE = 25
TASKS_SHOWN = 5
PAGES_OF_A_ROW = (
    "apprenticeships:detail", "followup:detail", "exams:detail", "training:plan", "apprenticeships:absence",
)  # fmt: skip
SHOWN = (
    "office_id", "state", "start_on", "end_on", "apprentice__first_name", "apprentice__last_name", "trade__name",
    "company__name", "supervisor__to_on", "instructor__to_on", "advisor__to_on",
    "apprentice__user", "establishment_id", "hr_id",
)  # fmt: skip


@any_member
def my_day(request):
    """The first page that one of the person's roles opens; the menu leads to the others."""
    for permission, page in FIRST_PAGES:
        if request.member.can(permission):
            return redirect(office_url(page))
    raise Http404


@allowed(Permission.CASELOAD)
def caseload(request):
    """Min dag: who needs me now, which dates are near, how far are all."""
    member = request.member
    is_advisor = Role.ADVISOR in member.roles
    mine = is_advisor and request.GET.get("vis") != "alle"
    rows = queries.caseload_of(member, mine)
    counts = {} if request.htmx else queries.counts(rows)
    page = listing(
        request, worst_first(rows, "next_talk"), CaseloadFilter, per_page=ROWS_A_PAGE, total=counts.get("total")
    )  # fmt: skip
    context = {
        "listing": page, "rows": as_shown(request, page), "counts": counts, "mine": mine, "is_advisor": is_advisor,
        "today": member.today,
    }  # fmt: skip
    if not request.htmx:
        apprenticeships = Apprenticeship.objects.visible_to(member).running()
        apprenticeships = apprenticeships.of_advisor(member) if mine else apprenticeships
        contracts, tests = queries.work_counts(member, apprenticeships, member.today)
        context |= {
            "exams": tests,
            "tasks": open_for(member, TASKS_SHOWN),
            "may_edit": member.can(Permission.APPRENTICE_EDIT),
            "contracts": contracts,
            "deadlines": queries.deadlines(apprenticeships, member.today),
            "chart": talk_chart(queries.talks_by_month(apprenticeships, member.today)),
            "greeting": greeting(timezone.localtime().hour),
        }
        context["talks_this_month"] = context["chart"].bars[-1]
    return render_list(request, "home/caseload.html", context)


def worst_first(caseload, *then):
    """With what a row of home/_rows.html shows, and no more: nobody's encrypted number is opened for a list."""
    rows = caseload.select_related("apprentice", "trade", "company", "supervisor", "instructor", "advisor").only(*SHOWN)
    return rows.order_by("rule", *then, "apprentice__sort_name", "pk")


def as_shown(request, page) -> list:
    """The page's rows as home/_rows.html draws them."""
    today = request.member.today
    rows = explain(list(page.rows), today)
    address_of = {name: addresses(request, name) for name in PAGES_OF_A_ROW}
    period, talk = _("Month %(month)s of %(months)s · %(reached)s of %(aims)s aims"), _("Half-year talk %(number)s")
    for row in rows:
        name, pk = row.page
        row.url, row.page_url = address_of["apprenticeships:detail"](row.pk), address_of[name](pk)
        row.talk_url = address_of["followup:detail"](row.talk_id) if row.talk_id else ""
        row.talk = talk % {"number": row.talk_number}
        row.period = progress(row.start_on, row.end_on, today)
        row.words = period % {
            "month": row.period.month, "months": row.period.months, "reached": row.plan_reached, "aims": row.plan_total
        }  # fmt: skip
    return rows


def talk_chart(months):
    """The last six months as bars: held over planned."""
    return bar_chart(
        [(date_format(month, "b", use_l10n=False), held, planned) for month, held, planned in months],
        title=_("Half-year talks by the month they were due"), done_label=_("Held"), plan_label=_("Planned"),
        category_label=_("Month"),
    )  # fmt: skip


def trend_chart(weeks):
    """Week by week: how many needed somebody at once, and how many at all."""
    return bar_chart(
        [
            (date_format(week["week_on"], "W", use_l10n=False), week["danger"], week["danger"] + week["warning"])
            for week in weeks
        ],
        title=_("The traffic light by week"), done_label=_("Needs you now"),
        plan_label=_("In all with something to do"), category_label=_("Week"),
    )  # fmt: skip


def greeting(hour: int) -> str:
    if hour < 10:
        return _("Good morning")
    return _("Good day") if hour < 17 else _("Good evening")


@allowed(Permission.OWN_APPRENTICES)
def own_apprentices(request):
    """The company's page: what waits for me, and how my apprentices are doing."""
    member = request.member
    in_use = readable(Standing(member.roles), rules_in_use(member))
    mine = with_findings(Apprenticeship.objects.visible_to(member).running(), member.today, in_use)
    page = listing(request, worst_first(mine), per_page=ROWS_A_PAGE)
    context = {
        "listing": page,
        "rows": as_told(member, as_shown(request, page)),
        "to_sign": queries.parts_waiting(member)[:10],
        "talks": Talk.objects.visible_to(member).waiting().with_people().order_by("due_on", "id")[:6],
        "has_former": Handover.objects.left_by(member).exists(),
        "today": member.today,
    }
    return render(request, "home/own_apprentices.html", context)


def as_told(member, rows) -> list:
    """Who supervises one and instructs another reads of each what that part may: elsewhere the label stands alone."""
    parts = standings(member, rows)
    for row in rows:
        if not may_read(parts[row.pk], RULES[row.rule]):
            row.reason = ""
    return rows


@allowed(Permission.OWN_TRAINING)
def own_training(request):
    """The apprentice's page: how far am I, what is next, my contract."""
    member = request.member
    own = Apprenticeship.objects.visible_to(member).filter(apprentice__user_id=member.user.pk)
    apprenticeship = own.with_people().order_by("-state", "-start_on", "-pk").first()
    context = {"apprenticeship": apprenticeship, "today": member.today}
    if apprenticeship:
        queries.add_progress(apprenticeship, member.today)
        context |= {
            "talks": Talk.objects.visible_to(member).filter(apprenticeship=apprenticeship).order_by("due_on")[:8],
            "contracts": Contract.objects.visible_to(member).filter(apprenticeship=apprenticeship)[:5],
            "to_sign": queries.parts_waiting(member)[:5],
            "registration": queries.newest_registration(apprenticeship),
        }
    return render(request, "home/own_training.html", context)


@allowed(Permission.OFFICE_ADMIN)
def office(request):
    """The administrator's page: the office in figures, by advisor."""
    member = request.member
    running = Apprenticeship.objects.visible_to(member).running()
    caseload = queries.caseload_of(member, mine=False)
    context = {
        "counts": queries.counts(caseload),
        "contracts": queries.contract_counts(member),
        "advisors": queries.by_advisor(caseload),
        "companies": queries.company_counts(member),
        "staff": Membership.objects.visible_to(member).staff().on(member.today).count(),
        "chart": talk_chart(queries.talks_by_month(running, member.today)),
        "trend": trend_chart(weeks) if (weeks := trend(member, running)) else None,
    }
    return render(request, "home/office.html", context)


@any_member
def search(request):
    """One field for apprentices, companies and contracts; shows what the person may see, and no more."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    return render(request, "home/search.html", {"text": text, "found": search_everything(request.member, text)})
