"""Which talks fall away when a contract ends?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.effects import Effect
from contracts.ending import effects
from followup.models import Talk


def fall_away(ending) -> list[Effect]:
    count = Talk.objects.waiting().filter(contract=ending.contract_id).count()
    if not count:
        return []
    words = ngettext(
        "%(count)s planned half-year talk falls away. Who had a date is told.",
        "%(count)s planned half-year talks fall away. Who had a date is told.",
        count,
    )
    return [Effect(_("Talks"), words % {"count": count}, "warning")]


effects.register(20, fall_away)
