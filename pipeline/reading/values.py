"""What a YAML tree means: the core schema of YAML 1.2.2 (10.3.2), without octal, hexadecimal, infinity and NaN.

``no``, ``1:30``, ``0x1F``, ``1_000`` and every date are text. Numbers remember how they were written.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pipeline.model.border import WrittenFloat, WrittenInt
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence

_NULL: Final = re.compile(r"~|null|Null|NULL|")
_TRUE: Final = re.compile(r"true|True|TRUE")
_FALSE: Final = re.compile(r"false|False|FALSE")
_INT: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def value_of(node: Node) -> Any:
    """Return the plain value of a node; mappings and lists become dict and list."""
    match node:
        case Mapping():
            return {key.text: value_of(value) for key, value in node.entries}
        case Sequence():
            return [value_of(item) for item in node.items]
        case Scalar(text, None):
            return _plain_value(text)
        case Scalar(text):
            return text


def _plain_value(text: str) -> Any:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return text[0] in "tT"
    # Python refuses whole numbers of more than 4,300 digits; so long a number is text to everybody.
    if len(text) > 300:
        return text
    if _INT.fullmatch(text):
        whole = WrittenInt(text)
        whole.written = text
        return whole
    if _FLOAT.fullmatch(text):
        decimal = WrittenFloat(text)
        decimal.written = text
        return decimal
    return text


def written(node: Node | None) -> Scalar | None:
    """Return the node if an author wrote a value there, not a list or mapping, and not nothing (``~``)."""
    return node if isinstance(node, Scalar) and value_of(node) is not None else None
