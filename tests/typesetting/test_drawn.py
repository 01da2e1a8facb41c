"""A drawing becomes a part of the canvas, as far as it is plain."""

from xml.etree.ElementTree import fromstring

import pytest

from pipeline.typesetting.canvas import Area, Shape, Veil, Words
from pipeline.typesetting.grounds import see
from pipeline.typesetting.layout_tree.drawn import Frame, paint_drawing
from pipeline.typesetting.layout_tree.paints import written_colour

FRAME = Frame(Shape(100, 100, 200, 150), key=7)


def paint(content: str, attributes: str = 'viewBox="0 0 100 50"'):
    root = fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>')
    return paint_drawing(root, FRAME, written_colour)


def corners(item) -> tuple[float, ...]:
    """Return the bounds of an item on the page, to whole pixels."""
    return tuple(round(side) for side in item.bounds[:4])


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ('<rect x="10" y="5" width="20" height="10"/>', (110, 105, 130, 115)),
        ('<circle cx="10" cy="10" r="5"/>', (105, 105, 115, 115)),
        ('<ellipse cx="10" cy="10" rx="5" ry="2"/>', (105, 108, 115, 112)),
        ('<path d="M10 10 l20 0 v5 z"/>', (110, 110, 130, 115)),
        ('<polygon points="10,10 30,10 20,15"/>', (110, 110, 130, 115)),
        ('<g transform="translate(10 5) scale(2)"><rect width="5" height="5"/></g>', (110, 105, 120, 115)),
        ('<rect width="10" height="5" transform="rotate(90)"/>', (95, 100, 100, 110)),
        ('<rect width="10" height="5" transform="rotate(180 10 5)"/>', (110, 105, 120, 110)),
        ('<rect width="10" height="5" transform="matrix(1 0 0 1 3 4)"/>', (103, 104, 113, 109)),
        ('<rect width="10pt" height="3pt"/>', (100, 100, 113, 104)),
    ],
)
def test_shapes_stand_where_they_are_drawn(shape, expected):
    """Attributes, transformations and units lead to a place on the page."""
    area, _ = paint(f"{shape}<text>x</text>")

    assert isinstance(area, Area)
    assert corners(area) == expected


def test_a_drawing_is_fitted_into_its_frame():
    """A tall drawing in a wide frame stands in the middle of it, scaled."""
    area, _ = paint('<rect width="50" height="100"/><text>x</text>', 'viewBox="0 0 50 100"')

    assert corners(area) == (138, 100, 162, 150)


def test_text_has_place_size_and_weight():
    """A run of text is as wide as its letters are likely to be, from where it is anchored."""
    start, end, other = paint(
        '<g font-size="10"><text x="10" y="20" font-weight="bold">four</text>'
        '<text x="50" y="20" text-anchor="end">four<tspan x="10" y="40" fill="red">a</tspan> </text></g>'
    )

    assert (corners(start), corners(end), corners(other)) == (
        (110, 115, 130, 120),
        (130, 115, 150, 120),
        (105, 135, 110, 140),
    )
    assert (start.text, start.weight, start.size, start.key) == ("four", 700, 10, 7)
    assert str(other.colour) == "#ff0000"


def test_opacity_is_a_veil():
    """A group that is not opaque fades as a whole."""
    (veil,) = paint('<g opacity="0.5"><rect width="9" height="9"/><text>x</text></g>')

    assert isinstance(veil, Veil)
    assert veil.opacity == 0.5


def test_a_path_below_words_is_a_picture():
    """What is not a plain shape of one colour may be of any colour below the words."""
    for ground in ('<path d="M0 0h50v50h-50z"/>', '<rect width="50" height="50" fill="url(#g)"/>'):
        (sight,) = see(paint(f'{ground}<text x="9" y="20">x</text>'))

        assert sight.ratios == pytest.approx((1, 21))


@pytest.mark.parametrize(
    "content",
    [
        '<rect width="9" height="9"/>',
        "<style>text { fill: red }</style><text>x</text>",
        '<use href="#a"/><text>x</text>',
        '<text clip-path="url(#c)">x</text>',
        '<text x="10%">x</text>',
        '<text transform="skewX(3)">x</text>',
        '<text font-size="larger">x</text>',
        "<text>a <a>link</a></text>",
        "<text>a <tspan>b <tspan>c</tspan></tspan></text>",
    ],
)
def test_what_is_not_followed_is_left_to_the_eye(content):
    """A drawing without words, or with more than plain shapes, paints nothing here."""
    assert paint(content) == ()


@pytest.mark.parametrize(
    "attributes", ['preserveAspectRatio="none" viewBox="0 0 9 9"', 'viewBox="0 0 0 0"', ""]
)
def test_a_drawing_without_a_measure_is_left_to_the_eye(attributes):
    """Without a size there is no place for its words."""
    assert paint("<text>x</text>", attributes) == ()


def test_what_is_hidden_is_not_there():
    """Nothing is painted by what is not shown, by definitions and by an empty fill."""
    items = paint(
        '<defs><rect width="9" height="9"/></defs><rect width="9" height="9" fill="none"/>'
        '<g style="display: none"><text>a</text></g><text visibility="hidden">b</text><text>c</text>'
    )

    assert [item.text for item in items if isinstance(item, Words)] == ["c"]
    assert len(items) == 1
