"""On what terms does the office act for a company, from when to when?"""

from datetime import date, timedelta

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.models import Agreement
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused

ANSWERS = ("scopes", "from_on", "to_on", "fee", "member_share", "remarks", "signed_on")
EDITS = Edits("agreement.edited", ANSWERS)


@atomic
def register_agreement(*, company, by, file=None, **answers) -> Agreement:
    """A new agreement (opplæringslova § 7-12). `answers`: ANSWERS; `file`: the signed PDF as Accepted.

    Raises Refused where it overlaps another of the company's: one holds at a time.
    """
    agreement = _write(Agreement(office_id=by.office.pk, company=company), answers, file, by)
    record(by, "agreement.registered", agreement, company=company.pk, from_on=str(agreement.from_on))
    return agreement


@atomic
def edit_agreement(*, agreement, version, by, file=None, **answers) -> Agreement:
    """`version` is the one the editor saw: raises Stale. Without a new file the signed one stays."""
    agreement = _locked(agreement, version)
    changed = [name for name in ANSWERS if getattr(agreement, name) != answers[name]]
    if changed or file:
        _write(agreement, answers, file, by)
        record(by, EDITS.verb, agreement, version=agreement.version, fields=changed, is_file_new=file is not None)
    return agreement


@atomic
def renew_agreement(*, agreement, version, by, file=None, **answers) -> Agreement:
    """A new agreement takes over from this one, which ends the day before, if it did not end earlier."""
    agreement = _locked(agreement, version)
    last_day = answers["from_on"] - timedelta(days=1)
    if last_day < agreement.from_on:
        raise Refused(
            _("The new agreement must begin after %(day)s, the first day of the old one.")
            % {"day": date_format(agreement.from_on, "DATE_FORMAT")},
            field="from_on",
        )
    if agreement.to_on is None or agreement.to_on > last_day:
        _end(agreement, last_day, by)
    return register_agreement(company=agreement.company, by=by, file=file, **answers)


@atomic
def end_agreement(*, agreement, version, on: date, by) -> Agreement:
    """From the day after, the office no longer acts for the company."""
    agreement = _locked(agreement, version)
    if on < agreement.from_on:
        raise Refused(_("The agreement cannot end before it began."), field="on")
    if agreement.to_on != on:
        _end(agreement, on, by)
    return agreement


def _end(agreement, on, by):
    agreement.to_on = on
    agreement.version += 1
    agreement.save(update_fields=["to_on", "version"])
    record(by, EDITS.verb, agreement, version=agreement.version, fields=["to_on"], to_on=str(on))


def _locked(agreement, version) -> Agreement:
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related("company").get(pk=agreement.pk)
    refuse_stale(agreement, version, EDITS)
    return agreement


def _write(agreement, answers, file, by) -> Agreement:
    if answers["to_on"] and answers["to_on"] < answers["from_on"]:
        raise Refused(_("The agreement cannot end before it began."), field="to_on")
    for name in ANSWERS:
        setattr(agreement, name, answers[name])
    if file:
        agreement.file = store(
            office_id=agreement.office_id, kind=StoredFile.Kind.AGREEMENT, name=file.name, content=file.content,
            content_type=file.content_type, by=by,
        )  # fmt: skip
    agreement.version += 0 if agreement.pk is None else 1
    try:
        with atomic():
            agreement.save()
    except IntegrityError as error:
        raise _overlap(agreement, error) from None
    return agreement


def _overlap(agreement, error) -> Exception:
    """The exclusion constraint as a sentence at the field; any other broken constraint is a mistake of ours."""
    others = Agreement.objects.filter(company_id=agreement.company_id).exclude(pk=agreement.pk)
    if agreement.to_on:
        others = others.filter(from_on__lte=agreement.to_on)
    other = others.exclude(to_on__lt=agreement.from_on).first()
    if other is None:
        return error
    words = {"start": date_format(other.from_on, "DATE_FORMAT"), "end": _("no end")}
    if other.to_on:
        words["end"] = date_format(other.to_on, "DATE_FORMAT")
    return Refused(
        _("Another agreement holds at the same time: from %(start)s, to %(end)s.") % words,
        way_out=_("End it first, or renew it."), field="from_on",
    )  # fmt: skip
