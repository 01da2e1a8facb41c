"""Object streams: many objects in one compressed stream (ISO 32000-2:2020, 7.5.7)."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Final

MOST_OBJECTS: Final = 1000
"""Objects in one stream: a viewer decodes all of it to get at one, and an index has two bytes."""

SMALLEST: Final = 9
QUICK: Final = 6
"""Levels of compression: for fragments, which are made once, and for what is written whenever the report is linked."""


def compress(content: bytes, level: int) -> bytes:
    """Compress for FlateDecode (7.4.4)."""
    return zlib.compress(content, level)


def stream_object(number: int, dictionary: bytes, content: bytes) -> bytes:
    """Write a stream as an indirect object (7.3.8); its dictionary has no /Length yet.

    The end of line before ``endstream`` does not count. Behind a last byte that is a carriage return a line feed alone
    would look like the second half of one, and /Length too great by one (ISO 19005-2, 6.1.7.1).
    """
    end = b"\r\n" if content.endswith(b"\r") else b"\n"
    parts = (number, dictionary.removesuffix(b">>"), len(content), content, end)
    return b"%d 0 obj\n%s/Length %d>>\nstream\n%s%sendstream\nendobj\n" % parts


def object_stream(number: int, objects: Sequence[tuple[int, bytes]], level: int) -> bytes:
    """Write objects, each with its number, as an object stream."""
    positions, offset = [], 0
    for own, content in objects:
        positions.append(b"%d %d" % (own, offset))
        offset += len(content) + 1
    head = b" ".join(positions) + b"\n"
    entries = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode>>" % (len(objects), len(head))
    content = head + b"\n".join(content for _, content in objects)
    return stream_object(number, entries, compress(content, level))


def in_streams(objects: Sequence[tuple[int, bytes]]) -> Iterator[Sequence[tuple[int, bytes]]]:
    """Share objects out among streams."""
    for begin in range(0, len(objects), MOST_OBJECTS):
        yield objects[begin : begin + MOST_OBJECTS]
