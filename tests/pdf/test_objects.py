"""Objects of files that others wrote."""

import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from pipeline.pdf.objects import (
    decoded,
    dictionary_of,
    escaped,
    flag_of,
    integer_of,
    items_of,
    name_of,
    number_of,
    spelled,
    text_of,
)

VALUES = {
    "name": NameObject("/Name"),
    "text": TextStringObject("text"),
    "bytes": ByteStringObject(b"\x81\xe9"),
    "whole": NumberObject(3),
    "real": FloatObject(2.5),
    "flag": BooleanObject(value=True),
    "null": NullObject(),
    "array": ArrayObject([NumberObject(1)]),
    "dictionary": DictionaryObject({NameObject("/A"): NumberObject(1)}),
    "nothing": None,
}


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (name_of, {"name": "Name"}),
        (text_of, {"text": "text", "bytes": "\x81é"}),
        (integer_of, {"whole": 3}),
        (number_of, {"whole": 3.0, "real": 2.5}),
        (flag_of, {"flag": True}),
        (decoded, {}),
    ],
)
def test_a_value_of_another_type_is_nothing(read, expected):
    """Each reader takes its own type of object and gives None for every other."""
    actual = {name: read(value) for name, value in VALUES.items() if read(value) is not None}

    assert expected == actual


def test_arrays_and_dictionaries_of_another_type_are_empty():
    """What should be an array or a dictionary and is not has nothing in it."""
    assert [name for name, value in VALUES.items() if items_of(value)] == ["array"]
    assert [name for name, value in VALUES.items() if dictionary_of(value)] == ["dictionary"]


@pytest.mark.parametrize("number", ["9" * 400, "nan", "inf"])
def test_a_number_out_of_range_is_nothing(number):
    """Numbers that no length can be are None, not an error."""
    written = NumberObject(int(number)) if number.isdigit() else FloatObject(number)

    assert number_of(written) is None


def test_values_are_spelled_without_object_numbers():
    """A value is written in PDF's words; numbers have two decimals at most, and no negative zero."""
    value = DictionaryObject(
        {
            NameObject("/B"): ArrayObject(
                [FloatObject(-0.001), FloatObject(1.005), NumberObject(7), VALUES["name"]]
            ),
            NameObject("/A"): TextStringObject("soft\u00adhyphen"),
            NameObject("/C"): VALUES["flag"],
            NameObject("/D"): VALUES["null"],
        }
    )

    assert spelled(value) == '<<A "soft\\u00adhyphen", B [0 1 7 Name], C true, D null>>'


def test_a_value_that_nests_deeply_is_cut():
    """Arrays within arrays are spelled three levels deep."""
    value = ArrayObject()
    for _ in range(5000):
        value = ArrayObject([value])

    assert spelled(value) == "[[[…]]]"


def test_what_cannot_be_seen_is_escaped():
    """Controls, no-break spaces and lone surrogates are shown by their code; letters and spaces stay."""
    assert escaped("é \n\u00a0\u202e\ud800") == "é \\u000a\\u00a0\\u202e\\ud800"
