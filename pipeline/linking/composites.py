"""Composite glyphs: outlines that are made of other glyphs, named by their ids (ISO/IEC 14496-22, 5.3.3).

WeasyPrint 70.0 cuts a subset off behind the highest glyph that text asks for, and HarfBuzz then moves components from
behind that end to new ids: the one place where ids are not the face's (measured). So components are known by what they
look like instead, their *key*, and get ids again when the report's font is written.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_WORDS: Final = 0x0001
_SCALE: Final = 0x0008
_MORE: Final = 0x0020
_SCALES: Final = 0x0040
_MATRIX: Final = 0x0080
"""Flags of a component: its arguments are words; one, two or four numbers of a transformation; another follows."""

_TRANSFORMATIONS: Final = ((_SCALE, 2), (_SCALES, 4), (_MATRIX, 8))

_FIRST_COMPONENT: Final = 10
"""Bytes of a glyph's header: its number of contours, negative for composites, and its box."""

Place = tuple[int, bytes]
"""Where in an outline a component's id stands, in bytes, and the component's key."""


@dataclass(frozen=True, slots=True)
class Component:
    """A glyph that composites are made of.

    Attributes:
        outline: its bytes; ids of components of its own are 0.
        metrics: advance width and left side bearing.
        places: where those ids stand.
    """

    outline: bytes
    metrics: bytes
    places: tuple[Place, ...]

    @property
    def key(self) -> bytes:
        """What it is known by."""
        digest = hashlib.sha256(self.metrics + self.outline)
        for offset, key in self.places:
            digest.update(b"%d:%s" % (offset, key))
        return digest.digest()


@dataclass(slots=True)
class Decomposition:
    """A subset's composites, on their way from ids to keys.

    Attributes:
        outlines: of all glyphs, by id.
        metrics: the same.
        components: those that were met, by key.
    """

    outlines: Mapping[int, bytes]
    metrics: Mapping[int, bytes]
    components: dict[bytes, Component]

    def without_ids(self, outline: bytes, level: int = 0) -> tuple[bytes, tuple[Place, ...]]:
        """Return an outline with 0 for the ids of its components, and the keys that belong there.

        Raises:
            struct.error: the outline is damaged, or components go round in a circle.
        """
        if level > len(self.outlines):
            raise struct.error("components go round in a circle")
        cleaned, places = outline, []
        for offset, glyph in component_ids(outline):
            inner, below = self.without_ids(self.outlines.get(glyph, b""), level + 1)
            component = Component(inner, self.metrics.get(glyph, bytes(4)), below)
            self.components[component.key] = component
            cleaned = cleaned[:offset] + b"\0\0" + cleaned[offset + 2 :]
            places.append((offset, component.key))
        return cleaned, tuple(places)


def component_ids(outline: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the ids of a composite's components stand, and the ids; nothing for other glyphs."""
    if outline[:1] < b"\x80":
        return
    offset, flags = _FIRST_COMPONENT, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, offset)
        yield offset + 2, glyph
        offset += 4 + (4 if flags & _WORDS else 2)
        offset += next((size for flag, size in _TRANSFORMATIONS if flags & flag), 0)


def with_ids(outline: bytes, places: tuple[Place, ...], ids: Mapping[bytes, int]) -> bytes:
    """Put ids back in."""
    for offset, key in places:
        outline = outline[:offset] + struct.pack(">H", ids[key]) + outline[offset + 2 :]
    return outline
