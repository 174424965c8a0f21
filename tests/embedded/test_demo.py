"""Does a newcomer meet the whole life of a contract in the demo, and is what it shows true and lawful?"""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone, translation

from apprenticeships.days_off import is_day_off
from apprenticeships.models import Apprenticeship
from contracts import problems
from contracts.actions.closing_many import close_expired
from contracts.actions.county_tasks import signed_on
from contracts.ending.drop_out import per_year
from contracts.ending.problems import before_finishing
from contracts.ledger import calculate
from contracts.models import (
    Amendment,
    Bundle,
    Contract,
    ContractPaper,
    CountyEntry,
    Ending,
    Handover,
    Letter,
    PaperTemplate,
    SigningLink,
    SigningRound,
    SigningRule,
    VigoDifference,
)
from contracts.reckoning.inputs import inputs_of
from contracts.signing.chain import broken_at
from contracts.states import AmendmentState as A
from contracts.states import ContractState as S
from contracts.states import EndingState, HandoverState, RoundState
from contracts.verifying.verdict import File, about_file
from okportal.documents.actions import read
from okportal.embedded.demo.build import build_all
from okportal.embedded.demo.scenes import WHOLE, Cast
from okportal.offices.member import Member
from okportal.offices.models import Membership
from okportal.offices.scope import office_ids, office_scope
from okportal.people.models import User
from okportal.permissions import Role
from okportal.todo.models import Task

pytestmark = pytest.mark.slow
Kind = Amendment.Kind


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Both offices, made once for all tests here, as `manage.py demo` does in its language; taken back at the end."""
    said = []
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("nb"):
            build_all(said.append)
        yield said
        transaction.set_rollback(True)


@pytest.fixture
def fjord(built):
    """Enters the first office as its first advisor; what a test does there is undone."""
    with transaction.atomic():
        with office_scope(office_ids()[0]):
            login = Membership.objects.select_related("office", "user").get(user__email="advisor@fjord.example")
            yield Member(login.user, login.office, frozenset({Role.ADVISOR}), timezone.localdate())
        transaction.set_rollback(True)


@pytest.fixture
def cast(fjord):
    """`cast(Cast.DRAFT)`: the contract of one scene, which the plan has numbered."""
    trainings = list(Apprenticeship.objects.order_by("pk").values_list("pk", flat=True))

    def contract(number):
        rows = Contract.objects.with_people().select_related("office").filter(apprenticeship=trainings[number])
        return rows.order_by("pk").first()

    return contract


def each_office():
    for office in office_ids():
        with office_scope(office):
            yield office


def test_every_point_in_the_life_of_a_contract_is_in_the_advisors_own_caseload(fjord):
    own = Contract.objects.filter(apprenticeship__advisor__user=fjord.user)
    assert set(own.values_list("state", flat=True)) == set(S) - {S.REFUSED, S.ENDED}
    assert set(own.values_list("kind", flat=True)) == set(Contract.Kind)
    changes = set(Amendment.objects.filter(contract__in=own).values_list("kind", "state"))
    assert changes == {
        (Kind.INTERRUPTION, A.IN_FORCE), (Kind.EXTENSION, A.IN_FORCE), (Kind.TYPE, A.IN_FORCE),
        (Kind.PART_TIME, A.DRAFT), (Kind.INTERRUPTION, A.SIGNING), (Kind.PART_TIME, A.AT_COUNTY),
    }  # fmt: skip
    assert Handover.objects.get(contract__in=own).state == HandoverState.PLANNED
    assert Ending.objects.get(contract__in=own, state=EndingState.TOLD).kind == Ending.Kind.MUTUAL
    assert set(Letter.objects.filter(contract__in=own).values_list("kind", flat=True)) == {
        Letter.Kind.AGREEMENT, Letter.Kind.NOTICE, Letter.Kind.CONFIRMATION, Letter.Kind.ATTEST,
    }  # fmt: skip


def test_each_scene_is_played(cast):
    comes_back = {Cast.FLAGGED: S.DRAFT}
    for number, scene in WHOLE.items():
        assert cast(number).state == comes_back.get(number, scene.contract_state), number
    assert cast(Cast.FLAGGED).round.state == RoundState.FLAGGED
    assert SigningLink.objects.filter(party__contract=cast(Cast.BY_LINK), used_at=None, closed_at=None).count() == 2


def test_draft_lacks_one_thing_and_the_two_that_ran_out_can_be_closed(fjord, cast):
    found = problems.before_sending(cast(Cast.DRAFT), fjord.today)
    assert [one.code for one in problems.blockers(found)] == ["no_own_plan"]
    ids = [cast(number).pk for number in (Cast.RUN_OUT, Cast.RUN_OUT_TOO)]
    outcomes = close_expired(ids=ids, kind=Ending.Kind.COMPLETED, by=fjord)
    assert [one.message for one in outcomes] == ["", ""]


def test_last_day_of_the_own_contract_has_a_long_story(cast):
    contract = cast(Cast.OWN)
    ledger = calculate(inputs_of(contract))
    assert [line.code for line in ledger.lines] == ["start", "base", "credit", "last_day", "extension", "interruption"]
    assert ledger.calculated_on == contract.calculated_end_on == contract.end_on == contract.apprenticeship.end_on
    papers = {line.document for line in ledger.lines if line.document}
    assert papers == {"attest-fra-arbeidsgiver.pdf", "vedtak-om-forlengelse.pdf", "vedtak-om-avbrudd.pdf"}
    assert contract.ledgers.count() == 2


def test_every_last_day_is_what_the_ledger_says(built):
    for _office in each_office():
        for contract in Contract.objects.with_people():
            assert calculate(inputs_of(contract)).calculated_on == contract.calculated_end_on, contract
            assert contract.end_on == contract.calculated_end_on or contract.other_end_because


def test_nothing_has_happened_tomorrow_or_in_the_wrong_order(built):
    today = timezone.localdate()
    for _office in each_office():
        for row in Contract.objects.select_related("round"):
            happened = [signed_on(row), row.sent_to_county_on, row.decided_on, row.ended_on]
            known = [day for day in happened if day]
            assert known == sorted(known) and all(day <= today for day in known), (row.number, happened)
            assert not is_day_off(row.start_on), row.number
        assert not CountyEntry.objects.filter(on__gt=today).exists()
        assert not Contract.objects.filter(state=S.APPROVED, start_on__lte=today).exists()
        assert not Contract.objects.filter(state=S.APPROVED, decided_on__gte=F("start_on")).exists()


def test_whatever_is_at_the_county_has_its_steps(built):
    at_county = {S.AT_COUNTY, S.RETURNED, S.APPROVED, S.ACTIVE}
    for _office in each_office():
        rows = Contract.objects.filter(state__in=at_county)
        assert not rows.filter(case_number="").exists()
        assert not rows.annotate(steps=Count("county_entries")).filter(steps=0).exists()
        assert not Contract.objects.filter(state=S.DRAFT, county_entries__isnull=False).exists()


def test_returned_contract_has_an_answer_due_and_the_signed_one_a_deadline(fjord, cast):
    entry = cast(Cast.RETURNED).county_entries.first()
    assert entry.kind == CountyEntry.Kind.RETURNED and entry.remark and entry.due_on > fjord.today
    tasks = Task.objects.open().filter(assigned__user=fjord.user)
    assert set(tasks.values_list("kind", flat=True)) >= {
        "contracts/county_send", "contracts/county_answer", "contracts/flagged",
    }  # fmt: skip


def test_sealed_papers_verify_and_chains_are_whole(built):
    files = []
    for _office in each_office():
        for round in SigningRound.objects.select_related("office", "contract", "signed_file"):
            assert broken_at(round.events.all()) is None
            if round.signed_file:
                answer = about_file(round.office, read(round.signed_file))
                files.append(answer.file)
                assert answer.seal.is_ours and answer.seal.is_intact
                assert {party.signed_at is not None for party in answer.signatures} == {True}
    assert files == [File.KEPT] * len(files) and len(files) >= 7


def test_whoever_has_no_login_signed_by_link(built):
    for _office in each_office():
        for round in SigningRound.objects.filter(state=RoundState.SIGNED):
            for party in round.parties.all():
                assert ("Lenke" in party.signed_how) is (party.user_id is None), party


def test_the_office_has_words_rules_a_zip_and_a_list_to_mend(fjord):
    template = PaperTemplate.objects.get()
    assert template.remarks and Contract.objects.filter(template=template, remarks=template.remarks).exists()
    assert SigningRule.objects.get().county_id == "46"
    bundle = Bundle.objects.get()
    assert bundle.file and bundle.failures == [] and bundle.done == len(bundle.contract_ids) > 3
    fields = VigoDifference.objects.filter(outcome="open").values_list("field", flat=True)
    assert sorted(fields) == ["email", "end_on", "not_here", "not_there", "start_on", "status", "supervisor"]


def test_what_is_over_has_an_ending_and_drop_out_has_figures(fjord):
    for row in Contract.objects.filter(state__in=[S.COMPLETED, S.ENDED]):
        ending = row.endings.get()
        assert ending.state == EndingState.DONE and ending.last_on == row.ended_on
        ending.state = EndingState.TOLD if ending.told_on else EndingState.BEGUN
        if ending.kind == Ending.Kind.MUTUAL:
            assert [one.code for one in before_finishing(ending, fjord.today)] == ["document"]
    lines = per_year(fjord)
    assert len(lines) >= 2 and sum(line.numbers[3] for line in lines) >= 5


def test_credit_of_each_is_shown_on_a_paper(built):
    for _office in each_office():
        assert not Contract.objects.filter(credits__paper=None, credits__isnull=False).exists()
        for paper in ContractPaper.objects.select_related("file"):
            assert read(paper.file).startswith(b"%PDF")


def test_other_office_has_all_types_as_well(built):
    counts = []
    for _office in each_office():
        counts.append((Apprenticeship.objects.count(), Contract.objects.values("kind").distinct().count()))
    assert counts == [(60, 4), (240, 4)]


def test_demo_is_made_once(built, settings):
    settings.DEVELOPMENT = True
    users = User.objects.count()
    call_command("demo", if_empty=True)
    assert User.objects.count() == users
    with pytest.raises(CommandError, match="people in this database already"):
        call_command("demo")
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="for development only"):
        call_command("demo")
