"""Is the tab of the page marked, whatever its address, and does a record have few enough of them?"""

import pytest

from okportal.permissions import Role
from okportal.ui import tabs
from okportal.ui.tabs import COMPANY


def current(here, path, view_name=""):
    with here.scope():
        member = here.member(Role.ADVISOR)
        links = tabs.links(COMPANY, here.rows.company.pk, member, here.office, path, view_name)
    return [str(link.label) for link in links if link.is_current]


def test_the_longest_address_that_the_path_begins_with(here):
    company = here.url(f"bedrifter/{here.rows.company.pk}/")
    assert current(here, company) == ["Overview"]
    assert current(here, company + "personer/3/") == ["People"]
    assert current(here, here.url("bedrifter/godkjenninger/4/")) == []


@pytest.mark.parametrize(
    ("view_name", "label"),
    [
        ("companies:detail", "Overview"), ("companies:approval", "Approvals"), ("companies:mapping", "Approvals"),
        ("companies:edit_person", "People"), ("companies:edit_qualification", "People"),
        ("companies:edit_agreement", "Agreement"), ("companies:edit_establishment", "Overview"),
        ("companies:contact_log", "Guidance"), ("companies:edit_entry", "Guidance"),
    ],
)  # fmt: skip
def test_a_page_that_a_tab_names_marks_it_whatever_its_address(here, view_name, label):
    assert current(here, here.url("bedrifter/noe/4/"), view_name) == [label]
    beside = here.url(f"bedrifter/{here.rows.company.pk}/personer/")
    assert current(here, beside, view_name) == [label], "the name goes before the address"


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.COMPANY_CONTACT, Role.INSTRUCTOR])
def test_a_company_has_seven_tabs_at_most(here, role):
    with here.scope():
        links = tabs.links(COMPANY, here.rows.company.pk, here.member(role), here.office, "/")
    assert 3 <= len(links) <= 7


@pytest.mark.parametrize(
    ("role", "parts"),
    [(Role.ADVISOR, ("arbeidssteder", "dokumenter")), (Role.COMPANY_CONTACT, ("arbeidssteder", "dokumenter"))],
)
def test_what_has_no_tab_is_reached_from_the_overview(here, role, parts):
    client, company = here.client(role), here.url(f"bedrifter/{here.rows.company.pk}/")
    text = client.get(company).content.decode()
    for part in parts:
        assert f'href="{company}{part}/"' in text
        beside = client.get(f"{company}{part}/").content.decode()
        assert f'href="{company}" aria-current="page"' in beside


def test_guidance_and_contact_log_lead_to_each_other(here):
    client, company = here.client(Role.ADVISOR), here.url(f"bedrifter/{here.rows.company.pk}/")
    assert f'href="{company}logg/"' in client.get(f"{company}veiledning/").content.decode()
    assert f'href="{company}veiledning/" aria-current="page"' in client.get(f"{company}logg/").content.decode()
