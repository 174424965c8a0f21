"""Which contracts are there, what does one say, and where is its paper?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from contracts import journey, rules
from contracts.forms import ContractFilter
from contracts.ledger import NO_COUNTY, CountyFigures
from contracts.models import Contract, Party
from okportal.audit.actions import record_viewing
from okportal.audit.models import Event
from okportal.documents.views import file_response
from okportal.offices.models import CountyRule
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


@allowed(Permission.CONTRACT_SEE)
def index(request):
    contracts = Contract.objects.visible_to(request.member).with_people()
    rows = listing(request, contracts, ContractFilter)
    return render_list(request, "contracts/list.html", {"listing": rows})


@allowed(Permission.CONTRACT_SEE)
def detail(request, contract_id):
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    parties = list(contract.parties.select_related("user"))
    if contract.apprenticeship.apprentice.user_id != request.user.pk:
        record_viewing(request.member, contract.apprenticeship.apprentice, "contracts:detail")
    page = {
        "contract": contract,
        "ball": journey.ball(contract, parties),
        "road": journey.road(contract, parties),
        "ways": journey.ways_on(contract, request.member, parties),
        "parties": parties,
        "end": explained(contract),
        "events": events_of(contract) if request.member.is_staff else [],
    }
    return render(request, "contracts/detail.html", page)


def explained(contract: Contract) -> rules.EndDate | None:
    """Why the training period ends when it does; None while there is no first day."""
    if contract.start_on is None:
        return None
    return rules.end_date(contract.start_on, contract.months, contract.credit_months, kind=contract.kind)


@allowed(Permission.CONTRACT_SEE)
def why(request, contract_id):
    """Every step from the first day to the last, with its rule, and whether what was agreed is what is reckoned."""
    contract = get_object_or_404(Contract.objects.visible_to(request.member).with_people(), pk=contract_id)
    if contract.start_on is None:
        raise Http404
    rule = CountyRule.objects.in_force(contract.apprenticeship.county_id, contract.start_on)
    ledger = rules.reckon(
        contract.start_on, contract.months, contract.credit_months, kind=contract.kind,
        agreed_end_on=contract.end_on, figures=figures_of(rule, contract.apprenticeship.county),
    )  # fmt: skip
    return render(request, "contracts/why.html", {"contract": contract, "ledger": ledger})


def figures_of(rule: CountyRule | None, county) -> CountyFigures:
    """The county's figures as the ledger keeps them, with the version they come from."""
    if rule is None:
        return NO_COUNTY
    return CountyFigures(
        version=f"{county.pk}:{rule.valid_from}", county=str(county), from_on=rule.valid_from,
        long_absence_days=rule.long_absence_days,
    )  # fmt: skip


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
    contract = get_object_or_404(
        Contract.objects.visible_to(request.member).select_related(which, "apprenticeship__apprentice"), pk=contract_id
    )
    file = getattr(contract, which)
    if file is None:
        raise Http404
    record_viewing(request.member, contract.apprenticeship.apprentice, request.resolver_match.view_name)
    return file_response(file)


def of_this_party(request, contract_id) -> tuple[Contract, Party]:
    """The contract and the party that the person is in it, or 404."""
    contract = get_object_or_404(
        Contract.objects.visible_to(request.member).with_people().select_related("unsigned_file"), pk=contract_id
    )
    parties = contract.parties.exclude(role=Party.Role.OFFICE).filter(user_id=request.user.pk)
    return contract, get_object_or_404(parties)
