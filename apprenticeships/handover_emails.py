"""Which mails tell that a colleague's work has changed hands?"""

from okportal.outbox.actions import enqueue


def tell(membership, moved, tasks, tasks_to, by):
    """`moved`: {Membership: apprenticeships}; `tasks` went to `tasks_to`, None for the whole office."""
    heirs = {heir.pk: heir for heir in [*moved, *filter(None, [tasks_to if tasks else None])]}
    for heir in heirs.values():
        own_tasks = tasks if heir == tasks_to else 0
        _write(membership, heir.user, "caseload_taken", f":{heir.pk}", by, apprentices=moved.get(heir, 0),
               tasks=own_tasks)  # fmt: skip
    lines = [{"name": heir.user.name, "count": count} for heir, count in moved.items()]
    _write(membership, membership.user, "caseload_given", "", by, lines=lines, tasks=tasks)


def _write(membership, reader, name, key, by, **facts):
    """Once a day for each hand-over: the day and what moved are in the key."""
    size = facts.get("apprentices", 0) + facts["tasks"] + sum(line["count"] for line in facts.get("lines", []))
    enqueue(
        office_id=membership.office_id, key=f"membership:{membership.pk}:{name}:{by.today}:{size}{key}",
        template=f"apprenticeships/{name}", to_email=reader.email, to_name=reader.name, language=reader.language,
        page="home:caseload", facts={"person": membership.user.name} | facts,
    )  # fmt: skip
