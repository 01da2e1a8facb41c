"""Where a new chapter stands: its part, and behind which of the chapters that there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model.manifest import Part

PARTS: Final[Mapping[str, Part]] = {
    "cover": Part.FRONT,
    "imprint": Part.FRONT,
    "contents": Part.FRONT,
    "foreword": Part.FRONT,
    "prose": Part.BODY,
    "essay": Part.BODY,
    "story": Part.BODY,
    "abbreviations": Part.BACK,
    "references": Part.BACK,
    "back-cover": Part.BACK,
}
"""The part that each kind belongs to; the kinds of front and back matter stand in their customary order."""

_PARTS_IN_ORDER: Final = tuple(Part)


@dataclass(frozen=True, slots=True)
class Standing:
    """A chapter that there is.

    Attributes:
        kind: None if its file cannot be read.
    """

    part: Part
    kind: str | None


def place_in(standing: Sequence[Standing], kind: str) -> int:
    """Return the index at which a chapter of a kind is put in.

    It stands behind the last of its kind in its part; without one, behind what customarily comes before it; and never
    before the end of an earlier part.
    """
    part = PARTS[kind]
    rank = _PARTS_IN_ORDER.index(part)
    same = [index for index, one in enumerate(standing) if (one.part, one.kind) == (part, kind)]
    if same:
        return same[-1] + 1
    customary = [
        index
        for index, one in enumerate(standing)
        if _PARTS_IN_ORDER.index(one.part) < rank
        or (one.part is part and (part is Part.BODY or _comes_before(one.kind, kind)))
    ]
    return customary[-1] + 1 if customary else 0


def _comes_before(earlier: str | None, later: str) -> bool:
    """Whether a kind customarily stands before another; one that nobody knows stands where it is."""
    order = list(PARTS)
    return earlier not in order or order.index(earlier) < order.index(later)
