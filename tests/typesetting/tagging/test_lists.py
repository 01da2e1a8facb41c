"""Lists say how they are numbered, and hold nothing but items."""

import pytest

from pipeline.typesetting.tagging.elements import Element
from pipeline.typesetting.tagging.lists import definition_items, list_items, numbering_of

NUMBERINGS = {
    "": "None",
    "\u2022 ": "Disc",
    "\u25e6": "Circle",
    "\u25aa": "Square",
    "12. ": "Decimal",
    "(i)": "LowerRoman",
    "I.": "UpperRoman",
    "b)": "LowerAlpha",
    "B": "UpperAlpha",
    "\u2013 ": "Disc",
}


@pytest.mark.parametrize(("label", "expected"), NUMBERINGS.items())
def test_a_label_says_how_its_list_is_numbered(label, expected):
    """The names are those of the standard; signs that have none there are a disc."""
    assert numbering_of(label) == expected


def test_strays_become_an_item():
    """Whatever stands between two items is one, in its place."""
    item, stray = Element("LI"), Element("P")

    assert list(list_items([stray, stray, item])) == [
        Element("LI", (Element("LBody", (stray, stray)),)),
        item,
    ]


def test_terms_and_what_is_said_of_them_are_an_item():
    """A term that follows what was said of another begins an item."""
    term, said, stray = Element("Lbl"), Element("LBody"), Element("P")

    assert [item.kids for item in definition_items([term, term, said, stray, term])] == [
        (term, term, said, Element("LBody", (stray,))),
        (term,),
    ]
