"""Which open tasks does one person see first?"""

from okportal.todo.models import Task


def open_for(member, limit: int) -> list[Task]:
    """The first `limit` open tasks that are for the member, soonest first; one query."""
    return list(Task.objects.visible_to(member).open().for_member(member)[:limit])
