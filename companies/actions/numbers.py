"""Who in this office has an organisation number already?"""

from django.utils.translation import gettext as _

from companies.models import Company, Establishment
from okportal.errors import Refused


def number_taken(organisation_number, office_id) -> Refused:
    known = Company.objects.get(office_id=office_id, organisation_number=organisation_number)
    return Refused(
        _("%(name)s has this organisation number already.") % {"name": known.name}, field="organisation_number"
    )


def refuse_place_of_work(number, office_id, except_of=None):
    """Raise Refused where `number` is a place of work's; those of the company `except_of` may have it."""
    places = Establishment.objects.filter(office_id=office_id, organisation_number=number).select_related("company")
    place = places.exclude(company=except_of).first()
    if place:
        raise Refused(
            _("This is the number of %(place)s, a place of work of %(company)s.")
            % {"place": place.name, "company": place.company.name},
            way_out=_("Use the company's own number, or open the company that is there."),
            field="organisation_number",
        )
