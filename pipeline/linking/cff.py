"""Glyphs of CFF subsets that keep glyph ids: OpenType fonts with PostScript outlines (Adobe Technical Note 5176).

Glyphs are charstrings in an index. HarfBuzz writes them without subroutines, so a charstring can move from one subset to
another as it is. Round the index stands what is the face's: names, charset and the private dictionary. The union takes it
from the subset with the most glyphs, and offsets to what stands behind the index are counted anew.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar, Final

from pipeline.linking.sfnt import Frame, NotJoinableError, agree, read_metrics, read_tables, write_tables

_VERSION: Final = b"OTTO"

_EMPTY: Final = b"\x0e"
"""The charstring of a glyph that a subset does not have: endchar, and nothing before it."""

_CHARSTRINGS: Final = 17
_PRIVATE: Final = 18
_LOCAL_SUBROUTINES: Final = 19
_OFFSETS: Final = (15, 16, _CHARSTRINGS, _PRIVATE)
_CID_KEYED: Final = (12, 30)
"""Operators of dictionaries (table 9): charset, Encoding, CharStrings and Private hold offsets; ROS makes a font CID-keyed,
which has several private dictionaries and is not joined."""

_LONG: Final = 29
"""The byte before an integer of four bytes: offsets that HarfBuzz writes can be changed in place."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A CFF table without its charstrings.

    Attributes:
        before: what stands before the index.
        behind: what stands behind it.
        offsets: where in ``before`` offsets stand that lead behind the index.
        length: of the index that was there.
        count: glyphs in it.
        private: the private dictionary.
    """

    before: bytes
    behind: bytes
    offsets: tuple[int, ...]
    length: int
    count: int
    private: bytes

    def around(self, index: bytes) -> bytes:
        """Put an index in."""
        before = bytearray(self.before)
        for place in self.offsets:
            (offset,) = struct.unpack_from(">l", before, place)
            struct.pack_into(">l", before, place, offset + len(index) - self.length)
        return bytes(before) + index + self.behind


@dataclass(frozen=True, slots=True)
class CharstringSet:
    """Some glyphs of a face.

    Attributes:
        charstrings: glyph id to charstring; glyphs that the subset does not have are not here.
        metrics: glyph id to advance width and left side bearing, four bytes as in the file.
    """

    frame: Frame
    shell: Shell
    charstrings: Mapping[int, bytes]
    metrics: Mapping[int, bytes]

    program: ClassVar[bytes] = b"/FontFile3"

    @property
    def common(self) -> tuple[bytes, ...]:
        """What all subsets of one face have in common."""
        return (*self.frame.tables.values(), self.shell.private)

    def agrees_with(self, other: "CharstringSet") -> bool:
        """Whether no glyph looks or runs otherwise in the other set."""
        return agree(self.charstrings, other.charstrings) and agree(self.metrics, other.metrics)

    def plus(self, other: "CharstringSet") -> "CharstringSet":
        """Return the union; the sets agree."""
        return CharstringSet(
            self.frame.plus(other.frame),
            max(self.shell, other.shell, key=lambda shell: (shell.count, shell.before, shell.behind)),
            {**self.charstrings, **other.charstrings},
            {**self.metrics, **other.metrics},
        )

    def entries(self, _font: bytes) -> bytes:
        """Return what the dictionary of the font file says of it (9.9.1)."""
        return b"/Subtype/OpenType"

    def font(self) -> bytes:
        """Make a font file; numbers that are not in the set are empty."""
        count = self.shell.count
        charstrings = [self.charstrings.get(glyph, _EMPTY) for glyph in range(count)]
        tables = self.frame.written(count, self.metrics, 0)
        tables["CFF "] = self.shell.around(write_index(charstrings))
        return write_tables(_VERSION, tables)


def read_charstrings(content: bytes, used: Iterable[int]) -> CharstringSet:
    """Take the glyphs out of a subset.

    Args:
        content: of the font file.
        used: glyphs that text asks for.

    Raises:
        NotJoinableError: it is no such font, or is written in another way than HarfBuzz's.
    """
    try:
        tables = read_tables(content, (_VERSION,))
        shell, every = _open(tables["CFF "])
        asked = {glyph for glyph in (0, *used) if glyph < len(every)}
        present = asked | {glyph for glyph, each in enumerate(every) if each not in (b"", _EMPTY)}
        metrics = read_metrics(tables, present)
        return CharstringSet(Frame.of(tables), shell, {glyph: every[glyph] for glyph in present}, metrics)
    except (KeyError, IndexError, struct.error) as problem:
        raise NotJoinableError(str(problem)) from problem


def _open(cff: bytes) -> tuple[Shell, Sequence[bytes]]:
    """Take a CFF table apart."""
    _, names_end = read_index(cff, cff[2])
    tops, tops_end = read_index(cff, names_end)
    _, strings_end = read_index(cff, tops_end)
    subroutines, _ = read_index(cff, strings_end)
    entries = dict(_operators(tops[0], tops_end - len(tops[0])))
    if subroutines or len(tops) != 1 or _CID_KEYED in entries or (_CHARSTRINGS,) not in entries:
        raise NotJoinableError("not written as HarfBuzz does")
    (begin,) = (value for value, _ in entries[_CHARSTRINGS,])
    charstrings, end = read_index(cff, begin)
    size, private_offset = (value for value, _ in entries.get((_PRIVATE,), ((0, 0), (0, 0))))
    private = cff[private_offset : private_offset + size]
    if any(operator == (_LOCAL_SUBROUTINES,) for operator, _ in _operators(private, 0)):
        raise NotJoinableError("subroutines")
    shell = Shell(
        before=cff[:begin],
        behind=cff[end:],
        offsets=tuple(_moved(entries, end)),
        length=end - begin,
        count=len(charstrings),
        private=private,
    )
    return shell, charstrings


Operands = tuple[tuple[int, int], ...]
"""Integers before an operator, each with the place of its four bytes; -1 if it is written in fewer."""


def _moved(entries: Mapping[tuple[int, ...], Operands], end: int) -> Iterator[int]:
    """Yield where offsets stand that lead behind the index."""
    for operator in _OFFSETS:
        for offset, place in entries.get((operator,), ())[-1:]:
            if offset >= end and place < 0:
                raise NotJoinableError("an offset is too short to be changed")
            if offset >= end:
                yield place


def _operators(content: bytes, begin: int) -> Iterator[tuple[tuple[int, ...], Operands]]:
    """Yield the operators of a dictionary with their operands, reals left out (4)."""
    operands: list[tuple[int, int]] = []
    at = 0
    while at < len(content):
        first = content[at]
        if first <= 21:
            long = first == 12
            yield tuple(content[at : at + 1 + long]), tuple(operands)
            operands, at = [], at + 1 + long
        elif first == _LONG:
            operands.append((struct.unpack_from(">l", content, at + 1)[0], begin + at + 1))
            at += 5
        elif first == 28:
            operands.append((struct.unpack_from(">h", content, at + 1)[0], -1))
            at += 3
        elif first == 30:
            at += 1
            while content[at] & 0xF != 0xF and content[at] >> 4 != 0xF:
                at += 1
            at += 1
        elif first < 247:
            operands.append((first - 139, -1))
            at += 1
        else:
            high = (first - 247) * 256 + content[at + 1] + 108
            low = -(first - 251) * 256 - content[at + 1] - 108
            operands.append((high if first < 251 else low, -1))
            at += 2


def read_index(cff: bytes, begin: int) -> tuple[Sequence[bytes], int]:
    """Read an index (5); return its items, and where it ends."""
    (count,) = struct.unpack_from(">H", cff, begin)
    if not count:
        return [], begin + 2
    size = cff[begin + 2]
    table = begin + 3
    offsets = [
        int.from_bytes(cff[table + size * index : table + size * (index + 1)], "big")
        for index in range(count + 1)
    ]
    data = table + size * (count + 1) - 1
    if data + offsets[-1] > len(cff):
        raise struct.error("an index is too short")
    return [cff[data + one : data + other] for one, other in pairwise(offsets)], data + offsets[-1]


def write_index(items: Sequence[bytes]) -> bytes:
    """Write an index that is not empty (5)."""
    offsets = list(accumulate(map(len, items), initial=1))
    size = max(1, (offsets[-1].bit_length() + 7) // 8)
    written = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return struct.pack(">HB", len(items), size) + written + b"".join(items)
