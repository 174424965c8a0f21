"""What an accepted invitation does to files here."""

from apprenticeships.models import Apprentice
from okportal.people.models import Invitation, User
from okportal.people.signals import invitation_accepted
from okportal.permissions import Role


def test_only_an_apprentices_invitation_links(world):
    here = world.here
    with here.scope():
        apprentice = here.rows.apprentice
        Apprentice.objects.filter(pk=apprentice.pk).update(user=None, email="Ny@fjord.example")
        somebody = User.objects.create_user("x@example.test", None, name="X")
        invitation = Invitation.objects.get(pk=here.rows.invitation.pk)  # to ny@fjord.example, as a reader
        invitation_accepted.send(Invitation, invitation=invitation, user=somebody)
        assert Apprentice.objects.get(pk=apprentice.pk).user is None
        invitation.role = Role.APPRENTICE
        invitation_accepted.send(Invitation, invitation=invitation, user=somebody)
        assert Apprentice.objects.get(pk=apprentice.pk).user == somebody


def test_file_that_has_its_login_keeps_it(world):
    here = world.here
    with here.scope():
        somebody = User.objects.create_user("x@example.test", None, name="X")
        invitation = Invitation.objects.get(pk=here.rows.invitation.pk)
        invitation.role, invitation.email = Role.APPRENTICE, here.rows.apprentice.email
        invitation_accepted.send(Invitation, invitation=invitation, user=somebody)
        assert Apprentice.objects.get(pk=here.rows.apprentice.pk).user == here.users[Role.APPRENTICE]
