"""Who opens the training and its contracts before the day, and who from then on?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.audience import can_open
from apprenticeships.models import Apprenticeship
from apprenticeships.standing import standing
from contracts import tasks
from contracts.models import Contract, Party
from okportal.offices.member import member_of, roles_of
from okportal.permissions import Role

pytestmark = pytest.mark.django_db


def to_day(time_machine, day):
    time_machine.move_to(timezone.now() + (day - timezone.localdate()))


class TestAccess:
    def sees(self, here, user, training):
        today = timezone.localdate()
        person = member_of(here.office.slug, user, roles_of(user, today), today)
        return Apprenticeship.objects.visible_to(person).filter(pk=training.pk).exists()

    def test_from_the_day_the_new_company_and_no_longer_the_old(self, way, here, other, soon, time_machine):
        training = here.rows.apprenticeship
        people = {
            "old": [here.users[Role.TRAINING_SUPERVISOR], here.users[Role.COMPANY_CONTACT]],
            "new": [other.supervisor.user, other.contact.user, other.instructor.user],
        }
        way.planned(soon)
        way.approve()
        to_day(time_machine, soon - timedelta(days=1))
        tasks.change_companies()
        assert all(self.sees(here, user, training) for user in people["old"])
        assert not any(self.sees(here, user, training) for user in people["new"])
        to_day(time_machine, soon)
        tasks.change_companies()
        assert not any(self.sees(here, user, training) for user in people["old"])
        assert all(self.sees(here, user, training) for user in people["new"])
        row = Apprenticeship.objects.with_people().get(pk=training.pk)
        readers = {reader.user_id for reader in can_open(row)}
        assert {user.pk for user in people["new"]} <= readers
        assert not {user.pk for user in people["old"]} & readers

    def test_the_old_supervisor_has_no_part_in_the_file(self, way, member, here, advisor):
        way.done(advisor.today)
        row = Apprenticeship.objects.with_people().get(pk=here.rows.apprenticeship.pk)
        assert standing(member(Role.TRAINING_SUPERVISOR), row).roles == frozenset()

    def test_each_party_still_sees_the_contract_it_signed(self, way, member, contract, advisor):
        row = way.done(advisor.today)
        old_supervisor = member(Role.TRAINING_SUPERVISOR)
        seen = Contract.objects.visible_to(old_supervisor)
        assert seen.filter(pk=contract.pk).exists()
        assert not seen.filter(pk=row.new_contract_id).exists()
        assert Party.objects.filter(contract=contract).exists()

    def test_the_old_company_does_not_read_the_new_contract_before_the_change(self, way, member, other, soon):
        new = way.planned(soon).new_contract
        way.approve()

        def seen(role):
            return Contract.objects.visible_to(member(role)).filter(pk=new.pk).exists()

        assert not seen(Role.TRAINING_SUPERVISOR) and not seen(Role.COMPANY_CONTACT)
        assert seen(Role.APPRENTICE) and seen(Role.ADVISOR)
