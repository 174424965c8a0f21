"""How do people in a journey take a contract from page to page: written, checked, signed, decided?"""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from companies.models import CompanyPerson, Qualification
from contracts.models import Contract
from contracts.states import ContractState
from okportal.permissions import Role
from tests.contracts.given import PDF
from tests.contracts.stages import Road, address, fill_in
from tests.journeys.people import a_file, deliver_mail

__all__ = ["address"]

ADVISOR, SUPERVISOR, APPRENTICE = (f"{role}@fjord.example" for role in ("advisor", "training_supervisor", "apprentice"))
GUEST = "siv@nybedrift.example"  # a training supervisor without a login
LINK = "fjord/signer/"
PHONE = {"width": 390, "height": 844}
CASE_NUMBER = "26/01000"


def road_of(here) -> Road:
    """The world's draft, ready to be sent; `road.to(state)` goes on by the actions. Inside the office's scope."""
    advisor = here.member(Role.ADVISOR)
    return Road(fill_in(here.rows.draft, advisor), advisor, here.member)


def walk_on(here, contract_id, state):
    """Takes a contract that is under way on to `state` by the actions; inside the office's scope."""
    Road(Contract.objects.get(pk=contract_id), here.member(Role.ADVISOR), here.member).to(state)


def make_room(here, candidate_type):
    """The apprentice has come through the earlier training, and nothing is written yet for the one that is planned."""
    rows, yesterday = here.rows, timezone.localdate() - timedelta(days=1)
    Contract.objects.filter(pk=rows.contract.pk).update(state=ContractState.COMPLETED, ended_on=yesterday)
    Apprenticeship.objects.filter(pk=rows.apprenticeship.pk).update(state=Apprenticeship.State.ENDED, end_on=yesterday)
    Contract.objects.filter(pk=rows.draft.pk).delete()
    Apprenticeship.objects.filter(pk=rows.planned.pk).update(candidate_type=candidate_type)
    Qualification.objects.create(
        office=here.office, person=rows.training_supervisor, kind="certificate", title="Fagbrev",
        trade_id=rows.planned.trade_id,
    )  # fmt: skip


def give_a_supervisor_without_login(here):
    """To the training that is planned."""
    rows = here.rows
    person = CompanyPerson.objects.create(
        office=here.office, company=rows.company, name="Siv Leder", email=GUEST, role="training_supervisor",
        sees="related", from_on=rows.training_supervisor.from_on,
    )  # fmt: skip
    Qualification.objects.create(
        office=here.office, person=person, kind="certificate", title="Fagbrev", trade_id=rows.planned.trade_id
    )
    Apprenticeship.objects.filter(pk=rows.planned.pk).update(supervisor=person)


def write(advisor, training_id, kind, papers=(), aims=(), **period) -> str:
    """Through the wizard to its last step; the address of the contract."""
    advisor.goto(f"/fjord/kontrakter/ny/{training_id}/")
    advisor.send()
    advisor.answer(kind=kind)
    if aims:
        advisor.answer(aim_codes=list(aims))
    advisor.answer(start_on=timezone.localdate(), months=24, **period)
    advisor.answer(workplace="Avdeling Sentrum", position_percent=100)
    for paper in papers:
        advisor.page.locator("form[action$='/papirer/ny/'] [name=kind]").select_option(paper)
        advisor.page.locator("form[action$='/papirer/ny/'] [name=file]").set_input_files(a_file(f"{paper}.pdf", PDF))
        advisor.send("form[action$='/papirer/ny/']")
        assert advisor.sees(f"{paper}.pdf")
    advisor.follow("/steg/kontroll/")
    return advisor.path.partition("steg/")[0]


def send_out(advisor) -> str:
    """From the wizard's last step; the address of the contract."""
    advisor.send("form[action$='/send/']")
    return advisor.path


def check(person, url):
    person.goto(url)
    person.follow("/sjekk/")
    person.send()
    assert person.path == url


def sign(person, url):
    person.goto(url)
    person.follow("/signer/")
    person.answer(has_read=True)
    assert "/signer/" not in person.path


def sign_for_office(advisor, url):
    advisor.goto(url)
    advisor.follow("/signer-for-kontoret/")
    advisor.answer(has_read=True)
    assert advisor.path == url


def through_the_county(advisor, url):
    """Sent, and approved the same day."""
    today = timezone.localdate()
    advisor.goto(url)
    advisor.follow("/sendt-fylket/")
    advisor.answer(on=today, case_number=CASE_NUMBER)
    advisor.goto(url)
    advisor.follow("/vedtak/")
    advisor.answer(decision="approved", decided_on=today, file=a_file("vedtak.pdf", PDF))
    assert advisor.sees(CASE_NUMBER, "vedtak.pdf")


def code_in_mail(to: str) -> str:
    """The newest code of six digits that was sent to this address."""
    deliver_mail()
    found = [re.search(r": (\d{6})\b", message.body) for message in mail.outbox if to in message.to[0]]
    codes = [match.group(1) for match in found if match]
    assert codes, f"No code to {to}"
    return codes[-1]


def mail_to(address):
    """The newest one."""
    deliver_mail()
    return [message for message in mail.outbox if address in message.to[0]][-1]


def enter_by_code(guest, link, to):
    """Somebody without a login: opens the link of the mail, asks for a code and types it."""
    guest.goto(link)
    guest.send()
    guest.answer(code=code_in_mail(to))
    assert guest.path == link


def state_of(here, contract_id) -> str:
    with here.scope():
        return Contract.objects.get(pk=contract_id).state


def id_in(url) -> int:
    """'/fjord/kontrakter/5/' → 5."""
    return int(url.rstrip("/").rsplit("/", 1)[1])
