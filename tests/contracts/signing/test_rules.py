"""Who signs in an office's contracts, in which order, and who may say so?"""

import pytest

from contracts.actions.signing_rules import drop_rule, save_rule
from contracts.models import SigningRule
from contracts.signing.rules import FIELDS, order_of, rule_for
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused
from okportal.offices.models import County
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
USUAL = {
    "apprentice_place": 1, "guardian_place": None, "supervisor_place": 1, "leader_place": None, "checks_first": True,
    "signing_days": None, "remind_days": 3, "may_use_link": True, "link_days": 7,
}  # fmt: skip
PAGE = "/fjord/kontrakter/signering/"
WRITERS, OTHERS = [Role.ADMINISTRATOR], [Role.ADVISOR, Role.READER, Role.COMPANY_CONTACT, Role.APPRENTICE]


@pytest.fixture
def admin(member):
    return member(Role.ADMINISTRATOR)


@pytest.fixture
def vestland(here):
    return County.objects.get(pk="46")


def save(admin, county=None, version=0, **changes):
    return save_rule(county=county, version=version, by=admin, **USUAL | changes)


def typed(version=0, **changes):
    """As a browser sends it."""
    answers = USUAL | {"version": version} | changes
    given = {name: value for name, value in answers.items() if value is not None and value is not False}
    return {name: "on" if value is True else value for name, value in given.items()}


class TestWhichRuleHolds:
    def test_without_any_the_defaults_of_the_portal(self, here):
        rule = rule_for(here.office.pk, "46")
        assert rule.pk is None
        assert {name: getattr(rule, name) for name in FIELDS} == USUAL

    def test_the_countys_own_before_the_general_one(self, here, admin, vestland):
        save(admin, link_days=5)
        save(admin, vestland, link_days=2)
        assert rule_for(here.office.pk, "46").link_days == 2
        assert rule_for(here.office.pk, "03").link_days == 5
        assert rule_for(here.office.pk, None).link_days == 5

    def test_never_that_of_another_office(self, here, world):
        with world.there.scope():
            SigningRule.objects.create(office=world.there.office, link_days=1)
        assert rule_for(here.office.pk, "46").link_days == 7


class TestTheOrderInWords:
    @pytest.mark.parametrize(
        ("places", "order"),
        [
            ((1, None, 1, None), ["Apprentice and training supervisor at the same time", "Last: the office"]),
            ((1, None, 2, None), ["Apprentice", "Training supervisor", "Last: the office"]),
            (
                (2, 2, 2, 1),
                [
                    "Responsible leader",
                    "Apprentice, guardian, under 18 and training supervisor at the same time",
                    "Last: the office",
                ],
            ),
            (
                (4, None, 1, 1),
                ["Training supervisor and responsible leader at the same time", "Apprentice", "Last: the office"],
            ),
        ],
    )  # fmt: skip
    def test_equal_numbers_are_one_step(self, places, order):
        names = ("apprentice_place", "guardian_place", "supervisor_place", "leader_place")
        assert order_of(SigningRule(**dict(zip(names, places, strict=True)))) == order


class TestSaving:
    def test_it_is_kept_with_who_changed_what(self, admin, vestland):
        rule = save(admin, vestland, leader_place=2)
        assert (rule.leader_place, rule.version) == (2, 1)
        event = Event.objects.about(rule).first()
        assert event.by_id == admin.user.pk
        assert event.facts["county"] == "46"
        assert event.facts["fields"] == ["leader_place"]

    @pytest.mark.parametrize("name", ["apprentice_place", "supervisor_place"])
    def test_at_least_apprentice_and_supervisor_sign(self, admin, name):
        with pytest.raises(Refused) as refusal:
            save(admin, **{name: None})
        assert refusal.value.field == name
        assert not SigningRule.objects.exists()

    def test_a_guardian_signs_by_link_or_not_at_all(self, admin):
        with pytest.raises(Refused, match="guardian has no login") as refusal:
            save(admin, guardian_place=1, may_use_link=False)
        assert refusal.value.field == "guardian_place"
        assert not SigningRule.objects.exists()
        assert save(admin, guardian_place=1).guardian_place == 1
        assert save(admin, version=1, may_use_link=False).may_use_link is False

    @pytest.mark.parametrize("place", [0, 5])
    def test_the_order_has_four_numbers(self, admin, place):
        with pytest.raises(Refused):
            save(admin, leader_place=place)

    def test_the_second_editor_is_told_what_changed(self, admin):
        rule = save(admin)
        save(admin, version=rule.version, link_days=4)
        with pytest.raises(Stale) as refusal:
            save(admin, version=rule.version, remind_days=9)
        assert "Changed: days a link works" in str(refusal.value.message)
        assert SigningRule.objects.get().remind_days == 3
        save(admin, version=refusal.value.version, remind_days=9)
        assert SigningRule.objects.get().remind_days == 9

    def test_two_who_make_the_first_rule_make_one(self, admin, vestland):
        save(admin, vestland, link_days=4)
        with pytest.raises(Stale):
            save(admin, vestland, link_days=5)
        assert SigningRule.objects.get().link_days == 4

    def test_saving_what_stands_there_writes_nothing(self, admin):
        rule = save(admin)
        assert save(admin, version=rule.version).version == rule.version
        assert Event.objects.about(rule).count() == 1

    def test_a_county_goes_by_the_general_rule_again(self, admin, vestland, here):
        save(admin, vestland, link_days=4)
        for _click in range(2):
            drop_rule(county=vestland, by=admin)
        assert rule_for(here.office.pk, "46").link_days == 7
        assert Event.objects.filter(verb="signing_rule.dropped").count() == 1


class TestThePages:
    @pytest.mark.parametrize("role", OTHERS)
    def test_only_administrators_have_them(self, browse, role):
        for page in ("", "alle/", "46/"):
            assert browse(role).get(f"{PAGE}{page}").status_code == 404
        assert browse(role).post(f"{PAGE}alle/", typed()).status_code == 404
        assert browse(role).post(f"{PAGE}46/fjern/").status_code == 404
        assert not SigningRule.objects.exists()

    def test_the_general_rule_is_changed_and_shown(self, browse):
        browser = browse(Role.ADMINISTRATOR)
        assert "Apprentice and training supervisor at the same time" in browser.get(PAGE).text
        answer = browser.post(f"{PAGE}alle/", typed(leader_place=2), follow=True)
        assert "The rule is saved." in answer.text
        assert "Responsible leader" in answer.text
        assert SigningRule.objects.get().county is None

    def test_a_countys_rule_begins_as_the_general_one(self, browse, admin):
        save(admin, link_days=4)
        browser = browse(Role.ADMINISTRATOR)
        assert 'value="4"' in browser.get(f"{PAGE}46/").text
        browser.post(f"{PAGE}46/", typed(link_days=2))
        assert SigningRule.objects.get(county_id="46").link_days == 2
        assert SigningRule.objects.get(county=None).link_days == 4

    def test_one_sees_the_order_before_one_saves(self, browse):
        answer = browse(Role.ADMINISTRATOR).post(f"{PAGE}alle/", typed(supervisor_place=2) | {"look": "1"})
        assert "The order as you have typed it" in answer.text
        assert "<li>2. Training supervisor</li>" in answer.text
        assert not SigningRule.objects.exists()

    @pytest.mark.parametrize(
        "changes",
        [
            {"apprentice_place": ""}, {"supervisor_place": ""}, {"leader_place": 9}, {"remind_days": 0},
            {"link_days": 31}, {"signing_days": 0}, {"link_days": ""},
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, browse, changes):
        assert browse(Role.ADMINISTRATOR).post(f"{PAGE}alle/", typed(**changes)).status_code == 422
        assert not SigningRule.objects.exists()

    def test_a_guardian_without_a_link_is_told_at_the_field(self, browse):
        answer = browse(Role.ADMINISTRATOR).post(f"{PAGE}alle/", typed(guardian_place=2, may_use_link=False))
        assert answer.status_code == 422
        assert "guardian_place" in answer.context["form"].errors
        assert not SigningRule.objects.exists()

    def test_the_second_editor_keeps_what_was_typed_and_may_save_again(self, browse, admin):
        rule = save(admin)
        save(admin, version=rule.version, link_days=4)
        browser = browse(Role.ADMINISTRATOR)
        answer = browser.post(f"{PAGE}alle/", typed(version=1, remind_days=9))
        assert answer.status_code == 422
        assert "Changed: days a link works" in answer.text
        assert 'name="version" value="2"' in answer.text
        assert browser.post(f"{PAGE}alle/", typed(version=2, remind_days=9)).status_code == 302

    def test_a_county_that_is_none(self, browse):
        assert browse(Role.ADMINISTRATOR).get(f"{PAGE}99/").status_code == 404

    def test_another_offices_rules_are_not_shown(self, browse, world):
        with world.there.scope():
            SigningRule.objects.create(office=world.there.office, county_id="46", link_days=29)
        text = browse(Role.ADMINISTRATOR).get(PAGE).text
        assert "29 days" not in text
