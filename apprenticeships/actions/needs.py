"""How is a needs mapping made, corrected, and opened for those who are named?"""

from datetime import timedelta

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship, NeedsMapping, NeedsReader, NeedsTemplate
from apprenticeships.needs import LANGUAGES, default_template, packed, unpacked
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.todo.actions import raise_task, settle_task

REVIEW = "apprenticeships/review"


# --- templates


@atomic
def make_default_templates(*, by) -> list[NeedsTemplate]:
    """The portal's questions as templates of the office, one for each of its languages; those that are there stay."""
    made = []
    for language in by.office.languages.split(","):
        if language not in LANGUAGES:
            continue
        given = default_template(language)
        row, is_new = NeedsTemplate.objects.get_or_create(
            office_id=by.office.pk, title=given.title,
            defaults={"introduction": given.introduction, "questions": given.questions},
        )  # fmt: skip
        if is_new:
            record(by, "needs_template.made", row)
        made.append(row)
    return made


@atomic
def add_template(*, title, introduction, questions, by) -> NeedsTemplate:
    row = NeedsTemplate(office_id=by.office.pk, title=title, introduction=introduction, questions=questions)
    _save_template(row)
    record(by, "needs_template.made", row)
    return row


@atomic
def edit_template(*, template, title, introduction, questions, is_active, version, by) -> NeedsTemplate:
    """Mappings that are made keep the questions they were asked with."""
    row = _locked(template, version)
    row.title, row.introduction, row.questions, row.is_active = title, introduction, questions, is_active
    _save_template(row)
    record(by, "needs_template.changed", row, version=row.version)
    return row


def _save_template(row):
    try:
        with atomic():
            row.save()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "needs_template_once":
            raise
        way_out = _("Choose another title, or change that one.")
        raise Refused(_("There is a template with this title."), field="title", way_out=way_out) from error


# --- mappings


@atomic
def make_mapping(*, apprenticeship, template, answers, adaptation, made_on, review_on, readers, by) -> NeedsMapping:
    """Seal the answers for `readers` (ids of users, chosen among those offered) and the maker, who is always one.

    The same words on the same day, by the same maker, are the same mapping.
    """
    _refuse_days(made_on, review_on, by.today)
    # One at a time per file: the second of two clicks waits here, and then finds its own words.
    Apprenticeship.objects.select_for_update(of=("self",), no_key=True).get(pk=apprenticeship.pk)
    sealed = packed(template.questions, answers)
    same = NeedsMapping.objects.filter(apprenticeship=apprenticeship, made_by=by.user, made_on=made_on)
    for row in same:
        if (row.answers, row.adaptation) == (sealed, adaptation):
            return row
    row = NeedsMapping.objects.create(
        office_id=by.office.pk, apprenticeship=apprenticeship, template=template, made_on=made_on, review_on=review_on,
        answers=sealed, adaptation=adaptation, made_by=by.user,
    )  # fmt: skip
    _open_for(row, {by.user.pk, *readers}, by)
    record(by, "needs.mapped", row, readers=len({by.user.pk, *readers}))
    _remind(row, by, is_moved=True)
    return row


@atomic
def edit_mapping(*, mapping, answers, adaptation, made_on, review_on, version, by) -> NeedsMapping:
    """Other answers to the same questions, or another adaptation."""
    _refuse_days(made_on, review_on, by.today)
    row = _locked(mapping, version)
    row.answers = packed([pair["question"] for pair in unpacked(row.answers)], answers)
    is_moved = row.review_on != review_on
    row.adaptation, row.made_on, row.review_on = adaptation, made_on, review_on
    row.save()
    record(by, "needs.changed", row, version=row.version)
    _remind(row, by, is_moved=is_moved)
    return row


@atomic
def set_readers(*, mapping, readers, by) -> NeedsMapping:
    """From today these people read it, and nobody else but the maker and the apprentice. Again changes nothing."""
    mapping = NeedsMapping.objects.select_for_update(of=("self",)).get(pk=mapping.pk)
    wanted = {mapping.made_by_id, *readers}
    now = {row.user_id: row for row in mapping.readers.filter(to_on__isnull=True)}
    for user_id, row in now.items():
        if user_id not in wanted:
            _close(row, by)
    _open_for(mapping, wanted - set(now), by)
    return mapping


def _open_for(mapping, user_ids, by):
    rows = NeedsReader.objects.bulk_create(
        NeedsReader(office_id=mapping.office_id, mapping=mapping, user_id=user_id, from_on=by.today)
        for user_id in sorted(user_ids)
    )
    for row in rows:
        record(by, "needs.reader_named", mapping, user=row.user_id)


def _close(row, by):
    """From now on, not from tomorrow: the last day is yesterday. Who was named today leaves no day at all."""
    if row.from_on < by.today:
        row.to_on = by.today - timedelta(days=1)
        row.save(update_fields=["to_on"])
    else:
        row.delete()
    record(by, "needs.reader_removed", row.mapping, user=row.user_id)


def _remind(mapping, by, *, is_moved):
    """A task for the maker on the day; it says whom it is about, not what. Everybody in the office sees tasks."""
    key = f"needs:{mapping.pk}"
    if mapping.review_on is None:
        settle_task(office_id=mapping.office_id, key=key, by=by)
        return
    mine = Membership.objects.staff().on(by.today).filter(office_id=mapping.office_id, user_id=mapping.made_by_id)
    raise_task(
        office_id=mapping.office_id, key=key, kind=REVIEW, assigned=mine.first(), due_on=mapping.review_on, by=by,
        facts={"apprentice": mapping.apprenticeship.apprentice.name}, page="apprenticeships:detail",
        about_id=mapping.apprenticeship_id, reopen=is_moved,
    )  # fmt: skip


def _refuse_days(made_on, review_on, today):
    if made_on > today:
        raise Refused(_("The mapping cannot have been made in the future."), field="made_on")
    if review_on is not None and review_on <= made_on:
        raise Refused(_("Look at it again after the day it was made."), field="review_on")


def _locked(row, version):
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.version != version:
        raise Refused(
            _("Somebody has changed this since you opened it."),
            way_out=_("Open it again to see what is new; your text is still here to copy."),
        )
    row.version += 1
    return row
