"""Who can open this file today?"""

from django.shortcuts import render

from apprenticeships.audience import can_open
from apprenticeships.views.file import is_own, seen_by
from okportal.permissions import any_member


@any_member
def who_can_see(request, apprenticeship_id):
    """For everybody who sees the file: nobody has to guess who else does."""
    apprenticeship = seen_by(request.member, apprenticeship_id)
    context = {
        "apprenticeship": apprenticeship, "readers": can_open(apprenticeship, request.member.today),
        "is_own": is_own(request.member, apprenticeship),
    }  # fmt: skip
    return render(request, "apprenticeships/who_can_see.html", context)
