import os
import pytest
from playwright.sync_api import sync_playwright
from datetime import date
from companies import actions
from companies.models import *
from okportal.curricula.models import Trade
from okportal.offices.models import County
from okportal.permissions import Role
from tests.world import build_world
from pathlib import Path

def test_shots(transactional_db, live_server, settings):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
    settings.BASE_URL=live_server.url
    settings.LANGUAGE_CODE="en"
    w=build_world(); here=w.here
    with here.scope():
        adv=here.member(Role.ADVISOR)
        here.users[Role.ADVISOR].language="en"; here.users[Role.ADVISOR].save()
        nums=["913558693","974544482","971032146","964338531"]
        for n,name in zip(nums,["Fjord kommune","Øygarden kulturskule IKS","Bergen Logistikk AS","Norheimsund Hotell AS"]):
            c=actions.register(organisation_number=n,name=name,city="Bergen",county=County.objects.get(pk="46"),postcode="5003",address="Rådhusgata 1",by=adv,email="post@fjord.example",phone="+4755555555")
        c=Company.objects.get(name="Fjord kommune")
        for t,dec,kw in (("HSHEA3----","approve",{}),("HSBUA3----",None,{}),("RMKOK3----","limit",{"limits":"Bare lærekandidater"}),("IMITD3----","refuse",{}),("TPLOG3----","approve",{"to_on":date(2026,2,1)})):
            a=actions.apply_approval(company=c,trade=Trade.objects.get(pk=t),county=County.objects.get(pk="46"),by=adv,applied_on=date(2026,3,1))
            if dec: actions.decide_approval(approval=a,decision=dec,on=date(2025,8,1),by=adv,**kw)
        for name,role,inv in (("Kari Nordmann","training_supervisor",True),("Ola Vik Hansen","instructor",False),("Siri Moe","company_contact",True)):
            p=actions.add_person(company=c,name=name,email=name.split()[0].lower()+"@fjord.example",role=role,from_on=date(2025,8,1),phone="+4790000000",is_invited=inv,by=adv)
        p=CompanyPerson.objects.get(name="Siri Moe"); actions.end_person(person=p,on=date(2026,10,1),by=adv)
        for n in ("Fjord sykehjem","Solbakken barnehage"): actions.add_establishment(company=c,name=n,address="Solbakken 3",postcode="5003",city="Bergen",by=adv)
        ap=c.approvals.get(trade="HSBUA3----").pk
        pp=c.people.get(name="Kari Nordmann").pk
        if os.environ.get("WAITING"): Company.objects.filter(pk=c.pk).update(look_up="waiting")
    client=here.client(Role.ADVISOR)
    cookie=client.cookies["sessionid"].value
    axe=Path("node_modules/axe-core/axe.min.js").read_text()
    out=[]
    with sync_playwright() as pw:
        b=pw.chromium.launch(executable_path="/usr/bin/chromium",args=["--no-sandbox","--disable-dev-shm-usage","--disable-gpu"])
        for width,scheme in ((1440,"light"),(1440,"dark"),(390,"light"),(390,"dark")):
            ctx=b.new_context(viewport={"width":width,"height":900},color_scheme=scheme,locale="nb-NO",reduced_motion="reduce",bypass_csp=False)
            ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
            pg=ctx.new_page(); pg.on("console",lambda m: out.append(m.type+m.text) if m.type=="error" else None)
            def go(name,path,before=None):
                pg.goto(live_server.url+here.url("bedrifter/"+path))
                if before: before()
                pg.screenshot(path=f"/tmp/shots/{name}-{width}-{scheme}.png",full_page=True)
                pg.evaluate(axe)
                r=pg.evaluate("axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'],resultTypes:['violations']})")
                for v in r["violations"]: out.append(f"{name} {width} {scheme} {v['id']} {v['help']} {[n['target'] for n in v['nodes']][:3]}")
                ov=pg.evaluate("document.documentElement.scrollWidth>innerWidth")
                if ov: out.append(f"{name} {width} overflow")
            go("list","")
            go("detail",f"{c.pk}/")
            go("register","ny/")
            go("registererr","ny/",lambda:(pg.fill("[name=organisation_number]","123"),pg.click("main button[type=submit]"),pg.wait_for_load_state()))
            go("edit",f"{c.pk}/rediger/")
            go("decide",f"godkjenninger/{ap}/avgjor/")
            go("person",f"{c.pk}/personer/ny/")
            go("approval",f"{c.pk}/godkjenninger/ny/")
            go("end",f"personer/{pp}/avslutt/")
            go("activity",f"{c.pk}/medlemskap/")
            go("place",f"{c.pk}/arbeidssteder/nytt/")
        b.close()
    print("\n".join(out))
