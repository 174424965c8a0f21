"""Law: no page shows, offers or changes anything of another office, whoever asks, and each wall holds alone."""

import pytest

from tests.laws.catalogue import pages
from tests.laws.conftest import OFF, ON
from tests.laws.matrix import EVERYBODY, Walk


@pytest.mark.slow
@pytest.mark.parametrize("wall", [ON, OFF], indirect=True)
@pytest.mark.parametrize("who", EVERYBODY, ids=str)
def test_no_page_crosses_the_walls(who, wall, whole_world):
    walk = Walk(whole_world, who, is_thorough=wall == ON)
    for page in pages():
        walk.visit(page)
    assert not walk.problems, report(walk.problems)


def report(problems) -> str:
    lines = [f"{kind:9} {page} ({who}): {detail}" for kind, page, who, detail in problems]
    return "\n".join([f"{len(lines)} problems", *lines])
