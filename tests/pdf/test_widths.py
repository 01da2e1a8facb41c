"""Widths of composite fonts."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject

from pipeline.pdf.widths import UnreadableWidthsError, differing_widths


@pytest.fixture
def font(typeset) -> DictionaryObject:
    """Typeset a few words and return their font."""
    page = PdfReader(io.BytesIO(typeset("<p>Words"))).pages[0]
    return next(iter(page["/Resources"]["/Font"].values())).get_object()


def described(font: DictionaryObject) -> Any:
    return font["/DescendantFonts"][0].get_object()


def test_the_engines_widths_are_those_of_the_font(font):
    """What the engine writes agrees."""
    assert differing_widths(font) == ()


def test_a_range_of_codes_is_read(font):
    """Two codes and a width give all codes between that width."""
    table = ArrayObject([NumberObject(60_000), NumberObject(60_002), FloatObject(7)])
    described(font)[NameObject("/W")] = table

    assert differing_widths(font) == (60_000, 60_001, 60_002)


@pytest.mark.parametrize(
    "table",
    [[NumberObject(1)], [NumberObject(3), NumberObject(1), NumberObject(9)], [FloatObject(1), ArrayObject()]],
    ids=["half a pair", "a range that ends before it begins", "no code"],
)
def test_a_broken_table_is_told(font, table):
    """What is no table of widths is said to be none."""
    described(font)[NameObject("/W")] = ArrayObject(table)

    with pytest.raises(UnreadableWidthsError):
        differing_widths(font)
