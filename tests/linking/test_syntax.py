"""PDF syntax: what is written reads back the same, and only references look like references."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    TextStringObject,
    read_object,
)

from pipeline.linking.syntax import (
    Symbol,
    encode_text,
    fill,
    joined,
    reference,
    spell,
    spell_name,
    spell_number,
    spell_string,
    symbols_of,
)

SYMBOL = Symbol("name", "a")


def spelled(value: object) -> bytes:
    (content,) = spell(value, lambda where: reference(where.idnum), dict)
    return content


def read_back(content: bytes) -> object:
    return read_object(io.BytesIO(content + b" "), None)


@given(content=st.binary(max_size=40))
def test_strings_read_back(content):
    """Any bytes are a string, whichever way they are written."""
    assert read_back(spell_string(content)).original_bytes == content


@given(content=st.sampled_from([b"on page 12 0 R of it", b"/StructParents 3", b"(1 0 R)", b"12 0 R"]))
def test_no_string_looks_like_a_reference(content):
    """What relocation searches for stands in no string."""
    assert not re.search(rb"\d 0 R|/StructParent", spell_string(content))


@given(
    name=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)
)
def test_names_read_back(name):
    """Any name comes back, with spaces and brackets in it."""
    assert read_back(spell_name("/" + name)) == "/" + name


@given(number=st.floats(-1e6, 1e6))
def test_numbers_have_no_exponent(number):
    """Numbers read back to a ten-thousand-millionth, and are never written with an e."""
    written = spell_number(number)

    assert re.fullmatch(rb" -?\d+(\.\d+)?", written)
    assert float(written) == pytest.approx(number, abs=1e-9)


def test_every_kind_of_value_is_written():
    """Values without parts, arrays, dictionaries and references, with as few spaces as there can be."""
    value = ArrayObject(
        [
            NumberObject(1), FloatObject(0.5), BooleanObject(True), BooleanObject(False), NullObject(),  # noqa: FBT003
            NameObject("/A B"), TextStringObject(b"(x)"), ByteStringObject(b"\xff"), IndirectObject(7, 0, None),
            DictionaryObject({NameObject("/K"): ArrayObject(), NameObject("/Gone"): NullObject()}),
        ]
    )  # fmt: skip

    assert spelled(value) == b"[ 1 0.5 true false null/A#20B(\\(x\\))(\xff) 7 0 R<</K[]>>]"


def test_what_is_no_value_is_refused():
    """A mistake of ours does not end up in a file."""
    with pytest.raises(TypeError, match="not an object of PDF: set"):
        spelled(set())


def test_symbols_are_filled_in():
    """A template is bytes with symbols among them, whatever stands at its ends."""
    template = joined([b"a", b"b", SYMBOL, b"c", SYMBOL])

    assert template == (b"ab", SYMBOL, b"c", SYMBOL, b"")
    assert list(symbols_of(template)) == [SYMBOL, SYMBOL]
    assert fill(template, {SYMBOL: b"-"}) == b"ab-c-"


@pytest.mark.parametrize(("text", "expected"), [("plain", b"plain"), ("é", b"\xfe\xff\x00\xe9")])
def test_text_is_ascii_or_utf_16(text, expected):
    """The two encodings that every reader knows."""
    assert encode_text(text) == expected
