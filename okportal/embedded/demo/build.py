"""How is one demo office written, from companies to trade tests? The same every time for the same day."""

import random

from django.utils import timezone

from okportal.curricula.actions import import_curriculum
from okportal.curricula.demo_plans import PLANS
from okportal.embedded.demo import companies, credits, files, papers, people, progress, registers, training
from okportal.embedded.demo.offices import OFFICES
from okportal.embedded.demo.synthetic import organisation_number
from okportal.embedded.logins import PLATFORM
from okportal.offices.models import Office
from okportal.offices.scope import office_scope, platform_scope
from okportal.outbox.reminders import sweep


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
    wanted = {(story.company.pk, story.trade.pk) for story in found}
    companies.add_approvals(plan, office, members, wanted, dice, today)
    apprentices = training.add_apprentices(plan, office, found, logins, dice, names, today)
    trainings = training.add_apprenticeships(office, found, apprentices, named, advisors, dice)
    contracts = training.add_contracts(office, found, trainings)
    progress.add_plans(office, trainings, dice, today)
    progress.add_talks(office, contracts, named, dice, today)
    progress.add_registrations(office, contracts, dice, today)
    papers.add_papers(plan, office, contracts)
    credits.add_credits(office, contracts)
    registers.add_company_facts(office, members, named, advisors, dice, today)
    registers.add_application(office, members[0], named, f"{plan.trades[-1]}----", today)
    files.add_files(office, trainings, advisors, dice, today)
    files.write_weeks(office, today)
