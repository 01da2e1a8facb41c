"""An entry of the cache as bytes: its key and content, proved by a digest over both.

    line of the format | SHA-256, 32 bytes | length of the key, 4 bytes, most significant first | key in UTF-8 | content

A file that was cut short, filled with zeros by a power cut, made by another release, or copied to another entry's name
fails the proof, so nothing need be flushed to the disk when an entry is written.
"""

import hashlib
import struct
from typing import Final

FORMAT: Final = b"report-pipeline cache 1\n"
"""The first line of each entry; the number changes with this layout."""

_LENGTH: Final = struct.Struct(">L")
_PROOF_BYTES: Final = 32
_HEAD_BYTES: Final = len(FORMAT) + _PROOF_BYTES


def seal(key: str, content: bytes) -> bytes:
    """Return an entry."""
    name = key.encode()
    body = _LENGTH.pack(len(name)) + name + content
    return FORMAT + hashlib.sha256(body).digest() + body


def unseal(key: str, entry: bytes) -> bytes | None:
    """Return the content of an entry; None if it is not whole, or not this key's."""
    proof, body = entry[len(FORMAT) : _HEAD_BYTES], entry[_HEAD_BYTES:]
    if not entry.startswith(FORMAT) or hashlib.sha256(body).digest() != proof:
        return None
    name = key.encode()
    head = _LENGTH.pack(len(name)) + name
    return body[len(head) :] if body.startswith(head) else None
