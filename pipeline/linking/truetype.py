"""Glyphs of TrueType subsets that keep glyph ids: taken out of one chapter's font file, and put into one for the report.

WeasyPrint's subsets are HarfBuzz's with ``RETAIN_GIDS``: a glyph has the number that it has in the face's file, in every
chapter, so the union of subsets is a union of numbered glyphs, and no content stream changes.
"""

import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar, Final

from pipeline.linking.composites import Component, Decomposition, Place, with_ids
from pipeline.linking.sfnt import (
    Frame,
    NotJoinableError,
    agree,
    number,
    read_metrics,
    read_tables,
    write_tables,
)

_VERSIONS: Final = (b"\0\1\0\0", b"true")


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """Some glyphs of a face.

    Attributes:
        outlines: glyph id to outline; glyphs without one, such as spaces, are not here.
        metrics: glyph id to advance width and left side bearing, four bytes as in the file.
        places: glyph id to where its outline needs ids of ``components``.
        components: what composite glyphs are made of, by key.
    """

    frame: Frame
    outlines: Mapping[int, bytes]
    metrics: Mapping[int, bytes]
    places: Mapping[int, tuple[Place, ...]]
    components: Mapping[bytes, Component]

    program: ClassVar[bytes] = b"/FontFile2"

    @property
    def common(self) -> tuple[bytes, ...]:
        """What all subsets of one face have in common."""
        return tuple(self.frame.tables.values())

    def agrees_with(self, other: "GlyphSet") -> bool:
        """Whether no glyph looks or runs otherwise in the other set."""
        return (
            agree(self.outlines, other.outlines)
            and agree(self.metrics, other.metrics)
            and agree(self.places, other.places)
        )

    def plus(self, other: "GlyphSet") -> "GlyphSet":
        """Return the union; the sets agree."""
        return GlyphSet(
            self.frame.plus(other.frame),
            {**self.outlines, **other.outlines},
            {**self.metrics, **other.metrics},
            {**self.places, **other.places},
            {**self.components, **other.components},
        )

    def entries(self, font: bytes) -> bytes:
        """Return what the dictionary of the font file says of it (9.9.1)."""
        return b"/Length1 %d" % len(font)

    def font(self) -> bytes:
        """Make a font file; numbers up to the highest that are not in the set have no outline."""
        first_component = max(self.metrics, default=0) + 1
        outlines, metrics = dict(self.outlines), dict(self.metrics)
        ids = self._component_ids(first_component)
        for glyph, places in self.places.items():
            outlines[glyph] = with_ids(outlines[glyph], places, ids)
        for key, component in self.components.items():
            if ids[key] >= first_component:
                outlines[ids[key]] = with_ids(component.outline, component.places, ids)
                metrics[ids[key]] = component.metrics
        count = max(metrics) + 1
        padded = {glyph: each + b"\0" * (-len(each) % 4) for glyph, each in sorted(outlines.items())}
        offsets = [0, *accumulate(len(padded.get(glyph, b"")) for glyph in range(count))]
        short = offsets[-1] < 2 * 0x10000
        tables = self.frame.written(count, metrics, 0 if short else 1)
        tables["glyf"] = b"".join(padded.values()) or b"\0"
        tables["loca"] = _big_endian(
            "H" if short else "L", (each // 2 if short else each for each in offsets)
        )
        return write_tables(_VERSIONS[0], tables)

    def _component_ids(self, first: int) -> dict[bytes, int]:
        """Give components ids: that of a glyph which looks the same, or else one behind the last."""
        if not self.components:
            return {}
        own = {
            Component(outline, self.metrics[glyph], self.places.get(glyph, ())).key: glyph
            for glyph, outline in self.outlines.items()
        }
        others = sorted(self.components.keys() - own.keys())
        return own | {key: first + index for index, key in enumerate(others)}


def read_glyphs(content: bytes, used: Iterable[int]) -> GlyphSet:
    """Take the glyphs out of a subset.

    Args:
        content: of the font file.
        used: glyphs that text asks for; those without an outline are known by this alone. Ids behind the last of
            them are not the face's (:mod:`.composites`).

    Raises:
        NotJoinableError: it is no TrueType font, or is damaged.
    """
    try:
        tables = read_tables(content, _VERSIONS)
        every = _read_outlines(tables)
        asked = {0, *used}
        last = max(asked)
        metrics = read_metrics(tables, {*asked, *every})
        decomposition = Decomposition(every, metrics, {})
        outlines, places = {}, {}
        for glyph, outline in every.items():
            if glyph <= last:
                outlines[glyph], needed = decomposition.without_ids(outline)
                if needed:
                    places[glyph] = needed
        frame = Frame.of(tables)
    except (KeyError, struct.error) as problem:
        raise NotJoinableError(str(problem)) from problem
    own = {glyph: each for glyph, each in metrics.items() if glyph <= last}
    return GlyphSet(frame, outlines, own, places, decomposition.components)


def _read_outlines(tables: Mapping[str, bytes]) -> dict[int, bytes]:
    """Return the outlines of glyphs that have one, by id."""
    glyph_count, is_long = number(tables["maxp"], "H", 4), number(tables["head"], "H", 50)
    offsets = struct.unpack_from(f">{glyph_count + 1}{'L' if is_long else 'H'}", tables["loca"])
    glyf, unit = tables["glyf"], 1 if is_long else 2
    return {
        glyph: glyf[unit * begin : unit * end]
        for glyph, (begin, end) in enumerate(pairwise(offsets))
        if end > begin
    }


def _big_endian(kind: str, numbers: Iterable[int]) -> bytes:
    packed = array(kind, numbers)
    return struct.pack(f">{len(packed)}{kind}", *packed)
