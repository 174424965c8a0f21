"""How is somebody in a company let in, and how does the role end?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions, duties
from companies.forms import EndPersonForm
from companies.views.person import page_of, visible_person
from okportal.permissions import Permission, allowed


@require_POST
@allowed(Permission.COMPANY_EDIT)
def invite_person(request, person_id):
    """For the first time, or once more: an open link is replaced."""
    person = visible_person(request, person_id)
    if actions.invite_person(person=person, by=request.member):
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": person.email})
    else:
        messages.success(request, _("%(name)s has a login already, and can use it here now.") % {"name": person.name})
    return redirect(page_of(person))


@require_POST
@allowed(Permission.COMPANY_EDIT)
def withdraw_invitation(request, person_id):
    person = visible_person(request, person_id)
    actions.withdraw_invitation(person=person, by=request.member)
    messages.success(request, _("The invitation is withdrawn: the link opens nothing any more."))
    return redirect(page_of(person))


@allowed(Permission.COMPANY_EDIT)
def end_person(request, person_id):
    """Asks for the last day, and who takes over each thing that the person answers for."""
    person = visible_person(request, person_id)
    held = duties.of(person, request.member.today)
    form = EndPersonForm(request.POST or None, initial={"on": request.member.today}, held=held)
    if form.is_valid() and form.submit(actions.end_person, person=person, by=request.member):
        messages.success(request, _("The role has been ended."))
        return redirect(page_of(person))
    context = {
        "form": form, "person": person, "company": person.company, "held": held,
        "is_stuck": any(each.is_asked and not each.successors and not each.duty.can_be_nobody for each in held),
    }  # fmt: skip
    return render(request, "companies/end_person.html", context, status=form.status)
