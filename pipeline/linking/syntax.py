"""PDF syntax: values written as bytes, in a form whose references can be found again (ISO 32000-2:2020, 7.3).

The standard allows many spellings. This one sees to it that nothing but a reference looks like ``12 0 R`` and nothing
but a key of the parent tree looks like ``/StructParent 12``: a string that happens to is written in hexadecimal. So a
fragment's numbers can be moved by a search over its bytes (:mod:`.relocating`), and nothing is parsed again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

_LOOKS_MOVABLE: Final = re.compile(rb"\d 0 R|/StructParent")
"""What :data:`.relocating.MOVABLE` could take for a number to move."""

_ESCAPED: Final = re.compile(rb"[\\()\r]")

_IRREGULAR: Final = re.compile(rb"[^!-~]|[#%()/<>\[\]{}]")
"""Characters of a name that are written as ``#20`` (7.3.5)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something that a fragment needs and does not have: it is known when the report is linked.

    Attributes:
        kind: ``face``, ``stream`` or ``name``.
        key: which one.
    """

    kind: str
    key: str


Template = tuple[bytes | Symbol, ...]
"""An object's bytes with symbols among them; without symbols it is one item."""

Refer = Callable[[IndirectObject], bytes | Symbol]
"""Say what a reference becomes in the new file: ``b" 12 0 R"``, or a symbol."""

Amend = Callable[[DictionaryObject], Mapping[str, Any]]
"""Say what a dictionary becomes before it is written; values may be symbols, or bytes that are written already."""


def spell(value: object, refer: Refer, amend: Amend) -> Template:
    """Write a value as pypdf reads it; null entries of dictionaries are left out (7.3.7)."""
    parts: list[bytes | Symbol] = []
    _Speller(parts, refer, amend).spell(value)
    return joined(parts)


def spell_entries(entries: Mapping[str, Any], refer: Refer, amend: Amend) -> Template:
    """Write a dictionary that is amended already."""
    parts: list[bytes | Symbol] = []
    _Speller(parts, refer, amend).entries(entries)
    return joined(parts)


def joined(parts: Iterable[bytes | Symbol]) -> Template:
    """Join the bytes between symbols."""
    template: list[bytes | Symbol] = []
    pending: list[bytes] = []
    for part in parts:
        if isinstance(part, Symbol):
            template += (b"".join(pending), part)
            pending = []
        else:
            pending.append(part)
    return (*template, b"".join(pending))


def fill(template: Template, values: Mapping[Symbol, bytes]) -> bytes:
    """Put values in the places of symbols."""
    return b"".join([values[part] if isinstance(part, Symbol) else part for part in template])


def symbols_of(template: Template) -> Iterable[Symbol]:
    """Give a template's symbols, in order."""
    return (part for part in template if isinstance(part, Symbol))


def without_symbols(template: Template) -> bytes:
    """Return the bytes of a template that names no symbol."""
    (content,) = template
    assert isinstance(content, bytes)
    return content


def reference(number: int) -> bytes:
    """Write a reference, with the space that parts it from a word before it; generations are all 0 (7.3.10)."""
    return b" %d 0 R" % number


@lru_cache(maxsize=4096)
def spell_name(name: str) -> bytes:
    """Write a name that begins with a solidus."""
    return b"/" + _IRREGULAR.sub(lambda found: b"#%02X" % found[0][0], name[1:].encode())


def encode_text(text: str) -> bytes:
    """Encode a text string: in ASCII where that is enough, else in UTF-16 (7.9.2.2)."""
    return text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def spell_text(text: str) -> bytes:
    """Write a text string."""
    return spell_string(encode_text(text))


def spell_string(content: bytes) -> bytes:
    """Write a string of bytes (7.3.4)."""
    literal = (
        b"(" + _ESCAPED.sub(lambda found: b"\\r" if found[0] == b"\r" else b"\\" + found[0], content) + b")"
    )
    return b"<" + content.hex().encode() + b">" if _LOOKS_MOVABLE.search(literal) else literal


def spell_number(number: float) -> bytes:
    """Write a real number, without the exponent that PDF does not know (7.3.3)."""
    written = repr(float(number))
    if "e" in written or "n" in written:
        written = f"{number:.10f}"
    return b" " + (written.rstrip("0").rstrip(".") or "0").encode()


@dataclass(frozen=True, slots=True)
class _Speller:
    """Writes values one after the other; a word that begins with a letter or figure has a space before it."""

    parts: list[bytes | Symbol]
    refer: Refer
    amend: Amend

    def spell(self, value: object) -> None:
        kind = type(value)
        write = _SCALARS.get(kind)
        if write is not None:
            self.parts.append(write(value))
        elif isinstance(value, IndirectObject):
            self.parts.append(self.refer(value))
        elif isinstance(value, Symbol | bytes):
            self.parts.append(value)
        elif isinstance(value, ArrayObject):
            self.parts.append(b"[")
            for item in list.__iter__(value):
                self.spell(item)
            self.parts.append(b"]")
        elif isinstance(value, DictionaryObject):
            self.entries(self.amend(value))
        else:
            raise TypeError(f"not an object of PDF: {kind.__name__}")

    def entries(self, entries: Mapping[str, Any]) -> None:
        self.parts.append(b"<<")
        for key, item in entries.items():
            if not isinstance(item, NullObject):
                self.parts.append(spell_name(key))
                self.spell(item)
        self.parts.append(b">>")


_SCALARS: Final[Mapping[type, Callable[[Any], bytes]]] = {
    NameObject: spell_name,
    NumberObject: lambda value: b" %d" % value,
    FloatObject: spell_number,
    BooleanObject: lambda value: b" true" if value.value else b" false",
    TextStringObject: lambda value: spell_string(value.original_bytes),
    ByteStringObject: lambda value: spell_string(bytes(value)),
    NullObject: lambda _: b" null",
}
"""How values without parts are written; a table, since a chapter has tens of thousands of them."""
