"""Which contracts have run out and are still open, and how are many of them closed in one go?"""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from contracts.actions.closing_many import AT_ONCE, close_expired
from contracts.amending.pauses import without_last_day
from contracts.ending.test_results import results_of
from contracts.forms.ending import CloseForm
from contracts.forms.filters import ContractFilter
from contracts.models import Contract
from contracts.states import ContractState
from contracts.whose import fill_whose
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list
from okportal.ui.selection import chosen


class ExpiredFilter(ContractFilter):
    """They all have the same status."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["state"]


@allowed(Permission.CONTRACT_SEE)
def expired(request):
    """For the office: in force, although the last day has passed; the oldest first.

    Not those that stand still for an unknown time: their last day moves when the training goes on.
    """
    rows = listing(request, _run_out(request), ExpiredFilter)
    _fill(rows.rows, request.member.today)
    may_edit = request.member.can(Permission.CONTRACT_EDIT)
    steps = [(office_url("contracts:close_expired"), _("Close"), "CheckmarkCircle")] if may_edit else []
    return render_list(request, "contracts/expired/list.html", {"listing": rows, "steps": steps, "at_once": AT_ONCE})


@allowed(Permission.CONTRACT_EDIT)
def close_many(request):
    """Asks once for all that were ticked, closes them one by one, and says what became of each."""
    selection = chosen(request, _run_out(request), ExpiredFilter)
    rows = list(selection.rows)
    _fill(rows, request.member.today)
    form = CloseForm(request.POST or None, selection=selection)
    outcomes = None
    if request.method == "POST" and selection and form.is_valid() and form.submit(close_expired, by=request.member):
        outcomes = form.result
        fill_whose([outcome.contract for outcome in outcomes])
    page = {
        "form": form, "rows": rows, "outcomes": outcomes, "list_url": office_url("contracts:expired"),
        "failed": sum(1 for outcome in outcomes or () if outcome.message),
        "unknown": sum(1 for row in rows if row.result is None),
        "not_passed": sum(1 for row in rows if row.result and not row.result.is_passed),
    }  # fmt: skip
    is_empty = request.method == "POST" and not selection
    return render(request, "contracts/expired/close.html", page, status=422 if is_empty else form.status)


def _run_out(request):
    member = request.member
    if not member.is_staff:
        raise Http404
    contracts = Contract.objects.visible_to(member).with_people()
    contracts = contracts.exclude(pk__in=without_last_day().values("contract_id"))
    return contracts.filter(state=ContractState.ACTIVE, end_on__lt=member.today).order_by("end_on", "pk")


def _fill(rows, today):
    """`result` and `days` of each row, and whose it is: two questions for all."""
    fill_whose(rows)
    results = results_of(row.pk for row in rows)
    for row in rows:
        row.result = results.get(row.pk)
        row.days = (today - row.end_on).days
