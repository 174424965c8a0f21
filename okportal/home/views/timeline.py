"""What has happened to one apprentice, newest first?"""

from datetime import datetime

from django.utils import timezone
from django.utils.http import urlencode

from apprenticeships.models import Apprenticeship
from apprenticeships.views import is_own, seen_by
from okportal.audit.actions import record_viewing
from okportal.home.timeline import KINDS, kinds_for, page_of
from okportal.permissions import any_member
from okportal.ui.listing import render_list


@any_member
def timeline(request, apprenticeship_id):
    """Of the whole person: all trainings here that the reader sees. `slag` narrows the kinds, `for` goes further back.

    Notes may stand here in full, so that reading it leaves a line in the person's own access log.
    """
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    apprentice = apprenticeship.apprentice
    record_viewing(member, apprentice, "home:timeline")
    chosen = [key for key in request.GET.getlist("slag") if key in KINDS]
    found, goes_on = page_of(
        member, apprentice, Apprenticeship.objects.visible_to(member).filter(apprentice=apprentice),
        kinds=chosen, before=moment(request.GET.get("for", "")),
    )  # fmt: skip
    query = [("slag", key) for key in chosen] + ([("for", goes_on.isoformat())] if goes_on else [])
    context = {
        "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship), "lines": found, "chosen": chosen,
        "kinds": kinds_for(member), "older_url": f"?{urlencode(query)}" if goes_on else "",
        "is_first": not request.GET.get("for"), "today": member.today,
    }  # fmt: skip
    return render_list(request, "home/timeline.html", context)


def moment(text: str) -> datetime | None:
    """A moment from the address; nonsense is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not 1900 < found.year < 2200:
        return None
    return found if found.tzinfo else timezone.make_aware(found)
