"""What plain values mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import tree

from pipeline.model.border import WrittenFloat, WrittenInt
from pipeline.reading.values import value_of, written


def value(plain):
    return value_of(tree(f"a: {plain}\n").get("a"))


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "on",
        "off",
        "n",
        "y",
        "1:30",
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        "2019-01-08",
        "2019-01",
        ".inf",
        ".nan",
        "1.2.3",
        "1e",
        "tRUE",
        "nULL",
        "--",
        "+",
        ".",
        "12:30:45",
        "£5",
        "5%",
        "1,000",
        "1 000",
        "2001-12-14t21:59:43.10-05:00",
    ],
)
def test_what_yaml_1_1_would_convert_is_text(word):
    """Words, times, dates and numbers of other systems stay as they are written."""
    assert word == value(word)
    assert type(value(word)) is str


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(word):
    """A key without a value, and the words for nothing, are None."""
    assert value(word) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_truth_is_written_in_full(word, expected):
    """True and false are the only words for it."""
    assert value(word) is expected


@pytest.mark.parametrize(
    ("word", "kind", "number"),
    [
        ("2019", WrittenInt, 2019),
        ("-7", WrittenInt, -7),
        ("+7", WrittenInt, 7),
        ("007", WrittenInt, 7),
        ("12.50", WrittenFloat, 12.5),
        (".5", WrittenFloat, 0.5),
        ("5.", WrittenFloat, 5.0),
        ("1e3", WrittenFloat, 1000.0),
        ("-1.5E-2", WrittenFloat, -0.015),
    ],
)
def test_numbers_remember_how_they_were_written(word, kind, number):
    """A number is a number, and 12.50 is not printed as 12.5."""
    actual = value(word)

    assert (kind, number, word) == (type(actual), actual, actual.written)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_of_python_is_read_as_itself(number):
    """Whole and decimal numbers go through YAML unchanged."""
    assert number == value(repr(number))


def test_a_number_too_long_to_count_is_text():
    """Python refuses whole numbers of thousands of digits; nobody can mean one."""
    assert value("9" * 5000) == "9" * 5000


@pytest.mark.parametrize("quoted", ["'{}'", '"{}"', "|-\n  {}"])
@pytest.mark.parametrize("word", ["true", "~", "12.50", "2019"])
def test_quoted_values_are_text(quoted, word):
    """Quotation marks and literal blocks make text of everything."""
    assert word == value(quoted.format(word))


def test_lists_and_mappings_become_pythons():
    """Order and nesting stay."""
    assert value_of(tree("a: [1, {b: }]\nc: d\n")) == {"a": [1, {"b": None}], "c": "d"}


@pytest.mark.parametrize(
    ("plain", "expected"), [("words", "words"), ("~", None), ("", None), ("[a]", None), ("''", "")]
)
def test_written_is_what_an_author_wrote_there(plain, expected):
    """Nothing, lists and mappings are no words; an empty text in quotation marks is."""
    node = written(tree(f"a: {plain}\n").get("a"))

    assert expected == (node.text if node else None)
    assert written(None) is None
