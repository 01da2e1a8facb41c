"""How the dump spells pages and lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.spelling import page, page_ranges, points


@pytest.mark.parametrize(
    ("indexes", "expected"),
    [
        ([], "no page"),
        ([0], "page 1"),
        ([0, 1], "pages 1-2"),
        ([0, 1, 2, 6], "pages 1-3, 7"),
        ([1, 3], "pages 2, 4"),
        ([4, 4], "page 5"),
    ],
)
def test_pages_are_named_in_ranges(indexes, expected):
    """Pages in a row are one range, and numbers are from 1."""
    assert expected == page_ranges(indexes)


@given(st.sets(st.integers(0, 60), min_size=1))
def test_ranges_name_every_page_and_no_other(indexes):
    """Reading the ranges back gives the pages."""
    bounds = [each.split("-") for each in page_ranges(sorted(indexes)).split(" ", 1)[1].split(", ")]

    assert sorted(indexes) == [index for each in bounds for index in range(int(each[0]) - 1, int(each[-1]))]


def test_lengths_have_two_decimals_and_no_negative_zero():
    """A length that rounds to nothing is 0.00."""
    assert [points(length) for length in (-0.001, -0.006, 595.2756)] == ["0.00", "-0.01", "595.28"]


def test_labels_are_shown_where_they_differ():
    """A page is named by its label too, unless that is its number."""
    assert [page(index, {0: "1", 1: "ii"}) for index in (0, 1, 2, None)] == [
        "page 1",
        'page 2 "ii"',
        "page 3",
        "no page of this file",
    ]
