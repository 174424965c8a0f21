"""Where should somebody go next, to learn what is left?"""

from django.shortcuts import render

from apprenticeships.views import is_own, seen_by
from okportal.home.rotation import free_from, placing_url, proposals_for
from okportal.permissions import Permission, allowed


@allowed(Permission.APPRENTICE_EDIT)
def rotation(request, apprenticeship_id):
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    open_aims, uncovered, proposals = proposals_for(member, apprenticeship)
    from_on = free_from(member, apprenticeship)
    for one in proposals:
        one.url = placing_url(apprenticeship, one, from_on)
    context = {
        "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship), "open_aims": open_aims,
        "uncovered": uncovered, "proposals": proposals, "from_on": from_on,
    }  # fmt: skip
    return render(request, "home/rotation.html", context)
