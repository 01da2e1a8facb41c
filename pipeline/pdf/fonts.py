"""Fonts of a PDF: what a printer, a search or a screen reader needs to know of them (ISO 32000-2:2020, 9.5 to 9.10)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import decoded, dictionary_of, entry, items_of, name_of, raw
from pipeline.pdf.resources import PageUse, used_fonts

_SUBSET_TAG: Final = re.compile(r"[A-Z]{6}\+")
"""Six letters before the name of a subset (9.9.2); they change from file to file and mean nothing else."""

_MAPPINGS: Final = re.compile(rb"\b(?:beginbfchar|beginbfrange|usecmap)\b")
"""Operators that give codes characters, or take them from another map."""

_FONT_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
"""Where a font descriptor holds the embedded font: Type 1, TrueType, and CFF or OpenType (9.9.1)."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font dictionary.

    Attributes:
        name: PostScript name without the subset tag; empty for a Type 3 font without one.
        kind: its subtype, for a composite font also its descendant's: ``Type0/CIDFontType2``.
        embedded: whether the file holds the glyphs; a Type 3 font always does.
        subset: whether only the glyphs that are used.
        encoding: a predefined one's name, ``custom`` for one of its own, None for the font's.
        to_unicode: whether it maps codes to characters (9.10.3); a map without a code does not.
        page_indexes: pages that use it, from 0, ascending.

    """

    name: str
    kind: str
    embedded: bool
    subset: bool
    encoding: str | None
    to_unicode: bool
    page_indexes: tuple[int, ...]


def read_fonts(document: Document, painted: Sequence[PageUse] | None = None) -> tuple[Font, ...]:
    """Read every font that a page uses, in the order of first use; one face can have several fonts."""
    return tuple(_read_font(used.entries, used.page_indexes) for used in used_fonts(document, painted))


def _read_font(font: DictionaryObject, page_indexes: tuple[int, ...]) -> Font:
    subtype = name_of(raw(font, "/Subtype")) or "without a subtype"
    descendant = next((dictionary_of(item) for item in items_of(raw(font, "/DescendantFonts"))), None)
    described = font if descendant is None else descendant
    descriptor = dictionary_of(raw(described, "/FontDescriptor"))
    tagged_name = name_of(raw(font, "/BaseFont")) or name_of(raw(font, "/Name")) or ""
    name = _SUBSET_TAG.sub("", tagged_name, count=1)
    return Font(
        name=name,
        kind=subtype if descendant is None else f"{subtype}/{name_of(raw(descendant, '/Subtype'))}",
        embedded=subtype == "Type3" or any(entry(descriptor, key) is not None for key in _FONT_FILES),
        subset=name != tagged_name,
        encoding=_read_encoding(font),
        to_unicode=_maps_characters(raw(font, "/ToUnicode")),
        page_indexes=page_indexes,
    )


def _maps_characters(cmap: object) -> bool:
    """Say whether a ToUnicode map, a stream or the name of a predefined one, has any code."""
    content = decoded(cmap)
    return name_of(cmap) is not None or (content is not None and bool(_MAPPINGS.search(content)))


def _read_encoding(font: DictionaryObject) -> str | None:
    encoding = entry(font, "/Encoding")
    return name_of(encoding) or (None if encoding is None else "custom")
