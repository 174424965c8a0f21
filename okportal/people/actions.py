"""How does a person get a role in an office: invited by one who may, accepted by the one who was?"""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.outbox.actions import enqueue
from okportal.people import duties
from okportal.people.models import Invitation, User
from okportal.people.signals import invitation_accepted

VALID_DAYS = 14


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def held_open(*, office_id, email, role) -> Membership | None:
    """The membership of this address in the role that has no end. One with a last day, even a later one, is on its
    way out and lets a new invitation through. The office is named: the policy admits a person's rows elsewhere too.
    """
    rows = Membership.objects.filter(office_id=office_id, user__email=email.lower(), role=role, to_on__isnull=True)
    return rows.select_related("user").first()


@atomic
def invite(*, email, name, role, by, language="nb", office_id=None) -> Invitation:
    """Send a single-use link to a role. An open invitation for the same address and role is replaced.

    `office_id` only where the system itself invites (`by=None`). The token leaves in the mail and nowhere else.
    """
    office_id = by.office.pk if by else office_id
    email = email.lower()
    if held_open(office_id=office_id, email=email, role=role):
        raise Refused(_("%(email)s has this role already.") % {"email": email}, field="email")
    now = timezone.now()
    # Expired ones are closed as well, so that the rule "one open per address and role" lets the new one in.
    Invitation.objects.filter(
        office_id=office_id, email__iexact=email, role=role, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        office_id=office_id, email=email, name=name, role=role, token_hash=token_hash(token),
        created_by=by.user if by else None, expires_at=now + timedelta(days=VALID_DAYS),
    )  # fmt: skip
    enqueue(
        office_id=office_id, key=f"invitation:{invitation.pk}", template="people/invitation", to_email=email,
        to_name=name, language=language, page="people:accept_invitation",
        facts={"role": role, "days": VALID_DAYS, "page_arguments": [token]},
    )  # fmt: skip
    record(by, "invitation.sent", invitation, role=role)
    return invitation


@atomic
def withdraw_invitations(*, email, role, by):
    """Close the open invitations of an address to a role in the office, e.g. of somebody who has left the company."""
    open_ones = Invitation.objects.open_at(timezone.now()).filter(
        office_id=by.office.pk, email__iexact=email, role=role
    )  # fmt: skip
    for invitation in open_ones.select_for_update():
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record(by, "invitation.withdrawn", invitation, role=role)


@atomic
def accept(*, invitation, name, password, signed_in=None) -> User:
    """Give the invited person the role, and a login if the address has none yet.

    `signed_in` is the User who has proven to be one. Raises Refused when the address has a login and it is not
    theirs: so without `signed_in` what is returned is always a login made here, and may be entered at once. Also
    when the link has been used, withdrawn or has expired: the row is locked and read anew, so a double click gives
    one role. An address that has a login keeps its name and password.
    """
    now = timezone.now()
    invitation = Invitation.objects.select_for_update().open_at(now).filter(pk=invitation.pk).first()
    if invitation is None:
        raise Refused(
            _("This invitation has been used or has expired."), way_out=_("Ask the training office for a new one.")
        )
    user = User.objects.filter(email=invitation.email.lower()).first()
    if user != signed_in:
        raise _not_signed_in()
    if user is None:
        user = _new_login(invitation.email, name, password)
    # The link came by mail to this address: that is the proof.
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    Membership.objects.get_or_create(
        office_id=invitation.office_id, user=user, role=invitation.role, to_on=None,
        defaults={"from_on": timezone.localdate()},
    )  # fmt: skip
    invitation.accepted_at, invitation.accepted_by = now, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(None, "invitation.accepted", invitation, role=invitation.role)
    invitation_accepted.send(Invitation, invitation=invitation, user=user)
    return user


def _new_login(email, name, password) -> User:
    try:
        with atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError:  # an invitation of another office was accepted in the same second
        raise _not_signed_in() from None


def _not_signed_in() -> Refused:
    return Refused(_("This address has a login."), way_out=_("Log in with it, and open the invitation again."))


@atomic
def end_membership(*, membership, on, by):
    """Close a role in the office on a day; what the person did stays theirs in the trail.

    Raises Refused while the person still has something in hand (okportal.people.duties).
    """
    if membership.user_id == by.user.pk:
        raise Refused(_("You cannot end your own role."), way_out=_("Ask another administrator."))
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if on < membership.from_on:
        raise Refused(_("The role cannot end before it began."), field="on")
    if held := duties.of(membership):
        in_hand = ", ".join(f"{each.duty.label} ({each.count})" for each in held)
        raise Refused(
            _("Somebody else must take over first: %(in_hand)s.") % {"in_hand": in_hand},
            way_out=_("Hand it over to colleagues, then end the role."),
        )
    membership.to_on = on
    membership.save(update_fields=["to_on"])
    record(by, "membership.ended", membership, role=membership.role, on=str(on))


def set_preferences(*, user, name, phone, language, scheme, uses_shortcuts):
    """The person's own settings; global, because login is one for all offices."""
    user.name, user.phone, user.language = name, phone, language
    user.scheme, user.uses_shortcuts = scheme, uses_shortcuts
    user.save(update_fields=["name", "phone", "language", "scheme", "uses_shortcuts"])


def set_appearance(*, user, **chosen):
    """Language and/or scheme, as picked in the menu."""
    for name, value in chosen.items():
        setattr(user, name, value)
    user.save(update_fields=list(chosen))
