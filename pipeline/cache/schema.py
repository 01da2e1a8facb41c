"""The shape of a value: what its dataclasses say of themselves, in words, down to the last field.

Two releases, or a checkout before and after an edit, agree on an entry only if they agree on this text. It is made of types
that come back equal; others are refused here, when the program is written rather than when somebody's build goes wrong.
"""

from __future__ import annotations

import hashlib
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

_PLAIN: Final = (bool, int, float, str, bytes, type(None))


def fingerprint(kind: type) -> bytes:
    """Return 16 bytes that tell one shape from another.

    Raises:
        TypeError: values of this type would not come back equal, or their bytes would not be the same twice.
    """
    return hashlib.sha256("\n".join(_describe(kind)).encode()).digest()[:16]


def _describe(kind: Any) -> Iterator[str]:
    """Yield a paragraph for the type and for each dataclass below it, once."""
    waiting: list[Any] = [kind]
    known: set[str] = set()
    while waiting:
        part = waiting.pop(0)
        paragraph = _spell(part, top=True)
        if paragraph not in known:
            known.add(paragraph)
            yield paragraph
            waiting += _parts(part)


def _parts(kind: Any) -> Iterator[Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        yield from _compared(kind).values()
    yield from (part for part in get_args(kind) if part is not Ellipsis)


def _compared(kind: type) -> dict[str, Any]:
    """Return the types of the fields that count; the others are left empty by whoever keeps the value."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.compare}


def _spell(kind: Any, *, top: bool = False) -> str:
    if kind is Ellipsis:
        return "..."
    if kind in _PLAIN:
        return str(kind.__name__)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{kind.__name__}({', '.join(repr(member.value) for member in kind)})"
    if is_dataclass(kind) and isinstance(kind, type):
        name = f"{kind.__module__}.{kind.__qualname__}"
        entries = (f"{key}: {_spell(part)}" for key, part in _compared(kind).items())
        return f"{name}({', '.join(entries)})" if top else name
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {tuple, dict, Mapping}:
        return f"{origin.__name__}[{', '.join(map(_spell, arguments))}]"
    if origin in {types.UnionType, Union}:
        return " | ".join(map(_spell, arguments))
    raise TypeError(f"{kind!r} cannot be kept: it would not come back the same, byte for byte")
