"""How does a person come into the register, and how is what we know about them kept right?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from apprenticeships.actions.logins import invite
from apprenticeships.actions.relations import begin_history, check_of_company
from apprenticeships.actions.types import check_route, right_of, route_of, write_type
from apprenticeships.models import Apprentice, Apprenticeship
from apprenticeships.states import CURRENT
from companies.models import Company
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.norwegian import birth_date
from okportal.people import actions as people
from okportal.permissions import Role


@atomic
def register_apprentice(
    *, first_name, last_name, email, trade, company, by, national_id="", phone="", address="", postcode="", city="",
    home_county=None, language="nb", is_invited=False, **training,
) -> Apprenticeship:  # fmt: skip
    """A new person and the first apprenticeship; `training`: what else `open_training` takes.

    Raises Refused when the office has the person already (national identity number, e-mail).
    """
    # One at a time per company: the second of two clicks waits here, and is then told that the person exists.
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    apprentice = store(
        Apprentice(office_id=by.office.pk), first_name=first_name, last_name=last_name, email=email, phone=phone,
        address=address, postcode=postcode, city=city, county=home_county, language=language, national_id=national_id,
    )  # fmt: skip
    record(by, "apprentice.registered", apprentice)
    apprenticeship = open_training(apprentice, trade=trade, company=company, by=by, **training)
    if is_invited:
        invite(apprentice=apprentice, by=by)
    return apprenticeship


@atomic
def add_apprenticeship(*, apprentice, trade, company, by, **training) -> Apprenticeship:
    """One more training for a person the office has: another trade, another company, or after one that has ended.

    Raises Refused when a training in the same trade at the same company is under way or about to begin.
    """
    apprentice = Apprentice.objects.select_for_update().get(pk=apprentice.pk)  # the second click waits here
    same = apprentice.apprenticeships.filter(trade=trade, company=company, state__in=CURRENT)
    if same.exists():
        raise Refused(
            _("%(name)s has a training in this trade at this company already.") % {"name": apprentice.name},
            field="trade", way_out=_("Choose another trade or company, or end that one first."),
        )  # fmt: skip
    return open_training(apprentice, trade=trade, company=company, by=by, **training)


def open_training(
    apprentice, *, trade, company, by, candidate_type=Apprenticeship.CandidateType.APPRENTICE, establishment=None,
    supervisor=None, instructor=None, hr=None, advisor=None, county=None, route="", grant_right="",
) -> Apprenticeship:  # fmt: skip
    """Without `county` the company's counts, without `route` the type's usual one. History begins today."""
    county_id = county.pk if county else company.county_id
    if county_id is None:
        raise Refused(_("Choose the county: the company has none."), field="county")
    check_of_company(company, establishment=establishment, supervisor=supervisor, instructor=instructor, hr=hr)
    check_route(candidate_type, route or route_of(candidate_type))
    row = Apprenticeship.objects.create(
        office_id=apprentice.office_id, apprentice=apprentice, candidate_type=candidate_type, trade=trade,
        company=company, establishment=establishment, supervisor=supervisor, instructor=instructor, hr=hr,
        advisor=advisor, county_id=county_id, route=route_of(candidate_type, route),
        grant_right=right_of(candidate_type, grant_right),
    )  # fmt: skip
    write_type(row, candidate_type, by.today, "", by)
    begin_history(row, by.today)
    record(by, "apprenticeship.registered", row, trade=trade.pk)
    return row


@atomic
def edit_apprentice(
    *, apprentice, first_name, last_name, email, phone, address, postcode, city, home_county, language, by,
    national_id="", seen=None,
):  # fmt: skip
    """Correct what is known about the person. An empty `national_id` leaves the stored one as it is.

    `seen`: the `mark_of` what the editor was shown. Raises ChangedSince when it is another by now.
    """
    apprentice = Apprentice.objects.select_for_update().get(pk=apprentice.pk)
    if seen is not None and not constant_time_compare(seen, mark_of(apprentice)):
        raise ChangedSince(apprentice)
    if not apprentice.user_id and apprentice.email.lower() != email.lower():
        people.withdraw_invitations(email=apprentice.email, role=Role.APPRENTICE, by=by)  # it may be a stranger's
    store(
        apprentice, first_name=first_name, last_name=last_name, email=email, phone=phone, address=address,
        postcode=postcode, city=city, county=home_county, language=language, national_id=national_id,
    )  # fmt: skip
    record(by, "apprentice.changed", apprentice, is_number_replaced=bool(national_id))


PERSON = (
    "first_name", "last_name", "national_id_index", "email", "phone", "address", "postcode", "city", "county_id",
    "language",
)  # fmt: skip


def mark_of(apprentice) -> str:
    """A seal over what the form about the person shows: a row without a version, that the person edits as well."""
    told = "\0".join(str(getattr(apprentice, name)) for name in PERSON)
    return salted_hmac("apprenticeships.person", f"{apprentice.pk}\0{told}").hexdigest()


class ChangedSince(Refused):
    """Somebody else has saved the person since. `seen` is the mark of what stands there now."""

    def __init__(self, apprentice):
        self.seen = mark_of(apprentice)
        super().__init__(
            _("Somebody else has saved this in the meantime."),
            way_out=_("What you typed is still here. Look it over and save again."),
        )


def store(apprentice, *, national_id, **facts) -> Apprentice:
    """Write the person; raises Refused, naming the other one, when number or e-mail is somebody else's here."""
    for name, value in facts.items():
        setattr(apprentice, name, value)
    others = Apprentice.objects.filter(office_id=apprentice.office_id).exclude(pk=apprentice.pk)
    if other := others.filter(email__iexact=apprentice.email).first():
        raise Refused(
            _("%(name)s is registered with this e-mail address already.") % {"name": other.name}, field="email",
            way_out=_("Each apprentice needs an address of their own. A new training is added in the file of %(name)s.")
            % {"name": other.name},
        )  # fmt: skip
    if not national_id:
        apprentice.save()
        return apprentice
    apprentice.national_id, apprentice.birth_date = national_id, birth_date(national_id)
    with_this_number = others.with_national_id(apprentice.office_id, national_id)
    try:
        with atomic():  # two colleagues in the same second: the index has the last word
            apprentice.save()
    except IntegrityError as error:
        raise Refused(
            _("%(name)s is registered with this number already.") % {"name": with_this_number.get().name},
            field="national_id", way_out=_("Open that file and add a new training there, or check the number."),
        ) from error  # fmt: skip
    return apprentice
