"""What does the office have to do when Enhetsregisteret or a company's own people say something new?"""

from django.utils.translation import gettext_lazy as _

from okportal.todo.kinds import Kind, register

CHECK = _("Decide who is right, and correct what stands here or let it stand.")

register(
    companies__bankrupt=Kind(
        _("%(company)s is bankrupt"), next=_("Find out where its apprentices can go on."), name=_("Bankruptcy")
    ),
    companies__winding_up=Kind(
        _("%(company)s is being wound up"), next=_("Ask how long the apprentices can stay."), name=_("Winding up")
    ),
    companies__deleted=Kind(
        _("%(company)s is deleted from Enhetsregisteret"),
        next=_("Find out which company has taken over, or end the membership."), name=_("Deleted company"),
    ),
    companies__place_closed=Kind(
        _("%(place)s of %(company)s closed %(closed_on)s, and %(number)s in training belong there"),
        next=_("Find them another place of work."), name=_("Closed place of work"),
    ),
    companies__name_differs=Kind(
        _("%(company)s is called “%(registered)s” in Enhetsregisteret"), next=CHECK, name=_("Another name")
    ),
    companies__address_differs=Kind(
        _("%(company)s has another address in Enhetsregisteret: %(registered)s"), next=CHECK, name=_("Another address")
    ),
    companies__industry_differs=Kind(
        _("%(company)s has another industry in Enhetsregisteret: %(registered)s"), next=CHECK,
        name=_("Another industry"),
    ),
    companies__website_differs=Kind(
        _("%(company)s has another website in Enhetsregisteret: %(registered)s"), next=CHECK,
        name=_("Another website"),
    ),
    companies__sector_differs=Kind(
        _("%(company)s belongs to another sector in Enhetsregisteret"), next=CHECK, name=_("Another sector")
    ),
    companies__change_proposed=Kind(
        _("%(name)s wants something changed about %(company)s"),
        next=_("Accept the change, or decline it with an answer."), name=_("Change from a company"),
    ),
)  # fmt: skip
