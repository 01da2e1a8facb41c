"""Limits: the boxes that text and images must stay in, and how far something leaves them.

Pure geometry. What is checked on which side keeps false alarms out: heights that follow the content cannot be
overflowed, and line heights say nothing about where the type is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.findings import Rectangle

TOLERANCE: Final = 0.75
"""Points by which a box may overlap another unnoticed: rounding, and italics that lean out of their line."""

HORIZONTAL: Final = frozenset({"left", "right"})
VERTICAL: Final = frozenset({"top", "bottom"})
ALL_SIDES: Final = HORIZONTAL | VERTICAL


@dataclass(frozen=True, slots=True)
class Limit:
    """A box that its content must not leave.

    Attributes:
        beyond: what findings call it.
        sides: those that are checked.
    """

    beyond: str
    rectangle: Rectangle
    sides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Excess:
    """How something leaves a limit: on the side where it does so farthest, by so many points."""

    limit: Limit
    side: str
    by: float


def first_excess(inner: Rectangle, limits: Iterable[Limit]) -> Excess | None:
    """Return how a rectangle leaves the first of the limits that it leaves; None if it stays inside all of them."""
    for limit in limits:
        excesses = {side: by for side, by in _excesses(inner, limit.rectangle).items() if side in limit.sides}
        side = max(excesses, key=lambda name: excesses[name])
        if excesses[side] > TOLERANCE:
            return Excess(limit, side, excesses[side])
    return None


def excess_on(side: str, inner: Rectangle, limit: Limit) -> float:
    """Return by how many points a rectangle reaches beyond one side of a limit."""
    return _excesses(inner, limit.rectangle)[side]


def around(one: Rectangle, other: Rectangle) -> Rectangle:
    """Return the smallest rectangle that holds both."""
    return Rectangle(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def _excesses(inner: Rectangle, outer: Rectangle) -> dict[str, float]:
    return {
        "left": outer.left - inner.left,
        "right": inner.right - outer.right,
        "top": inner.top - outer.top,
        "bottom": outer.bottom - inner.bottom,
    }
