"""Operators of a content stream with their operands, one after the other (ISO 32000-2:2020, 7.8.2).

Most operators of a page paint lines that nobody asks for. So the stream is cut by one regular expression into operators,
each with the bytes of its operands, and only those who want an operator read its operands. Nothing is raised: what cannot
be understood is passed over, byte by byte at worst, and each byte is looked at once.
"""

import re
from collections.abc import Iterator
from typing import Final

# PDFDocEncoding; pypdf 7.1 has it, and shows it nowhere.
from pypdf._codecs import charset_encoding

_NUMBER: Final = rb"[-+.0-9]++"
_NAME: Final = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"
_HEX: Final = rb"<[0-9A-Fa-f\s]*+>"
# Parentheses in strings go three levels deep (7.3.4.2 knows no bound); this bounds the time that a search can take.
_FLAT: Final = rb"\((?:[^()\\]++|\\.)*+\)"
_NESTED: Final = rb"\((?:[^()\\]++|\\.|" + _FLAT + rb")*+\)"
STRING: Final = rb"\((?:[^()\\]++|\\.|" + _NESTED + rb")*+\)"
_PLAIN_ARRAY: Final = rb"\[[^\[\]()%]*+\]"
_ARRAY: Final = rb"\[(?:[^\[\]()%]++|" + STRING + rb"|" + _PLAIN_ARRAY + rb"|%[^\r\n]*+)*+\]"
_INNER: Final = rb"<<(?:[^<>()%]++|" + _HEX + rb"|" + STRING + rb")*+>>"
_DICTIONARY: Final = rb"<<(?:[^<>()%]++|" + _INNER + rb"|" + _HEX + rb"|" + STRING + rb"|%[^\r\n]*+)*+>>"

_OPERATION: Final = re.compile(
    rb"((?:[\x00\s]++|"
    + rb"|".join((_NUMBER, _NAME, _PLAIN_ARRAY, _ARRAY, _DICTIONARY, _HEX, STRING))
    + rb"|%[^\r\n]*+)*+)([^\x00\s()<>\[\]{}/%]++|.)?",
    re.DOTALL,
)
"""Operands and comments, then an operator; a byte that can be neither stands where the operator would."""

_IMAGE_END: Final = re.compile(rb"\sEI(?![^\x00\s])")
"""Where an inline image ends (8.9.7); its bytes may be anything, so this is a guess that every reader makes."""

_COMMENT: Final = re.compile(rb"(" + STRING + rb")|%[^\r\n]*+", re.DOTALL)

_STRINGS: Final = re.compile(_HEX + rb"|" + STRING, re.DOTALL)

_PARTS: Final = re.compile(_HEX + rb"|" + STRING + rb"|" + _NUMBER, re.DOTALL)

_WIDE: Final = re.compile(rb"[>)]\s*-?\d{3}")
"""A step in an array of TJ that could part words: a tenth of the type size at least."""

_ESCAPE: Final = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)

_LETTERS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")

_INLINE: Final = re.compile(rb"/(\w+)\s*(/?[^\x00\t\n\f\r ()<>\[\]{}/%]+)")

_INLINE_KEYS: Final = {
    "Width": "W",
    "Height": "H",
    "BitsPerComponent": "BPC",
    "ColorSpace": "CS",
    "ImageMask": "IM",
}
"""Entries of an inline image by their long names, which are allowed too (table 91)."""

_NOT_HEX: Final = re.compile(rb"[^0-9A-Fa-f]+")


def operations(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each operator with the bytes of the operands before it; an inline image is one operator, ``ID``."""
    position = 0
    while position < len(content):
        for found in _OPERATION.finditer(content, position):
            operands, operator = found.groups()
            if b"%" in operands:
                operands = _COMMENT.sub(_without_comment, operands)
            if operator:
                yield operator, operands
            if operator == b"ID":
                end = _IMAGE_END.search(content, found.end())
                position = end.end() if end else len(content)
                break
        else:
            return


def numbers_in(operands: bytes) -> list[float]:
    """Return the operands that are numbers; fewer if some are none."""
    try:
        return [float(each) for each in operands.split()]
    except ValueError:
        return [number for each in _PARTS.findall(operands) if (number := _number(each)) is not None]


def names_in(operands: bytes) -> list[str]:
    """Return the operands that are names, each with its solidus."""
    return [name_from(each) for each in re.findall(_NAME, operands)]


def inline_entries(operands: bytes) -> dict[str, bytes]:
    """Return the entries of an inline image that are single words, by their short names (8.9.7)."""
    said = {key.decode("latin-1"): value for key, value in _INLINE.findall(operands)}
    return {_INLINE_KEYS.get(key, key): value for key, value in said.items()}


def name_from(written: bytes) -> str:
    """Undo ``#20`` in a name with its solidus (7.3.5)."""
    if b"#" in written:
        written = _NAME_ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode("ascii")), written)
    return written.decode("utf-8", "replace")


def shown_in(operands: bytes) -> list[bytes | float]:
    """Return the codes that Tj or TJ shows, and steps between them of a tenth of the type size or more.

    Smaller steps are kerning: they part no words and move the place of what follows by less than anybody asks.

    Returns:
        Bytes are codes; numbers are thousandths of the type size to go back, as in the operator.
    """
    if b"(" not in operands and not _WIDE.search(operands):
        # The common case, and the fast one: hexadecimal strings with kerning between them.
        written = b"".join(re.findall(rb"<([^>]*)>", operands))
        return [_from_hex(written)]
    parts: list[bytes | float] = []
    for part in _PARTS.findall(operands):
        number = None if part[:1] in b"<(" else _number(part)
        if part[:1] in b"<(":
            parts.append(string_from(part))
        elif number is not None and abs(number) >= 100:
            parts.append(number)
    return parts


def strings_in(operands: bytes) -> list[bytes]:
    """Return the operands that are strings, wherever they stand."""
    return [string_from(each) for each in _STRINGS.findall(operands)]


def string_from(written: bytes) -> bytes:
    """Return the bytes that a literal or hexadecimal string stands for (7.3.4)."""
    if written[:1] == b"<":
        return _from_hex(written[1:-1])
    inner = written[1:-1]
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def text_from(string: bytes) -> str:
    """Read a text string (7.9.2.2): UTF-16 or UTF-8 behind their marks, else PDFDocEncoding."""
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return "".join(charset_encoding["/PDFDocEncoding"][byte] for byte in string)


def _without_comment(found: re.Match[bytes]) -> bytes:
    return found[1] or b" "


def _unescaped(escape: re.Match[bytes]) -> bytes:
    octal, line_end, letter = escape.groups()
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    return b"" if line_end else _LETTERS.get(letter, letter)


def _from_hex(digits: bytes) -> bytes:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        digits = _NOT_HEX.sub(b"", digits)
        # A missing last digit is a nought (7.3.4.3).
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _number(written: bytes) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None
