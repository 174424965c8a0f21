"""Planned against actual."""

import pytest

from training.rules import expected_aims, html_language, is_behind, plan_findings


@pytest.mark.parametrize("total, percent, aims", [(26, 0, 0), (26, 50, 13), (26, 100, 26), (0, 50, 0)])
def test_expected_aims(total, percent, aims):
    assert expected_aims(total, percent) == aims


@pytest.mark.parametrize(
    "reached, total, percent, behind",
    [
        (0, 20, 25, False),
        (0, 20, 26, True),
        (10, 20, 75, False),
        (10, 20, 76, True),
        (20, 20, 100, False),
        (0, 0, 90, False),
    ],
)
def test_is_behind(reached, total, percent, behind):
    assert is_behind(reached, total, percent) == behind
    assert bool(plan_findings(reached, total, percent)) == behind


def test_finding_says_both_figures():
    (found,) = plan_findings(2, 26, 60, "/plan")
    assert (found.tone, found.url) == ("warning", "/plan")
    assert "2" in str(found.reason) and "60 %" in str(found.reason)


def test_html_language():
    assert [html_language(code) for code in ("nob", "nno", "sme", "eng")] == ["nb", "nn", "se", "eng"]
