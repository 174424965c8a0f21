"""What does the access log call the pages about a contract in a file?"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.viewed import register

register({"contracts:handover": _("Change of company"), "contracts:handover_pdf": _("Change of company")})
