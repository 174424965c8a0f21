"""Which saved views does a list offer to the person in front of it?"""

from dataclasses import dataclass, field

from okportal.saved_views.models import SavedView
from okportal.saved_views.rules import kept


@dataclass(frozen=True)
class SavedViews:
    """What components/saved_views.html shows. Each view has `may_delete` and `is_current` set."""

    page: str
    query: str  # what would be saved now
    may_share: bool
    own: list[SavedView] = field(default_factory=list)
    shared: list[SavedView] = field(default_factory=list)  # by colleagues

    @property
    def current(self) -> SavedView | None:
        """The one whose filters are in force."""
        return next((view for view in [*self.own, *self.shared] if view.is_current), None)


def views_for(request, page: str) -> SavedViews:
    """The person's own views of the list with the URL name `page`, and the colleagues' shared ones; one query."""
    member, query = request.member, kept(request.GET.urlencode())
    views = SavedViews(page, query, member.is_staff)
    for view in SavedView.objects.visible_to(member).filter(page=page):
        view.may_delete = view.may_be_deleted_by(member)
        view.is_current = view.query == query
        (views.own if view.created_by_id == member.user.pk else views.shared).append(view)
    return views
