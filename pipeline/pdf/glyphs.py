"""What the codes of a font stand for: characters, and the way that each glyph moves the pen (ISO 32000-2:2020, 9.6 to 9.10).

Characters come from the /ToUnicode map; where it says nothing, from the encoding and its differences, as far as glyph
names are known. A glyph that stands for no known character is U+FFFD.
"""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Final

# The Adobe Glyph List and the predefined encodings; pypdf 7.1 has them, and shows them nowhere.
from pypdf._codecs import adobe_glyphs, charset_encoding
from pypdf.generic import DictionaryObject, NumberObject

from pipeline.pdf.objects import decoded, dictionary_of, entry, integer_of, items_of, name_of, number_of, raw

UNKNOWN: Final = "\ufffd"

_SECTION: Final = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end", re.DOTALL)

_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f]*)>|([\[\]])")

_MOST_CODES: Final = 0x20000
"""Codes of a font that are read: none has more than half as many glyphs, whatever a damaged map says."""

_BY_NUMBER: Final = re.compile(r"/(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))")
"""Glyph names that are numbers of characters (Adobe Glyph List Specification, 2)."""

_USUAL_WIDTH: Final = 500.0
"""Thousandths of the type size, where a font does not say: half, as most letters have."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A font, as far as reading needs it.

    Attributes:
        bytes_a_code: 1 for simple fonts, mostly 2 for composite ones.
        characters: of each known code.
        widths: of each known code, in thousandths of the type size.
        usual_width: of all others.
    """

    bytes_a_code: int = 1
    characters: Mapping[int, str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    usual_width: float = _USUAL_WIDTH

    def read(self, shown: bytes) -> tuple[str, float, int]:
        """Return what codes stand for, how far the pen goes in thousandths of the type size, and how many they are."""
        codes: Sequence[int] = shown
        if self.bytes_a_code == 2:
            codes = struct.unpack(f">{len(shown) // 2}H", shown[: len(shown) & ~1])
        elif self.bytes_a_code > 2:
            size = self.bytes_a_code
            codes = [int.from_bytes(shown[at : at + size], "big") for at in range(0, len(shown), size)]
        characters, widths, usual = self.characters, self.widths, self.usual_width
        text = "".join([characters.get(code, UNKNOWN) for code in codes])
        return text, sum([widths.get(code, usual) for code in codes]), len(codes)


def read_glyphs(font: DictionaryObject) -> Glyphs:
    """Read a font dictionary, simple or composite."""
    mapped, bytes_a_code = _read_map(decoded(raw(font, "/ToUnicode")) or b"")
    descendant = next((dictionary_of(item) for item in items_of(raw(font, "/DescendantFonts"))), None)
    if descendant is None:
        characters = {**_encoded(font), **mapped}
        return Glyphs(1, characters, *_simple_widths(font))
    if not mapped and "UCS2" in (name_of(raw(font, "/Encoding")) or ""):
        # Predefined maps whose codes are characters (9.7.5.2).
        mapped = {code: chr(code) for code in range(0x20, 0xD800)}
    usual = number_of(raw(descendant, "/DW"))
    widths = dict(islice(_composite_widths(items_of(raw(descendant, "/W"))), _MOST_CODES))
    return Glyphs(bytes_a_code or 2, mapped, widths, 1000.0 if usual is None else usual)


def _read_map(cmap: bytes) -> tuple[dict[int, str], int]:
    """Read a ToUnicode map (9.10.3): characters by code, and the bytes of a code; 0 where it does not say."""
    sections = [(found[1], found[2]) for found in _SECTION.finditer(cmap)]
    spaces = [_tokens(written) for kind, written in sections if kind == b"codespacerange"]
    size = max(((len(digits) + 1) // 2 for tokens in spaces for digits in tokens if digits), default=0)
    mapped = (
        pair
        for kind, written in sections
        if kind != b"codespacerange"
        for pair in (_singles if kind == b"bfchar" else _ranges)(_tokens(written))
    )
    return dict(islice(mapped, _MOST_CODES)), min(size, 4)


def _tokens(written: bytes) -> Iterator[bytes]:
    """Yield the digits of strings, and brackets."""
    return (digits or bracket for digits, bracket in _TOKEN.findall(written))


def _singles(tokens: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    """Read bfchar: codes with their characters."""
    for code, meant in zip(tokens, tokens, strict=False):
        if code.isalnum() and meant.isalnum():
            yield int(code, 16), _characters(meant)


def _ranges(tokens: Iterator[bytes]) -> Iterator[tuple[int, str]]:
    """Read bfrange: first and last code, then the first one's characters, or an array with those of each."""
    for first in tokens:
        last, meant = next(tokens, b""), next(tokens, b"")
        if not first.isalnum() or not last.isalnum():
            return
        codes = range(int(first, 16), int(last, 16) + 1)
        if meant == b"[":
            listed = takewhile(lambda token: token != b"]", tokens)
            yield from zip(codes, map(_characters, listed), strict=False)
        elif begin := _characters(meant):
            # A range that runs out of Unicode ends there.
            counted = zip(codes, range(ord(begin[-1]), 0x110000), strict=False)
            yield from ((code, begin[:-1] + chr(value)) for code, value in counted)


def _characters(digits: bytes) -> str:
    """Read UTF-16 (9.10.3); what is none stands for nothing known."""
    if not digits.isalnum():
        return ""
    written = digits.zfill(4) if len(digits) < 4 else digits + b"0" * (len(digits) % 2)
    return bytes.fromhex(written.decode("ascii")).decode("utf-16-be", "replace").replace("\0", "")


def _encoded(font: DictionaryObject) -> dict[int, str]:
    """Read a simple font's encoding with its differences (9.6.5)."""
    encoding = entry(font, "/Encoding")
    entries = dictionary_of(encoding)
    base = name_of(encoding) or name_of(raw(entries, "/BaseEncoding"))
    family = (name_of(raw(font, "/BaseFont")) or "").rpartition("+")[2]
    if base is None:
        base = family if family in ("Symbol", "ZapfDingbats") else "StandardEncoding"
    table = charset_encoding.get(f"/{base}", charset_encoding["/StandardEncoding"])
    characters = {code: letter for code, letter in enumerate(table) if letter != "\0"}
    if name_of(raw(font, "/Subtype")) == "Type3":
        characters = {}
    code = 0
    for item in items_of(raw(entries, "/Differences")):
        if isinstance(item, NumberObject):
            code = int(item)
        else:
            characters[code] = _named(f"/{name_of(item)}")
            code += 1
    return characters


def _named(glyph: str) -> str:
    """Return the characters of a glyph's name; what stands behind a full stop names a variant of it."""
    plain = glyph.partition(".")[0]
    known = adobe_glyphs.get(glyph) or adobe_glyphs.get(plain)
    if known:
        return UNKNOWN if plain in ("", "/") else known
    number = _BY_NUMBER.fullmatch(plain)
    value = int(number[1] or number[2], 16) if number else 0
    return chr(value) if 0 < value <= 0x10FFFF and not 0xD800 <= value < 0xE000 else UNKNOWN


def _simple_widths(font: DictionaryObject) -> tuple[dict[int, float], float]:
    first = integer_of(raw(font, "/FirstChar")) or 0
    scale = 1.0
    if name_of(raw(font, "/Subtype")) == "Type3":
        matrix = [number_of(item) for item in items_of(raw(font, "/FontMatrix"))]
        scale = 1000 * abs(matrix[0]) if matrix and matrix[0] else 1.0
    widths = [number_of(item) for item in items_of(raw(font, "/Widths"))]
    missing = number_of(raw(dictionary_of(raw(font, "/FontDescriptor")), "/MissingWidth"))
    known = {first + at: width * scale for at, width in enumerate(widths) if width is not None}
    return known, (missing or 0.0) if known and missing is not None else _USUAL_WIDTH


def _composite_widths(items: Sequence[object]) -> Iterator[tuple[int, float]]:
    """Read /W (9.7.4.3): a first code with an array of widths, or first and last code with one width for all."""
    remaining = iter(items)
    for item in remaining:
        first, second = integer_of(item), next(remaining, None)
        if first is None:
            return
        listed = items_of(second)
        if listed:
            for at, each in enumerate(listed):
                yield first + at, number_of(each) or 0.0
        else:
            last, width = integer_of(second), number_of(next(remaining, None))
            if last is None or width is None:
                return
            yield from ((code, width) for code in range(first, last + 1))
