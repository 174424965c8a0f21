"""Who may do what? One table: a role is a set of permissions."""

from enum import StrEnum
from functools import wraps

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    ADVISOR = "advisor", _("Advisor")
    READER = "reader", _("Reader")
    COMPANY_CONTACT = "company_contact", _("Company contact")
    RESPONSIBLE_LEADER = "responsible_leader", _("Responsible leader")
    HR = "hr", _("HR")
    MUNICIPAL_COORDINATOR = "municipal_coordinator", _("Municipal coordinator")
    TRAINING_SUPERVISOR = "training_supervisor", _("Training supervisor")
    INSTRUCTOR = "instructor", _("Instructor")
    APPRENTICE = "apprentice", _("Apprentice")
    GUARDIAN = "guardian", _("Guardian")


class Permission(StrEnum):
    OFFICE_ADMIN = "office.admin"  # staff, settings
    MESSAGES_SEE = "messages.see"
    COMPANY_SEE = "company.see"
    COMPANY_EDIT = "company.edit"
    COMPANY_OWN = "company.own"  # propose changes to the own company, see its agreement
    APPRENTICE_SEE = "apprentice.see"
    APPRENTICE_EDIT = "apprentice.edit"
    REGISTER_IMPORT = "register.import"
    ABSENCE_SEE = "absence.see"
    ABSENCE_REPORT = "absence.report"
    ABSENCE_CONFIRM = "absence.confirm"
    NEEDS_SEE = "needs.see"  # and, of each mapping, only its named readers
    NEEDS_EDIT = "needs.edit"
    NOTE_SEE = "note.see"
    NOTE_WRITE = "note.write"
    NOTE_OFFICE = "note.office"  # the office's own journal
    PLAN_SEE = "plan.see"
    PLAN_RATE = "plan.rate"
    CONTRACT_SEE = "contract.see"
    CONTRACT_EDIT = "contract.edit"
    CONTRACT_SIGN = "contract.sign"  # as the party one is
    CONTRACT_SIGN_FOR_OFFICE = "contract.sign_for_office"
    TALK_SEE = "talk.see"
    TALK_EDIT = "talk.edit"
    EXAM_SEE = "exam.see"
    EXAM_EDIT = "exam.edit"
    CASELOAD = "home.caseload"  # the advisor's Min dag
    OWN_APPRENTICES = "home.own_apprentices"  # the company's page
    OWN_TRAINING = "home.own_training"  # the apprentice's page


P = Permission
READER = {
    P.COMPANY_SEE, P.APPRENTICE_SEE, P.PLAN_SEE, P.CONTRACT_SEE, P.TALK_SEE, P.EXAM_SEE, P.CASELOAD, P.ABSENCE_SEE,
    P.NOTE_SEE, P.NOTE_OFFICE,
}  # fmt: skip
ADVISOR = READER | {
    P.MESSAGES_SEE, P.COMPANY_EDIT, P.APPRENTICE_EDIT, P.PLAN_RATE, P.CONTRACT_EDIT, P.CONTRACT_SIGN_FOR_OFFICE,
    P.TALK_EDIT, P.EXAM_EDIT, P.REGISTER_IMPORT, P.ABSENCE_REPORT, P.ABSENCE_CONFIRM, P.NEEDS_SEE, P.NEEDS_EDIT,
    P.NOTE_WRITE,
}  # fmt: skip
COMPANY = {
    P.COMPANY_SEE, P.APPRENTICE_SEE, P.PLAN_SEE, P.TALK_SEE, P.OWN_APPRENTICES, P.ABSENCE_SEE, P.NOTE_SEE,
    P.NOTE_WRITE, P.NEEDS_SEE,
}  # fmt: skip
# Those who answer for the company as a whole.
LEADER = COMPANY | {P.COMPANY_OWN, P.CONTRACT_SEE, P.EXAM_SEE, P.ABSENCE_REPORT}
APPRENTICE = {
    P.OWN_TRAINING, P.PLAN_SEE, P.CONTRACT_SEE, P.CONTRACT_SIGN, P.TALK_SEE, P.EXAM_SEE, P.ABSENCE_SEE,
    P.ABSENCE_REPORT, P.NOTE_SEE, P.NEEDS_SEE,
}  # fmt: skip

ROLES: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(ADVISOR | {P.OFFICE_ADMIN}),
    Role.ADVISOR: frozenset(ADVISOR),
    Role.READER: frozenset(READER),
    Role.COMPANY_CONTACT: frozenset(LEADER | {P.CONTRACT_SIGN}),
    Role.RESPONSIBLE_LEADER: frozenset(LEADER | {P.CONTRACT_SIGN}),
    Role.HR: frozenset(LEADER),
    Role.MUNICIPAL_COORDINATOR: frozenset(LEADER),
    Role.TRAINING_SUPERVISOR: frozenset(
        COMPANY
        | {P.CONTRACT_SEE, P.CONTRACT_SIGN, P.PLAN_RATE, P.TALK_EDIT, P.EXAM_SEE, P.ABSENCE_REPORT, P.ABSENCE_CONFIRM}
    ),
    Role.INSTRUCTOR: frozenset(COMPANY | {P.PLAN_RATE}),
    Role.APPRENTICE: frozenset(APPRENTICE),
    # A guardian reads and signs only where the office asks for it (domain § 0.5); the pages come with that switch.
    Role.GUARDIAN: frozenset({P.OWN_TRAINING}),
}
OFFICE_ROLES = (Role.ADMINISTRATOR, Role.ADVISOR, Role.READER)
COMPANY_ROLES = (
    Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR, Role.TRAINING_SUPERVISOR,
    Role.INSTRUCTOR,
)  # fmt: skip


def allowed(permission: Permission):
    """A page for those whose roles hold `permission`; for all others it does not exist (404)."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.member is None or not request.member.can(permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission
        return guarded

    return decorate


def open_to_anyone(view):
    """A page inside an office that asks for no login (an invitation link); named so that the law test counts it."""
    view.login_required = False
    view.open_to_anyone = True
    return view


def any_member(view):
    """A page for everyone who has a role in the office, whatever it is."""
    view.any_member = True
    return view
