"""Member companies, their people and approvals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds
from okportal.todo import kinds as todo_kinds


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self):
        from companies import own_duties, receivers, reminders, tabs, task_kinds  # noqa: F401

        kinds.register(
            companies__took_over=_("Taken over from a colleague"),
            companies__role_ended=_("A role in a company ends"),
            companies__approval_decided=_("Decision about an approval"),
            companies__approval_unused=_("Reminder: an approval is not used"),
            companies__approval_lapsed=_("An approval has lapsed"),
            companies__intake_question=_("Question about places"),
            companies__intake_reminder=_("Reminder: question about places"),
            companies__change_accepted=_("A change is accepted"),
            companies__change_declined=_("A change is declined"),
        )
        todo_kinds.register(
            companies__contact=todo_kinds.Kind(
                _("Follow up the contact with %(company)s of %(day_on)s"),
                next=_("Get in touch, and write down what came of it."),
                name=_("Contact to follow up"),
            ),
            companies__places_differ=todo_kinds.Kind(
                _("%(company)s has answered other places for %(year)s than the office has written: %(trades)s"),
                next=_("Find out which figure is right. The office's own stands for now."),
                name=_("Places that differ"),
            ),
            companies__approval_unused=todo_kinds.Kind(
                _("%(company)s has had no contract in %(trade)s for %(months)s months (%(county)s)"),
                next=_("Without a new contract the approval lapses on %(lapses_on)s. Ask the company about its plans."),
                name=_("Approval that is not used"),
            ),
            companies__approval_lapsed=todo_kinds.Kind(
                _("The approval of %(company)s for %(trade)s has lapsed (%(county)s)"),
                next=_("Apply again before a new contract is made."),
                name=_("Approval that has lapsed"),
            ),
        )
