"""What is asked and answered when something is done to several apprentices at once?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships import actions
from apprenticeships.filters import ApprenticeshipFilter
from apprenticeships.forms.bulk import AssignForm, MessageForm
from apprenticeships.models import Apprenticeship
from apprenticeships.views.file import P
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.ui.selection import Selection, chosen

NAMED = 30  # how many of the chosen are named beside the form


@allowed(P.APPRENTICE_EDIT)
def assign_advisors(request):
    member, selection = request.member, chosen_by(request)
    form = AssignForm(request.POST or None, selection=selection, member=member)
    if selection and form.is_valid() and form.submit(actions.assign_advisors, by=member):
        count = form.result
        done = ngettext("%(count)s apprentice has a new advisor.", "%(count)s apprentices have a new advisor.", count)
        messages.success(request, done % {"count": count} if count else _("They have this advisor already."))
        return redirect(office_url("apprenticeships:list"))
    return page(request, form, selection, _("Give an advisor"), _("Hand over"))


@allowed(P.APPRENTICE_EDIT)
def write_to(request):
    member, selection = request.member, chosen_by(request)
    form = MessageForm(request.POST or None, selection=selection)
    if selection and form.is_valid() and form.submit(actions.write_to, by=member):
        count = form.result
        done = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", count)
        messages.success(request, done % {"count": count} if count else _("This message has been sent already."))
        return redirect(office_url("apprenticeships:list"))
    return page(request, form, selection, _("Send a message"), _("Send"))


def chosen_by(request) -> Selection:
    rows = Apprenticeship.objects.visible_to(request.member).select_related("apprentice", "company", "advisor__user")
    return chosen(request, rows, ApprenticeshipFilter)


def page(request, form, selection, heading, label):
    """The form beside those it is about; 422 when a form was sent that nobody was chosen for."""
    is_empty = request.method == "POST" and not selection
    context = {
        "form": form, "selection": selection, "named": selection.rows[:NAMED], "heading": heading, "label": label,
        "more": max(len(selection) - NAMED, 0),
    }  # fmt: skip
    return render(request, "apprenticeships/bulk.html", context, status=422 if is_empty else form.status)
