"""Does each measure of a company count what it says, and who sees it?"""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from companies.models import Agreement, Approval, CompanyPerson, Qualification
from contracts.models import Contract
from exams.models import Registration
from followup.models import Talk
from okportal.home.company_health import measures
from okportal.home.health_measure import share
from okportal.permissions import Role
from training.models import Plan, PlanAim

LEADERS = [Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR]


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


def measured(here, key, by):
    return {one.key: one for one in measures(here.rows.company, by)}[key]


def figures(measure):
    return [value for _label, value in measure.figures]


def page(cast, role):
    return cast.client(role).get(cast.url(f"bedrifter/{cast.rows.company.pk}/tilstand/"))


# --- approvals
def test_an_approval_in_force_is_good(here, advisor):
    measure = measured(here, "approvals", advisor)
    assert (measure.tone, figures(measure)) == ("success", [1, 0, 0, 0])


@pytest.mark.parametrize(
    ("changes", "tone", "counts"),
    [
        ({"state": "limited"}, "success", [1, 1, 0, 0]),
        ({"state": "refused"}, "danger", [0, 0, 0, 0]),
        ({"state": "lapsed"}, "danger", [0, 0, 0, 1]),
        ({"to_on": timedelta(days=-1)}, "danger", [0, 0, 0, 1]),
        ({"to_on": timedelta(days=60)}, "warning", [1, 0, 1, 0]),
        ({"to_on": timedelta(days=200)}, "success", [1, 0, 0, 0]),
        ({"from_on": timedelta(days=1)}, "danger", [0, 0, 0, 0]),
        ({"unused_since": relativedelta(months=-17)}, "success", [1, 0, 0, 0]),
        ({"unused_since": relativedelta(months=-18)}, "warning", [1, 0, 1, 0]),
    ],
)
def test_approvals_that_lapse_end_or_are_none(here, advisor, changes, tone, counts):
    today = advisor.today
    given = {name: value if isinstance(value, str) else today + value for name, value in changes.items()}
    Approval.objects.update(**given)
    measure = measured(here, "approvals", advisor)
    assert (measure.tone, figures(measure)) == (tone, counts)


# --- supervisors
def add_papers(person, *kinds, **changes):
    for kind in kinds:
        Qualification.objects.create(office_id=person.office_id, person=person, kind=kind, title=kind, **changes)


def test_a_supervisor_without_papers_is_not_qualified(here, advisor):
    measure = measured(here, "supervisors", advisor)
    assert (measure.tone, figures(measure)) == ("danger", [1, 0, 1, 1])


def test_a_supervisor_with_all_papers_is_good_and_one_that_runs_out_is_not(here, advisor):
    supervisor = here.rows.training_supervisor
    add_papers(supervisor, "certificate")
    assert figures(measured(here, "supervisors", advisor)) == [1, 0, 1, 0]
    add_papers(supervisor, "course", expires_on=advisor.today)
    assert measured(here, "supervisors", advisor).tone == "success"
    Qualification.objects.filter(kind="course").update(expires_on=advisor.today - timedelta(days=1))
    measure = measured(here, "supervisors", advisor)
    assert (measure.tone, measure.reason, figures(measure)) == ("warning", "1 lacks a course", [1, 0, 1, 0])


def test_papers_at_another_role_of_the_same_address_count(here, advisor):
    instructor = here.rows.instructor
    CompanyPerson.objects.filter(pk=instructor.pk).update(email=here.rows.training_supervisor.email.upper())
    add_papers(instructor, "certificate", "course")
    assert measured(here, "supervisors", advisor).tone == "success"


def test_a_supervisor_without_mail_is_told_and_one_who_has_left_is_not_counted(here, advisor):
    supervisor = here.rows.training_supervisor
    add_papers(supervisor, "certificate", "course")
    CompanyPerson.objects.filter(pk=supervisor.pk).update(email="")
    assert figures(measured(here, "supervisors", advisor)) == [1, 1, 0, 0]
    CompanyPerson.objects.filter(pk=supervisor.pk).update(to_on=advisor.today - timedelta(days=1))
    measure = measured(here, "supervisors", advisor)
    assert (measure.tone, measure.word) == ("danger", "Nobody")


# --- reviews
def add_talk(here, number, due_on, held_on=None, **changes):
    state = "held" if held_on else "planned"
    given = {"apprenticeship": here.rows.apprenticeship, "contract": here.rows.contract, "state": state} | changes
    return Talk.objects.create(office=here.office, number=number, due_on=due_on, held_on=held_on, **given)


def test_reviews_are_on_time_until_14_days_after_and_later_ones_are_not(here, advisor):
    day = advisor.today - timedelta(days=100)
    add_talk(here, 2, day, day + timedelta(days=14))
    add_talk(here, 3, day, day + timedelta(days=15))
    add_talk(here, 4, day, day - timedelta(days=30))
    add_talk(here, 5, day)
    add_talk(here, 6, day, state="cancelled")
    measure = measured(here, "reviews", advisor)
    assert figures(measure) == [4, 2, 1, 1]
    assert (measure.tone, measure.reason) == ("danger", "2 of 4, 50 percent.")


@pytest.mark.parametrize(("ago", "counts"), [(13, 0), (14, 1), (300, 1), (400, 0)])
def test_only_reviews_whose_time_is_up_and_of_the_last_year_count(here, advisor, ago, counts):
    add_talk(here, 2, advisor.today - timedelta(days=ago))
    assert figures(measured(here, "reviews", advisor))[0] == counts


def test_few_reviews_get_no_percentage_and_no_verdict(here, advisor):
    assert measured(here, "reviews", advisor).word == "Nothing to count"
    add_talk(here, 2, advisor.today - timedelta(days=100))
    measure = measured(here, "reviews", advisor)
    assert (measure.tone, measure.reason) == ("warning", "0 of 1. Too few for a percentage.")


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "Nothing to count yet."), (2, 2, "2 of 2. Too few for a percentage."), (2, 3, "2 of 3, 66 percent."),
        (3, 3, "3 of 3, 100 percent."),
    ],
)  # fmt: skip
def test_a_share_in_words(part, whole, words):
    assert share(part, whole) == words


# --- competence aims
def test_aims_are_held_against_the_time_that_has_passed(here, advisor):
    aims = PlanAim.objects.filter(plan=here.rows.plan)
    assert Plan.objects.get(pk=here.rows.plan.pk).aims_total == 3
    measure = measured(here, "documentation", advisor)
    assert figures(measure) == [1, 0, 1], "ten of 24 months have passed"
    assert measure.tone == "warning"
    assert "Too few for a percentage." in measure.reason
    first = aims.first()
    first.reached_on = advisor.today
    first.save()
    assert measured(here, "documentation", advisor).tone == "success"


def test_a_training_that_is_over_is_not_counted(here, advisor):
    apprenticeship = here.rows.apprenticeship
    apprenticeship.state = "completed"
    apprenticeship.save()
    assert measured(here, "documentation", advisor).word == "Nothing to count"


# --- tests
def add_results(here, *states, on=None):
    for attempt, state in enumerate(states, start=2):
        Registration.objects.create(
            office=here.office, apprenticeship=here.rows.apprenticeship, contract=here.rows.contract, attempt=attempt,
            kind="fagprove", state=state, opens_on=on - timedelta(days=90), due_on=on, result_on=on,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("states", "tone"),
    [
        ([], "neutral"), (["passed"], "success"), (["failed"], "warning"), (["passed", "failed"], "warning"),
        (["passed", "distinction", "passed"], "success"), (["passed", "distinction", "failed"], "danger"),
        (["passed"] * 4 + ["failed"], "warning"),
    ],
)  # fmt: skip
def test_tests_passed_among_all_results(here, advisor, states, tone):
    add_results(here, *states, on=advisor.today)
    measure = measured(here, "tests", advisor)
    assert measure.tone == tone
    assert figures(measure)[0] == len(states)
    assert figures(measure)[3] == states.count("failed")


def test_results_older_than_three_years_are_not_counted(here, advisor):
    add_results(here, "failed", on=advisor.today - relativedelta(years=3))
    assert figures(measured(here, "tests", advisor)) == [0, 0, 0, 0]


# --- the agreement
@pytest.mark.parametrize(
    ("to_on", "tone"), [(None, "success"), (-1, "danger"), (0, "warning"), (60, "warning"), (200, "success")]
)
def test_the_agreement_that_holds_today(here, advisor, to_on, tone):
    Agreement.objects.update(to_on=None if to_on is None else advisor.today + timedelta(days=to_on))
    assert measured(here, "agreement", advisor).tone == tone


# --- the page
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ADVISOR, Role.READER, *LEADERS])
def test_the_office_and_who_answers_for_the_company_see_it(here, role):
    answer = page(here, role)
    assert answer.status_code == 200
    text = answer.content.decode()
    for words in ("Half-year reviews on time", "What is counted, and what is good?", "Nothing to count yet."):
        assert words in text


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR, Role.APPRENTICE])
def test_nobody_else_does(here, role):
    assert page(here, role).status_code == 404
    overview = here.client(role).get(here.url(f"bedrifter/{here.rows.company.pk}/"))
    assert "/tilstand/" not in overview.content.decode()


def test_another_offices_company_is_not_there(world):
    client = world.here.client(Role.ADVISOR)
    assert client.get(world.here.url(f"bedrifter/{world.there.rows.company.pk}/tilstand/")).status_code == 404


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.COMPANY_CONTACT])
def test_every_link_leads_somewhere_and_to_this_companys_rows(here, role):
    client = here.client(role)
    found = client.get(here.url(f"bedrifter/{here.rows.company.pk}/tilstand/")).context["measures"]
    links = [url for measure in found for _words, url in measure.rows]
    assert len(links) == len(found)
    for url in links:
        assert client.get(url).status_code == 200, url


def test_the_lists_of_talks_and_tests_narrow_to_the_company(here):
    client = here.client(Role.ADVISOR)
    for page_of in ("samtaler", "oppmelding"):
        for company, shown in ((here.rows.company.pk, True), (999_999, False)):
            answer = client.get(here.url(f"{page_of}/") + f"?company={company}&state=all")
            assert answer.status_code == 200
            assert bool(answer.context["listing"].total) == shown


def test_the_page_asks_as_often_for_many(here, django_assert_max_num_queries):
    client = here.client(Role.COMPANY_CONTACT)
    address = here.url(f"bedrifter/{here.rows.company.pk}/tilstand/")
    with here.scope():
        today = timezone.localdate()
        for number in range(30):
            add_talk(here, number + 2, today - timedelta(days=100))
            person = CompanyPerson.objects.create(
                office=here.office, company=here.rows.company, name=f"Nr {number}", email=f"nr{number}@example.test",
                role="training_supervisor", from_on=today,
            )  # fmt: skip
            add_papers(person, "course")
        assert Contract.objects.exists()
    client.get(address)
    with django_assert_max_num_queries(18):  # three of them are the test's own transaction
        client.get(address)
