"""How does an apprentice get a login, and lose it?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.models import Apprentice
from apprenticeships.signals import login_cut, login_linked
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people import actions as people
from okportal.people.models import Invitation
from okportal.permissions import Role


@atomic
def invite(*, apprentice, by) -> Invitation | None:
    """Mail the apprentice a single-use link to log in; one who has the role already is linked without a mail."""
    if apprentice.user_id:
        raise Refused(_("%(name)s can log in already.") % {"name": apprentice.name})
    membership = people.held_open(office_id=apprentice.office_id, email=apprentice.email, role=Role.APPRENTICE)
    if membership:
        link_login(office_id=apprentice.office_id, email=apprentice.email, user=membership.user)
        return None
    return people.invite(
        email=apprentice.email, name=apprentice.name, role=Role.APPRENTICE, by=by, language=apprentice.language
    )


@atomic
def cut_login(*, apprentice, by):
    """Take the login from the file, e.g. when it was linked to the wrong person. Twice is once.

    The role in the office ends today, unless another file here belongs to the same login.
    """
    apprentice = Apprentice.objects.select_for_update().get(pk=apprentice.pk)
    people.withdraw_invitations(email=apprentice.email, role=Role.APPRENTICE, by=by)
    user_id, apprentice.user = apprentice.user_id, None
    if user_id is None:
        return
    apprentice.save(update_fields=["user"])
    record(by, "apprentice.login_cut", apprentice, user=user_id)
    login_cut.send(Apprentice, apprentice=apprentice, user_id=user_id, by=by)
    here = {"office_id": apprentice.office_id, "user_id": user_id}
    if Apprentice.objects.filter(**here).exists():
        return
    for membership in Membership.objects.filter(role=Role.APPRENTICE, to_on__isnull=True, **here):
        people.end_membership(membership=membership, on=max(by.today, membership.from_on), by=by)


@atomic
def link_login(*, office_id, email, user):
    """The person behind this address can log in now: their own file opens for them."""
    for apprentice in Apprentice.objects.filter(office_id=office_id, email__iexact=email, user__isnull=True):
        apprentice.user = user
        apprentice.save(update_fields=["user"])
        record(None, "apprentice.login_linked", apprentice)
        login_linked.send(Apprentice, apprentice=apprentice, user=user, by=None)
