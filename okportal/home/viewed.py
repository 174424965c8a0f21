"""What does the access log call the pages of a file that read every app?"""

from django.utils.translation import gettext_lazy as _

from apprenticeships.viewed import register

register(
    {
        "home:light": _("Status"),
        "home:timeline": _("Timeline"),
        "home:former_one": _("Earlier apprentice"),
        "home:former_contract": _("Signed contract"),
    }
)
