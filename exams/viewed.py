"""What does the access log call the pages about the trade test?"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.viewed import register

register({"exams:detail": _("Trade test"), "exams:form_pdf": _("Trade test")})
