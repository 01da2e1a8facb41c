"""Widths of composite fonts, twice: as the font dictionary says them, and as the embedded font has them.

The dictionary's are in thousandths of the type size (ISO 32000-2:2020, 9.7.4.3), the font's in its own units (OpenType,
hmtx). A reader sets text by the one and draws it by the other. Codes are glyph ids here: other fonts are not looked at.
"""

import struct
from collections.abc import Iterator
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.objects import decoded, dictionary_of, integer_of, items_of, name_of, number_of, raw

_MOST_GLYPHS: Final = 0x10000
"""Glyph ids have two bytes."""


class UnreadableWidthsError(ValueError):
    """The font dictionary or the font file is damaged where widths stand."""


def differing_widths(font: DictionaryObject) -> tuple[int, ...]:
    """Return the glyphs that have another width in the font than in its dictionary, by more than a thousandth.

    Raises:
        UnreadableWidthsError: one of the two tables cannot be read.
    """
    described = next((dictionary_of(item) for item in items_of(raw(font, "/DescendantFonts"))), None)
    if described is None or name_of(raw(described, "/CIDToGIDMap")) != "Identity":
        return ()
    descriptor = dictionary_of(raw(described, "/FontDescriptor"))
    program = decoded(raw(descriptor, "/FontFile2"))
    if program is None:
        return ()
    # A font that is selected and shows no glyph has an empty table.
    said, has = dict(_said(raw(described, "/W"))), _advances(program)
    # ISO 19005-2, 6.2.11.5 bears a difference of one thousandth.
    return tuple(glyph for glyph, width in said.items() if abs(width - has.get(glyph, 0.0)) > 1)


def _said(table: object) -> Iterator[tuple[int, float]]:
    """Yield code and width: /W has a code and its widths in an array, or two codes and one width for all between."""
    items = iter(items_of(table))
    for item in items:
        first, following = integer_of(item), next(items, None)
        widths, last = items_of(following), integer_of(following)
        if widths:
            numbers = [number_of(each) for each in widths]
        else:
            count = 1 + (last or 0) - (first or 0)
            numbers = [number_of(next(items, None))] * count if 0 < count <= _MOST_GLYPHS else []
        if first is None or not numbers or (not widths and last is None):
            raise UnreadableWidthsError("/W is no table of widths")
        for code, width in enumerate(numbers, first):
            if width is None:
                raise UnreadableWidthsError("a width is no number")
            yield code, width


def _advances(program: bytes) -> dict[int, float]:
    """Return the widths of glyphs that have one, in thousandths of the type size."""
    try:
        tables = {
            program[at : at + 4]: struct.unpack_from(">LL", program, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", program, 4)[0], 16)
        }
        (units,) = struct.unpack_from(">H", program, tables[b"head"][0] + 18)
        (long_count,) = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)
        (glyph_count,) = struct.unpack_from(">H", program, tables[b"maxp"][0] + 4)
        pairs = struct.unpack_from(f">{2 * long_count}H", program, tables[b"hmtx"][0])
        advances = [1000 * advance / units for advance in pairs[::2]]
        # Glyphs behind the last pair have its width.
        advances += advances[-1:] * (glyph_count - long_count)
    except (struct.error, KeyError, ZeroDivisionError) as problem:
        raise UnreadableWidthsError("the font file is damaged") from problem
    return {glyph: advance for glyph, advance in enumerate(advances) if advance}
