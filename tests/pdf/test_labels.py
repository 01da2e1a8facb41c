"""Page labels."""

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.labels import STYLES, LabelRange, letters, read_page_labels, roman

ROMAN_DIGITS = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))

RANGES = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.sampled_from([None, *STYLES]),
        st.text("AB- (é", max_size=3),
        st.integers(1, 300),
    ),
    min_size=1,
    max_size=5,
)


def number_in_roman(written):
    digits = [ROMAN_DIGITS[digit] for digit in written]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


@given(st.integers(1, 20_000))
def test_roman_numerals_say_their_number(number):
    """Reading a roman numeral back gives the number, and no digit but m stands more than three times in a row."""
    assert number == number_in_roman(roman(number))
    assert not re.search(r"([^m])\1{3}", roman(number))


@pytest.mark.parametrize(("number", "written"), [(1, "a"), (26, "z"), (27, "aa"), (52, "zz"), (53, "aaa")])
def test_letters_count_as_the_standard_does(number, written):
    """After z come aa, bb and so on, and not ab."""
    assert written == letters(number)


@given(ranges=RANGES)
def test_ranges_are_read_as_they_were_written(opened, ranges):
    """Ranges written to a number tree are read back, cover every page, and each page's label follows from its range."""
    starts = [0, *accumulate(count for count, *_ in ranges)]
    expected = tuple(
        LabelRange(start, count, style, prefix, first)
        for start, (count, style, prefix, first) in zip(starts, ranges, strict=False)
    )
    tree = " ".join(
        f"{each.first_index} <</P <{each.prefix.encode('utf-16').hex()}> /St {each.first_number}"
        f"{f' /S /{each.style}' if each.style else ''}>>"
        for each in expected
    )
    actual = read_page_labels(opened(f"/PageLabels <</Nums [{tree}]>>", pages=starts[-1]))

    assert expected == actual.ranges
    assert list(range(starts[-1])) == list(actual.by_page())
    assert all(
        actual.by_page()[each.first_index + offset].startswith(each.prefix)
        for each in expected
        for offset in range(each.page_count)
    )


def test_cover_then_roman_then_decimal(opened):
    """A cover, front matter and a body have the labels that are printed on them."""
    nums = "[0 <</P (Cover)>> 1 <</S /r /St 2>> 4 <</S /D>>]"
    labels = read_page_labels(opened(f"/PageLabels <</Nums {nums}>>", pages=6))

    assert labels.by_page() == {0: "Cover", 1: "ii", 2: "iii", 3: "iv", 4: "1", 5: "2"}


def test_odd_ranges_are_read_as_far_as_they_go(opened):
    """Ranges outside the document are passed over; of two at one page the first counts; odd styles are none."""
    nums = "[1 <</S /Q /P (x)>> 1 <</S /D>> -4 <</S /D>> 99 <</S /D>> 2 null]"
    labels = read_page_labels(opened(f"/PageLabels <</Nums {nums}>>", pages=3))

    assert labels.by_page() == {1: "x", 2: ""}


@pytest.mark.parametrize("style", STYLES)
def test_a_huge_first_number_costs_nothing(style):
    """Numbers that would make labels of millions of letters are written in figures."""
    labels = LabelRange(0, 2, style, first_number=10**9)

    assert list(labels.labels()) == ["1000000000", "1000000001"]


def test_no_labels(opened):
    """A document without page labels has no ranges."""
    assert read_page_labels(opened()).ranges == ()
