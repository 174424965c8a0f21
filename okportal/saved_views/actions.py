"""What can be done with saved views?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.saved_views.models import SavedView
from okportal.saved_views.rules import kept

LONGEST = SavedView._meta.get_field("query").max_length


@atomic
def save_view(*, page, name, query, is_shared, by) -> SavedView:
    """Keep the filters in `query` under a name; the same name of the same person again is the same view.

    Raises Refused for a shared name that a colleague has taken, and for a person outside the office who would share.
    """
    if is_shared and not by.is_staff:
        raise Refused(_("Only the office's own people share views with each other."), field="is_shared")
    query = kept(query)
    if len(query) > LONGEST:
        raise Refused(_("There are too many filters to keep."), way_out=_("Take some of them away."))
    try:
        with atomic():  # two colleagues in the same second: the index has the last word
            view, is_new = SavedView.objects.update_or_create(
                office_id=by.office.pk, page=page, name=name, created_by_id=by.user.pk,
                defaults={"query": query, "is_shared": is_shared},
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            _("A colleague shares a view called “%(name)s” already.") % {"name": name}, field="name",
            way_out=_("Choose another name, or keep this one for yourself."),
        ) from error  # fmt: skip
    record(by, "view.saved" if is_new else "view.changed", view, page=page, is_shared=is_shared)
    return view


@atomic
def delete_view(*, view, by):
    if not view.may_be_deleted_by(by):
        raise Refused(_("Only who made a view deletes it."), way_out=_("Ask a colleague who is an administrator."))
    record(by, "view.deleted", view, page=view.page, is_shared=view.is_shared)
    view.delete()
