"""Who takes over from a colleague in the office?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships.actions.handing_over import hand_over_caseload
from apprenticeships.forms.handing_over import HandOverForm
from okportal.offices.models import Membership
from okportal.offices.scope import office_url
from okportal.people import duties
from okportal.permissions import Permission, allowed


@allowed(Permission.OFFICE_ADMIN)
def hand_over(request, membership_id):
    """Apprentices and open tasks, to one or several colleagues, in one go; then the role can end."""
    member = request.member
    rows = Membership.objects.visible_to(member).staff().select_related("user")
    membership = get_object_or_404(rows, pk=membership_id)
    form = HandOverForm(request.POST if request.method == "POST" else None, member=member, membership=membership)
    if form.submit(hand_over_caseload, membership=membership, by=member):
        count = sum(form.result.values())
        done = ngettext("%(count)s apprentice has a new advisor.", "%(count)s apprentices have a new advisor.", count)
        messages.success(request, done % {"count": count} if count else _("Nothing is left to hand over."))
        return redirect(office_url("people:end_membership", membership.pk))
    context = {"form": form, "membership": membership, "held": duties.of(membership)}
    return render(request, "apprenticeships/hand_over.html", context, status=form.status)
