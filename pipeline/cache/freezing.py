"""Freezing: a value becomes bytes that another process can make the same value of, or refuse.

Values are frozen dataclasses of numbers, text, bytes, tuples and mappings, as stages pass them on. msgspec writes and reads
them as MessagePack by their type hints; in front stands a fingerprint of all their fields (:mod:`.schema`), so that bytes
of an older shape are refused. Nothing is ever run that a file says: that is why this is not pickle.

A whole number in a field for fractions comes back as a fraction. Equal as they are, the two print differently, so a road
that must give the same bytes with a cache and without goes on with what :func:`thaw` gives in both cases.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVar, cast

import msgspec

from pipeline.cache.schema import fingerprint

T = TypeVar("T")

_ENCODER: Final = msgspec.msgpack.Encoder()


class ThawError(ValueError):
    """The bytes are no value of this type: cut short, changed, or of another shape."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are written."""

    head: bytes
    decoder: msgspec.msgpack.Decoder[Any]


@lru_cache(maxsize=32)
def _form(kind: type) -> _Form:
    return _Form(fingerprint(kind), msgspec.msgpack.Decoder(kind))


def freeze(value: T, kind: type[T]) -> bytes:
    """Return bytes that :func:`thaw` makes an equal value of; they are the same in every process.

    Raises:
        TypeError: the value holds what its type does not say, or the type says what cannot be kept.
    """
    form = _form(cast("Hashable", kind))
    try:
        # Read back at once: a value that breaks its own type is found by who made it, and numbers get their one form.
        read = form.decoder.decode(_ENCODER.encode(value))
    except (msgspec.MsgspecError, ValueError, OverflowError, TypeError) as problem:
        raise TypeError(f"a {kind.__name__} holds what cannot be kept: {problem}") from problem
    if read != value:
        raise TypeError(f"a {kind.__name__} holds what cannot be kept: a value of another type")
    return form.head + _ENCODER.encode(read)


def thaw(content: bytes, kind: type[T]) -> T:
    """Make a value of the bytes that :func:`freeze` gave.

    Raises:
        ThawError: they are not such bytes.
        TypeError: the type says what cannot be kept.
    """
    form = _form(cast("Hashable", kind))
    if not content.startswith(form.head):
        raise ThawError("it has another shape")
    packed = content[len(form.head) :]
    try:
        value = form.decoder.decode(packed)
    except Exception as problem:  # values check themselves when they are made, and raise what they like
        raise ThawError(f"it is not a {kind.__name__}: {problem}") from problem
    # The decoder passes over fields that it does not know, and takes defaults for those that it misses.
    if _ENCODER.encode(value) != packed:
        raise ThawError(f"it holds more or less than a {kind.__name__}")
    return cast("T", value)
