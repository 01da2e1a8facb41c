"""Luminance, contrast and compositing are those of the standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typesetting.colour import (
    BLACK,
    CLEAR,
    WHITE,
    Colour,
    contrast,
    in_words,
    mixed,
    needed_contrast,
)

SHARES = st.floats(0, 1)
OPAQUE = st.builds(Colour, SHARES, SHARES, SHARES)
ANY = st.builds(Colour, SHARES, SHARES, SHARES, SHARES)


def colour(code: str) -> Colour:
    """Read ``#rrggbb``."""
    return Colour(*(int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # The lightest grey that passes on white, and the darkest that does not.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#949494", "#ffffff", 3.03),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#ffffff", 1.37),
    ],
)
def test_ratios_are_those_of_wcag(one, other, expected):
    """Pairs whose ratio is well known have it, whichever of them is the text."""
    assert contrast(colour(one), colour(other)) == pytest.approx(expected, abs=0.005)
    assert contrast(colour(other), colour(one)) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("#000000", 0.0), ("#ffffff", 1.0), ("#ff0000", 0.2126), ("#00ff00", 0.7152), ("#0000ff", 0.0722)],
)
def test_luminance_weighs_the_primaries(code, expected):
    """White is 1, and red, green and blue have the shares of it that WCAG names."""
    assert colour(code).luminance == pytest.approx(expected)


@given(OPAQUE, OPAQUE)
def test_contrast_is_between_one_and_twenty_one(one, other):
    """No two colours have less or more, and a colour has none with itself."""
    assert 1 <= contrast(one, other) <= 21.0000001
    assert contrast(one, one) == 1


@pytest.mark.parametrize(
    ("size", "weight", "expected"),
    [
        (12, 400, 4.5),
        (17.9, 600, 4.5),
        (18, 400, 3.0),
        (14, 700, 3.0),
        (14, 699, 4.5),
        (13.9, 900, 4.5),
        (24 * 0.75, 400, 3.0),
    ],
)
def test_large_text_needs_less(size, weight, expected):
    """18 pt is large, and 14 pt in bold."""
    assert needed_contrast(size, weight) == expected


@pytest.mark.parametrize(
    ("ratio", "expected"), [(21.0, "21:1"), (4.4999, "4.49:1"), (4.5, "4.5:1"), (2.999999999, "2.99:1")]
)
def test_a_ratio_that_falls_short_never_looks_as_if_it_did_not(ratio, expected):
    """Ratios are cut, not rounded."""
    assert in_words(ratio) == expected


def test_half_black_over_white_is_grey():
    """Alpha mixes in sRGB, as PDF viewers do."""
    assert str(Colour(0, 0, 0, 0.5).over(WHITE)) == "#808080"
    assert str(mixed(BLACK, WHITE, 0.25)) == "#404040"


@given(ANY, ANY, OPAQUE)
def test_laying_over_can_be_done_in_any_grouping(top, middle, ground):
    """A stack of colours is the same, whether its upper or its lower two are joined first."""
    once = top.over(middle).over(ground)
    twice = top.over(middle.over(ground))

    assert (once.red, once.green, once.blue) == pytest.approx((twice.red, twice.green, twice.blue), abs=1e-6)
    assert (once.alpha, CLEAR.over(ground), top.over(CLEAR).alpha) == (1.0, ground, pytest.approx(top.alpha))
