"""Who sees, chooses and removes somebody's picture?"""

from django.http import Http404
from django.utils.translation import gettext as _

from apprenticeships import actions
from apprenticeships.forms import PictureForm
from apprenticeships.views.background import asked, done, sure, written_by
from apprenticeships.views.file import seen_by
from okportal.documents.views import file_response
from okportal.permissions import any_member


@any_member
def picture(request, apprenticeship_id):
    """The picture, for whoever may open the file."""
    apprentice = seen_by(request.member, apprenticeship_id).apprentice
    if apprentice.picture is None:
        raise Http404
    return file_response(apprentice.picture, inline=True)


@any_member
def change_picture(request, apprenticeship_id):
    apprenticeship = written_by(request.member, apprenticeship_id)
    form = PictureForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.set_picture, apprentice=apprenticeship.apprentice, by=request.member):
        return done(request, apprenticeship, _("The picture is saved."))
    return asked(request, apprenticeship, form, _("Choose a picture"))


@any_member
def remove_picture(request, apprenticeship_id):
    apprenticeship = written_by(request.member, apprenticeship_id)
    if request.method == "POST":
        actions.remove_picture(apprentice=apprenticeship.apprentice, by=request.member)
        return done(request, apprenticeship, _("The picture is removed."))
    return sure(request, apprenticeship, _("Remove the picture?"))
