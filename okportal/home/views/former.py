"""What can a company still read of somebody who went on in another one?"""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from apprenticeships.models import Absence
from contracts.models import Handover
from followup.models import Participant, Talk
from followup.states import TalkState
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list

A_DAY = timedelta(days=1)


@allowed(Permission.OWN_APPRENTICES)
def former(request):
    """Those who went on from the person's own company, the newest first."""
    rows = Handover.objects.left_by(request.member).select_related(
        "contract__apprenticeship__apprentice", "contract__apprenticeship__trade", "old_company"
    )
    return render_list(request, "home/former.html", {"listing": listing(request, rows.order_by("-on", "-pk"))})


@allowed(Permission.OWN_APPRENTICES)
def former_one(request, handover_id):
    """Read only, and only what lies in the company's own time: nothing after the change, and nothing of others'.

    Minutes of talks one took part in, absence one registered oneself, and the two papers of the time.
    """
    row = _left(request, handover_id)
    member, training, contract = request.member, row.contract.apprenticeship, row.contract
    record_viewing(member, training.apprentice, "home:former_one")
    first_on, last_on = contract.start_on, row.on - A_DAY
    mine = Participant.objects.filter(user_id=member.user.pk).values("talk_id")
    talks = Talk.objects.filter(
        pk__in=mine, apprenticeship=training, state=TalkState.HELD, held_on__range=(first_on, last_on)
    )
    absences = Absence.objects.filter(
        apprenticeship=training, reported_by_id=member.user.pk, from_on__range=(first_on, last_on)
    )
    context = {
        "handover": row, "talks": talks.order_by("held_on"), "absences": absences.order_by("from_on"),
        "first_on": first_on, "last_on": last_on, "has_contract": _signed(contract) is not None,
    }  # fmt: skip
    return render(request, "home/former_one.html", context)


@allowed(Permission.OWN_APPRENTICES)
def former_contract(request, handover_id):
    """The contract that was signed with this company."""
    row = _left(request, handover_id)
    signed = _signed(row.contract)
    if signed is None:
        raise Http404
    record_viewing(request.member, row.contract.apprenticeship.apprentice, "home:former_contract")
    return file_response(signed)


def _signed(contract):
    return contract.round.signed_file if contract.round else None


def _left(request, handover_id) -> Handover:
    rows = Handover.objects.left_by(request.member).with_people().select_related("contract__round__signed_file")
    return get_object_or_404(rows, pk=handover_id)
