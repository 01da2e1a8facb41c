"""Numbers as readers expect them, and shares that make a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.charts import add_up
from pipeline.model.numbers import with_commas


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1987", "1,987"),
        ("1987.50", "1,987.50"),
        ("-1234567", "-1,234,567"),
        ("999", "999"),
        ("1,987", "1,987"),
        ("0", "0"),
        ("n/a", "n/a"),
        ("-", "-"),
        ("", ""),
        ("12.5.1", "12.5.1"),
        ("1987 beds", "1987 beds"),
        ("٣٤٥٦", "٣٤٥٦"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_thousands_have_commas_and_other_text_is_left(written, printed):
    """Only what is a number changes; its decimals stay as they are written."""
    assert printed == with_commas(written)


@given(st.integers(-(10**200), 10**200))
def test_no_digit_is_lost(number):
    """Without its commas, a number is what it was."""
    assert with_commas(str(number)).replace(",", "") == str(number)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((60, 40), True),
        ((60, 39), True),
        ((60, 41), True),
        ((60, 38.9), False),
        ((60, 42), False),
        ((33.3, 33.3, 32.4), True),
        ((60, None), True),
        ((101, None), True),
        ((102, None), False),
        ((None, None), True),
    ],
)
def test_shares_make_a_whole_within_rounding(shares, expected):
    """A whole is 100, give or take 1; one that is not known takes what is left."""
    assert expected is add_up(shares)
