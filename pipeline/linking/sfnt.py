"""Font files of the sfnt family: a directory of tables, whatever the outlines are written in (ISO/IEC 14496-22).

Of the tables a PDF needs only those below, and the one with the outlines (ISO 32000-2:2020, 9.9.1, table 124).
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

_HEADER: Final = struct.Struct(">4s4H")
_ENTRY: Final = struct.Struct(">4s3L")

_CARRIED: Final[tuple[str, ...]] = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")
"""Tables that subsets of one face have in common, but for the fields that count glyphs and the checksum."""

_COUNTS: Final[Mapping[str, tuple[tuple[int, int], ...]]] = {
    "head": ((8, 12), (28, 36), (50, 52)),
    "hhea": ((34, 36),),
    "maxp": ((4, 6),),
}
"""Those fields, as bytes from and to: head's checkSumAdjustment, date of modification and indexToLocFormat,
numberOfHMetrics, numGlyphs. The date is the clock's in an instance of a variable font; the face's own is written."""

_LIMITS: Final[tuple[tuple[str, int, str, Callable[[int, int], int]], ...]] = (
    *(("head", offset, "h", min if offset < 40 else max) for offset in (36, 38, 40, 42)),
    ("hhea", 10, "H", max),
    *(("hhea", offset, "h", max if offset == 16 else min) for offset in (12, 14, 16)),
    *(("maxp", offset, "H", max) for offset in range(6, 32, 2)),
)
"""Fields that say how far any glyph goes: table, offset, kind of number, and which of two subsets' values holds for both.
HarfBuzz leaves the whole face's values, an instance of a variable font has its subset's own. A font whose outlines are CFF
has none in maxp."""

_MAGIC: Final = 0xB1B0AFBA
"""What head's checkSumAdjustment is counted down from (5.2.2)."""


class NotJoinableError(ValueError):
    """The font file is of another kind, is damaged, or is written in a way that cannot be joined."""


class Glyphs(Protocol):
    """Some glyphs of a face, whatever their outlines are written in.

    Attributes:
        program: the key of the font file in a font descriptor (ISO 32000-2:2020, table 124).
    """

    program: ClassVar[bytes]

    @property
    def common(self) -> tuple[bytes, ...]:
        """What all subsets of one face have in common."""

    def agrees_with(self, other: Any, /) -> bool:
        """Whether no glyph looks or runs otherwise in another set of the same kind."""

    def plus(self, other: Any, /) -> "Glyphs":
        """Return the union with a set that agrees."""

    def entries(self, font: bytes, /) -> bytes:
        """Return what the stream dictionary of the font file says of it."""

    def font(self) -> bytes:
        """Make a font file."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a font file has besides its glyphs.

    Attributes:
        tables: the carried tables with their counts and limits zeroed: equal for every subset of one face.
        limits: the values of :data:`_LIMITS`.
    """

    tables: Mapping[str, bytes]
    limits: tuple[int, ...]

    @classmethod
    def of(cls, tables: Mapping[str, bytes]) -> "Frame":
        """Take it from a subset's tables.

        Raises:
            KeyError: a table is missing.
            struct.error: a table is too short.
        """
        limits = tuple(number(tables[tag], kind, offset) for tag, offset, kind, _ in _limits(tables))
        return cls({tag: _zeroed(tag, tables) for tag in _CARRIED if tag in tables}, limits)

    def plus(self, other: "Frame") -> "Frame":
        """Return what holds for both subsets."""
        ways = (joined for *_, joined in _limits(self.tables))
        limits = (
            joined(own, others) for joined, own, others in zip(ways, self.limits, other.limits, strict=True)
        )
        return Frame(self.tables, tuple(limits))

    def written(self, count: int, metrics: Mapping[int, bytes], location_format: int) -> dict[str, bytes]:
        """Return the tables for a number of glyphs, with their widths."""
        tables = dict(self.tables)
        for (tag, offset, kind, _), limit in zip(_limits(tables), self.limits, strict=True):
            tables[tag] = tables[tag][:offset] + struct.pack(f">{kind}", limit) + tables[tag][offset + 2 :]
        head = tables["head"]
        tables["head"] = (
            head[:28] + head[20:28] + head[36:50] + struct.pack(">H", location_format) + head[52:]
        )
        tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
        tables["maxp"] = tables["maxp"][:4] + struct.pack(">H", count) + tables["maxp"][6:]
        tables["hmtx"] = b"".join(metrics.get(glyph, bytes(4)) for glyph in range(count))
        return tables


def read_tables(content: bytes, versions: Iterable[bytes]) -> dict[str, bytes]:
    """Read a font file.

    Raises:
        NotJoinableError: it is of another version.
        struct.error: it is damaged.
    """
    version, count, *_ = _HEADER.unpack_from(content)
    if version not in versions:
        raise NotJoinableError("another kind of font file")
    entries = (_ENTRY.unpack_from(content, 12 + 16 * index) for index in range(count))
    return {tag.decode("latin-1"): content[offset : offset + length] for tag, _, offset, length in entries}


def write_tables(version: bytes, tables: Mapping[str, bytes]) -> bytes:
    """Write a font file, its checksums among it."""
    power = len(tables).bit_length() - 1
    header = _HEADER.pack(version, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
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


def read_metrics(tables: Mapping[str, bytes], glyphs: Iterable[int]) -> dict[int, bytes]:
    """Read advance width and left side bearing; glyphs behind the last width share it (hmtx).

    Raises:
        KeyError: a table is missing.
        struct.error: a table is too short.
    """
    glyph_count, long_count = number(tables["maxp"], "H", 4), number(tables["hhea"], "H", 34)
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
            raise struct.error("the table of widths is too short")
    return metrics


def agree(one: Mapping[int, object], other: Mapping[int, object]) -> bool:
    """Whether no glyph has different values."""
    return all(one[glyph] == other[glyph] for glyph in one.keys() & other.keys())


def number(table: bytes, kind: str, offset: int) -> int:
    """Read a number of a table, of a kind that :mod:`struct` names."""
    (found,) = struct.unpack_from(f">{kind}", table, offset)
    return int(found)


def _limits(tables: Mapping[str, bytes]) -> list[tuple[str, int, str, Callable[[int, int], int]]]:
    return [limit for limit in _LIMITS if limit[0] != "maxp" or len(tables["maxp"]) > 6]


def _zeroed(tag: str, tables: Mapping[str, bytes]) -> bytes:
    zeroed = bytearray(tables[tag])
    limits = ((offset, offset + 2) for name, offset, _, _ in _limits(tables) if name == tag)
    for begin, end in (*_COUNTS.get(tag, ()), *limits):
        zeroed[begin:end] = bytes(end - begin)
    return bytes(zeroed)


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
