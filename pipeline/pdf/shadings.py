"""Shadings: the colours between which a gradient runs (ISO 32000-2:2020, 8.7.4.5, 7.10)."""

from collections.abc import Iterator, Sequence
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.inks import Colour, Space
from pipeline.pdf.objects import dictionary_of, integer_of, items_of, number_of, raw

_DEEPEST: Final = 8
"""Functions in functions that are followed; a gradient of many stops is one in one."""


def ends_of(shading: DictionaryObject, space: Space) -> tuple[Colour, ...]:
    """Return colours between which all of a shading's lie; empty where its functions cannot be told.

    Exponential functions and what is stitched of them run from one colour to the next, and with them the sum of inks.
    """
    function = raw(shading, "/Function")
    parts = items_of(function)
    if parts:
        columns = [_ends(part) for part in parts]
        if any(column is None or any(len(end) != 1 for end in column) for column in columns):
            return ()
        # One function for each ink: any of its ends may meet any of another's, so the fullest and the emptiest bound all.
        flat = [[end[0] for end in column or ()] for column in columns]
        ends: Sequence[Sequence[float]] = [tuple(map(max, flat)), tuple(map(min, flat))]
    else:
        ends = _ends(function) or ()
    return tuple(Colour(space, tuple(end)) for end in ends if len(end) == space.components)


def _ends(function: object, level: int = 0) -> list[tuple[float, ...]] | None:
    entries = dictionary_of(function)
    kind = integer_of(raw(entries, "/FunctionType"))
    if kind == 2:
        first, last = _numbers(raw(entries, "/C0")), _numbers(raw(entries, "/C1"))
        return [tuple(first) or (0.0,), tuple(last) or (1.0,)]
    if kind == 3 and level < _DEEPEST:
        stitched = [_ends(each, level + 1) for each in items_of(raw(entries, "/Functions"))]
        if stitched and all(each is not None for each in stitched):
            return [end for each in stitched for end in each or ()]
    return None


def _numbers(value: object) -> Iterator[float]:
    return (number for item in items_of(value) if (number := number_of(item)) is not None)
