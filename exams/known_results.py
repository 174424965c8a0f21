"""Which result has a contract's last attempt, and what of a registration falls away when the contract ends?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.effects import Effect
from contracts.ending import effects, test_results
from contracts.models import Ending
from exams.models import Registration
from exams.states import RESULTS, RegistrationState


def results(contract_ids) -> dict[int, test_results.Result]:
    """Cancelled and waiting attempts say nothing; of the others the last one counts."""
    rows = Registration.objects.filter(contract__in=contract_ids, state__in=sorted(RESULTS)).order_by("attempt")
    return {
        row.contract_id: test_results.Result(
            row.state != RegistrationState.FAILED, row.get_state_display(), row.result_on
        )
        for row in rows.only("contract_id", "state", "result_on")
    }  # fmt: skip


def fall_away(ending) -> list[Effect]:
    """One that is completed keeps what is under way: the test may come after the last day."""
    count = Registration.objects.open().filter(contract=ending.contract_id).count()
    if not count:
        return []
    if ending.kind == Ending.Kind.COMPLETED:
        return [Effect(_("The test"), _("The registration for the test that is under way stays as it is."), "neutral")]
    words = ngettext(
        "%(count)s registration for the test is cancelled.", "%(count)s registrations for the test are cancelled.",
        count,
    )  # fmt: skip
    return [Effect(_("The test"), words % {"count": count}, "warning")]


test_results.register(results)
effects.register(30, fall_away)
