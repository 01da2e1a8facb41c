"""The rows of a cross-reference stream, as differences from row to row (ISO 32000-2:2020, 7.4.4.4, 7.5.8).

Neighbouring rows are alike: the same object stream, the next index. PNG's predictor Up writes what changes, and what is
left compresses to a tenth. Python would take long over half a million bytes one by one, so they are subtracted at once, as
two numbers with half a million bytes each.
"""

from pipeline.linking.fragment import ROW_BYTES

PARAMETERS = b"/DecodeParms<</Predictor 12/Columns %d>>" % ROW_BYTES

_UP = b"\2"
"""The PNG filter's tag, before each row."""


def predict(rows: bytes) -> bytes:
    """Return each row as its difference from the row above, byte by byte, modulo 256."""
    count = len(rows) // ROW_BYTES
    difference = _subtract(rows, bytes(ROW_BYTES) + rows[:-ROW_BYTES])
    tagged = bytearray((ROW_BYTES + 1) * count)
    tagged[:: ROW_BYTES + 1] = _UP * count
    for column in range(ROW_BYTES):
        tagged[column + 1 :: ROW_BYTES + 1] = difference[column::ROW_BYTES]
    return bytes(tagged)


def _subtract(one: bytes, other: bytes) -> bytes:
    """Subtract byte by byte, without borrowing from the next byte.

    The highest bit of each byte is set in the first number and cleared in the second, so that no byte has to borrow, and
    then put right (Hacker's Delight, 2-18).
    """
    high = int.from_bytes(b"\x80" * len(one), "big")
    every = int.from_bytes(b"\xff" * len(one), "big")
    left, right = int.from_bytes(one, "big"), int.from_bytes(other, "big")
    difference = (left | high) - (right & (every ^ high)) ^ ((left ^ right ^ every) & high)
    return difference.to_bytes(len(one), "big")
