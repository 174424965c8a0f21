"""What can be done to apprentices and their apprenticeships?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.models import Apprentice, Apprenticeship
from apprenticeships.signals import apprenticeship_finished, apprenticeship_started
from apprenticeships.stale import CHANGED, Stale, changes_since, values_of
from apprenticeships.states import COMPLETE, END, START
from companies.models import Company
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.norwegian import birth_date
from okportal.offices.models import Membership
from okportal.people import actions as people
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.states import begin


@atomic
def register_apprentice(
    *, first_name, last_name, email, trade, company, by, national_id="", phone="", address="", postcode="", city="",
    home_county=None, language="nb", candidate_type=Apprenticeship.CandidateType.APPRENTICE, establishment=None,
    supervisor=None, instructor=None, advisor=None, county=None, is_invited=False,
) -> Apprenticeship:  # fmt: skip
    """A new person and the first apprenticeship. Without `county` the company's counts.

    Raises Refused when the office has the person already (national identity number, e-mail).
    """
    # One at a time per company: the second of two clicks waits here, and is then told that the person exists.
    company = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    county_id = county.pk if county else company.county_id
    if county_id is None:
        raise Refused(_("Choose the county: the company has none."), field="county")
    apprentice = store(
        Apprentice(office_id=by.office.pk), first_name=first_name, last_name=last_name, email=email, phone=phone,
        address=address, postcode=postcode, city=city, county=home_county, language=language, national_id=national_id,
    )  # fmt: skip
    apprenticeship = Apprenticeship.objects.create(
        office_id=by.office.pk, apprentice=apprentice, candidate_type=candidate_type, trade=trade, company=company,
        establishment=establishment, supervisor=supervisor, instructor=instructor, advisor=advisor, county_id=county_id,
    )  # fmt: skip
    record(by, "apprentice.registered", apprentice)
    record(by, "apprenticeship.registered", apprenticeship, trade=trade.pk)
    if is_invited:
        invite(apprentice=apprentice, by=by)
    return apprenticeship


@atomic
def edit_apprentice(
    *, apprentice, first_name, last_name, email, phone, address, postcode, city, home_county, language, by,
    national_id="",
):  # fmt: skip
    """Correct what is known about the person. An empty `national_id` leaves the stored one as it is."""
    apprentice = Apprentice.objects.select_for_update().get(pk=apprentice.pk)
    if not apprentice.user_id and apprentice.email.lower() != email.lower():
        people.withdraw_invitations(email=apprentice.email, role=Role.APPRENTICE, by=by)  # it may be a stranger's
    store(
        apprentice, first_name=first_name, last_name=last_name, email=email, phone=phone, address=address,
        postcode=postcode, city=city, county=home_county, language=language, national_id=national_id,
    )  # fmt: skip
    record(by, "apprentice.changed", apprentice, is_number_replaced=bool(national_id))


@atomic
def edit_apprenticeship(
    *, apprenticeship, version, company, establishment, supervisor, instructor, advisor, county, by
) -> Apprenticeship:  # fmt: skip
    """Change where and with whom the training happens.

    `version` is the one the editor saw. Raises Stale when somebody else has saved in the meantime: nothing is
    written, and the refusal carries what changed. Raises Refused for a change of company or county once the contract
    has been in force: its history stays with the employer it was signed with.
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if row.version != version:
        raise Stale(row, changes_since(row, version))
    if row.state != row.State.PLANNED:
        _check_contract_stands(row, company, county)
    before = values_of(row)
    row.company, row.establishment, row.county = company, establishment, county
    row.supervisor, row.instructor, row.advisor = supervisor, instructor, advisor
    changed = {field: value for field, value in before.items() if values_of(row)[field] != value}
    if changed:
        row.version += 1
        row.save()
        record(by, CHANGED, row, version=row.version, before=changed)
    return row


def _check_contract_stands(row, company, county):
    way_out = _("End this contract and register a new apprenticeship.")
    if company.pk != row.company_id:
        sentence = _("The company is part of the contract. A change of company is a new contract.")
        raise Refused(sentence, field="company", way_out=way_out)
    if county.pk != row.county_id:
        sentence = _("The county is part of the contract. A change of county is a new contract.")
        raise Refused(sentence, field="county", way_out=way_out)


@atomic
def start(*, apprenticeship, start_on, end_on, by) -> Apprenticeship:
    """The contract is in force: take over its dates and tell the apps above. The caller has checked the contract."""
    row = begin(apprenticeship, START)
    row.start_on, row.end_on = start_on, end_on
    row.save()
    record(by, "apprenticeship.started", row, start_on=str(start_on), end_on=str(end_on))
    apprenticeship_started.send(Apprenticeship, apprenticeship=row, by=by)
    return row


@atomic
def finish(*, apprenticeship, is_completed, by) -> Apprenticeship:
    """The contract is over: completed with the test, or ended early. The dates stay, as the contract's own do."""
    row = begin(apprenticeship, COMPLETE if is_completed else END)
    row.save()
    record(by, "apprenticeship.finished", row, state=row.state)
    apprenticeship_finished.send(Apprenticeship, apprenticeship=row, by=by)
    return row


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


def store(apprentice, *, national_id, **facts) -> Apprentice:
    """Write the person; raises Refused, naming the other one, when number or e-mail is somebody else's here."""
    for name, value in facts.items():
        setattr(apprentice, name, value)
    others = Apprentice.objects.filter(office_id=apprentice.office_id).exclude(pk=apprentice.pk)
    if other := others.filter(email__iexact=apprentice.email).first():
        raise Refused(
            _("%(name)s is registered with this e-mail address already.") % {"name": other.name}, field="email",
            way_out=_("Each apprentice needs an address of their own."),
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
            field="national_id", way_out=_("Open that file, or check the number."),
        ) from error  # fmt: skip
    return apprentice
