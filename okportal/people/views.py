"""Where does a person land after login, accept an invitation, and set up the own account?"""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from okportal.offices.models import Membership
from okportal.offices.scope import office_url
from okportal.people import actions, duties
from okportal.people.forms import (
    AcceptForm,
    AcceptWithLoginForm,
    AppearanceForm,
    EndMembershipForm,
    InviteStaffForm,
    PreferencesForm,
)
from okportal.people.middleware import HAS_SECOND_FACTOR, needs_second_factor
from okportal.people.models import Invitation, User
from okportal.permissions import Permission, allowed, open_to_anyone

YEAR = 365 * 24 * 3600  # seconds
NAME_LENGTH = User._meta.get_field("name").max_length


def start(request):
    """One office: straight in. Several: choose. None: say so kindly."""
    offices = list(request.user_offices)
    if len(offices) == 1 and not request.GET.get("velg"):
        return redirect("home:my_day", offices[0].slug)
    if not offices and request.user.is_staff:
        return redirect("admin:index")
    return render(request, "people/start.html", {"offices": offices})


def preferences(request):
    person = {field: getattr(request.user, field) for field in PreferencesForm.base_fields}
    form = PreferencesForm(request.POST or None, initial=person)
    if form.is_valid() and form.submit(actions.set_preferences, user=request.user):
        messages.success(request, _("Your settings are saved."))
        return redirect("people:preferences")
    return render(request, "people/preferences.html", {"form": form}, status=form.status)


@login_not_required
@require_POST
def appearance(request):
    """Language or appearance, chosen in a menu on any page: kept on the person, or in a cookie before login."""
    form = AppearanceForm(request.POST)
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("people:start")
    response = redirect(target)
    if form.is_valid():
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        if request.user.is_authenticated:
            actions.set_appearance(user=request.user, **chosen)
        for name, value in chosen.items():
            response.set_cookie(
                f"okportal_{name}", value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
    return response


def second_factor(request):
    """The page where staff without a second factor are stopped, with the two ways on."""
    if not needs_second_factor(request.user):
        return redirect("people:start")
    return render(request, "people/second_factor.html")


@open_to_anyone
def accept_invitation(request, token):
    invitation = get_object_or_404(Invitation, office=request.office, token_hash=actions.token_hash(token))
    if not Invitation.objects.open_at(timezone.now()).filter(pk=invitation.pk).exists():
        return render(request, "people/invitation_closed.html", {"invitation": invitation}, status=410)
    address = invitation.email.lower()
    has_login = User.objects.filter(email=address).exists()
    if request.user.is_authenticated and request.user.email != address:
        return render(request, "people/invitation_other.html", {"invitation": invitation}, status=409)
    # One who has a login proves it: the link alone does not open an existing account.
    if has_login and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    form_class = AcceptWithLoginForm if has_login else AcceptForm
    form = form_class(request.POST or None, initial={"name": invitation.name[:NAME_LENGTH]})
    given = {"name": "", "password": None, "signed_in": request.user} if has_login else {}
    if request.method == "POST" and form.is_valid() and form.submit(actions.accept, invitation=invitation, **given):
        return enter(request, form.result)
    return render(request, "people/invitation.html", {"form": form, "invitation": invitation}, status=form.status)


def enter(request, user):
    """The office's first page; a login made just now is signed in, by way of what the library still asks."""
    request.session.pop(HAS_SECOND_FACTOR, None)  # the new role may demand one
    page = office_url("home:my_day")
    return redirect(page) if request.user.is_authenticated else perform_login(request, user, redirect_url=page)


@allowed(Permission.OFFICE_ADMIN)
def staff(request):
    """The office's own people, and who has been invited."""
    memberships = Membership.objects.visible_to(request.member).staff().select_related("user").order_by("user__name")
    invitations = Invitation.objects.visible_to(request.member).open_at(timezone.now())
    return render(
        request,
        "people/staff.html",
        {"memberships": memberships[:200], "invitations": invitations[:200], "today": request.member.today},
    )


@allowed(Permission.OFFICE_ADMIN)
def invite_staff(request):
    form = InviteStaffForm(request.POST or None)
    if form.is_valid() and form.submit(actions.invite, by=request.member):
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": form.result.email})
        return redirect(office_url("people:staff"))
    return render(request, "people/invite_staff.html", {"form": form}, status=form.status)


@allowed(Permission.OFFICE_ADMIN)
def end_membership(request, membership_id):
    membership = get_object_or_404(
        Membership.objects.visible_to(request.member).staff().on(request.member.today), pk=membership_id
    )
    form = EndMembershipForm(request.POST or None, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.end_membership, membership=membership, by=request.member):
        messages.success(request, _("The role has been ended."))
        return redirect(office_url("people:staff"))
    held = duties.of(membership)
    pages = [office_url(page, membership.pk) for page in dict.fromkeys(each.duty.page for each in held)]
    context = {"form": form, "membership": membership, "held": held, "pages": pages}
    return render(request, "people/end_membership.html", context, status=form.status)
