"""What a composite font says of its codes: widths and characters (ISO 32000-2:2020, 9.7.4.3, 9.10.3).

WeasyPrint's codes are glyph ids, in every chapter the same ones, so tables of several subsets can be joined.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pypdf.generic import ArrayObject, FloatObject, NumberObject

from pipeline.linking.syntax import spell_number
from pipeline.pdf.objects import items_of, number_of

_MAPPINGS: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_MAPPING: Final = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})*)>")
_RANGES: Final = b"beginbfrange"

_AT_ONCE: Final = 100
"""Mappings in a section of a CMap, at most (Adobe Technical Note 5014)."""

_CMAP_HEAD: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""

_CMAP_FOOT: Final = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class ForeignMapError(ValueError):
    """The table is written in a way that this module does not read."""


def read_widths(value: object) -> dict[int, bytes]:
    """Read /W: code to width as it is written.

    Raises:
        ForeignMapError: it is no table of widths.
    """
    widths: dict[int, bytes] = {}
    items = iter(items_of(value))
    for first in items:
        following = next(items, None)
        if not isinstance(first, NumberObject):
            raise ForeignMapError("widths begin with no code")
        if isinstance(following, ArrayObject):
            widths |= {first + offset: _spelled(width) for offset, width in enumerate(items_of(following))}
        elif isinstance(following, NumberObject):
            width = _spelled(next(items, None))
            widths |= dict.fromkeys(range(first, following + 1), width)
        else:
            raise ForeignMapError("a code has no widths")
    return widths


def _spelled(width: object) -> bytes:
    if not isinstance(width, NumberObject | FloatObject):
        raise ForeignMapError("a width is no number")
    return spell_number(number_of(width) or 0)


def spell_widths(widths: Mapping[int, bytes]) -> bytes:
    """Write /W: runs of codes, each behind its first one."""
    parts: list[bytes] = [b"["]
    previous = None
    for code in sorted(widths):
        if previous is None or code != previous + 1:
            parts.append(b"%s%d[" % (b"" if previous is None else b"]", code))
        parts.append(widths[code])
        previous = code
    return b"".join((*parts, b"]" if widths else b"", b"]"))


def read_characters(cmap: bytes) -> dict[int, bytes]:
    """Read a ToUnicode CMap: code to characters in hexadecimal UTF-16.

    Raises:
        ForeignMapError: it maps ranges, which WeasyPrint never writes.
    """
    if _RANGES in cmap:
        raise ForeignMapError("ranges of characters")
    return {
        int(code, 16): text for section in _MAPPINGS.findall(cmap) for code, text in _MAPPING.findall(section)
    }


def write_characters(characters: Mapping[int, bytes]) -> bytes:
    """Write a ToUnicode CMap."""
    lines = [b"<%04x> <%s>" % (code, characters[code]) for code in sorted(characters)]
    sections = (
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(some), b"\n".join(some)) for some in _sections(lines)
    )
    return b"".join((_CMAP_HEAD, *sections, _CMAP_FOOT))


def _sections(lines: list[bytes]) -> Iterator[list[bytes]]:
    for begin in range(0, len(lines), _AT_ONCE):
        yield lines[begin : begin + _AT_ONCE]
