"""What is known about the person: whom to call, and school; and what does the person keep right alone?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apprenticeships import actions
from apprenticeships.forms import ContactForm, OwnForm, SchoolYearForm
from apprenticeships.models import Apprenticeship, CloseContact, SchoolYear
from apprenticeships.standing import as_towards, in_file
from apprenticeships.views.file import P, about_guardian, edited_by, is_own, seen_by
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
from okportal.people.models import User
from okportal.permissions import allowed, any_member

LANGUAGES = dict(User._meta.get_field("language").choices)


@any_member
def person(request, apprenticeship_id):
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    apprentice = apprenticeship.apprentice
    record_viewing(member, apprentice, "apprenticeships:person")
    about = {"apprentice": apprentice}
    may_edit, own = in_file(member, apprenticeship).can(P.APPRENTICE_EDIT), is_own(member, apprenticeship)
    context = {
        "apprenticeship": apprenticeship, "apprentice": apprentice, "is_own": own, "may_edit": may_edit,
        "may_write": may_edit or own, "sees_all": member.is_staff or own,
        "contacts": CloseContact.objects.visible_to(member).filter(**about),
        "school": SchoolYear.objects.visible_to(member).filter(**about),
        "is_minor": apprentice.is_minor_on(member.today), "guardian": CloseContact.Kind.GUARDIAN,
        "lacks_guardian": about_guardian(member, apprenticeship), "language": LANGUAGES.get(apprentice.language, ""),
    }  # fmt: skip
    return render(request, "apprenticeships/person.html", context)


@any_member
def edit_own(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    if not is_own(request.member, apprenticeship):
        raise Http404
    apprentice = apprenticeship.apprentice
    form = OwnForm(request.POST or None, initial={"phone": apprentice.spaced_phone, "language": apprentice.language})
    if form.is_valid() and form.submit(actions.edit_own, apprentice=apprentice, by=request.member):
        return done(request, apprenticeship, _("The changes are saved."))
    return asked(request, apprenticeship, form, _("Change mobile and language"))


@any_member
def add_contact(request, apprenticeship_id):
    """?slag=guardian chooses the kind beforehand."""
    apprenticeship = written_by(request.member, apprenticeship_id)
    known = {"kind": request.GET.get("slag", CloseContact.Kind.EMERGENCY)}
    form = ContactForm(request.POST or None, initial=known, is_own=not in_file(request.member, apprenticeship).is_staff)
    if form.is_valid() and form.submit(actions.save_contact, apprentice=apprenticeship.apprentice, by=request.member):
        return done(request, apprenticeship, _("%(name)s is added.") % {"name": form.result.name})
    return asked(request, apprenticeship, form, _("New contact"))


@any_member
def edit_contact(request, contact_id):
    contact, apprenticeship = contact_of(request.member, contact_id)
    known = ContactForm.facts_of(contact)
    form = ContactForm(request.POST or None, initial=known, is_own=not in_file(request.member, apprenticeship).is_staff)
    if form.is_valid() and form.submit(
        actions.save_contact, apprentice=apprenticeship.apprentice, contact=contact, by=request.member
    ):
        return done(request, apprenticeship, _("The changes are saved."))
    return asked(request, apprenticeship, form, contact.name)


@any_member
def remove_contact(request, contact_id):
    contact, apprenticeship = contact_of(request.member, contact_id)
    if request.method == "POST":
        actions.remove_contact(contact=contact, by=request.member)
        return done(request, apprenticeship, _("%(name)s is removed.") % {"name": contact.name})
    return sure(request, apprenticeship, _("Remove %(name)s?") % {"name": contact.name})


@allowed(P.APPRENTICE_EDIT)
def add_school_year(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    form = SchoolYearForm(request.POST or None)
    if form.is_valid() and form.submit(
        actions.save_school_year, apprentice=apprenticeship.apprentice, by=request.member
    ):
        return done(request, apprenticeship, _("The school year is added."))
    return asked(request, apprenticeship, form, _("New school year"))


@allowed(P.APPRENTICE_EDIT)
def edit_school_year(request, school_year_id):
    year, apprenticeship = school_year_of(request.member, school_year_id)
    form = SchoolYearForm(request.POST or None, initial=SchoolYearForm.facts_of(year))
    if form.is_valid() and form.submit(
        actions.save_school_year, apprentice=apprenticeship.apprentice, school_year=year, by=request.member
    ):
        return done(request, apprenticeship, _("The changes are saved."))
    return asked(request, apprenticeship, form, str(year))


@allowed(P.APPRENTICE_EDIT)
def remove_school_year(request, school_year_id):
    year, apprenticeship = school_year_of(request.member, school_year_id)
    if request.method == "POST":
        actions.remove_school_year(school_year=year, by=request.member)
        return done(request, apprenticeship, _("%(name)s is removed.") % {"name": year})
    return sure(request, apprenticeship, _("Remove %(name)s?") % {"name": year})


def written_by(member, apprenticeship_id):
    """The apprenticeship, for those who keep what the person told right: the office and the person."""
    apprenticeship = seen_by(member, apprenticeship_id)
    if not (is_own(member, apprenticeship) or member.can(P.APPRENTICE_EDIT)):
        raise Http404
    return apprenticeship


def contact_of(member, contact_id):
    """The contact, for those who may write it, and the training whose file it is shown in."""
    rows = CloseContact.objects.visible_to(member).select_related("apprentice")
    contact = get_object_or_404(rows, pk=contact_id)
    if not as_towards(member, contact.apprentice).is_staff and contact.kind != CloseContact.Kind.EMERGENCY:
        raise Http404  # who one's guardians are, the office writes
    return contact, written_by(member, newest_training(member, contact.apprentice))


def school_year_of(member, school_year_id):
    rows = SchoolYear.objects.visible_to(member).select_related("apprentice")
    year = get_object_or_404(rows, pk=school_year_id)
    return year, edited_by(member, newest_training(member, year.apprentice))


def newest_training(member, apprentice) -> int:
    """A person is shown in the file of a training: the newest, where the address names none."""
    newest = Apprenticeship.objects.visible_to(member).filter(apprentice=apprentice).order_by("-pk").first()
    if newest is None:
        raise Http404
    return newest.pk


def done(request, apprenticeship, sentence):
    messages.success(request, sentence)
    return redirect(office_url("apprenticeships:person", apprenticeship.pk))


def asked(request, apprenticeship, form, heading):
    context = {
        "form": form, "apprenticeship": apprenticeship, "heading": heading,
        "is_own": is_own(request.member, apprenticeship),
    }  # fmt: skip
    return render(request, "apprenticeships/person_form.html", context, status=form.status)


def sure(request, apprenticeship, question):
    context = {
        "question": question, "apprenticeship": apprenticeship, "is_own": is_own(request.member, apprenticeship),
        "back": office_url("apprenticeships:person", apprenticeship.pk),
    }  # fmt: skip
    return render(request, "apprenticeships/remove.html", context)
