"""Sections have titles, headings have levels without jumps."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typesetting.tagging.naming import Headings, title_of

TITLES = {
    '<section aria-label="A"><h2>B</h2></section>': "A",
    "<section><p>x</p><h2>B\n <i>c</i></h2></section>": "B c",
    "<section><h2/></section>": None,
    "<section/>": None,
}


@pytest.mark.parametrize(("html", "expected"), TITLES.items())
def test_a_section_is_called(html, expected):
    """By its own words, or by its first heading."""
    assert title_of(ElementTree.fromstring(html)) == expected


@given(st.lists(st.integers(1, 6)))
def test_headings_never_jump(written):
    """The first is of level 1, each is at most one deeper than the one before; what is deeper in HTML stays deeper."""
    headings = Headings()
    levels = [int(headings.kind(each)[1]) for each in written]

    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))
    pairs = zip(zip(written, levels, strict=True), list(zip(written, levels, strict=True))[1:], strict=False)
    assert all((after[0] > before[0]) == (after[1] > before[1]) for before, after in pairs)


def test_headings_without_jumps_stay_as_they_are():
    """Levels that are in order are kept."""
    headings = Headings()

    assert [headings.kind(each) for each in (1, 2, 3, 3, 2, 3)] == ["H1", "H2", "H3", "H3", "H2", "H3"]
