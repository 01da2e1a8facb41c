"""How far artwork is followed: files can ask for more than any page would draw, by forms in forms in forms.

What is cut off at a bound is said (:attr:`.artwork.PageArtwork.whole`). The depth is that of annex C of ISO 32000-2:2020; the
other numbers are ours.
"""

from dataclasses import dataclass, field
from typing import Final

from pipeline.pdf.glyphs import Glyphs
from pipeline.pdf.inks import Space

DEEPEST: Final = 28
"""Forms in forms that are followed: as deep as annex C asks of readers for saved states."""

MOST_OPERATIONS: Final = 400_000
"""Operators of a page that are followed; a dense page of text has two thousand."""

MOST_IN_ALL: Final = 4_000_000
"""Operators of a document that are followed, so that forms in forms in forms end: less than a minute's work."""

MOST_ART: Final = 50_000
"""Pieces of art of a page that are kept."""

MOST_ART_IN_ALL: Final = 1_000_000
"""Pieces of art of a document that are kept: some 400 MB, and three thousand dense pages."""


@dataclass(slots=True)
class Shared:
    """What pages of a document share: fonts and spaces that were read, operators that may still be followed, art that may be kept."""

    fonts: dict[int, Glyphs] = field(default_factory=dict)
    spaces: dict[tuple[int, int], Space] = field(default_factory=dict)
    left: int = MOST_IN_ALL
    room: int = MOST_ART_IN_ALL
