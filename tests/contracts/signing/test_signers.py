"""Who is asked to sign by the office's rule, in which order, and who is missing?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import CloseContact
from companies.models import CompanyPerson
from contracts import actions
from contracts.models import Contract, SigningRule
from contracts.signing.signers import lacking, signers_of
from okportal.errors import Refused
from okportal.offices.models import CountyRule
from okportal.permissions import Role
from tests.contracts.stages import mails

TODAY = timezone.localdate()


@pytest.fixture
def contract(draft):
    return Contract.objects.with_people().select_related("office").get(pk=draft.pk)


@pytest.fixture
def rule(here):
    """`rule(leader_place=2)`: the office's rule for all counties."""
    return lambda **fields: SigningRule.objects.create(office=here.office, **fields)


def order(contract, **kwargs):
    return [(party.role, party.place) for party in signers_of(contract, TODAY, **kwargs)]


@pytest.fixture
def guardian(here):
    CloseContact.objects.create(office=here.office, apprentice=here.rows.apprentice, kind="emergency", name="Nabo",
                                email="nabo@heim.example")  # fmt: skip
    return CloseContact.objects.create(
        office=here.office, apprentice=here.rows.apprentice, kind="guardian", name="Mor", email="mor@heim.example"
    )


def age(here, years):
    here.rows.apprentice.birth_date = TODAY.replace(year=TODAY.year - years) + timedelta(days=1)
    here.rows.apprentice.save()


def leader(here, **fields):
    row = {"name": "Lise Leder", "email": "lise@fjord.example", "from_on": TODAY - timedelta(days=9)} | fields
    return CompanyPerson.objects.create(
        office=here.office, company=here.rows.company, role="responsible_leader", **row
    )  # fmt: skip


def test_without_a_rule_both_sign_at_the_same_time_and_the_office_last(contract):
    assert order(contract) == [("apprentice", 1), ("company", 1), ("office", 2)]


def test_only_the_roles_that_are_asked_for(contract):
    assert order(contract, roles=["company", "office"]) == [("company", 1), ("office", 2)]


def test_the_leader_signs_where_the_rule_has_a_place(contract, rule, here):
    CompanyPerson.objects.filter(role="responsible_leader").delete()
    rule(apprentice_place=3, supervisor_place=1, leader_place=2)
    assert lacking(contract, TODAY) == ["leader"]
    leader(here, to_on=TODAY - timedelta(days=1))  # has left
    assert lacking(contract, TODAY) == ["leader"]
    leader(here, email="lise2@fjord.example")
    assert order(contract) == [("company", 1), ("leader", 2), ("apprentice", 3), ("office", 4)]
    assert lacking(contract, TODAY) == []


def test_a_leader_who_is_the_supervisor_signs_once(contract, rule, here):
    CompanyPerson.objects.filter(role="responsible_leader").delete()
    leader(here, email=contract.apprenticeship.supervisor.email)
    rule(leader_place=2)
    assert order(contract) == [("apprentice", 1), ("company", 1), ("office", 2)]
    assert lacking(contract, TODAY) == []


@pytest.mark.parametrize(("years", "signs"), [(18, True), (19, False)])  # 18 tomorrow, and 18 a year ago
def test_a_guardian_signs_for_one_under_18(contract, rule, here, guardian, years, signs):
    age(here, years)
    rule(guardian_place=1)
    contract = Contract.objects.with_people().select_related("office").get(pk=contract.pk)
    assert (("guardian", 1) in order(contract)) is signs
    assert lacking(contract, TODAY) == []
    if signs:
        party = next(party for party in signers_of(contract, TODAY) if party.role == "guardian")
        assert (party.email, party.user_id) == (guardian.email, None)


def test_no_place_no_guardian(contract, here, guardian):
    age(here, 17)
    assert "guardian" not in dict(order(contract))


def test_a_guardian_without_an_address_holds_up_the_contract(draft, rule, here, advisor):
    age(here, 17)
    rule(guardian_place=1)
    with pytest.raises(Refused, match="sign as: Guardian"):
        actions.send(contract=draft, version=draft.version, by=advisor)


def test_a_guardian_is_written_to_with_a_link_and_no_invitation(draft, rule, here, advisor, guardian):
    age(here, 17)
    rule(guardian_place=1)
    actions.send(contract=draft, version=draft.version, by=advisor)
    mail = mails("check_request").get(to_email=guardian.email)
    assert mail.facts["page_arguments"] and not mail.facts["is_invited"]


def test_a_guardian_without_a_way_in_holds_up_the_contract(draft, rule, here, advisor, guardian):
    age(here, 17)
    rule(guardian_place=1, may_use_link=False)
    with pytest.raises(Refused, match="no login"):
        actions.send(contract=draft, version=draft.version, by=advisor)


def test_without_links_the_mail_leads_to_the_page(draft, rule, here, advisor):
    person = here.rows.planned.supervisor
    person.user, person.email = None, "ny.leder@fjord.example"
    person.save()
    rule(may_use_link=False)
    actions.send(contract=draft, version=draft.version, by=advisor)
    mail = mails("check_request").get(to_email=person.email)
    assert (mail.page, mail.facts["is_invited"]) == ("contracts:check", True)


def test_the_deadline_is_the_offices_before_the_countys(draft, rule, advisor):
    rule(signing_days=5)
    sent = actions.send(contract=draft, version=draft.version, by=advisor).round
    assert sent.sign_by_on == TODAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("versions", "days"),
    [
        ({-800: 21}, 21),
        ({-800: 21, -1: 10, 0: 30, 1: 5}, 30),  # the version that holds on the day it is sent
        ({}, 14),  # no figures known
    ],
)
def test_without_days_of_the_office_the_county_s_count(draft, rule, advisor, versions, days):
    """Domain §§ 3 and 14: usually 14, and each county has its own."""
    county_id = draft.apprenticeship.county_id
    CountyRule.objects.filter(county_id=county_id).delete()
    for since, signing_days in versions.items():
        CountyRule.objects.create(
            county_id=county_id, valid_from=TODAY + timedelta(days=since), signing_days=signing_days
        )  # fmt: skip
    other = CountyRule.objects.exclude(county_id=county_id).first()
    CountyRule.objects.filter(pk=other.pk).update(signing_days=2, valid_from=TODAY)
    rule(signing_days=None)
    sent = actions.send(contract=draft, version=draft.version, by=advisor).round
    assert sent.sign_by_on == TODAY + timedelta(days=days)


def test_the_login_of_the_leader_is_found(contract, rule, here):
    rule(leader_place=2)
    if not CompanyPerson.objects.filter(role="responsible_leader").exists():
        leader(here, email=here.users[Role.RESPONSIBLE_LEADER].email)
    party = next(party for party in signers_of(contract, TODAY) if party.role == "leader")
    assert party.user_id == here.users[Role.RESPONSIBLE_LEADER].pk
