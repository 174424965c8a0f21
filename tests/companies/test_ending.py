"""Does a role end only when everything that the person answers for has somebody else?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Apprenticeship, Placement, Relation
from companies import actions, duties
from companies.models import AimCoverage, Company, CompanyPerson
from companies.states import ApprovalState
from contracts.models import Contract
from contracts.states import ContractState
from followup.models import Participant
from followup.states import TalkState
from okportal.audit.models import Event
from okportal.curricula.models import Aim
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.outbox.mail import preview
from okportal.outbox.models import Message
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.stages import open_round

SUPERVISOR, INSTRUCTOR = CompanyPerson.Role.TRAINING_SUPERVISOR, CompanyPerson.Role.INSTRUCTOR


@pytest.fixture
def rows(world):
    return world.here.rows


@pytest.fixture
def advisor(world):
    """Nobody covers an aim, leads a placement or has a seat but by the test itself."""
    with world.here.scope():
        AimCoverage.objects.all().delete()
        Placement.objects.all().delete()
        Participant.objects.exclude(role="apprentice").delete()
        Apprenticeship.objects.update(hr=None)
        yield world.here.member(Role.ADVISOR)


def colleague(rows, advisor, role=SUPERVISOR, **changes):
    values = {
        "office": advisor.office, "company": rows.company, "name": "Nils Ny", "email": f"nils.{role}@fjord.example",
        "role": role, "from_on": advisor.today, "language": "en",
    }  # fmt: skip
    return CompanyPerson.objects.create(**values | changes)


def end(person, advisor, on=None, **successors):
    return actions.end_person(person=person, on=on or advisor.today, by=advisor, successors=successors)


def held(person, today):
    return {each.duty.key: each.count for each in duties.of(person, today)}


def test_what_somebody_answers_for_is_counted(rows, advisor):
    assert held(rows.training_supervisor, advisor.today) == {"supervisor": 2}
    assert held(rows.instructor, advisor.today) == {"instructor": 1}
    assert held(rows.company_contact, advisor.today) == {}


def test_a_role_does_not_end_until_it_is_said_who_takes_over(rows, advisor):
    person = rows.training_supervisor
    with pytest.raises(Refused, match="Choose who takes over") as refusal:
        end(person, advisor)
    assert (refusal.value.field, bool(refusal.value.way_out)) == ("to_supervisor", True)
    with pytest.raises(Refused, match="Choose who takes over"):
        end(person, advisor, supervisor=None)  # an apprentice is never without
    assert CompanyPerson.objects.get(pk=person.pk).to_on is None
    assert Apprenticeship.objects.filter(supervisor=person).exists()


@pytest.mark.parametrize("change", [
    {"role": INSTRUCTOR}, {"to_on": "2030-01-01"}, {"from_on": timezone.localdate() + timedelta(days=1)},
])  # fmt: skip
def test_one_whose_role_does_not_fit_today_takes_nothing_over(rows, advisor, change):
    heir = colleague(rows, advisor, **change)
    with pytest.raises(Refused, match="cannot take this over") as refusal:
        end(rows.training_supervisor, advisor, supervisor=heir)
    assert refusal.value.field == "to_supervisor"


def test_one_of_another_company_takes_nothing_over(rows, advisor):
    other = Company.objects.create(office=advisor.office, organisation_number="913558693", name="Annen")
    with pytest.raises(Refused, match="cannot take this over"):
        end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor, company=other))


def test_one_of_another_office_takes_nothing_over(world, rows, advisor):
    with pytest.raises(Refused, match="cannot take this over"):
        end(rows.training_supervisor, advisor, supervisor=world.there.rows.training_supervisor)


def test_everything_changes_hands_in_one_go(rows, advisor):
    person, heir = rows.training_supervisor, colleague(rows, advisor)
    end(person, advisor, supervisor=heir)
    rows.apprenticeship.refresh_from_db()
    assert rows.apprenticeship.supervisor == heir
    assert Relation.objects.get(apprenticeship=rows.apprenticeship, kind="supervisor", to_on=None).person == heir
    event = Event.objects.about(rows.company).get(verb="company.person_ended")
    assert event.facts["handed"] == {"supervisor": [2, heir.pk]}
    assert Membership.objects.get(user=person.user).to_on == advisor.today
    assert held(person, advisor.today) == {}


def test_a_later_last_day_hands_over_at_once(rows, advisor):
    person, heir, later = rows.training_supervisor, colleague(rows, advisor), advisor.today + timedelta(days=30)
    end(person, advisor, on=later, supervisor=heir)
    rows.apprenticeship.refresh_from_db()
    assert rows.apprenticeship.supervisor == heir
    assert CompanyPerson.objects.get(pk=person.pk).to_on == later


def test_finished_training_asks_nobody(rows, advisor):
    Apprenticeship.objects.update(state="completed")
    assert end(rows.training_supervisor, advisor).to_on == advisor.today


def test_both_are_told_by_mail_in_their_language(rows, advisor):
    person = rows.training_supervisor
    end(person, advisor, supervisor=colleague(rows, advisor, language="nb"))
    took = Message.objects.get(template="companies/took_over")
    assert took.to_email == "nils.training_supervisor@fjord.example"
    assert (took.language, [line["count"] for line in took.facts["lines"]]) == ("nb", [2])
    ended = Message.objects.get(template="companies/role_ended")
    assert (ended.to_email, ended.facts["lines"][0]["name"]) == (person.email, "Nils Ny")
    assert ended.facts["lines"][0]["what"] == "Training supervisor of apprentices"


def test_the_mails_say_what_and_who(rows, advisor):
    end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor))
    subject, text = preview(Message.objects.get(template="companies/took_over"), advisor.office)
    assert "You take over from Fjord" in subject and "- Training supervisor of apprentices: 2" in text
    subject, text = preview(Message.objects.get(template="companies/role_ended"), advisor.office)
    assert "Your role in Fjord barnehager ends" in subject
    assert "- Training supervisor of apprentices (2): Nils Ny" in text


def test_a_second_click_writes_and_mails_nothing_more(rows, advisor):
    person, heir, later = rows.training_supervisor, colleague(rows, advisor), advisor.today + timedelta(days=30)
    for _click in range(2):
        end(person, advisor, on=later, supervisor=heir)
    assert Message.objects.filter(template__startswith="companies/").count() == 2
    assert Event.objects.about(rows.company).filter(verb="company.person_ended").count() == 1


def test_hr_may_be_nobody_for_now(rows, advisor):
    Apprenticeship.objects.filter(pk=rows.apprenticeship.pk).update(hr=rows.hr)
    with pytest.raises(Refused, match="Choose who takes over"):
        end(rows.hr, advisor)
    end(rows.hr, advisor, hr=None)
    rows.apprenticeship.refresh_from_db()
    assert rows.apprenticeship.hr is None


def test_placements_that_are_over_stay_with_the_one_who_had_them(rows, advisor):
    heir = colleague(rows, advisor, INSTRUCTOR)
    days = [(-60, -31), (-30, 0), (1, 30)]
    for first, last in days:
        Placement.objects.create(
            office=advisor.office, apprenticeship=rows.apprenticeship, company=rows.company, percent=100,
            instructor=rows.instructor, from_on=advisor.today + timedelta(days=first),
            to_on=advisor.today + timedelta(days=last),
        )  # fmt: skip
    assert held(rows.instructor, advisor.today) == {"instructor": 1, "placements": 2}
    end(rows.instructor, advisor, instructor=heir, placements=heir)
    led = Placement.objects.order_by("from_on").values_list("instructor_id", flat=True)
    assert list(led) == [rows.instructor.pk, heir.pk, heir.pk]


# --- aims in approvals
def cover(rows, advisor, person, approval=None):
    return AimCoverage.objects.create(
        office=advisor.office, approval=approval or rows.approval, aim=Aim.objects.first(), position=1,
        covered_by="here", person=person,
    )  # fmt: skip


def test_aims_in_an_approval_go_to_somebody(rows, advisor):
    Apprenticeship.objects.update(instructor=None)
    aim = cover(rows, advisor, rows.instructor)
    end(rows.instructor, advisor, coverage=rows.training_supervisor)
    aim.refresh_from_db()
    assert (aim.person, aim.covered_by) == (rows.training_supervisor, "here")


def test_aims_that_nobody_takes_are_to_be_answered_anew(rows, advisor):
    Apprenticeship.objects.update(instructor=None)
    aim = cover(rows, advisor, rows.instructor)
    end(rows.instructor, advisor, coverage=None)
    aim.refresh_from_db()
    assert (aim.person, aim.covered_by) == (None, "open")
    assert Event.objects.about(rows.approval).get().facts["before"] == rows.instructor.pk


@pytest.mark.parametrize("state", ["refused", "withdrawn", "lapsed"])
def test_an_approval_that_is_over_asks_nobody(rows, advisor, state):
    rows.approval.state = ApprovalState(state)
    rows.approval.save()
    cover(rows, advisor, rows.company_contact)
    assert held(rows.company_contact, advisor.today) == {}


# --- talks
def seat(rows, talk, person, role):
    return Participant.objects.create(
        office=person.office, talk=talk, role=role, user=person.user, name=person.name, email=person.email
    )


def test_an_agreed_talk_keeps_its_day_and_invites_the_new_one(rows, advisor):
    rows.talk.state, rows.talk.scheduled_at = TalkState.SCHEDULED, timezone.now() + timedelta(days=5)
    rows.talk.save()
    mine = seat(rows, rows.talk, rows.training_supervisor, "supervisor")
    heir = colleague(rows, advisor)
    assert held(rows.training_supervisor, advisor.today) == {"supervisor": 2, "talks": 1}
    end(rows.training_supervisor, advisor, supervisor=heir)
    mine.refresh_from_db()
    assert (mine.name, mine.email, mine.user) == (heir.name, heir.email, None)
    assert Message.objects.get(template="followup/invitation").to_email == heir.email


def test_a_planned_talk_writes_to_nobody(rows, advisor):
    mine = seat(rows, rows.talk, rows.training_supervisor, "supervisor")
    end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor))
    mine.refresh_from_db()
    assert mine.name == "Nils Ny"
    assert not Message.objects.filter(template__startswith="followup/").exists()


def test_a_talk_that_was_held_keeps_who_was_there(rows, advisor):
    rows.talk.state, rows.talk.held_on = TalkState.HELD, advisor.today
    rows.talk.save()
    mine = seat(rows, rows.talk, rows.training_supervisor, "supervisor")
    end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor))
    mine.refresh_from_db()
    assert mine.name == rows.training_supervisor.name


# --- contracts
@pytest.mark.parametrize("state", [ContractState.CHECKING, ContractState.WITH_PARTIES, ContractState.WITH_OFFICE])
def test_a_contract_under_signing_goes_back_to_draft_with_a_task(rows, advisor, state):
    contract = under_signing(rows, state)
    assert held(rows.training_supervisor, advisor.today) == {"supervisor": 2, "contracts": 1}
    end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor))
    contract.refresh_from_db()
    assert contract.state == ContractState.DRAFT
    task = Task.objects.get(kind="contracts/send_again")
    assert (task.about_id, task.assigned, task.done_at) == (contract.pk, rows.planned.advisor, None)
    assert contract.number in task.title


def test_an_instructor_named_in_a_contract_under_signing_counts_too(rows, advisor):
    contract = under_signing(rows, ContractState.WITH_PARTIES)
    Apprenticeship.objects.filter(pk=rows.planned.pk).update(instructor=rows.instructor)
    end(rows.instructor, advisor, instructor=colleague(rows, advisor, INSTRUCTOR))
    contract.refresh_from_db()
    assert contract.state == ContractState.DRAFT


def test_a_signed_contract_stays(rows, advisor):
    end(rows.training_supervisor, advisor, supervisor=colleague(rows, advisor))
    rows.contract.refresh_from_db()
    assert rows.contract.state == ContractState.ACTIVE
    assert not Task.objects.filter(kind="contracts/send_again").exists()


def under_signing(rows, state) -> Contract:
    today, person = timezone.localdate(), rows.training_supervisor
    rows.draft.state = state
    rows.draft.start_on, rows.draft.end_on = today + timedelta(days=10), today + timedelta(days=700)
    rows.draft.save()
    open_round(rows.draft, rows.file, company=(person.user, person.name, person.email))
    return rows.draft
