"""How does a record move from one state to the next?"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from okportal.errors import Refused


@dataclass(frozen=True)
class Step:
    """One allowed move: from any of `sources` to `target`.

    `label` is what the button says (lazy text). Declared in an app's `states.py`, taken in its `actions.py`.
    """

    name: str
    sources: frozenset
    target: str
    label: str

    def allowed_from(self, state) -> bool:
        return state in self.sources


def step(name, sources, target, label) -> Step:
    return Step(name, frozenset(sources), target, label)


def require(row: models.Model, taken: Step, way_out=""):
    """Raises Refused, with the status in words, unless `taken` is a step of the state that the row is in."""
    if not taken.allowed_from(row.state):
        raise Refused(
            _("“%(step)s” is not possible now: the status is “%(state)s”.")
            % {"step": taken.label, "state": row.get_state_display()},
            way_out=way_out,
        )


def begin(row: models.Model, taken: Step, version: int | None = None) -> models.Model:
    """Lock the row, read it anew, check that `taken` is allowed, and move its state (not saved yet).

    `version` is the one that the person saw; where the row has moved on since, the step is refused, and where not,
    its version is counted up.

    Call inside a transaction; the caller changes what belongs to the step and saves. Raises Refused when
    somebody else moved the row first or the step is none of this state's.
    """
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    require(row, taken, way_out=_("Reload the page to see what has happened in the meantime."))
    if version is not None:
        if row.version != version:
            raise Refused(
                _("Somebody has changed this since you opened it."),
                way_out=_("Open it again to see what is new; your text is still here to copy."),
            )
        row.version += 1
    row.state = taken.target
    return row
