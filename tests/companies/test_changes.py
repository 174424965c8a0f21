"""What does a company change at once, what waits for the office, and how is it answered?"""

import pytest

from companies import actions
from companies.models import Company, CompanyPerson, Establishment, ProposedChange
from companies.proposals import mark
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import Role
from okportal.todo.models import Task

NUMBER = "913558693"
State = ProposedChange.State
OWNERS = {Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR}


@pytest.fixture
def in_office(here):
    with here.scope():
        yield here


@pytest.fixture
def contact(in_office):
    return in_office.member(Role.COMPANY_CONTACT)


@pytest.fixture
def advisor(in_office):
    return in_office.member(Role.ADVISOR)


def typed(company, **changes):
    company = Company.objects.get(pk=company.pk)
    names = ("phone", "email", "website", "organisation_number", "name", "address", "postcode", "city", "county")
    return {name: getattr(company, name) for name in names} | {"version": company.version} | changes


def change_own(company, by, **changes):
    return actions.change_own(company=company, by=by, **typed(company, **changes))


def now(company) -> Company:
    return Company.objects.get(pk=company.pk)


# --- the company
def test_phone_and_website_are_written_at_once(in_office, contact):
    company = in_office.rows.company
    assert change_own(company, contact, phone="+4755555555", website="fjord.example") is None
    assert (now(company).phone, now(company).website) == ("+4755555555", "fjord.example")
    assert not ProposedChange.objects.exists() and not Task.objects.filter(kind="companies/change_proposed").exists()


def test_the_name_waits_for_the_office(in_office, contact):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell", email="ny@fjord.example")
    assert now(company).name == company.name
    assert now(company).email == "ny@fjord.example"
    assert change.fields == {"name": {"from": company.name, "to": "Fjord og Fjell"}}
    task = Task.objects.get(kind="companies/change_proposed")
    assert (task.about_id, task.page, task.done_at) == (change.pk, "companies:change", None)
    assert contact.user.name in task.title


def test_one_change_waits_and_the_next_takes_its_place(in_office, contact):
    company = in_office.rows.company
    first = change_own(company, contact, name="Fjord og Fjell")
    second = change_own(company, contact, name="Fjord og Fjell", city="Voss")
    assert first.pk == second.pk
    assert set(ProposedChange.objects.get().fields) == {"name", "city"}
    assert Task.objects.filter(kind="companies/change_proposed").count() == 1
    assert change_own(company, contact, name="Fjord og Fjell", city="Voss").pk == first.pk
    assert Event.objects.about(company).filter(verb="company.change_proposed").count() == 2


def test_asking_for_what_stands_there_takes_the_change_back(in_office, contact):
    company = in_office.rows.company
    change_own(company, contact, name="Fjord og Fjell")
    assert change_own(company, contact) is None
    assert not ProposedChange.objects.exists()
    assert Task.objects.get(kind="companies/change_proposed").done_at is not None


def test_a_change_is_taken_back_before_the_answer_only(in_office, contact, advisor):
    company = in_office.rows.company
    actions.withdraw_change(change=change_own(company, contact, name="Fjord og Fjell"), by=contact)
    assert not ProposedChange.objects.exists()
    change = change_own(company, contact, name="Fjord og Fjell")
    actions.decline_change(change=change, answer="Nei", seen=mark(change), by=advisor)
    with pytest.raises(Refused, match="answered already"):
        actions.withdraw_change(change=change, by=contact)


def test_a_colleague_who_saved_first_is_told(in_office, contact):
    company = in_office.rows.company
    before = typed(company)
    change_own(company, contact, phone="+4755555555")
    with pytest.raises(Stale) as refusal:
        actions.change_own(company=company, by=contact, **before | {"phone": "+4744444444"})
    assert refusal.value.current == {"phone": "+4755555555"}


# --- the office
def test_accepting_writes_it_tells_the_company_and_does_the_task(in_office, contact, advisor):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell", county=None)
    actions.accept_change(change=change, version=now(company).version, seen=mark(change), by=advisor)
    change.refresh_from_db()
    assert (now(company).name, now(company).county) == ("Fjord og Fjell", None)
    assert (change.state, change.decided_by) == (State.ACCEPTED, advisor.user)
    assert Task.objects.get(kind="companies/change_proposed").done_at is not None
    message = Message.objects.get(template="companies/change_accepted")
    assert message.to_email == contact.user.email
    with pytest.raises(Refused, match="answered already"):
        actions.accept_change(change=change, version=now(company).version, seen=mark(change), by=advisor)


def test_declining_writes_nothing_and_gives_the_answer(in_office, contact, advisor):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell")
    actions.decline_change(
        change=change, answer="Navnet må endres i Enhetsregisteret først.", seen=mark(change), by=advisor
    )
    assert now(company).name == company.name
    message = Message.objects.get(template="companies/change_declined")
    assert message.facts["answer"] == "Navnet må endres i Enhetsregisteret først."
    assert Task.objects.get(kind="companies/change_proposed").done_at is not None


def test_a_company_that_was_changed_since_is_looked_at_again(in_office, contact, advisor):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell")
    seen = now(company).version
    actions.edit(company=company, version=seen, name="Noe tredje", by=advisor)
    with pytest.raises(Stale) as refusal:
        actions.accept_change(change=change, version=seen, seen=mark(change), by=advisor)
    assert refusal.value.current == {"name": "Noe tredje"}
    assert now(company).name == "Noe tredje"
    actions.accept_change(change=change, version=refusal.value.version, seen=mark(change), by=advisor)
    assert now(company).name == "Fjord og Fjell"


def test_a_number_that_another_company_has_is_refused(in_office, contact, advisor):
    company = in_office.rows.company
    actions.register(organisation_number=NUMBER, name="Annen bedrift", by=advisor)
    change = change_own(company, contact, organisation_number=NUMBER)
    with pytest.raises(Refused, match="Annen bedrift"):
        actions.accept_change(change=change, version=now(company).version, seen=mark(change), by=advisor)
    assert ProposedChange.objects.get().state == State.WAITING


def test_a_new_number_is_looked_up(in_office, contact, advisor, settings):
    settings.BRREG_ENABLED = True
    company = in_office.rows.company
    change = change_own(company, contact, organisation_number=NUMBER)
    actions.accept_change(change=change, version=now(company).version, seen=mark(change), by=advisor)
    assert (now(company).organisation_number, now(company).look_up) == (NUMBER, Company.LookUp.WAITING)


def test_one_who_has_left_gets_no_mail(in_office, contact, advisor, time_machine):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell")
    CompanyPerson.objects.filter(user=contact.user).delete()
    actions.decline_change(change=change, answer="Nei", seen=mark(change), by=advisor)
    assert not Message.objects.filter(template="companies/change_declined").exists()


def test_what_the_company_has_replaced_is_not_answered_unseen(in_office, contact, advisor):
    company = in_office.rows.company
    change = change_own(company, contact, name="Fjord og Fjell")
    seen, version = mark(change), now(company).version
    change_own(company, contact, name="Noe ganske annet")
    with pytest.raises(Refused, match="has changed what it asks for") as refusal:
        actions.accept_change(change=change, version=version, seen=seen, by=advisor)
    with pytest.raises(Refused, match="has changed what it asks for"):
        actions.decline_change(change=change, answer="Nei", seen=seen, by=advisor)
    assert (ProposedChange.objects.get().state, now(company).name) == (State.WAITING, company.name)
    assert not Message.objects.filter(template__startswith="companies/change_").exists()
    actions.accept_change(change=change, version=version, seen=refusal.value.mark, by=advisor)
    assert now(company).name == "Noe ganske annet"


def test_a_number_that_is_a_place_of_work_is_refused(in_office, contact, advisor):
    company = in_office.rows.company
    Establishment.objects.filter(pk=in_office.rows.establishment.pk).update(organisation_number=NUMBER)
    change = change_own(company, contact, organisation_number=NUMBER)
    with pytest.raises(Refused, match="a place of work of"):
        actions.accept_change(change=change, version=now(company).version, seen=mark(change), by=advisor)
    assert now(company).organisation_number == company.organisation_number


# --- the pages
def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def sent(company, **changes):
    form = {name: value or "" for name, value in typed(company).items()}
    return form | {"county": form["county"].pk if form["county"] else ""} | changes


@pytest.mark.parametrize("role", Role)
def test_only_those_who_answer_for_the_company_change_it(here, role):
    page = address(here, here.rows.company.pk, "opplysninger")
    client = here.client(role)
    assert client.get(page).status_code == (200 if role in OWNERS else 404)
    seen = client.get(address(here, here.rows.company.pk))
    assert (page in seen.content.decode()) == (role in OWNERS)


def test_a_role_in_another_company_opens_nothing_here(here):
    """The contact of one company who is an instructor in another reads that one, and no more."""
    user = here.users[Role.COMPANY_CONTACT]
    with here.scope():
        other = actions.register(organisation_number=NUMBER, name="Annen bedrift", by=here.member(Role.ADVISOR))
        CompanyPerson.objects.create(
            office=here.office, company=other, user=user, name=user.name, email=user.email, role="instructor",
            from_on=here.rows.company_contact.from_on,
        )  # fmt: skip
        change = actions.change_own(
            company=here.rows.company, by=here.member(Role.HR), **typed(here.rows.company, name="Nytt")
        )
        ProposedChange.objects.filter(pk=change.pk).update(company=other)
    client = here.client(Role.COMPANY_CONTACT)
    assert client.get(address(here, other.pk)).status_code == 200
    assert client.get(address(here, other.pk, "opplysninger")).status_code == 404
    assert client.post(address(here, other.pk, "opplysninger"), {"name": "x"}).status_code == 404
    assert client.get(address(here, "endringer", change.pk)).status_code == 404
    assert client.post(address(here, "endringer", change.pk, "trekk")).status_code == 404


@pytest.fixture
def asked(here):
    """The company's contact has asked for a new name, by the page."""
    company = here.rows.company
    with here.scope():
        form = sent(company, name="Fjord og Fjell", phone="55 55 55 55")
    page = address(here, company.pk, "opplysninger")
    assert here.client(Role.COMPANY_CONTACT).post(page, form).status_code == 302
    with here.scope():
        return ProposedChange.objects.get()


def test_both_sides_see_that_it_waits(here, asked):
    own, office = (here.client(role) for role in (Role.COMPANY_CONTACT, Role.ADVISOR))
    page, change = address(here, here.rows.company.pk), address(here, "endringer", asked.pk)
    assert change in own.get(page).content.decode() and change in office.get(page).content.decode()
    assert change not in here.client(Role.INSTRUCTOR).get(page).content.decode()
    assert "godta" in office.get(change).content.decode()
    text = own.get(change).content.decode()
    assert "Fjord og Fjell" in text and "godta" not in text and "trekk" in text
    assert here.client(Role.INSTRUCTOR).get(change).status_code == 404
    reader = here.client(Role.READER)
    assert "godta" not in reader.get(change).content.decode()
    assert reader.post(address(here, "endringer", asked.pk, "godta"), {"version": "2"}).status_code == 404
    again = own.get(address(here, here.rows.company.pk, "opplysninger")).content.decode()
    assert 'value="Fjord og Fjell"' in again, "what waits stands in the fields"


def test_the_office_accepts_once(here, asked):
    client, accept = here.client(Role.ADVISOR), address(here, "endringer", asked.pk, "godta")
    assert client.get(accept).status_code == 405
    assert client.post(accept, {"version": "2", "seen": mark(asked)}).status_code == 302
    assert client.post(accept, {"version": "3", "seen": mark(asked)}).status_code == 422
    with here.scope():
        assert Company.objects.get(pk=here.rows.company.pk).name == "Fjord og Fjell"


def test_accepting_what_has_changed_shows_what_stands_there_now(here, asked):
    with here.scope():
        actions.edit(company=here.rows.company, version=2, name="Noe tredje", by=here.member(Role.ADMINISTRATOR))
    client, accept = here.client(Role.ADVISOR), address(here, "endringer", asked.pk, "godta")
    answer = client.post(accept, {"version": "2", "seen": mark(asked)})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Noe tredje" in text and 'name="version" value="3"' in text
    assert client.post(accept, {"version": "3", "seen": mark(asked)}).status_code == 302


def test_the_office_declines_with_an_answer(here, asked):
    client, decline = here.client(Role.ADVISOR), address(here, "endringer", asked.pk, "avsla")
    assert client.post(decline, {"answer": "", "seen": mark(asked)}).status_code == 422
    assert (
        client.post(decline, {"answer": "Meld det til Enhetsregisteret først.", "seen": mark(asked)}).status_code == 302
    )
    text = here.client(Role.COMPANY_CONTACT).get(address(here, "endringer", asked.pk)).content.decode()
    assert "Meld det til Enhetsregisteret" in text and "trekk" not in text


@pytest.mark.parametrize(("part", "answer"), [("godta", {"version": "2"}), ("avsla", {"answer": "Nei"})])
def test_a_replaced_change_is_shown_before_it_is_answered(here, asked, part, answer):
    client, page = here.client(Role.ADVISOR), address(here, "endringer", asked.pk)
    assert f'name="seen" value="{mark(asked)}"' in client.get(page).content.decode()
    with here.scope():
        change_own(here.rows.company, here.member(Role.COMPANY_CONTACT), name="Noe ganske annet")
        now_asked = ProposedChange.objects.get()
    refused = client.post(address(here, "endringer", asked.pk, part), answer | {"seen": mark(asked)})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "has changed what it asks for" in text and "Noe ganske annet" in text
    assert text.count(f'name="seen" value="{mark(now_asked)}"') == 2 and mark(asked) not in text
    passed = client.post(address(here, "endringer", asked.pk, part), answer | {"seen": mark(now_asked)})
    assert passed.status_code == 302


def test_the_company_takes_it_back(here, asked):
    client, withdraw = here.client(Role.COMPANY_CONTACT), address(here, "endringer", asked.pk, "trekk")
    assert here.client(Role.ADVISOR).post(withdraw).status_code == 404
    assert client.post(withdraw).status_code == 302
    assert client.post(withdraw).status_code == 404


def test_another_offices_change_is_not_there(world, asked):
    for role in (Role.ADVISOR, Role.COMPANY_CONTACT):
        client = world.there.client(role)
        assert client.get(address(world.there, "endringer", asked.pk)).status_code == 404
    assert world.there.client(Role.ADVISOR).post(
        address(world.there, "endringer", asked.pk, "godta"), {"version": "2"}
    ).status_code == 404  # fmt: skip


def test_the_companys_page_says_what_waits_and_for_whom(here, asked):
    with here.scope():
        here.rows.company.apprenticeships.filter(pk=here.rows.apprenticeship.pk).update(instructor=None)
    text = here.client(Role.HR).get(address(here, here.rows.company.pk)).content.decode()
    assert "has no instructor" in text and "What you asked to change" in text
    assert "Fjord Lærling" in text
    assert "What waits, and for whom" not in here.client(Role.ADVISOR).get(
        address(here, here.rows.company.pk)
    ).content.decode()  # fmt: skip
