"""How does an office write what it adds to its contracts?"""

from django.db import IntegrityError
from django.db.models import F
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.models import Contract, PaperTemplate
from contracts.states import ContractState
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused

LONGEST_NAME = PaperTemplate._meta.get_field("name").max_length
ON_PAPER = {"terms", "copies"}
FIELDS = ("name", "kind", "language", "remarks", "terms", "copies", "is_active")
EDITS = Edits("contract_template.saved", FIELDS)


@atomic
def add_template(*, logo=None, by, **answers) -> PaperTemplate:
    """`answers`: FIELDS; `logo`: an Accepted picture. Raises Refused for a name or a use that is taken."""
    template = PaperTemplate(office_id=by.office.pk, **answers)
    template.logo = _kept(logo, by)
    _save(template)
    record(by, "contract_template.added", template)
    return template


@atomic
def edit_template(*, template, version, logo=None, removes_logo=False, by, **answers) -> PaperTemplate:
    """`version` is the one the editor saw: raises Stale.

    What has been sent keeps the words it was sent with: where such contracts use the template, a new one takes its
    place, for drafts as well, and the old one goes out of use under another name. Returns the one that holds now.
    """
    template = PaperTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    refuse_stale(template, version, EDITS)
    changed = [name for name in FIELDS if getattr(template, name) != answers[name]]
    has_new_logo = logo is not None or (removes_logo and template.logo_id is not None)
    if not changed and not has_new_logo:
        return template
    if (ON_PAPER & set(changed) or has_new_logo) and _is_used(template):
        template = _replaced(template)
    for name in changed:
        setattr(template, name, answers[name])
    if has_new_logo:
        template.logo = _kept(logo, by)
    template.version += 1
    _save(template)
    record(by, EDITS.verb, template, fields=changed, version=template.version)
    return template


def _is_used(template) -> bool:
    return Contract.objects.filter(template=template).exclude(state=ContractState.DRAFT).exists()


def _replaced(template) -> PaperTemplate:
    """A copy that drafts use from now on; the template itself stays as it was, for what was sent."""
    name, drafts = template.name, Contract.objects.filter(template=template, state=ContractState.DRAFT)
    ending = f" (#{template.pk})"
    PaperTemplate.objects.filter(pk=template.pk).update(
        name=name[: LONGEST_NAME - len(ending)] + ending, is_active=False, version=F("version") + 1
    )
    draft_ids = list(drafts.values_list("pk", flat=True))
    template.pk, template._state.adding = None, True
    template.save()
    Contract.objects.filter(pk__in=draft_ids).update(template=template)
    return template


def fitting_template(contract: Contract) -> PaperTemplate | None:
    """The active one for its type and language; the more exactly it fits the better."""
    here = PaperTemplate.objects.filter(office_id=contract.office_id, is_active=True)
    fits = here.filter(kind__in=["", contract.kind], language__in=["", contract.language])
    return max(fits, key=lambda row: (row.kind != "", row.language != ""), default=None)


def _kept(logo, by) -> StoredFile | None:
    if logo is None:
        return None
    return store(
        office_id=by.office.pk, kind=StoredFile.Kind.LOGO, name=logo.name, content=logo.content,
        content_type=logo.content_type, by=by,
    )  # fmt: skip


def _save(template):
    try:
        with atomic():
            template.save()
    except IntegrityError as error:
        if "paper_template_name" in str(error):
            raise Refused(_("There is a template of this name already."), field="name") from error
        if "paper_template_one_each" in str(error):
            raise Refused(
                _("Another template in use is for the same type and language."), field="kind",
                way_out=_("Take that one out of use first, or change this one's type or language."),
            ) from error  # fmt: skip
        raise
