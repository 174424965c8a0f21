"""Law: the matrix can fail. A filter taken away from a page, with row-level security off, is found and named."""

import pytest

from companies.models.company import CompanyQuerySet
from contracts.models.contract import ContractQuerySet
from okportal.offices.models import MembershipQuerySet
from okportal.outbox.models import MessageQuerySet
from okportal.permissions import Role
from tests.laws.catalogue import pages
from tests.laws.conftest import OFF
from tests.laws.matrix import Walk


def everything(rows, member):
    return rows.all()


# (whose filter is taken away, the page that must give it away, what kind of problem)
SEEDED = [
    pytest.param(CompanyQuerySet, "companies:detail", "answered", id="a page of one row"),
    pytest.param(CompanyQuerySet, "companies:list", "shown", id="a list"),
    pytest.param(CompanyQuerySet, "contracts:list", "offered", id="a choice in a form"),
    pytest.param(MessageQuerySet, "outbox:list", "shown", id="a list with filters"),
    pytest.param(ContractQuerySet, "contracts:signed_pdf", "answered", id="a file"),
    pytest.param(MembershipQuerySet, "people:end_membership", "answered", id="a form about one row"),
    pytest.param(MembershipQuerySet, "people:end_membership", "changed", id="a step"),
]


@pytest.mark.parametrize("wall", [OFF], indirect=True)
@pytest.mark.parametrize(("rows", "name", "kind"), SEEDED)
def test_missing_filter_is_found(rows, name, kind, whole_world, monkeypatch):
    assert kind not in kinds_found(whole_world, name), "found without a leak: the test would prove nothing"
    monkeypatch.setattr(rows, "visible_to", everything)
    assert kind in kinds_found(whole_world, name)


def kinds_found(world, name) -> set[str]:
    walk = Walk(world, Role.ADMINISTRATOR, is_thorough=False)
    for page in pages():
        if page.name == name:
            walk.visit(page)
    return {problem.kind for problem in walk.problems}
