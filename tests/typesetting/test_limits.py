"""What leaves a limit is measured on the side where it does so farthest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Rectangle
from pipeline.typesetting.limits import (
    ALL_SIDES,
    HORIZONTAL,
    TOLERANCE,
    VERTICAL,
    Limit,
    around,
    excess_on,
    first_excess,
)

BOX = Rectangle(10, 10, 30, 20)


@pytest.mark.parametrize(
    ("inner", "side", "by"),
    [
        (Rectangle(5, 10, 30, 20), "left", 5),
        (Rectangle(10, 10, 36, 20), "right", 6),
        (Rectangle(10, 3, 30, 20), "bottom", 7),
        (Rectangle(10, 10, 30, 28), "top", 8),
        (Rectangle(8, 6, 33, 21), "bottom", 4),
    ],
)
def test_the_farthest_side_is_named(inner, side, by):
    """A rectangle leaves a limit on one side, by so many points."""
    excess = first_excess(inner, [Limit("its box", BOX, ALL_SIDES)])

    assert (excess.side, excess.by) == (side, by)
    assert excess_on(side, inner, excess.limit) == by


def test_sides_that_are_not_checked_do_not_count():
    """A limit for widths lets heights be."""
    tall = Rectangle(10, 0, 30, 40)

    assert first_excess(tall, [Limit("its box", BOX, HORIZONTAL)]) is None
    assert first_excess(tall, [Limit("its box", BOX, VERTICAL)]).side == "top"


def test_the_first_limit_that_is_left_counts():
    """Limits are asked in order."""
    limits = [Limit("wide", Rectangle(0, 0, 100, 100), ALL_SIDES), Limit("box", BOX, ALL_SIDES)]

    assert first_excess(Rectangle(10, 10, 40, 20), limits).limit.beyond == "box"


rectangles = st.builds(
    lambda left, bottom, width, height: Rectangle(left, bottom, left + width, bottom + height),
    *[st.integers(-50, 50)] * 2,
    *[st.integers(0, 50)] * 2,
)


@given(one=rectangles, other=rectangles)
def test_what_is_inside_leaves_nothing(one, other):
    """A rectangle leaves neither itself nor what holds it."""
    assert first_excess(one, [Limit("its box", around(one, other), ALL_SIDES)]) is None


@given(inner=rectangles, outer=rectangles)
def test_an_excess_is_more_than_the_tolerance(inner, outer):
    """Whatever is found is far enough out to be seen."""
    excess = first_excess(inner, [Limit("its box", outer, ALL_SIDES)])

    assert excess is None or excess.by > TOLERANCE
