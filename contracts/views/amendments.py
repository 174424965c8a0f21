"""What has been changed in a contract, what did it say on a day, and what is under way?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from contracts import aims
from contracts.amending.as_of import as_of
from contracts.amending.journey import road, tone, ways_on
from contracts.amending.kinds import KINDS, SLUG_OF_KIND
from contracts.amending.on_paper import rows_shown
from contracts.amending.words import tells_reason, title_of
from contracts.forms.amending import DayForm
from contracts.models import Amendment, Contract, Party, SigningRound
from contracts.states import IN_FORCE, AmendmentState, ContractState
from contracts.views.why import sees_absence
from okportal.audit.actions import record_viewing
from okportal.audit.models import Event
from okportal.documents.views import file_response
from okportal.permissions import Permission, allowed

PEOPLE = (
    "interruption", "new_establishment", "new_supervisor", "new_trade", "new_curriculum", "document", "created_by",
)  # fmt: skip


@allowed(Permission.CONTRACT_SEE)
def amendments(request, contract_id):
    """All dated versions of the contract, the newest first; those outside the office see them once they were sent."""
    contract = visible_contract(request, contract_id)
    if contract.state == ContractState.DRAFT:
        raise Http404
    rows = list(Amendment.objects.visible_to(request.member).filter(contract=contract).select_related(*PEOPLE))
    signed = _signers([row.pk for row in rows])
    tells_absence = sees_absence(request.member, contract)
    for row in rows:
        row.title, row.tone, row.signed = title_of(row), tone(row), signed.get(row.pk, [])
        row.tells_reason = tells_reason(row, tells_absence)
    page = {
        "contract": contract, "amendments": sorted(rows, key=lambda row: (row.from_on, row.number), reverse=True),
        "may_add": request.member.can(Permission.CONTRACT_EDIT) and contract.state in IN_FORCE,
        "form": DayForm(initial={"dag": request.member.today}),
    }  # fmt: skip
    return render(request, "contracts/amendments/list.html", page)


@allowed(Permission.CONTRACT_SEE)
def as_of_day(request, contract_id):
    """The contract as it was on the day in the address."""
    contract = visible_contract(request, contract_id)
    if contract.start_on is None or contract.state == ContractState.DRAFT:
        raise Http404
    form = DayForm(request.GET if "dag" in request.GET else None, initial={"dag": request.member.today})
    on = form.cleaned_data["dag"] if form.is_bound and form.is_valid() else request.member.today
    page = {
        "contract": contract, "form": form, "on": on, "then": as_of(contract, on),
        "now": as_of(contract, contract.end_on), "is_before": on < contract.start_on,
    }  # fmt: skip
    return render(request, "contracts/amendments/as_of.html", page, status=form.status)


@allowed(Permission.CONTRACT_SEE)
def amendment(request, contract_id, amendment_id):
    """One change: what it says, who has agreed, what it led to, and the next step."""
    contract, row = visible_amendment(request, contract_id, amendment_id)
    rounds = list(
        SigningRound.objects.visible_to(request.member).filter(amendment=row).order_by("-number")
        .prefetch_related("parties").select_related("unsigned_file", "signed_file")
    )  # fmt: skip
    newest = rounds[0] if rounds else None
    parties = list(newest.parties.all()) if newest else []
    tells_absence = sees_absence(request.member, contract)
    page = {
        "contract": contract, "amendment": row, "title": title_of(row), "tone": tone(row), "kind": KINDS[row.kind],
        "rows": rows_shown(row, contract, tells_absence=tells_absence),
        "tells_reason": tells_reason(row, tells_absence), "aims": aims.to_come(row, contract),
        "round": newest, "parties": parties, "road": road(row, parties),
        "ways": ways_on(row, request.member, _turn(newest, parties, request.member)),
        "may_add_document": row.state == AmendmentState.DRAFT and request.member.can(Permission.CONTRACT_EDIT),
        "may_add": request.member.can(Permission.CONTRACT_EDIT),
        "events": list(Event.objects.about(row)[:30]) if request.member.is_staff else [],
    }  # fmt: skip
    return render(request, "contracts/amendments/detail.html", page)


@allowed(Permission.CONTRACT_SEE)
def amendment_file(request, contract_id, amendment_id):
    """The document that the change rests on."""
    _contract, row = visible_amendment(request, contract_id, amendment_id)
    if row.document is None or not request.member.is_staff:
        raise Http404
    return file_response(row.document)


@allowed(Permission.CONTRACT_SEE)
def amendment_paper(request, contract_id, amendment_id):
    """The newest paper: signed by all, or as it was sent for signing."""
    _contract, row = visible_amendment(request, contract_id, amendment_id)
    seen = SigningRound.objects.visible_to(request.member).filter(amendment=row)
    newest = seen.select_related("signed_file", "unsigned_file").order_by("-number").first()
    if newest is None:
        raise Http404
    return file_response(newest.signed_file or newest.unsigned_file)


def visible_contract(request, contract_id) -> Contract:
    contracts = Contract.objects.visible_to(request.member).with_people()
    contract = get_object_or_404(contracts.select_related("apprenticeship__establishment"), pk=contract_id)
    if contract.apprenticeship.apprentice.user_id != request.user.pk:
        record_viewing(request.member, contract.apprenticeship.apprentice, request.resolver_match.view_name)
    return contract


def visible_amendment(request, contract_id, amendment_id) -> tuple[Contract, Amendment]:
    contract = visible_contract(request, contract_id)
    seen = Amendment.objects.visible_to(request.member).filter(contract=contract).select_related(*PEOPLE)
    row = get_object_or_404(seen, pk=amendment_id)
    row.contract = contract
    return contract, row


def choices() -> list[tuple]:
    """Slug, name and introduction of each kind."""
    return [(SLUG_OF_KIND[kind], kind.label, change.intro) for kind, change in KINDS.items()]


def _turn(newest, parties, member) -> Party | None:
    """The part that this person is to sign now."""
    if newest is None or newest.is_closed:
        return None
    waiting = [party for party in parties if party.asked_at and not party.signed_at]
    mine = [party for party in waiting if party.user_id == member.user.pk and party.role != Party.Role.OFFICE]
    if not mine and member.can(Permission.CONTRACT_SIGN_FOR_OFFICE):
        mine = [party for party in waiting if party.role == Party.Role.OFFICE]
    return mine[0] if mine else None


def _signers(amendment_ids) -> dict[int, list[Party]]:
    """Who has signed which change, in one question."""
    found: dict[int, list[Party]] = {}
    signed = Party.objects.filter(round__amendment_id__in=amendment_ids, signed_at__isnull=False)
    for party in signed.select_related("round").order_by("signed_at"):
        found.setdefault(party.round.amendment_id, []).append(party)
    return found
