"""Glyphs of TrueType subsets that keep glyph ids: taken out of one chapter's font file, and put into one for the report.

WeasyPrint's subsets are HarfBuzz's with ``RETAIN_GIDS``: a glyph has the number that it has in the face's file, in every
chapter, so the union of subsets is a union of numbered glyphs, and no content stream changes. Of the tables a PDF needs
only those below (ISO 32000-2:2020, 9.9.1, table 124; the tables themselves: ISO/IEC 14496-22).
"""

import struct
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from pipeline.linking.composites import Component, Decomposition, Place, with_ids

_HEADER: Final = struct.Struct(">4s4H")
_ENTRY: Final = struct.Struct(">4s3L")

_VERSION: Final = b"\0\1\0\0"

_CARRIED: Final[tuple[str, ...]] = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")
"""Tables that subsets of one face have in common, but for the fields that count glyphs and the checksum."""

_COUNTS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    "head": ((8, 12), (28, 36), (50, 52)),
    "hhea": ((34, 36),),
    "maxp": ((4, 6),),
}
"""Those fields, as bytes from and to: head's checkSumAdjustment, date of modification and indexToLocFormat,
numberOfHMetrics, numGlyphs. The date is the clock's in an instance of a variable font; the face's own is written."""

_LIMITS: Final = (
    *(("head", offset, "h", min if offset < 40 else max) for offset in (36, 38, 40, 42)),
    ("hhea", 10, "H", max),
    *(("hhea", offset, "h", max if offset == 16 else min) for offset in (12, 14, 16)),
    *(("maxp", offset, "H", max) for offset in range(6, 32, 2)),
)
"""Fields that say how far any glyph goes: table, offset, kind of number, and which of two subsets' values holds for both.
HarfBuzz leaves the whole face's values, an instance of a variable font has its subset's own."""

_MAGIC: Final = 0xB1B0AFBA
"""What head's checkSumAdjustment is counted down from (ISO/IEC 14496-22, 5.2.2)."""


class NotTrueTypeError(ValueError):
    """The font file is no TrueType font with outlines, or is damaged."""


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """Some glyphs of a face.

    Attributes:
        tables: the carried tables, their counts zeroed: equal for every subset of one face.
        outlines: glyph id to outline; glyphs without one, such as spaces, are not here.
        metrics: glyph id to advance width and left side bearing, four bytes as in the file.
        places: glyph id to where its outline needs ids of ``components``.
        components: what composite glyphs are made of, by key.
        limits: values of :data:`_LIMITS`, which are 0 in ``tables``.
    """

    tables: Mapping[str, bytes]
    outlines: Mapping[int, bytes]
    metrics: Mapping[int, bytes]
    places: Mapping[int, tuple[Place, ...]]
    components: Mapping[bytes, Component]
    limits: tuple[int, ...]

    def agrees_with(self, other: "GlyphSet") -> bool:
        """Whether no glyph looks or runs otherwise in the other set."""
        return (
            _agree(self.outlines, other.outlines)
            and _agree(self.metrics, other.metrics)
            and _agree(self.places, other.places)
        )

    def plus(self, other: "GlyphSet") -> "GlyphSet":
        """Return the union; the sets agree."""
        return GlyphSet(
            self.tables,
            {**self.outlines, **other.outlines},
            {**self.metrics, **other.metrics},
            {**self.places, **other.places},
            {**self.components, **other.components},
            tuple(
                joined(own, others)
                for (_, _, _, joined), own, others in zip(_LIMITS, self.limits, other.limits, strict=True)
            ),
        )


def _agree(one: Mapping[int, object], other: Mapping[int, object]) -> bool:
    return all(other[glyph] == one[glyph] for glyph in one.keys() & other.keys())


def read_glyphs(content: bytes, used: Iterable[int]) -> GlyphSet:
    """Take the glyphs out of a subset.

    Args:
        content: of the font file.
        used: glyphs that text asks for; those without an outline are known by this alone. Ids behind the last of
            them are not the face's (:mod:`.composites`).

    Raises:
        NotTrueTypeError: it is none.
    """
    try:
        tables = _read_tables(content)
        every = _read_outlines(tables)
        asked = {0, *used}
        last = max(asked)
        metrics = _read_metrics(tables, {*asked, *every})
        decomposition = Decomposition(every, metrics, {})
        outlines, places = {}, {}
        for glyph, outline in every.items():
            if glyph <= last:
                outlines[glyph], needed = decomposition.without_ids(outline)
                if needed:
                    places[glyph] = needed
        limits = tuple(_number(tables[tag], kind, offset) for tag, offset, kind, _ in _LIMITS)
        carried = {tag: _without_counts(tag, tables[tag]) for tag in _CARRIED if tag in tables}
    except (KeyError, struct.error) as problem:
        raise NotTrueTypeError(str(problem)) from problem
    own = {glyph: each for glyph, each in metrics.items() if glyph <= last}
    return GlyphSet(carried, outlines, own, places, decomposition.components, limits)


def write_font(glyphs: GlyphSet) -> bytes:
    """Make a font file of a set of glyphs; numbers up to the highest that are not in it have no outline."""
    first_component = max(glyphs.metrics, default=0) + 1
    outlines, metrics = dict(glyphs.outlines), dict(glyphs.metrics)
    ids = _component_ids(glyphs, first_component)
    for glyph, places in glyphs.places.items():
        outlines[glyph] = with_ids(outlines[glyph], places, ids)
    for key, component in glyphs.components.items():
        if ids[key] >= first_component:
            outlines[ids[key]] = with_ids(component.outline, component.places, ids)
            metrics[ids[key]] = component.metrics
    count = max(metrics) + 1
    padded = {glyph: outline + b"\0" * (-len(outline) % 4) for glyph, outline in sorted(outlines.items())}
    lengths = [len(padded.get(glyph, b"")) for glyph in range(count)]
    offsets = [0, *accumulate(lengths)]
    short = offsets[-1] < 2 * 0x10000
    tables = dict(glyphs.tables)
    tables["glyf"] = b"".join(padded.values()) or b"\0"
    tables["loca"] = _big_endian("H" if short else "L", (each // 2 if short else each for each in offsets))
    tables["hmtx"] = b"".join(metrics.get(glyph, b"\0\0\0\0") for glyph in range(count))
    for (tag, offset, kind, _), limit in zip(_LIMITS, glyphs.limits, strict=True):
        tables[tag] = tables[tag][:offset] + struct.pack(f">{kind}", limit) + tables[tag][offset + 2 :]
    head = tables["head"]
    location_format = struct.pack(">H", 0 if short else 1)
    tables["head"] = head[:28] + head[20:28] + head[36:50] + location_format + head[52:]
    tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
    tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", count) + tables["maxp"][6:]
    return _write_tables(tables)


def _component_ids(glyphs: GlyphSet, first: int) -> dict[bytes, int]:
    """Give components ids: that of a glyph which looks the same, or else one behind the last."""
    if not glyphs.components:
        return {}
    own = {
        Component(outline, glyphs.metrics[glyph], glyphs.places.get(glyph, ())).key: glyph
        for glyph, outline in glyphs.outlines.items()
    }
    others = sorted(glyphs.components.keys() - own.keys())
    return own | {key: first + index for index, key in enumerate(others)}


def _read_tables(content: bytes) -> dict[str, bytes]:
    version, count, *_ = _HEADER.unpack_from(content)
    if version not in (_VERSION, b"true"):
        raise NotTrueTypeError("not a TrueType font")
    entries = (_ENTRY.unpack_from(content, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): content[offset : offset + length] for tag, _, offset, length in entries}


def _number(table: bytes, kind: str, offset: int) -> int:
    (number,) = struct.unpack_from(f">{kind}", table, offset)
    return int(number)


def _read_outlines(tables: Mapping[str, bytes]) -> dict[int, bytes]:
    """Return the outlines of glyphs that have one, by id."""
    glyph_count, is_long = _number(tables["maxp"], "H", 4), _number(tables["head"], "H", 50)
    offsets = struct.unpack_from(f">{glyph_count + 1}{'L' if is_long else 'H'}", tables["loca"])
    glyf, unit = tables["glyf"], 1 if is_long else 2
    return {
        glyph: glyf[unit * begin : unit * end]
        for glyph, (begin, end) in enumerate(pairwise(offsets))
        if end > begin
    }


def _read_metrics(tables: Mapping[str, bytes], glyphs: Iterable[int]) -> dict[int, bytes]:
    """Read advance and bearing; glyphs behind the last advance share it (hmtx)."""
    glyph_count, long_count = _number(tables["maxp"], "H", 4), _number(tables["hhea"], "H", 34)
    hmtx = tables["hmtx"]
    metrics = {}
    for glyph in sorted(glyphs):
        if glyph >= glyph_count:
            continue
        if glyph < long_count:
            metrics[glyph] = hmtx[4 * glyph : 4 * glyph + 4]
        else:
            bearing = 4 * long_count + 2 * (glyph - long_count)
            metrics[glyph] = hmtx[4 * long_count - 4 : 4 * long_count - 2] + hmtx[bearing : bearing + 2]
        if len(metrics[glyph]) != 4:
            raise NotTrueTypeError("the table of widths is too short")
    return metrics


def _without_counts(tag: str, table: bytes) -> bytes:
    zeroed = bytearray(table)
    limits = ((offset, offset + 2) for name, offset, _, _ in _LIMITS if name == tag)
    for begin, end in (*_COUNTS.get(tag, ()), *limits):
        zeroed[begin:end] = bytes(end - begin)
    return bytes(zeroed)


def _write_tables(tables: Mapping[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    header = _HEADER.pack(_VERSION, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    offset = 12 + 16 * len(tables)
    directory, bodies = [], []
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        directory.append(_ENTRY.pack(tag.encode("latin-1"), _checksum(padded), offset, len(table)))
        bodies.append(padded)
        offset += len(padded)
    content = bytearray(b"".join((header, *directory, *bodies)))
    whole = _checksum(bytes(content))
    (head_offset,) = (_ENTRY.unpack(each)[2] for each in directory if each.startswith(b"head"))
    content[head_offset + 8 : head_offset + 12] = struct.pack(">L", (_MAGIC - whole) & 0xFFFFFFFF)
    return bytes(content)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _big_endian(kind: str, numbers: Iterable[int]) -> bytes:
    packed = array(kind, numbers)
    return struct.pack(f">{len(packed)}{kind}", *packed)
