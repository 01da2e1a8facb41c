"""Embedded font programs: whether they are what they say, to their end (ISO 32000-2:2020, 9.9; OpenType 1.9, Font File).

Outlines are not drawn. Looked at are the program's kind, that its tables lie within it, and that it has as many glyphs as
the font gives widths for.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import decoded, dictionary_of, integer_of, items_of, name_of, raw
from pipeline.pdf.resources import PageUse, used_fonts

_SFNT: Final = (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf")

_NEEDED: Final = {b"glyf", b"head", b"loca", b"maxp"}
"""Tables without which TrueType outlines cannot be drawn."""


def read_font_faults(document: Document, pages: Sequence[PageUse]) -> Iterator[tuple[str, int, str]]:
    """Yield name, first page's index from 0, and what is wrong, of fonts whose embedded program is not whole."""
    for used in used_fonts(document, pages):
        descendant = next(
            (dictionary_of(item) for item in items_of(raw(used.entries, "/DescendantFonts"))), None
        )
        fault = _fault(used.entries if descendant is None else descendant)
        if fault:
            name = (name_of(raw(used.entries, "/BaseFont")) or "").rpartition("+")[2]
            yield name, used.page_indexes[0], fault


def _fault(font: DictionaryObject) -> str:
    """Say what is wrong with a font's program; empty where nothing is, or where there is none."""
    descriptor = dictionary_of(raw(font, "/FontDescriptor"))
    for key, check in (
        ("/FontFile", _fault_of_type1),
        ("/FontFile2", _fault_of_sfnt),
        ("/FontFile3", _fault_of_cff),
    ):
        stream = raw(descriptor, key)
        if stream is not None:
            content = decoded(stream)
            if not content:
                return "it cannot be decoded"
            return check(content) or (_too_few(font, content) if key == "/FontFile2" else "")
    return ""


def _fault_of_type1(content: bytes) -> str:
    return "" if content[:2] in (b"%!", b"\x80\x01") else "it is no Type 1 font"


def _fault_of_cff(content: bytes) -> str:
    if content[:4] == b"OTTO":
        return "" if _tables(content) else "its tables lie beyond its end"
    return "" if content[:1] == b"\x01" and len(content) > 4 else "it is no CFF font"


def _fault_of_sfnt(content: bytes) -> str:
    if content[:4] not in _SFNT:
        return "it is no TrueType font"
    tables = _tables(content)
    if tables is None:
        return "its tables lie beyond its end"
    missing = sorted(_NEEDED - tables.keys()) if content[:4] != b"OTTO" else []
    return f'it lacks the table "{missing[0].decode()}"' if missing else ""


def _tables(content: bytes) -> dict[bytes, tuple[int, int]] | None:
    """Return offset and length of each table; None if one is not within the file."""
    if len(content) < 12:
        return None
    (count,) = struct.unpack_from(">H", content, 4)
    if len(content) < 12 + 16 * count:
        return None
    rows = (struct.unpack_from(">4sIII", content, 12 + 16 * row) for row in range(count))
    tables = {tag: (offset, length) for tag, _, offset, length in rows}
    return tables if all(sum(place) <= len(content) for place in tables.values()) else None


def _too_few(font: DictionaryObject, content: bytes) -> str:
    """Hold the number of glyphs against the widths of a composite font whose codes are glyphs (9.7.4.2)."""
    mapping = raw(font, "/CIDToGIDMap")
    maxp = (_tables(content) or {}).get(b"maxp")
    if name_of(mapping) != "Identity" or maxp is None or maxp[1] < 6:
        return ""
    (count,) = struct.unpack_from(">H", content, maxp[0] + 4)
    highest = max(_codes_with_widths(items_of(raw(font, "/W"))), default=-1)
    return f"it has {count} glyphs, and glyph {highest} has a width" if highest >= count else ""


def _codes_with_widths(items: Sequence[object]) -> Iterator[int]:
    """Yield the last code of each run in /W (9.7.4.3)."""
    remaining = iter(items)
    for item in remaining:
        first, second = integer_of(item), next(remaining, None)
        listed, last = items_of(second), integer_of(second)
        if first is None:
            return
        if listed:
            yield first + len(listed) - 1
        elif last is not None:
            next(remaining, None)
            yield last
