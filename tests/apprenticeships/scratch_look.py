import os, pytest, random
from datetime import timedelta
from django.utils import timezone
from django.core.management import call_command
from dateutil.relativedelta import relativedelta
from apprenticeships.models import *
from companies.models import *
from training.models import *
from okportal.curricula.models import *
from okportal.permissions import Role
from training.actions import make_plan
from tests.world import TRADE
from tests.journeys.conftest import *  # noqa

OUT="/tmp/look/"
def login(context, cast, role, live_server):
    c = cast.client(role)
    context.add_cookies([{"name": "sessionid", "value": c.cookies["sessionid"].value, "url": live_server.url}])

@pytest.fixture
def full(world):
    here = world.here
    today = timezone.localdate()
    call_command("import_curriculum", "/work/shared/data/grep/BUA03-02.json", verbosity=0)
    with here.scope():
        here.office.name = "Opplæringskontoret Fjord"; here.office.save()
        c = here.rows.company
        c.name = "Fjellsiden barnehage"; c.save()
        r = here.rows
        r.apprentice.first_name, r.apprentice.last_name = "Amina", "Yusuf Hassan"; r.apprentice.save()
        names = ["Jonas Tveit","Ida Marie Solheim","Mats Brekke","Elias Haugen","Nora Kristine Bakken","Åse Øvrebø","Oliver Strand","Sigrid Aasen"]
        for i, n in enumerate(names):
            f, l = n.rsplit(" ", 1)
            p = Apprentice.objects.create(office=here.office, first_name=f, last_name=l, email=f"a{i}@example.test", phone="+4791234567")
            start = today - relativedelta(months=3*i-1); end = start + relativedelta(months=24, days=-1)
            Apprenticeship.objects.create(office=here.office, apprentice=p, trade_id=TRADE, company=c, county_id="46",
                supervisor=None if i==1 else r.training_supervisor, instructor=None if i==4 else r.instructor,
                advisor=None if i==5 else r.apprenticeship.advisor, state="planned" if i==6 else "running",
                start_on=None if i==6 else start, end_on=None if i==6 else end - relativedelta(months=4 if i==7 else 0))
        PlanAim.objects.all().delete(); Plan.objects.all().delete()
        plan = make_plan(apprenticeship=r.apprenticeship, by=here.member(Role.ADVISOR))
        for a in plan.aims.all()[:7]:
            a.reached_on = today - timedelta(days=40); a.reached_by = here.users[Role.INSTRUCTOR]; a.own_rating = random.choice([2,3,4,None]); a.save()
    return world

def test_look(full, live_server, browser, axe, axe_source):
    here = full.here
    pk = here.rows.apprenticeship.pk
    pages = [("list", Role.ADVISOR, "laerlinger/"), ("none", Role.ADVISOR, "laerlinger/?name=zzz"), ("detail", Role.ADVISOR, f"laerlinger/{pk}/"), ("own", Role.APPRENTICE, f"laerlinger/{pk}/"),
        ("sup", Role.TRAINING_SUPERVISOR, f"laerlinger/{pk}/"), ("register", Role.ADVISOR, "laerlinger/ny/"), ("place", Role.ADVISOR, f"laerlinger/{pk}/laereforhold/"),
        ("edit", Role.ADVISOR, f"laerlinger/{pk}/person/"), ("viewings", Role.APPRENTICE, f"laerlinger/{pk}/innsyn/"), ("invite", Role.ADVISOR, f"laerlinger/{pk}/inviter/"),
        ("plan", Role.INSTRUCTOR, f"opplaering/{pk}/"), ("planown", Role.APPRENTICE, f"opplaering/{pk}/")]
    only = os.environ.get("ONLY")
    bad = []
    for name, role, path in pages:
        if only and name not in only.split(","): continue
        for width, scheme in ((1440,"light"),(390,"light"),(1440,"dark"),(390,"dark"),(320,"light")):
            ctx = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=live_server.url, reduced_motion="reduce")
            login(ctx, here, role, live_server)
            page = ctx.new_page()
            page.on("console", lambda m: bad.append((name, m.text)) if m.type == "error" else None)
            page.goto(here.url(path))
            try: axe(page)
            except AssertionError as e: bad.append((name, width, scheme, str(e)[:600]))
            w = page.evaluate("document.documentElement.scrollWidth")
            if w > width: bad.append((name, width, "overflow", w))
            if (width, scheme) in ((1440,"light"),(390,"light"),(1440,"dark")):
                page.screenshot(path=f"{OUT}{name}-{width}-{scheme}.png", full_page=True)
            ctx.close()
    print("\n".join(map(str, bad)))

def test_click(full, live_server, browser):
    here = full.here; pk = here.rows.apprenticeship.pk
    bad = []
    ctx = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=live_server.url, reduced_motion="reduce")
    login(ctx, here, Role.INSTRUCTOR, live_server)
    page = ctx.new_page(); page.on("console", lambda m: bad.append(m.text) if m.type == "error" else None)
    page.goto(here.url(f"opplaering/{pk}/"))
    print(page.locator("#plan-progress small").first.inner_text())
    page.get_by_role("button", name="Mark as reached").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    print(page.locator("#plan-progress small").first.inner_text(), page.evaluate("document.activeElement.id + '|' + document.activeElement.innerText"), page.url)
    print("rows", page.locator("tbody tr").count(), page.locator("#plan-progress").count())
    page.screenshot(path=OUT+"clicked.png")
    ctx.clear_cookies(); login(ctx, here, Role.APPRENTICE, live_server)
    page.goto(here.url(f"opplaering/{pk}/")); page.get_by_role("button", name="Manage with help").nth(10).click(); page.wait_for_timeout(800)
    print(page.evaluate("document.activeElement.id + '|' + document.activeElement.getAttribute('aria-pressed')"))
    ctx.clear_cookies(); login(ctx, here, Role.ADVISOR, live_server)
    page.goto(here.url("laerlinger/ny/"))
    page.fill("#id_first_name", "Kari")
    page.select_option("#id_company", label="Fjellsiden barnehage"); page.wait_for_timeout(1000)
    print(page.input_value("#id_supervisor"), page.input_value("#id_county"), page.input_value("#id_first_name"), page.evaluate("document.activeElement.id"))
    page.get_by_role("button", name="Register").click(); page.wait_for_timeout(500)
    page.screenshot(path=OUT+"errors.png", full_page=True)
    page.goto(here.url("laerlinger/")); page.fill("input[name=name]", "sol"); page.wait_for_timeout(1000)
    print(page.locator("tbody tr").count(), page.url)
    page.goto(here.url("laerlinger/")); page.locator("tbody tr").nth(2).locator("td").nth(1).click(); page.wait_for_timeout(800); print(page.url)
    print(bad)
