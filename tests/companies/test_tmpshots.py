import os
from playwright.sync_api import sync_playwright, expect
from companies.models import *
from okportal.permissions import Role
from tests.world import build_world

def test_poll(transactional_db, live_server, settings):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
    w=build_world(); here=w.here
    with here.scope():
        Company.objects.update(look_up="waiting")
    client=here.client(Role.ADVISOR); cookie=client.cookies["sessionid"].value
    errs=[]
    with sync_playwright() as pw:
        b=pw.chromium.launch(executable_path="/usr/bin/chromium",args=["--no-sandbox","--disable-dev-shm-usage","--disable-gpu"])
        ctx=b.new_context(); ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
        pg=ctx.new_page(); pg.on("console",lambda m: errs.append(m.text) if m.type=="error" else None)
        reqs=[]; pg.on("response",lambda r: reqs.append((r.status,r.url)) if "oppslag" in r.url else None)
        pg.goto(live_server.url+here.url(f"bedrifter/{here.rows.company.pk}/"))
        pg.wait_for_timeout(4500)
        pg.screenshot(path="/tmp/shots/waiting.png")
        with here.scope():
            Company.objects.update(look_up="found",name="Fra registeret AS",looked_up_at="2026-11-22T10:00:00Z")
        expect(pg.locator("h1")).to_have_text("Fra registeret AS",timeout=6000)
        pg.wait_for_timeout(3000)
        pg.screenshot(path="/tmp/shots/found.png")
        print(reqs, errs)
        b.close()
