"""What is next for an apprentice, of what the apps above know: the talk and the test?"""

from django.utils.translation import gettext as _

from apprenticeships.coming import Coming, register
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.offices.scope import office_url
from okportal.permissions import Permission


def next_talk(member, apprenticeship) -> list[Coming]:
    if not member.can(Permission.TALK_SEE):
        return []
    talks = Talk.objects.visible_to(member).filter(apprenticeship=apprenticeship).waiting().order_by("due_on", "pk")
    return [
        Coming(talk.due_on, _("Half-year talk %(number)s") % {"number": talk.number},
               office_url("followup:detail", talk.pk))
        for talk in talks[:1]
    ]  # fmt: skip


def next_test(member, apprenticeship) -> list[Coming]:
    """The registration while it is to be sent; then the test itself, once its day is known."""
    if not member.can(Permission.EXAM_SEE):
        return []
    rows = Registration.objects.visible_to(member).filter(apprenticeship=apprenticeship).open()
    row = rows.order_by("-attempt").first()
    if row is None:
        return []
    url = office_url("exams:detail", row.pk)
    if row.state == RegistrationState.PLANNED:
        return [Coming(row.due_on, _("Registration for the test, at the latest"), url)]
    return [Coming(row.test_from_on, row.get_kind_display(), url)] if row.test_from_on else []


register(next_talk)
register(next_test)
