"""Page boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, FloatObject

from pipeline.pdf import open_document
from pipeline.pdf.boxes import Box, PageBoxes, read_box, read_boxes

LENGTHS = st.floats(-1000, 1000, allow_nan=False)


def test_bleed_lies_round_the_trim(typeset):
    """Of a page with bleed, the five boxes are read as the engine wrote them."""
    content = typeset("<style>@page { size: 100pt 200pt; margin: 0; bleed: 9pt }</style>")

    around = Box(-9, -9, 109, 209)
    assert (PageBoxes(media=around, bleed=around, trim=Box(0, 0, 100, 200)),) == read_boxes(
        open_document(content)
    )


@given(st.tuples(LENGTHS, LENGTHS, LENGTHS, LENGTHS))
def test_corners_come_in_any_order(corners):
    """Whichever two opposite corners are given, left is not right of right, nor bottom above top."""
    a, b, c, d = corners
    orders = [(a, b, c, d), (c, b, a, d), (a, d, c, b), (c, d, a, b)]
    boxes = {read_box(ArrayObject(map(FloatObject, order))) for order in orders}

    (box,) = boxes
    assert box.width >= 0
    assert box.height >= 0


@pytest.mark.parametrize("value", ["[0 0 9]", "[0 0 9 (9)]", "9", "null", "[0 0 9 9 9]"])
def test_what_is_no_rectangle_is_no_box(opened, value):
    """A box that is not four numbers is taken as not set."""
    (boxes,) = read_boxes(opened(page=f"/TrimBox {value}"))

    assert PageBoxes(media=Box(0, 0, 100, 200)) == boxes


def test_rotation_and_unit_are_read(opened):
    """A page that is turned, or measured in other units, says so."""
    (boxes,) = read_boxes(opened(page="/Rotate 90 /UserUnit 2.5"))

    assert (boxes.rotation, boxes.user_unit) == (90, 2.5)
