"""What do the buttons around saved views answer?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okportal.offices.scope import office_url
from okportal.permissions import any_member
from okportal.saved_views import actions
from okportal.saved_views.forms import SaveForm
from okportal.saved_views.models import SavedView


@any_member
@require_POST
def save(request):
    form = SaveForm(request.POST, member=request.member)
    if form.is_valid() and form.submit(actions.save_view, by=request.member):
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": form.result.name})
        return redirect(f"{form.url}?{form.result.query}")
    return render(request, "saved_views/save.html", {"form": form}, status=form.status)


@any_member
@require_POST
def delete(request, view_id):
    view = get_object_or_404(SavedView.objects.visible_to(request.member), pk=view_id)
    actions.delete_view(view=view, by=request.member)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(office_url(view.page))
