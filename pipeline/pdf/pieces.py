"""Pieces of shown text: their characters, the marked content that they stand in, and their place on the page.

A piece is what one operator shows (ISO 32000-2:2020, 9.4.3), or what a sequence with /ActualText says instead (14.9.4).
"""

from collections.abc import Sequence
from math import hypot
from typing import Final, NamedTuple

Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of a transformation (8.3.3)."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_ASCENT, _DESCENT = 0.75, -0.25
"""How far glyphs reach over and under the baseline, in type sizes: near enough for any face."""


class Standing(NamedTuple):
    """Which marked content something stands in (14.6): the innermost that has a number or is an artifact.

    Attributes:
        key: of the page or form in the parent tree; None when that has none.
        mcid: its number there; None when it has none.
        artifact: type of the artifact (14.8.2.2), empty for one without; None when it is none.
    """

    key: int | None = None
    mcid: int | None = None
    artifact: str | None = None


NOWHERE: Final = Standing()
"""In no marked content that counts."""


class Piece(NamedTuple):
    """Shown text with its place, in points of default user space, from the bottom left.

    Attributes:
        page_index: from 0.
        x: where the baseline begins.
        y: the baseline's height there.
        left: of the rectangle, which is good to some points.
        size: of the type, as it is painted.
    """

    text: str
    standing: Standing
    page_index: int
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    size: float


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the transformation that is the first, then the second."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def place(text: str, standing: Standing, page_index: int, matrix: Matrix, width: float) -> Piece:
    """Make a piece of text that is one unit high.

    Args:
        matrix: from there to the page.
        width: in the same units.
    """
    a, b, c, d, e, f = matrix
    along, up = (a * width, b * width), (c, d)
    across = (e, e + along[0])
    heights = (f, f + along[1])
    lean = (up[0] * _DESCENT, up[0] * _ASCENT)
    rise = (up[1] * _DESCENT, up[1] * _ASCENT)
    return Piece(
        text,
        standing,
        page_index,
        x=e,
        y=f,
        left=min(across) + min(lean),
        bottom=min(heights) + min(rise),
        right=max(across) + max(lean),
        top=max(heights) + max(rise),
        size=hypot(c, d),
    )


def said_for(text: str, pieces: Sequence[Piece]) -> Piece:
    """Return one piece in the place of several, with what is said for them; without any it has no place and no size."""
    if not pieces:
        return Piece(text, NOWHERE, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    return pieces[0]._replace(
        text=text,
        left=min(piece.left for piece in pieces),
        bottom=min(piece.bottom for piece in pieces),
        right=max(piece.right for piece in pieces),
        top=max(piece.top for piece in pieces),
    )
