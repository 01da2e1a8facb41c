"""PDF objects of files that others wrote: each is read as what it should be, or as nothing.

pypdf gives whatever stands in the file. Here an indirect reference is followed, and a value of another type than
the standard's, a missing one and one that cannot be parsed are all None or empty (ISO 32000-2:2020, 7.3).
"""

import math
from collections.abc import Sequence
from typing import Final

from pypdf.errors import DependencyError
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
    StreamObject,
    TextStringObject,
)

Key = tuple[int, int]
"""Object number and generation: what makes two references the same object. Never shown."""

_LONGEST_CHAIN: Final = 8
"""References to references that are followed; the standard knows none (7.3.10), so this is generous."""

_DEEPEST_VALUE: Final = 3
"""Levels of arrays and dictionaries that are spelled out; attributes and preferences have two."""


class UnreadablePdfError(Exception):
    """The bytes are no PDF, or one that cannot be opened: damaged beyond repair, or locked."""


def key_of(value: object) -> Key | None:
    """Return the object's number and generation; None for a direct object."""
    return (value.idnum, value.generation) if isinstance(value, IndirectObject) else None


def cannot_decrypt(problem: DependencyError) -> UnreadablePdfError:
    """Say that pypdf needs another library for this file's cipher (AES, 7.6.3.2)."""
    return UnreadablePdfError(f"the PDF is encrypted, and this machine cannot decrypt it: {problem}")


def resolved(value: object) -> object:
    """Follow indirect references; None for null, for a missing object and for one that cannot be parsed.

    Raises:
        UnreadablePdfError: this machine lacks what it takes to decrypt the object.

    """
    if not isinstance(value, IndirectObject):
        return None if isinstance(value, NullObject) else value
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(value, IndirectObject):
            return None if isinstance(value, NullObject) else value
        try:
            value = value.get_object()
        except DependencyError as problem:
            raise cannot_decrypt(problem) from problem
        except Exception:  # noqa: BLE001 - pypdf raises whatever its parser trips over ("might cause other Exceptions")
            return None
    return None


def raw(dictionary: DictionaryObject, key: str) -> object:
    """Return an entry with its reference unfollowed, as identity needs it; None when absent."""
    # As raw_get of pypdf does, which asks twice; this is asked hundreds of thousands of times.
    return dict.get(dictionary, key)


def entry(dictionary: DictionaryObject, key: str) -> object:
    """Return an entry's value; None when it is absent or cannot be parsed."""
    return resolved(raw(dictionary, key))


def dictionary_of(value: object) -> DictionaryObject:
    """Return a dictionary, or a stream as the dictionary that it also is; empty for anything else."""
    value = resolved(value)
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def items_of(value: object) -> Sequence[object]:
    """Return an array's items with their references unfollowed; empty for anything else."""
    value = resolved(value)
    return tuple(list.__iter__(value)) if isinstance(value, ArrayObject) else ()


def text_of(value: object) -> str | None:
    """Return a text string (7.9.2.2); bytes in no known encoding are read as Latin-1."""
    value = resolved(value)
    if isinstance(value, TextStringObject):
        return str(value)
    return bytes(value).decode("latin-1") if isinstance(value, ByteStringObject) else None


def name_of(value: object) -> str | None:
    """Return a name without its solidus."""
    value = resolved(value)
    return str(value).removeprefix("/") if isinstance(value, NameObject) else None


def number_of(value: object) -> float | None:
    """Return a number, whole or real."""
    value = resolved(value)
    if not isinstance(value, (NumberObject, FloatObject)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def integer_of(value: object) -> int | None:
    """Return a whole number."""
    value = resolved(value)
    return int(value) if isinstance(value, NumberObject) else None


def flag_of(value: object) -> bool | None:
    """Return a boolean."""
    value = resolved(value)
    return bool(value.value) if isinstance(value, BooleanObject) else None


def decoded(value: object) -> bytes | None:
    """Return a stream's bytes with its filters undone; None when it is no stream or is damaged."""
    value = resolved(value)
    if not isinstance(value, StreamObject):
        return None
    try:
        return bytes(value.get_data())
    except DependencyError as problem:
        raise cannot_decrypt(problem) from problem
    except Exception:  # noqa: BLE001 - as in resolved(): filters raise zlib.error, ValueError and more
        return None


def spelled(value: object, level: int = 0) -> str:
    """Write any value out in PDF's words, without object numbers, strings quoted, three levels deep."""
    value = resolved(value)
    if not isinstance(value, (DictionaryObject, ArrayObject)):
        return _spelled_scalar(value)
    if level == _DEEPEST_VALUE:
        return "…"
    if isinstance(value, ArrayObject):
        return f"[{' '.join(spelled(item, level + 1) for item in items_of(value))}]"
    entries = (
        f"{escaped(key.removeprefix('/'))} {spelled(raw(value, key), level + 1)}" for key in sorted(value)
    )
    return f"<<{', '.join(entries)}>>"


def _spelled_scalar(value: object) -> str:
    name, text, flag, number = name_of(value), text_of(value), flag_of(value), number_of(value)
    if name is not None:
        return escaped(name)
    if text is not None:
        return quoted(text)
    if flag is not None:
        return "true" if flag else "false"
    if number is not None:
        # Adding 0.0 makes the -0.0 that rounding may leave a plain zero.
        return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
    return "null"


def escaped(text: str) -> str:
    r"""Show what cannot be seen, such as controls, soft hyphens and no-break spaces, as ``\u00ad``."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def quoted(text: str) -> str:
    """Put text into quotation marks, with what cannot be seen escaped."""
    return f'"{escaped(text)}"'
