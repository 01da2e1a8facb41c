"""Room for the labels of charts: how wide words will be, and where labels stand so that none covers another.

Lengths along the axis are in per cent of the measure, heights in points from the axis upwards. Widths are estimates made
before the type is set, a little on the wide side.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

EM = 9 / 3.685
"""An em of the labels' type (9 points) in per cent of the measure (130 mm)."""

ROW = 12.75
"""Points from one row of a label to the next: three quarters of a line."""

PLOT = 102
"""Points that the plot of a chart of points is high: six lines."""

WIDEST = 44
"""The widest label: either side of any point has that much room."""

DOT = 9 / 3.685
"""The room between a point's place and its words."""


def ems(words: str) -> float:
    """Return about how many ems a text is wide in Source Sans 3."""
    widths = dict.fromkeys("ijl.,:;'| ", 0.25) | dict.fromkeys("ftr()-", 0.34) | dict.fromkeys("mwMW%", 0.83)
    widths |= dict.fromkeys("sckvxyz", 0.46) | dict.fromkeys("0123456789", 0.5)
    return sum(widths.get(letter, 0.58 if letter.isupper() else 0.53) for letter in words)


def width_of(words: str, *, bold: bool = False) -> float:
    """Return about how wide a text in the labels' size is, in per cent of the measure."""
    return ems(words) * EM * (1.03 if bold else 1)


@dataclass(frozen=True, slots=True)
class Label:
    """Words that begin at a place and are so wide."""

    start: float
    width: float


def lift_labels(labels: Sequence[Label]) -> tuple[int, ...]:
    """Return the row of each label, from 0: the lowest in which those that begin after it leave it room.

    Labels come in the order of their places. The last has the lowest row: stems of those before pass on its left.
    """
    ends: list[tuple[int, float]] = []
    lifts: list[int] = []
    for label in reversed(labels):
        taken = {row for row, start in ends if start < label.start + label.width + EM / 2}
        lift = next(row for row in itertools.count() if row not in taken)
        ends.append((lift, label.start))
        lifts.insert(0, lift)
    return tuple(lifts)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that wants a label.

    Attributes:
        along: its place in time.
        height: its place above the axis; None if its number is not known.
    """

    along: float
    height: float | None
    head: str
    words: str

    @property
    def width(self) -> float:
        """The room that the label takes along the axis, with what keeps it from its point."""
        widest = max(width_of(self.head), width_of(self.words, bold=True))
        return min(widest, WIDEST) + DOT

    @property
    def rows(self) -> int:
        """The rows of the label: the date, and its words over as many as they need."""
        needed = width_of(self.words, bold=True) / WIDEST
        return 2 if needed <= 1 else 1 + math.ceil(needed * 1.15)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the plot: a label, a stem or a disc."""

    left: float
    right: float
    bottom: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a part in common."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.top <= other.bottom or other.top <= self.bottom)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands.

    Attributes:
        late: whether it stands on the left of its point.
        lift: by how many rows it is lifted over its point, or over the plot if the point has no height.
        width: the room that it takes along the axis.
        top: where it ends.
    """

    late: bool
    lift: int
    width: float
    top: float


AWAY = 4
"""Rows that a label is rather lifted than to stand on the other side of its point."""

LATE = 55
"""Per cent of the axis behind which a label rather stands on the left of its point."""


def place_labels(spots: Sequence[Spot]) -> tuple[Placed, ...]:
    """Give each label the lowest free place beside or over its point; those on the right choose first."""
    marks = {index: _mark(spot) for index, spot in enumerate(spots)}
    taken: list[tuple[int, Box]] = list(marks.items())
    placed: dict[int, Placed] = {}
    for index in sorted(marks, key=lambda index: spots[index].along, reverse=True):
        others = [box for owner, box in taken if owner != index]
        choice, label, stem = next(
            candidate
            for candidate in _candidates(spots[index])
            if not any(candidate[1].meets(box) for box in others)
            and (candidate[0].lift > 2 * len(spots) or not any(candidate[2].meets(box) for box in others))
        )
        taken += [(index, label), (index, stem)]
        placed[index] = choice
    return tuple(placed[index] for index in range(len(spots)))


def _mark(spot: Spot) -> Box:
    """Return what is drawn at a point: a disc, or a line through the plot where the number is not known."""
    bottom, top = (0.0, float(PLOT)) if spot.height is None else (spot.height, spot.height + 10)
    half = 0.1 if spot.height is None else 1
    return Box(spot.along - half, spot.along + half, bottom, top)


def _candidates(spot: Spot) -> Iterator[tuple[Placed, Box, Box]]:
    """Go through the places of a label, nearest first, with the room of its words and that of the stem under them."""
    base = PLOT if spot.height is None else spot.height
    sides = (True, False) if spot.along > LATE else (False, True)
    order = ((step - AWAY * other, sides[other]) for step in itertools.count() for other in range(2))
    for lift, late in order:
        if lift < 0:
            continue
        left = spot.along - spot.width if late else spot.along + 0.2
        right = spot.along - 0.2 if late else spot.along + spot.width
        if left < 0 or right > 100:
            continue
        bottom = base + lift * ROW
        label = Box(left, right, bottom, bottom + spot.rows * ROW)
        stem = Box(spot.along - 0.1, spot.along + 0.1, base, bottom)
        yield Placed(late, lift, spot.width, label.top), label, stem
