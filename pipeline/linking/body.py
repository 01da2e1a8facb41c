"""Laying a fragment out: its bytes, and its rows of the cross-reference stream (ISO 32000-2:2020, 7.5.7, 7.5.8)."""

import struct
from collections.abc import Sequence

from pipeline.linking.fragment import ROW, ROW_BYTES, Standing
from pipeline.linking.object_streams import SMALLEST, in_streams, object_stream, stream_object

COMPRESSED = 2
IN_USE = 1
"""Kinds of rows: an object in an object stream, and one that stands in the file (table 18)."""


def lay_out(
    base: int,
    count: int,
    plain: Sequence[tuple[int, bytes]],
    standing: Sequence[tuple[int, bytes, bytes]],
) -> tuple[bytes, bytes, tuple[Standing, ...]]:
    """Write a fragment's objects.

    Args:
        base: the first number of the block.
        count: numbers that are taken; object streams get those behind.
        plain: index and bytes of objects for object streams.
        standing: index, dictionary and encoded bytes of streams.

    Returns:
        The bytes; a row for each number; and where the streams begin, counted from the first byte.
    """
    parts: list[bytes] = []
    offset = 0
    places: list[Standing] = []
    for index, entries, content in standing:
        parts.append(stream_object(base + index, entries, content))
        places.append(Standing(index, offset))
        offset += len(parts[-1])
    groups = list(in_streams(plain))
    rows = bytearray(ROW_BYTES * (count + len(groups)))
    for number, group in enumerate(groups, start=count):
        numbered = [(base + index, content) for index, content in group]
        parts.append(object_stream(base + number, numbered, SMALLEST))
        places.append(Standing(number, offset, holds_objects=True))
        offset += len(parts[-1])
        for position, (index, _) in enumerate(group):
            struct.pack_into(ROW, rows, ROW_BYTES * index, COMPRESSED, base + number, position)
    return b"".join(parts), bytes(rows), tuple(places)
