"""What stands in the main menu, for whom?"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from okportal.permissions import Permission as P
from okportal.ui.menu import MenuItem, register

register(
    MenuItem(_("My day"), "House", "home:caseload", P.CASELOAD),
    MenuItem(_("My apprentices"), "House", "home:own_apprentices", P.OWN_APPRENTICES),
    MenuItem(_("My training"), "House", "home:own_training", P.OWN_TRAINING),
    MenuItem(_("Apprentices"), "HatSchool", "apprenticeships:list", P.CASELOAD),
    MenuItem(_("Companies"), "Buildings3", "companies:list", P.COMPANY_SEE),
    MenuItem(_("Contracts"), "FileText", "contracts:list", P.CONTRACT_SEE),
    MenuItem(_("Tasks"), "Clipboard", "todo:list", P.CASELOAD),
    MenuItem(_("Talks"), "Calendar", "followup:list", P.TALK_SEE),
    MenuItem(_("Absence"), "ClockDashed", "apprenticeships:absence_report", P.CASELOAD),
    MenuItem(_("Trade tests"), "Tasklist", "exams:list", P.EXAM_SEE),
    MenuItem(
        pgettext_lazy("menu", "Messages"), "EnvelopeClosed", "outbox:list", P.MESSAGES_SEE, section=_("The office")
    ),
    MenuItem(_("Import"), "FileImport", "imports:list", P.REGISTER_IMPORT, section=_("The office")),
    MenuItem(_("Staff"), "PersonGroup", "people:staff", P.OFFICE_ADMIN, section=_("The office")),
    MenuItem(_("Overview"), "BarChart", "home:office", P.OFFICE_ADMIN, section=_("The office")),
)
