"""A face as one chapter shows it: a composite font with an embedded subset (ISO 32000-2:2020, 9.7, 9.8, 9.9).

A face is a font file, an index in it and a variation. Chapters that show the same one have different subsets of it, but
glyph ids, names and design are the same: that is what :attr:`FaceUse.key` holds. What differs is here apart, to be
joined in :mod:`.joining`.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject, IndirectObject

from pipeline.linking.cff import CharstringSet, read_charstrings
from pipeline.linking.charmaps import ForeignMapError, read_characters, read_widths
from pipeline.linking.sfnt import Glyphs, NotJoinableError
from pipeline.linking.syntax import spell_entries
from pipeline.linking.truetype import GlyphSet, read_glyphs
from pipeline.pdf.objects import decoded, dictionary_of, integer_of, items_of, name_of, number_of, raw

FIXED_PITCH: Final = 1
"""The flag of a face whose glyphs are all of one width (9.8.2); a subset can be so by chance."""

_OF_SUBSETS: Final = frozenset(
    {"/FontBBox", "/Ascent", "/Descent", "/CapHeight", "/Flags", "/FontFile2", "/FontFile3"}
)
"""Entries of a font descriptor that follow the glyphs or, by a unit of rounding, the type size that came first."""

_COMPOSITE: Final = frozenset(
    {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
)
_DESCENDANT: Final = frozenset({"/FontDescriptor", "/W"})


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a face's glyphs reach, in thousandths of the type size.

    Attributes:
        box: left, bottom, right, top of all glyphs.
        flags: of the font descriptor.
    """

    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    flags: int

    def plus(self, other: "Extent") -> "Extent":
        """Return what holds both; a flag stays if both have it."""
        (left, bottom, right, top), box = self.box, other.box
        return Extent(
            (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3])),
            max(self.ascent, other.ascent),
            min(self.descent, other.descent),
            max(self.cap_height, other.cap_height),
            self.flags & other.flags,
        )


@dataclass(frozen=True, slots=True)
class FaceUse:
    """What a chapter shows of a face.

    Attributes:
        key: digest of all that subsets of one face have in common.
        name: the PostScript name, with a subset tag.
        descriptor: the common entries of its font descriptor, as bytes.
        descendant: the common entries of its CIDFont, as bytes.
        widths: code to width, as it is written.
        characters: code to characters, in hexadecimal UTF-16.
        truetype: its glyphs, if their outlines are TrueType; else they are in ``charstrings``.
        charstrings: its glyphs, if their outlines are CFF.
    """

    key: str
    name: str
    descriptor: bytes
    descendant: bytes
    extent: Extent
    widths: Mapping[int, bytes]
    characters: Mapping[int, bytes]
    truetype: GlyphSet | None = None
    charstrings: CharstringSet | None = None

    @property
    def glyphs(self) -> Glyphs:
        """Its glyphs, whatever their outlines are."""
        glyphs = self.truetype or self.charstrings
        assert glyphs is not None
        return glyphs


class _ForeignError(ValueError):
    """The font is not one of those that can be joined."""


def read_face(font: DictionaryObject) -> FaceUse | None:
    """Read a font dictionary; None if it is another kind of font, or holds more than can be joined."""
    if name_of(raw(font, "/Subtype")) != "Type0" or name_of(raw(font, "/Encoding")) != "Identity-H":
        return None
    descendants = [dictionary_of(item) for item in items_of(raw(font, "/DescendantFonts"))]
    if len(descendants) != 1 or not font.keys() <= _COMPOSITE:
        return None
    descriptor = dictionary_of(raw(descendants[0], "/FontDescriptor"))
    cmap = decoded(raw(font, "/ToUnicode"))
    if cmap is None or name_of(raw(descendants[0], "/CIDToGIDMap")) != "Identity":
        return None
    try:
        widths = read_widths(raw(descendants[0], "/W"))
        glyphs = _read_program(descriptor, widths)
        common = _common(descriptor, _OF_SUBSETS), _common(descendants[0], _DESCENDANT)
        characters = read_characters(cmap)
        extent = _read_extent(descriptor)
    except (_ForeignError, ForeignMapError, NotJoinableError):
        return None
    name = name_of(raw(font, "/BaseFont")) or ""
    digest = hashlib.sha256()
    for part in (
        name.encode(),
        *common,
        glyphs.program,
        *glyphs.common,
        b"%d" % (extent.flags & ~FIXED_PITCH),
    ):
        digest.update(b"%d:%s" % (len(part), part))
    truetype = glyphs if isinstance(glyphs, GlyphSet) else None
    charstrings = glyphs if isinstance(glyphs, CharstringSet) else None
    return FaceUse(digest.hexdigest(), name, *common, extent, widths, characters, truetype, charstrings)


def _read_program(descriptor: DictionaryObject, used: Mapping[int, bytes]) -> GlyphSet | CharstringSet:
    """Read the embedded font file: TrueType, or OpenType with CFF outlines."""
    truetype, opentype = decoded(raw(descriptor, "/FontFile2")), decoded(raw(descriptor, "/FontFile3"))
    if truetype is not None:
        return read_glyphs(truetype, used)
    if opentype is not None:
        return read_charstrings(opentype, used)
    raise _ForeignError("it is not embedded")


def _common(dictionary: DictionaryObject, apart: frozenset[str]) -> bytes:
    """Spell the entries that subsets have in common, without brackets."""
    entries = {key: value for key, value in dict.items(dictionary) if key not in apart}
    (spelled,) = spell_entries(entries, _refuse, dict)
    assert isinstance(spelled, bytes)
    return spelled[2:-2]


def _refuse(_: IndirectObject) -> bytes:
    raise _ForeignError("it refers to something else")


def _read_extent(descriptor: DictionaryObject) -> Extent:
    box = [number_of(side) for side in items_of(raw(descriptor, "/FontBBox"))]
    rest = [number_of(raw(descriptor, key)) for key in ("/Ascent", "/Descent", "/CapHeight")]
    flags = integer_of(raw(descriptor, "/Flags"))
    match box, rest, flags:
        case [float(l), float(b), float(r), float(t)], [float(ascent), float(descent), float(cap)], int(
            flags
        ):
            return Extent((l, b, r, t), ascent, descent, cap, flags)
    raise _ForeignError("its descriptor is not whole")
