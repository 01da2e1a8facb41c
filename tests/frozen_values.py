"""Values of any dataclass, made by its type hints: what the laws of freezing are tried on."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from pipeline.findings import CODES, Finding

PLAIN = {
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**64 - 1),
    float: st.floats(allow_nan=False),
    str: st.text(max_size=5),
    bytes: st.binary(max_size=5),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy:
    """Make a strategy; fields that do not count in comparison keep their default."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {types.UnionType, Union}:
        return st.one_of(*map(values, arguments))
    if origin is Mapping:
        return st.dictionaries(*map(values, arguments), max_size=2)
    if origin is tuple and arguments[-1] is Ellipsis:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind)
    hints = get_type_hints(kind)
    made = {field.name: values(hints[field.name]) for field in fields(kind) if field.compare}
    if kind is Finding:
        made["code"] = st.sampled_from(sorted(CODES))
    return st.builds(kind, **made)
