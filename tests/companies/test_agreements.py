"""Does one agreement hold at a time, and who sees its terms?"""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies import actions
from companies.models import Agreement
from okportal.audit.stale import Stale
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.permissions import Role
from tests.documents.samples import pdf

START = date(2026, 1, 1)
SIGNED = Accepted(b"%PDF-1.4 avtale", "application/pdf", "avtale.pdf")
SEES = {
    Role.ADMINISTRATOR, Role.ADVISOR, Role.READER, Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR,
    Role.MUNICIPAL_COORDINATOR,
}  # fmt: skip
STAFF = {Role.ADMINISTRATOR, Role.ADVISOR, Role.READER}


@pytest.fixture
def advisor(here):
    with here.scope():
        Agreement.objects.all().delete()  # the world's own
        yield here.member(Role.ADVISOR)


def terms(**changes):
    return {
        "scopes": ["contract", "grant"], "from_on": START, "to_on": None, "fee": 2500, "member_share": None,
        "remarks": "", "signed_on": None,
    } | changes  # fmt: skip


@pytest.fixture
def agreement(here, advisor):
    return actions.register_agreement(company=here.rows.company, by=advisor, file=SIGNED, **terms())


def test_registered_with_its_signed_file(agreement):
    assert (agreement.scopes, agreement.fee, agreement.version) == (["contract", "grant"], 2500, 1)
    assert (agreement.file.kind, agreement.file.name) == ("agreement", "avtale.pdf")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"from_on": date(2030, 1, 1)}),  # the first one has no end
        ({"to_on": date(2026, 6, 30)}, {"from_on": date(2026, 6, 30)}),  # both days count
        ({"from_on": date(2026, 6, 1)}, {"to_on": date(2026, 6, 1)}),
    ],
)
def test_two_at_a_time_are_refused_at_the_field(here, advisor, first, second):
    actions.register_agreement(company=here.rows.company, by=advisor, **terms(**first))
    with pytest.raises(Refused, match="Another agreement") as refusal:
        actions.register_agreement(company=here.rows.company, by=advisor, **terms(**second))
    assert refusal.value.field == "from_on"
    assert Agreement.objects.count() == 1


def test_one_after_the_other_is_no_overlap(here, advisor):
    actions.register_agreement(company=here.rows.company, by=advisor, **terms(to_on=date(2026, 6, 30)))
    actions.register_agreement(company=here.rows.company, by=advisor, **terms(from_on=date(2026, 7, 1)))
    assert Agreement.objects.in_force(date(2026, 6, 30)).get().to_on == date(2026, 6, 30)
    assert Agreement.objects.in_force(date(2026, 7, 1)).get().from_on == date(2026, 7, 1)


def test_it_cannot_end_before_it_began(here, advisor, agreement):
    before = START - timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        actions.edit_agreement(agreement=agreement, version=1, by=advisor, **terms(to_on=before))
    assert refusal.value.field == "to_on"
    with pytest.raises(Refused) as refusal:
        actions.end_agreement(agreement=agreement, version=1, on=before, by=advisor)
    assert refusal.value.field == "on"


def test_the_second_editor_is_told_what_changed(advisor, agreement):
    edited = actions.edit_agreement(agreement=agreement, version=1, by=advisor, **terms(fee=3000))
    assert (edited.version, edited.file.name) == (2, "avtale.pdf")
    with pytest.raises(Stale) as refusal:
        actions.edit_agreement(agreement=agreement, version=1, by=advisor, **terms(remarks="Ny"))
    assert refusal.value.current == {"fee": 3000}
    for action in (actions.renew_agreement, actions.end_agreement):
        more = terms(from_on=date(2027, 1, 1)) if action is actions.renew_agreement else {"on": START}
        with pytest.raises(Stale):
            action(agreement=agreement, version=1, by=advisor, **more)


def test_nothing_changed_is_nothing_saved(advisor, agreement):
    assert actions.edit_agreement(agreement=agreement, version=1, by=advisor, **terms()).version == 1


def test_renewing_ends_the_old_one_the_day_before(advisor, agreement):
    renewed = actions.renew_agreement(agreement=agreement, version=1, by=advisor, **terms(from_on=date(2027, 1, 1)))
    agreement.refresh_from_db()
    assert (agreement.to_on, renewed.from_on, renewed.pk != agreement.pk) == (
        date(2026, 12, 31),
        date(2027, 1, 1),
        True,
    )


def test_renewing_from_the_first_day_is_refused_and_changes_nothing(advisor, agreement):
    with pytest.raises(Refused) as refusal:
        actions.renew_agreement(agreement=agreement, version=1, by=advisor, **terms(from_on=START))
    assert refusal.value.field == "from_on"
    agreement.refresh_from_db()
    assert (agreement.to_on, agreement.version) == (None, 1)


def test_ending_twice_is_once(advisor, agreement):
    ended = actions.end_agreement(agreement=agreement, version=1, on=date(2026, 5, 1), by=advisor)
    again = actions.end_agreement(agreement=agreement, version=2, on=date(2026, 5, 1), by=advisor)
    assert (ended.to_on, ended.version, again.version) == (date(2026, 5, 1), 2, 2)


# --- pages
@pytest.mark.parametrize("role", Role)
def test_who_sees_the_terms(here, role):
    company = here.rows.company.pk
    page = here.url(f"bedrifter/{company}/{'avtaler' if role in STAFF else 'avtale'}/")
    answer = here.client(role).get(page)
    assert answer.status_code == (200 if role in SEES else 404)
    if role in SEES:
        may_edit = role in STAFF - {Role.READER}
        assert (b"/rediger/" in answer.content) == may_edit
        assert b"Fjord merknad" in answer.content


def test_the_leader_of_another_company_does_not(here):
    with here.scope():
        type(here.rows.hr).objects.filter(pk=here.rows.hr.pk).update(role="instructor")
    assert here.client(Role.HR).get(here.url(f"bedrifter/{here.rows.company.pk}/avtale/")).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_who_opens_the_signed_file(here, role):
    with here.scope():
        here.rows.agreement.file = here.rows.file
        here.rows.agreement.save()
    answer = here.client(role).get(here.url(f"bedrifter/avtaler/{here.rows.agreement.pk}/fil/"))
    assert answer.status_code == (200 if role in SEES else 404)


def upload(content):
    return SimpleUploadedFile("avtale.pdf", content, "application/pdf")


def form(**changes):
    return {"scopes": ["contract"], "from_on": "2026-01-01", "fee": "", "remarks": ""} | changes


def test_an_agreement_in_the_browser_from_start_to_end(here, advisor):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    page = here.url(f"bedrifter/{company}/avtaler/")
    assert b"No agreement is in force" in client.get(page).content
    assert client.post(page + "ny/", form(file=upload(b"bare tekst"))).status_code == 422
    assert client.post(page + "ny/", form(file=upload(pdf()))).status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.file.content_type == "application/pdf"
    refused = client.post(page + "ny/", form(from_on="2026-05-01"))
    assert (refused.status_code, b"Another agreement" in refused.content) == (422, True)
    edit = here.url(f"bedrifter/avtaler/{agreement.pk}/rediger/")
    assert client.post(edit, form(version="1", fee="900")).status_code == 302
    stale = client.post(edit, form(version="1", fee="1000"))
    assert (stale.status_code, b'value="2"' in stale.content, b'value="1000"' in stale.content) == (422, True, True)
    renew = here.url(f"bedrifter/avtaler/{agreement.pk}/forny/")
    assert client.post(renew, form(version="2", from_on="2030-01-01")).status_code == 302
    assert Agreement.objects.count() == 2
    end = here.url(f"bedrifter/avtaler/{agreement.pk}/avslutt/")
    assert client.get(end).status_code == 200
    assert client.post(end, {"version": "3", "on": "2026-12-31"}).status_code == 302


def test_without_a_scope_it_is_no_agreement(here, advisor):
    page = here.url(f"bedrifter/{here.rows.company.pk}/avtaler/ny/")
    assert here.client(Role.ADVISOR).post(page, form(scopes=[])).status_code == 422
