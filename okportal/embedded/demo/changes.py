"""Which of the demo's contracts are changed after they were signed, by steps that the office takes itself?"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from apprenticeships.actions.absence import report
from apprenticeships.models import Absence
from companies.models import Company, CompanyPerson, Establishment
from contracts.actions.amending import add_document, draft_amendment, send_amendment, settle_amendment
from contracts.actions.amending_county import consent, send_amendment_to_county
from contracts.actions.handover import begin_handover, save_handover
from contracts.actions.handover_planning import plan_handover
from contracts.amending.kinds import Kind
from contracts.models import Amendment, Contract, Handover, Party
from okportal.embedded.demo.credits import accepted
from okportal.embedded.demo.scenes import Cast
from okportal.embedded.demo.training import aims_by_trade, working_day

Role = Party.Role
STILL, AWAY = timedelta(days=55), timedelta(days=39)  # after the first day: 8 weeks, and 40 days
NEW_COMPANY = 3  # place among the office's companies
CHANGES_IN = timedelta(days=23)
STRENGTHS = "Trygg med barna og pålitelig. Tar ansvar for garderobe og måltider på egen hånd."
AHEAD = "Planlegge og gjennomføre aktiviteter for de største barna, og dokumentere pedagogisk arbeid skriftlig."
ASSESSMENT = (
    "God framgang, og godt likt av både barn og kollegaer. Barnehagen vår har bare småbarnsavdelinger, så målene om de "
    "eldste barna og skolestart kan ikke nås her. Vi anbefaler et arbeidssted med skolefritidsordning."
)


def change(contracts, by):
    """One training with a long story behind its last day, changes of each stage, and one on its way elsewhere."""
    contracts = {
        number: Contract.objects.with_people().get(pk=contracts[number].pk)
        for number in (Cast.OWN, Cast.PART_TIME, Cast.NEW_TYPE, Cast.ON_LEAVE, Cast.ON_THE_JOB, Cast.MOVING)
    }
    lengthen(contracts[Cast.OWN], by)
    change_type(contracts[Cast.NEW_TYPE], by)
    draft_part_time(contracts[Cast.PART_TIME], by)
    send_leave(contracts[Cast.ON_LEAVE], by)
    wait_for_county(contracts[Cast.ON_THE_JOB], by)
    plan_move(contracts[Cast.MOVING], by)


def lengthen(contract, by):
    """A leave agreed with the county, and an illness so long that it became an extension."""
    from_on = contract.start_on + timedelta(days=150)
    leave = draft_amendment(
        contract=contract, kind=Kind.INTERRUPTION, by=by, from_on=from_on, to_on=from_on + STILL, percent=100,
        absence=Amendment.Absence.LEAVE, reason="Permisjon etter avtale mellom lærling og lærebedrift.", signers=[],
        needs_consent=True,
    )  # fmt: skip
    attach(leave, "vedtak-om-avbrudd.pdf", "Vedtak om avbrudd", by)
    decide(leave, from_on - timedelta(days=12), "Avbruddet er godkjent. Læretiden forlenges tilsvarende.", by)
    ill_on = by.today - timedelta(days=78)
    report(
        apprenticeship=contract.apprenticeship, kind=Absence.Kind.ILLNESS, percent=100, from_on=ill_on,
        to_on=ill_on + AWAY, by=by,
    )  # fmt: skip
    longer = draft_amendment(
        contract=contract, kind=Kind.EXTENSION, by=by, from_on=ill_on + AWAY + timedelta(days=1), days=AWAY.days + 1,
        reason="Sammenhengende fravær i 40 dager.", signers=[], needs_consent=True,
    )  # fmt: skip
    attach(longer, "vedtak-om-forlengelse.pdf", "Vedtak om forlengelse", by)
    decide(longer, by.today - timedelta(days=9), "Fylkeskommunen samtykker i forlengelsen.", by)


def attach(row, name, title, by):
    add_document(amendment=row, file=accepted(name, title), by=by)


def change_type(contract, by):
    """From apprentice to training candidate in the middle of the training; what was before stays in the history."""
    row = draft_amendment(
        contract=contract, kind=Kind.TYPE, by=by, from_on=by.today - timedelta(days=40), new_kind="training",
        new_aim_codes=aims_by_trade()[contract.apprenticeship.trade_id][::2],
        reason="Lærlingen ønsker å gå opp til kompetanseprøve i en del av faget, og lærebedriften er enig.",
        signers=[], needs_consent=True,
    )  # fmt: skip
    decide(row, by.today - timedelta(days=46), "Omgjøring til opplæringskontrakt er godkjent.", by)


def decide(row, decided_on, remark, by):
    """All have agreed, the county authority has been asked and has consented; on its day it is in force."""
    row = settle_amendment(amendment=row, version=row.version, by=by)
    row = send_amendment_to_county(amendment=row, sent_on=decided_on - timedelta(days=16), by=by)
    case_number = row.contract.case_number
    consent(amendment=row, decided_on=decided_on, case_number=case_number, decision_remark=remark, by=by)


def draft_part_time(contract, by):
    """A draft that shows what it leads to."""
    from_on = first_of_month(by.today, months=2)
    draft_amendment(
        contract=contract, kind=Kind.PART_TIME, by=by, from_on=from_on, percent=80,
        to_on=from_on + relativedelta(months=6) - timedelta(days=1), needs_consent=True,
        reason="Lærlingen tar fellesfag ved siden av og har bedt om redusert stilling.",
        signers=[Role.APPRENTICE, Role.COMPANY, Role.OFFICE],
    )  # fmt: skip


def send_leave(contract, by):
    """With its signers: one of them by login, the other by link."""
    from_on = first_of_month(by.today, months=2)
    row = draft_amendment(
        contract=contract, kind=Kind.INTERRUPTION, by=by, from_on=from_on, percent=100, needs_consent=True,
        to_on=from_on + relativedelta(months=5) - timedelta(days=1), absence=Amendment.Absence.PARENTAL,
        reason="Foreldrepermisjon.", signers=[Role.APPRENTICE, Role.COMPANY, Role.OFFICE],
    )  # fmt: skip
    send_amendment(amendment=row, version=row.version, by=by)


def wait_for_county(contract, by):
    """All have agreed, and the county authority has been asked."""
    row = draft_amendment(
        contract=contract, kind=Kind.PART_TIME, by=by, from_on=first_of_month(by.today, months=2), percent=90,
        reason="Omsorg for små barn.", signers=[], needs_consent=True,
    )  # fmt: skip
    row = settle_amendment(amendment=row, version=row.version, by=by)
    send_amendment_to_county(amendment=row, sent_on=by.today - timedelta(days=12), by=by)


def plan_move(contract, by):
    """Where the company cannot cover all aims, the training goes on in another one from a day that both know."""
    company = Company.objects.order_by("pk")[NEW_COMPANY]
    people = {person.role: person for person in CompanyPerson.objects.filter(company=company)}
    row = begin_handover(
        contract=contract, reason=Handover.Reason.ROTATION, note="Avtalt i møte med begge lærebedriftene.", by=by
    )
    row = save_handover(
        handover=row, version=row.version, by=by, new_company=company, on=working_day(by.today + CHANGES_IN),
        new_establishment=Establishment.objects.filter(company=company).order_by("pk").first(),
        new_supervisor=people["training_supervisor"], new_instructor=people["instructor"],
    )  # fmt: skip
    row = save_handover(
        handover=row, version=row.version, by=by, strengths=STRENGTHS, ahead=AHEAD, assessment=ASSESSMENT
    )
    plan_handover(handover=row, version=row.version, by=by)


def wanted(plan, companies, found) -> set[tuple]:
    """(company, trade) of the approval that the company change needs."""
    return {(companies[NEW_COMPANY].pk, found[Cast.MOVING].trade.pk)} if plan.has_all_scenes else set()


def first_of_month(today, months):
    return today.replace(day=1) + relativedelta(months=months)
