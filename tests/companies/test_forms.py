"""Do the forms take what people write, and does the list filter mean what it says?"""

import pytest
from django.test import RequestFactory

from companies import actions
from companies.filters import CompanyFilter
from companies.forms import DecisionForm, EditForm, PersonForm, RegisterForm
from companies.models import Approval, Company
from companies.states import ApprovalState
from okportal.permissions import COMPANY_ROLES, Role
from tests.world import TRADE

pytestmark = pytest.mark.django_db


def test_a_number_with_spaces_and_a_local_phone():
    form = RegisterForm({"organisation_number": "913 558 693", "name": "Fjord", "phone": "55 55 55 55"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["organisation_number"] == "913558693"
    assert form.cleaned_data["phone"] == "+4755555555"


@pytest.mark.parametrize(
    ("field", "text"), [("organisation_number", "913558694"), ("organisation_number", "123"), ("postcode", "50"),
                        ("phone", "12"), ("email", "kari"), ("county", "99"), ("organisation_number", "")]
)  # fmt: skip
def test_mistakes_stand_at_their_field(field, text):
    form = RegisterForm({"organisation_number": "913558693", "name": "Fjord"} | {field: text})
    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(("is_enabled", "errors"), [(True, []), (False, ["name"])])
def test_the_name_may_be_left_to_the_register_where_it_is_asked(settings, is_enabled, errors):
    settings.BRREG_ENABLED = is_enabled
    assert list(RegisterForm({"organisation_number": "913558693"}).errors) == errors


def test_the_second_editor_sees_what_it_is_now_and_may_then_save(world):
    with world.here.scope():
        company, advisor = world.here.rows.company, world.here.member(Role.ADVISOR)
        typed = {"name": company.name, "version": "1", "city": "Bergen"}
        first = EditForm(typed | {"name": "Første"})
        assert first.submit(actions.edit, company=company, by=advisor)
        second = EditForm(typed | {"phone": "55555555"})
        assert not second.submit(actions.edit, company=company, by=advisor)
        assert second["phone"].value() == "55555555"
        assert "Første" in str(second.errors["name"])
        assert "city" not in second.errors
        again = EditForm({name: second[name].value() or "" for name in second.fields})
        assert again.submit(actions.edit, company=company, by=advisor)
        assert again.result.version == 3


def test_decisions_are_those_that_the_state_allows():
    def offered(state):
        return [name for name, _label in DecisionForm(approval=Approval(state=state)).fields["decision"].choices]

    assert offered(ApprovalState.APPLIED) == ["approve", "limit", "refuse", "withdraw"]
    assert offered(ApprovalState.APPROVED) == ["approve", "limit", "withdraw"]  # approved anew: prolonged
    assert offered(ApprovalState.REFUSED) == []


def test_only_company_roles_are_offered():
    offered = {value for value, _label in PersonForm(company=None).fields["role"].choices}
    assert offered == set(COMPANY_ROLES)


@pytest.fixture
def names(world):
    """Names in the list for an address's query string."""
    with world.here.scope():
        advisor = world.here.member(Role.ADVISOR)
        for name, number in (("Øygard bakeri", "913558693"), ("Aasen transport", "974544482")):
            actions.register(organisation_number=number, name=name, city="Voss", by=advisor)
        gone = Company.objects.get(name="Aasen transport")
        actions.set_activity(company=gone, is_active=False, by=advisor)

        def found(**query):
            request = RequestFactory().get("/", query)
            request.member = advisor
            chosen = CompanyFilter(request.GET, queryset=Company.objects.visible_to(advisor), request=request)
            return [company.name for company in chosen.qs]

        yield found


def test_members_only_unless_former_ones_are_asked_for(names):
    assert names() == ["Fjord barnehager", "Øygard bakeri"]
    assert names(status="former") == ["Aasen transport"]
    assert names(status="all") == ["Fjord barnehager", "Øygard bakeri", "Aasen transport"]  # aa is å


@pytest.mark.parametrize("text", ["øyg", "ØYG", " øygard ", "913", "913 558 693"])
def test_the_beginning_of_a_name_or_of_a_number(names, text):
    assert names(name=text) == ["Øygard bakeri"]


def test_by_trade_and_county(names):
    assert names(trade=TRADE) == names(county="46") == ["Fjord barnehager"]
    assert names(trade="HSHEA3----") == []


@pytest.mark.parametrize(
    "query", [{"name": "\0"}, {"trade": "nonsense"}, {"county": "x"}, {"status": "x"}, {"order": "x"}]
)
def test_nonsense_in_the_address_never_fails(names, query):
    assert "Fjord barnehager" in names(**query)
