"""Which contracts are there, what does one say, and where is its paper?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from contracts import journey
from contracts.actions.signing import own_party
from contracts.amending.as_of import position_now
from contracts.forms import ContractFilter
from contracts.models import Contract, Letter, Party
from contracts.reckoning.inputs import changes_of
from contracts.states import OPEN
from contracts.views.why import ledger_for
from contracts.whose import fill_whose
from okportal.audit.actions import record_viewing
from okportal.audit.models import Event
from okportal.documents.views import file_response
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


@allowed(Permission.CONTRACT_SEE)
def index(request):
    contracts = Contract.objects.visible_to(request.member).with_people()
    rows = listing(request, contracts, ContractFilter)
    fill_whose(rows.rows)
    return render_list(request, "contracts/list.html", {"listing": rows})


@allowed(Permission.CONTRACT_SEE)
def detail(request, contract_id):
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    parties = journey.parties_of(contract)
    if contract.apprenticeship.apprentice.user_id != request.user.pk:
        record_viewing(request.member, contract.apprenticeship.apprentice, "contracts:detail")
    amendments = changes_of(contract)
    page = {
        "contract": contract,
        "position_percent": position_now(contract, request.member.today, amendments),
        "ball": journey.ball(contract, parties),
        "road": journey.road(contract, parties),
        "ways": journey.ways_on(contract, request.member, parties),
        "parties": parties,
        "ledger": ledger_for(request.member, contract, amendments),
        "papers": contract.papers.all() if request.member.is_staff else [],
        "may_add_papers": contract.state in OPEN and request.member.can(Permission.CONTRACT_EDIT),
        "events": events_of(contract) if request.member.is_staff else [],
        "letters": [] if request.member.is_staff else letters_to(contract, request.member),
    }
    return render(request, "contracts/detail.html", page)


def letters_to(contract: Contract, member) -> list[Letter]:
    """What was written to this person when the contract ended."""
    return list(Letter.objects.visible_to(member).filter(contract=contract))


def events_of(contract: Contract) -> list[Event]:
    events = list(Event.objects.about(contract)[:30])
    for event in events:
        event.words = journey.EVENTS.get(event.verb, event.verb)
    return events


@allowed(Permission.CONTRACT_SEE)
def unsigned_pdf(request, contract_id):
    return _paper(request, contract_id, "unsigned_file")


@allowed(Permission.CONTRACT_SEE)
def signed_pdf(request, contract_id):
    return _paper(request, contract_id, "signed_file")


def _paper(request, contract_id, which):
    """What the newest round was sent with, or ended in."""
    contracts = Contract.objects.visible_to(request.member).select_related("apprenticeship__apprentice")
    contract = get_object_or_404(contracts.select_related(f"round__{which}"), pk=contract_id)
    file = getattr(contract.round, which, None)
    if file is None:
        raise Http404
    record_viewing(request.member, contract.apprenticeship.apprentice, request.resolver_match.view_name)
    return file_response(file)


def of_this_party(request, contract_id) -> tuple[Contract, Party]:
    """The contract and the party that the person is in its newest round, or 404."""
    contracts = Contract.objects.visible_to(request.member).with_people().select_related("round__unsigned_file")
    contract = get_object_or_404(contracts, pk=contract_id)
    party = own_party(contract, request.member)
    if party is None:
        raise Http404
    return contract, party
