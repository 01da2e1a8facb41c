"""Values of many kinds come back equal from lists, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache.freezing import ThawError
from pipeline.cache.lists import Form, Lists


class Colour(Enum):
    """A few words."""

    RED = "red"
    BLUE = "blue"


class Spot(NamedTuple):
    """Two numbers."""

    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of plain fields."""

    words: str
    height: float | None
    colour: Colour
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Twig:
    """A value that holds others, of its own kind too."""

    inner: Parts
    names: Mapping[str, Part]
    pair: tuple[int, str]


Part: TypeAlias = Leaf | Twig
Parts: TypeAlias = tuple[Part, ...]

LISTS = Lists(Twig)

LEAVES = st.builds(
    Leaf,
    st.text(),
    st.none() | st.floats(allow_nan=False),
    st.sampled_from(Colour),
    st.lists(st.builds(Spot, st.integers(0, 2**40), st.integers(0, 9))).map(tuple),
)
PARTS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Twig,
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=3), inner, max_size=2),
        st.tuples(st.integers(0, 9), st.text()),
    ),
    max_leaves=6,
)

TWIG = Twig((Leaf("a", 1.5, Colour.RED, (Spot(1, 2),)),), {"b": Leaf("c", None, Colour.BLUE)}, (1, "d"))


@given(PARTS)
def test_what_is_frozen_comes_back(part: Part) -> None:
    """Each value is of its own kind again, however deep it stands, and prints as it did."""
    value = Twig((part,), {}, (0, ""))

    try:
        content = LISTS.freeze(value)
    except TypeError:  # text that no file can hold
        assert any(0xD800 <= ord(letter) <= 0xDFFF for letter in text_of(value))
    else:
        assert LISTS.thaw(content) == value
        assert repr(LISTS.thaw(content)) == repr(value)


def text_of(value: object) -> str:
    """Return all the text of a value."""
    match value:
        case str():
            return value
        case Leaf(words):
            return words
        case Twig(inner, names, pair):
            return "".join(map(text_of, (*inner, *names, *names.values(), pair[1])))
    return ""


def test_what_is_cut_short_is_refused() -> None:
    """A value that ends too early is no value, wherever it ends."""
    content = LISTS.freeze(TWIG)

    for length in range(len(content)):
        with pytest.raises(ThawError):
            LISTS.thaw(content[:length])


@given(st.binary(max_size=40))
def test_what_is_no_value_is_refused(content: bytes) -> None:
    """Bytes that nothing was frozen to never raise anything else."""
    with pytest.raises(ThawError):
        LISTS.thaw(content)


@pytest.mark.parametrize(
    "value",
    [
        replace(TWIG, inner=("text",)),
        replace(TWIG, pair=(1, 2)),
        replace(TWIG, pair=(1,)),
        replace(TWIG, names={"a": Leaf("a", "high", Colour.RED)}),
        replace(TWIG, names={"a": Leaf("\ud800", None, Colour.RED)}),
        Leaf("a", None, Colour.RED),
    ],
)
def test_what_breaks_its_own_type_is_refused(value: Twig) -> None:
    """Whoever makes such a value hears of it, and not who reads it."""
    with pytest.raises(TypeError):
        LISTS.freeze(value)


@pytest.mark.parametrize("kind", [set[int], int | str, object, Leaf | int])
def test_types_that_cannot_be_told_apart_are_refused(kind: type) -> None:
    """When the program is written, rather than when a value of theirs comes by."""
    with pytest.raises(TypeError):
        Lists(kind)


def test_a_foreign_type_has_the_form_that_its_home_gives_it() -> None:
    """A library's own values are written and read by whoever is at home there."""
    lists = Lists(tuple[complex, ...], lambda kind: Form(str, complex) if kind is complex else None)

    assert lists.thaw(lists.freeze((1j, 2 + 1j))) == (1j, 2 + 1j)
