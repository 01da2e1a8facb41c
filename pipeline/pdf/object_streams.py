"""Object streams (ISO 32000-2:2020, 7.5.7), read in less than half the time that pypdf 7.1 takes.

A tagged report is mostly structure elements in object streams: pypdf reads them byte by byte, which was half of preflight.
Here a stream is cut into tokens by one regular expression. It knows what writers write: whatever is unusual in a stream
(comments, escapes in names, keys that come twice, anything damaged) leaves the whole stream to pypdf.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    create_string_object,
)

from pipeline.pdf.operators import STRING, string_from

_REGULAR: Final = rb"[^\x00\s()<>\[\]{}/%]"

_TOKEN: Final = re.compile(
    rb"[\x00\s]*+(?:"
    rb"([0-9]{1,10})\s++([0-9]{1,5})\s++R(?!" + _REGULAR + rb")"
    rb"|([-+]?[0-9]{1,18})(?!" + _REGULAR + rb")"
    rb"|(/[A-Za-z0-9_.+:,*-]++)(?!" + _REGULAR + rb")"
    rb"|(<<)|(>>)|(\[)|(\])"
    rb"|(<[0-9A-Fa-f\s]*+>|" + STRING + rb")"
    rb"|([-+]?[0-9]*\.[0-9]*)(?!" + _REGULAR + rb")"
    rb"|(true|false|null)(?!" + _REGULAR + rb")"
    rb")",
    re.DOTALL,
)

_REFERENCE, _WHOLE, _NAME, _BEGIN, _END, _OPEN, _CLOSE, _STRING, _REAL, _WORD = 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
"""The groups of :data:`_TOKEN`, by the last that took part."""

_DEEPEST: Final = 64
"""Arrays and dictionaries in each other; deeper ones are left to pypdf, which has its own bound."""


class _UnusualError(Exception):
    """Something that is left to pypdf."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An object stream, decoded.

    Attributes:
        places: where each object begins and ends in the content, by its number.
        known: names and numbers that were met; in one document they can be shared, as nothing changes them.
    """

    content: bytes
    places: Mapping[int, tuple[int, int]]
    known: dict[bytes, PdfObject] = field(default_factory=dict)


class QuickReader(PdfReader):
    """A reader that parses objects in streams when they are asked for, and fast, where they are as usual."""

    def __init__(self, stream: BytesIO, *, strict: bool = False) -> None:
        self._held: dict[int, _Held | None] = {}
        super().__init__(stream, strict=strict)

    def _get_object_from_stream(self, indirect_reference: IndirectObject) -> PdfObject:
        """Parse an object, and remember it; pypdf's own way is taken for what is unusual."""
        number, _ = self.xref_objStm[indirect_reference.idnum]
        if not self.strict and number not in self._object_stream_resolution_stack:
            found = self._find(number, indirect_reference.idnum)
            if found is not None:
                self.cache_indirect_object(0, indirect_reference.idnum, found)
                return found
        return super()._get_object_from_stream(indirect_reference)

    def _find(self, number: int, wanted: int) -> PdfObject | None:
        """Parse an object of a stream; None if anything about it is unusual."""
        try:
            if number not in self._held:
                self._held[number] = None
                self._held[number] = _held(self.get_object(IndirectObject(number, 0, self)))
            held = self._held[number]
            place = held.places.get(wanted) if held else None
            return _value(held.content, *place, self, held.known) if held and place else None
        except (_UnusualError, ValueError):
            return None


def _held(stream: PdfObject | None) -> _Held:
    """Read where the objects of a stream stand.

    Raises:
        _UnusualError: something is unusual.
        ValueError: the header is no list of numbers.
    """
    if not isinstance(stream, StreamObject):
        raise _UnusualError
    content = stream.get_data()
    first, count = stream.get("/First"), stream.get("/N")
    if not isinstance(first, NumberObject) or not isinstance(count, NumberObject):
        raise _UnusualError
    header = [int(each) for each in content[:first].split()]
    if first < 0 or len(header) != 2 * count:
        raise _UnusualError
    starts = [first + offset for offset in header[1::2]]
    ends = [*starts[1:], len(content)]
    if not all(0 <= start < end <= len(content) for start, end in zip(starts, ends, strict=True)):
        raise _UnusualError
    return _Held(content, dict(zip(header[0::2], zip(starts, ends, strict=True), strict=True)))


def _value(
    content: bytes, start: int, end: int, reader: PdfReader, known: dict[bytes, PdfObject]
) -> PdfObject:
    """Parse the value between two places.

    Args:
        known: names and numbers that were met; in one document they can be shared, as nothing changes them.
    """
    open_values: list[list[Any]] = [[]]
    opened: list[int] = []
    values = open_values[0]
    token = None
    for token in iter(_TOKEN.scanner(content, start, end).match, None):  # type: ignore[attr-defined]
        kind = token.lastindex
        if kind in (_NAME, _WHOLE):
            written = token[kind]
            value = known.get(written)
            if value is None:
                value = NameObject(written.decode("ascii")) if kind == _NAME else NumberObject(int(written))
                known[written] = value
            values.append(value)
        elif kind == _REFERENCE:
            values.append(IndirectObject(int(token[1]), int(token[2]), reader))
        elif kind in (_BEGIN, _OPEN):
            values = []
            open_values.append(values)
            opened.append(kind)
            if len(opened) > _DEEPEST:
                raise _UnusualError
        elif kind in (_END, _CLOSE):
            # The group behind that of an opening bracket is the one that closes it.
            if not opened or opened.pop() + 1 != kind:
                raise _UnusualError
            closed = open_values.pop()
            values = open_values[-1]
            values.append(_dictionary(closed) if kind == _END else ArrayObject(closed))
        else:
            values.append(_scalar(kind or 0, token[kind or 0]))
    if (
        content[token.end() if token else start : end].strip(b"\0\t\n\f\r ")
        or len(open_values) > 1
        or len(values) != 1
    ):
        raise _UnusualError
    value = values[0]
    if isinstance(value, IndirectObject):
        raise _UnusualError
    # Only a value of its own may say later which object it is.
    return value if isinstance(value, (DictionaryObject, ArrayObject)) else _own(value)


def _dictionary(items: list[Any]) -> DictionaryObject:
    made = DictionaryObject()
    keys = items[0::2]
    dict.update(made, zip(keys, items[1::2], strict=True))
    if len(made) != len(keys) or not all(isinstance(key, NameObject) for key in keys):
        raise _UnusualError
    return made


def _scalar(kind: int, written: bytes) -> PdfObject:
    if kind == _STRING:
        return create_string_object(string_from(written))
    if kind == _REAL:
        return FloatObject(written.decode("ascii"))
    return NullObject() if written == b"null" else BooleanObject(written == b"true")


def _own(value: PdfObject) -> PdfObject:
    if isinstance(value, NumberObject):
        return NumberObject(int(value))
    return NameObject(str(value)) if isinstance(value, NameObject) else value
