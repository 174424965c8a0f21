"""How is one demo office written, from companies to trade tests? The same every time for the same day."""

import random

from django.utils import timezone

from okportal.curricula.actions import import_curriculum
from okportal.curricula.demo_plans import PLANS
from okportal.embedded.demo import (
    bundles,
    changes,
    companies,
    county,
    credits,
    endings,
    files,
    papers,
    people,
    progress,
    registers,
    training,
    vigo,
    wording,
)
from okportal.embedded.demo.offices import OFFICES
from okportal.embedded.demo.synthetic import organisation_number
from okportal.embedded.logins import PLATFORM
from okportal.offices.member import Member
from okportal.offices.models import Office
from okportal.offices.scope import office_scope, platform_scope
from okportal.outbox.reminders import sweep
from okportal.permissions import Role


def build_all(say=lambda line: None):
    """Both offices, the platform's own login, and the short curricula they train by."""
    for plan in PLANS:
        import_curriculum(plan)
    logins = people.Logins()
    keeper = logins.user(PLATFORM, "Plattformansvarlig", is_staff=True, is_superuser=True)
    for plan in OFFICES:
        with platform_scope(keeper.pk):
            office = Office.objects.create(
                name=plan.name, slug=plan.slug, organisation_number=organisation_number(plan.organisation_serial),
                address=plan.address, phone=plan.phone, email=f"post@{plan.email_domain}",
                takes_part_in_selection=plan.takes_part_in_selection,
            )  # fmt: skip
        with office_scope(office.pk):
            build(plan, office, logins)
        say(f"{plan.name}: {len(plan.companies)} companies, {plan.apprentices} apprentices")
    sweep(timezone.localdate())  # so that the first reminders are on their way when a newcomer looks


def build(plan, office, logins):
    dice, names, today = random.Random(plan.seed), training.Names(), timezone.localdate()  # noqa: S311  (no secret)
    advisors = people.add_staff(plan, office, logins, today)
    members = companies.add_companies(plan, office, dice, today)
    named = people.add_company_people(plan, office, members, logins, dice, names, today)
    found = training.stories(plan, members, dice, today)
    wanted = {(story.company.pk, story.trade.pk) for story in found} | changes.wanted(plan, members, found)
    companies.add_approvals(plan, office, members, wanted, dice, today)
    registers.add_company_facts(office, members, named, advisors, dice, today)
    registers.add_application(office, members[0], named, f"{plan.trades[-1]}----", today)
    apprentices = training.add_apprentices(plan, office, found, logins, dice, names, today)
    trainings = training.add_apprenticeships(plan, office, found, apprentices, named, advisors, dice)
    by = Member(advisors[0].user, office, frozenset({Role.ADVISOR}), today)
    template = wording.add_wording(plan.counties[0], by) if plan.has_all_scenes else None
    contracts = training.add_contracts(office, found, trainings, template)
    progress.add_plans(office, trainings, dice, today)
    progress.add_talks(office, contracts, named, dice, today)
    progress.add_registrations(office, contracts, dice, today)
    files.add_files(office, trainings, advisors, dice, today)
    add_life_of_contracts(plan, office, contracts, by)
    files.write_weeks(office, today)


def add_life_of_contracts(plan, office, contracts, by):
    """First what lies behind them, then what the office does with some today, step by step as it would itself."""
    credits.add_own_credit(office, contracts)
    papers.add_papers(plan, office, contracts)
    credits.add_credits(plan, office, contracts)
    county.add_course(office, contracts, by.today)
    endings.add_endings(office, contracts, by.today)
    if plan.has_all_scenes:
        act_out(office, contracts, by)
    county.raise_tasks(office)


def act_out(office, contracts, by):
    """The same actions as behind the pages, so that history, tasks and mails are what they lead to."""
    credits.fill_draft(office, contracts)
    papers.let_answer(contracts)
    changes.change(contracts, by)
    endings.end_by_agreement(contracts, by)
    endings.write_attest(contracts, by)
    vigo.reconcile(contracts, by)
    bundles.pack(by)
