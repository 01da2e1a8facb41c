"""Values that went to the disk come back equal, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, make_dataclass
from enum import Enum
from typing import Any, Protocol

import pytest
from frozen_values import values
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cache.freezing import ThawError, freeze, thaw
from pipeline.cache.kept import Kept
from pipeline.cache.schema import fingerprint
from pipeline.findings import Finding, Place, Rectangle, Related, warning
from pipeline.linking.fragment import Fragment
from pipeline.typesetting import BoxMap, ChapterPdf, TextPair

FINDING = warning(
    "overflow",
    "é",
    Place("sources/a.yaml", 3, 5),
    rectangle=Rectangle(0.0, 1.5, 2.0, 3.0),
    related=(Related("here", Place("styles/a.css")),),
)


@dataclass(frozen=True, slots=True)
class Head:
    """A value with a field that must be there, and one that need not."""

    name: str
    height: float = 1.0


@pytest.mark.parametrize("kind", [BoxMap, ChapterPdf, Finding, Fragment, Kept, TextPair])
@given(draw=st.data())
@settings(deadline=None, max_examples=40)
def test_what_is_frozen_comes_back(kind, draw):
    """Everything that a set chapter consists of comes back equal, and its bytes are the same the second time."""
    value = draw.draw(values(kind))

    frozen = freeze(value, kind)

    assert thaw(frozen, kind) == value
    assert freeze(thaw(frozen, kind), kind) == frozen


def test_a_real_chapter_comes_back(odd_chapters):
    """Chapters as the engine and the compiler make them, whatever is odd about them, come back equal."""
    for value, kind in odd_chapters:
        assert thaw(freeze(value, kind), kind) == value


def test_what_is_cut_short_is_refused():
    """A value that ends too early is no value, wherever it ends."""
    frozen = freeze(FINDING, Finding)

    for length in range(len(frozen)):
        with pytest.raises(ThawError):
            thaw(frozen[:length], Finding)


@given(st.binary(max_size=40))
def test_what_is_no_value_is_refused(content):
    """Bytes that nothing was frozen to are refused, behind a right head too."""
    head = fingerprint(Finding)

    for foreign in (content, head + content):
        with pytest.raises(ThawError):
            thaw(foreign, Finding)


@given(st.data())
def test_what_was_changed_is_refused_or_another_value(data):
    """A changed byte never comes back as the value that was frozen."""
    frozen = bytearray(freeze(FINDING, Finding))
    index = data.draw(st.integers(0, len(frozen) - 1))
    frozen[index] ^= data.draw(st.integers(1, 255))

    try:
        value = thaw(bytes(frozen), Finding)
    except ThawError:
        return

    assert value != FINDING


def test_what_checks_itself_is_refused():
    """A value that its class will not have, such as a finding with an unknown code, is refused like any other fault."""
    frozen = freeze(FINDING, Finding).replace(b"overflow", b"overflew")

    with pytest.raises(ThawError):
        thaw(frozen, Finding)


def of_shape(name: str, /, **kinds: Any) -> type:
    """Make a dataclass; two of one name are what two releases have."""
    return make_dataclass(name, kinds.items(), frozen=True)


SHAPES = [
    of_shape("Head", name=str, height=float),
    of_shape("Head", name=str),
    of_shape("Head", name=str, height=float, depth=float),
    of_shape("Head", name=str, depth=float),
    of_shape("Head", height=float, name=str),
    of_shape("Head", name=str, height=int),
    of_shape("Head", name=str, height=float | None),
    of_shape("Heading", name=str, height=float),
    of_shape("Head", name=str, height=of_shape("Length", points=float)),
    of_shape("Head", name=str, height=of_shape("Length", pixels=float)),
    of_shape("Head", name=str, height=Enum("Height", {"low": 1})),
    of_shape("Head", name=str, height=Enum("Height", {"low": 2})),
]


def test_each_shape_has_a_fingerprint_of_its_own():
    """Fields that come, go, change their order, name or type, and members of enumerations, deep down too, all count."""
    assert len({fingerprint(kind) for kind in SHAPES}) == len(SHAPES)


def test_another_shape_is_refused():
    """What an older release froze is no value of this one, even if it could be read."""
    older, newer = SHAPES[1], SHAPES[0]

    with pytest.raises(ThawError, match="another shape"):
        thaw(freeze(older("a"), older), newer)


@pytest.mark.parametrize(
    "packed",
    [b"\x81\xa4name\xa1a", b"\x83\xa4name\xa1a\xa6height\xcb?\xf0\0\0\0\0\0\0\xa5depth\x01"],
    ids=["missing", "unknown"],
)
def test_fields_are_exactly_those_of_the_class(packed):
    """A field too many or too few is refused, even where a default could stand in."""
    with pytest.raises(ThawError, match="more or less"):
        thaw(fingerprint(Head) + packed, Head)


def test_numbers_have_one_form():
    """A whole number in a field for fractions becomes one, so that it prints the same with the cache and without."""
    assert repr(thaw(freeze(Head("a", 1), Head), Head).height) == "1.0"


@dataclass(frozen=True)
class WithSet:
    names: frozenset[str]


@dataclass(frozen=True)
class WithAny:
    names: Any


@dataclass(frozen=True)
class WithSequence:
    names: Sequence[str]


class Named(Protocol):
    name: str


@dataclass(frozen=True)
class WithProtocol:
    names: Mapping[str, Named]


@pytest.mark.parametrize("kind", [WithSet, WithAny, WithSequence, WithProtocol])
def test_types_that_would_not_come_back_are_refused(kind):
    """Sets (whose order is another each time), and types that do not say what they hold, cannot be kept."""
    with pytest.raises(TypeError, match="cannot be kept"):
        freeze(kind(()), kind)


@dataclass(frozen=True)
class WithNotes:
    name: str
    notes: Sequence[Any] = field(default=(), compare=False)


def test_fields_that_do_not_count_must_be_empty():
    """What is not compared is left out before freezing, else somebody would miss it later."""
    assert thaw(freeze(WithNotes("a"), WithNotes), WithNotes) == WithNotes("a")
    with pytest.raises(TypeError):
        freeze(WithNotes("a", (object(),)), WithNotes)


@pytest.mark.parametrize(
    "value", [Head(1), Head("a", None), Head("\ud800"), WithNotes("a"), Head("a", 2**70)]
)
def test_a_value_that_breaks_its_own_type_is_not_frozen(value):
    """Who made it hears of it, not who looks for it later."""
    with pytest.raises(TypeError, match="Head holds what cannot be kept"):
        freeze(value, Head)
