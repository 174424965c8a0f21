"""How do tests of needs mappings make one, and where are its pages?"""

from datetime import timedelta

from apprenticeships.actions import needs as actions
from okportal.permissions import Role

A_DAY = timedelta(days=1)
SECRET = "Zyxwvut"  # in every answer: found anywhere but in the sealed columns, it has leaked


def tab(here, step=""):
    return here.url(f"laerlinger/{here.rows.apprenticeship.pk}/kartlegging/{step}")


def page_of(here, step=""):
    return here.url(f"laerlinger/kartlegging/{here.rows.mapping.pk}/{step}")


def make(here, role=Role.ADVISOR, readers=(), **changes):
    member = here.member(role)
    given = {
        "answers": [f"{SECRET} answer"], "adaptation": f"{SECRET} arranged", "made_on": member.today, "review_on": None,
    } | changes  # fmt: skip
    return actions.make_mapping(
        apprenticeship=here.rows.apprenticeship, template=here.rows.needs_template, by=member,
        readers=[here.users[reader].pk for reader in readers], **given,
    )  # fmt: skip


def readers_on(mapping, day):
    return set(mapping.readers.on(day).values_list("user_id", flat=True))
