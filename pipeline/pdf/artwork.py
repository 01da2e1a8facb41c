"""Artwork: what is printed on a page and where, as a press sees it: areas, lines, text, images, each with its colour.

Places are rectangles in the page's default user space (ISO 32000-2:2020, 8.3.2.3), cut to what clipping paths let through
as far as rectangles can tell. Lengths and resolutions are of the finished page, in points and samples an inch.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pypdf.generic import DictionaryObject

from pipeline.pdf.boxes import Box
from pipeline.pdf.inks import Colour, Space


class Kind(StrEnum):
    """The kinds of art."""

    AREA = "an area"
    LINE = "a line"
    TEXT = "text"
    IMAGE = "an image"
    SHADING = "a shading"
    GROUP = "a transparency group"


class Setting(StrEnum):
    """What art is part of."""

    PAGE = ""
    PATTERN = "in a pattern"
    MASK = "in a soft mask"


class Samples(NamedTuple):
    """An image as it stands in the file.

    Attributes:
        width: in samples, as ``height``.
        bits: per component.
        space: of its colours; None for a stencil, which is painted in the colour at hand.
        entries: its dictionary; None for one that stands within a content stream.
    """

    width: int
    height: int
    bits: int
    space: Space | None
    entries: DictionaryObject | None


class Art(NamedTuple):
    """Something that is printed.

    Attributes:
        box: where; of a pattern's cell where the first one would be, so only good for size.
        colour: None for images, for shadings, and for what a pattern fills.
        number: of the object whose content says so: a page's contents, a form, an image; None for one without.
        setting: whether it is part of a pattern or of a soft mask, which is no print of its own.
        thickness: of a line, or the smaller side of an area, in points.
        size: of type, in points.
        overprints: whether inks under it stay (8.6.7).
        clear: whether other art shows through: opacity, a blend mode, a soft mask.
        samples: of an image.
        ppi: samples an inch at the placed size, the lesser of both ways.
        spaces: of a shading or a group: those of its colours.
        ends: of a shading: colours between which all others lie; empty when that is not known.
    """

    kind: Kind
    box: Box
    colour: Colour | None
    number: int | None
    setting: Setting = Setting.PAGE
    text: str = ""
    thickness: float = 0.0
    size: float = 0.0
    overprints: bool = False
    clear: bool = False
    samples: Samples | None = None
    ppi: float = 0.0
    spaces: tuple[Space, ...] = ()
    ends: tuple[Colour, ...] = ()


@dataclass(frozen=True, slots=True)
class PageArtwork:
    """What is printed on a page.

    Attributes:
        index: from 0.
        art: in the order of painting.
        fonts: that operators select, in the order of first use, as are images.
        whole: whether everything was read; False when the page has more than anybody would draw.
    """

    index: int
    art: tuple[Art, ...]
    fonts: tuple[DictionaryObject, ...]
    images: tuple[DictionaryObject, ...]
    whole: bool
