"""Paths of a content stream, as the rectangles that hold their parts (ISO 32000-2:2020, 8.5).

A curve is held by its control points, so that its rectangle may be a little large, never too small.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.pdf.boxes import Box
from pipeline.pdf.pieces import Matrix

_MOST_PARTS: Final = 2000
"""Parts of a path that are told from each other; further ones count as one."""

_POINTS: Final = {b"m": 2, b"l": 2, b"c": 6, b"v": 4, b"y": 4, b"re": 4, b"h": 0}
"""Operators that make a path (table 58), with how many numbers they take."""

EVERYWHERE: Final = Box(-1e6, -1e6, 1e6, 1e6)
"""What is painted without a clip: more than any page has (annex C)."""

NOWHERE: Final = Box(0.0, 0.0, 0.0, 0.0)


class Path:
    """The path that is being made, on the page.

    Attributes:
        clips: whether it is to clip what follows (W, W*).
    """

    OPERATORS: Final = frozenset(_POINTS)

    def __init__(self) -> None:
        self.clips = False
        self._parts: list[list[tuple[float, float]]] = []

    def draw(self, operator: bytes, numbers: Sequence[float], matrix: Matrix) -> None:
        """Follow an operator that makes a path; one with too few numbers is passed over."""
        if len(numbers) != _POINTS[operator] or not numbers:
            return
        a, b, c, d, e, f = matrix
        if operator == b"re":
            x, y, width, height = numbers
            numbers = (x, y, x + width, y, x + width, y + height, x, y + height)
        xs, ys = numbers[0::2], numbers[1::2]
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(xs, ys, strict=True)]
        begins = operator in (b"re", b"m")
        if not self._parts or (begins and len(self._parts) < _MOST_PARTS):
            self._parts.append(points)
        elif begins and len(self._parts[-1]) == 1 and operator == b"m":
            self._parts[-1] = points
        else:
            self._parts[-1] += points

    def boxes(self) -> Iterator[Box]:
        """Yield the rectangle of each part; a single point paints nothing."""
        return (around(part) for part in self._parts if len(part) > 1)

    def whole(self) -> Box | None:
        """Return the rectangle of all parts; None where there are none."""
        points = [point for part in self._parts for point in part]
        return around(points) if points else None

    def clear(self) -> None:
        """Begin anew."""
        self.clips = False
        self._parts = []


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the rectangle that holds points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the rectangle that holds a rectangle which a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = ((x, y) for x in (box.left, box.right) for y in (box.bottom, box.top))
    return around([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])


def grown(box: Box, by: float) -> Box:
    """Return a rectangle that reaches further on all sides."""
    return Box(box.left - by, box.bottom - by, box.right + by, box.top + by)


def cut(box: Box, clip: Box | None) -> Box | None:
    """Return what a clip lets through of a rectangle; None where that is nothing."""
    if clip is None:
        return box
    left, bottom = max(box.left, clip.left), max(box.bottom, clip.bottom)
    right, top = min(box.right, clip.right), min(box.top, clip.top)
    return Box(left, bottom, right, top) if left <= right and bottom <= top else None


def has_area(box: Box, seen: Box, *, stroked: bool) -> bool:
    """Say whether a filled part counts: devices show one without area as a line (8.5.3.3), unless it is one already."""
    if min(box.width, box.height) == 0:
        return not stroked
    return min(seen.width, seen.height) > 0
