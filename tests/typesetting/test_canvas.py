"""A canvas is looked at point by point, in the order of painting."""

import pytest

from pipeline.typesetting.canvas import Area, Clip, Shape, Tile, Veil, View, Words, look, moved, near
from pipeline.typesetting.colour import BLACK, WHITE, Colour
from pipeline.typesetting.grounds import see
from pipeline.typesetting.layout_tree.placing import joined, page_bounds, scale_of, upturned

RED, BLUE = Colour(1, 0, 0), Colour(0, 0, 1)
SQUARE = Shape(0, 0, 10, 10)
QUARTER = 0, 1, -1, 0, 0, 0


def area(paint: Colour | None, shape: Shape = SQUARE, **more: object) -> Area:
    return Area(shape, paint, (shape,), **more)


def words(shape: Shape = SQUARE, colour: Colour | None = BLACK) -> Words:
    return Words(shape, shape, colour, shape.bottom - shape.top)


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((0.5, 0.5), False),
        ((3, 3), True),
        ((9.5, 9.5), False),
        ((5, 0.1), True),
        ((10, 5), False),
        ((0, 5), True),
    ],
)
def test_round_corners_hold_less(point, expected):
    """A circle holds its middle and not its corners."""
    assert Shape(0, 0, 10, 10, ((5, 5),) * 4).holds(*point) == expected


@pytest.mark.parametrize(
    ("point", "expected"),
    [((1, 1), (1, 1)), ((4, 1), None), ((6, 1), (1, 1)), ((-4, 1), (1, 1)), ((1, 4), None)],
)
def test_a_tile_is_repeated_by_its_step(point, expected):
    """Between two images nothing is painted, and without a step there is one image only."""
    assert Tile(0, 0, 3, 3, step_x=5).within(*point) == expected


def test_the_order_of_painting_counts():
    """What comes before words is below them, what comes after covers them."""
    text = words()

    assert look([area(RED), text], text, (5, 5), View(WHITE), BLACK)[:2] == (RED, BLACK)
    assert look([text, area(RED)], text, (5, 5), View(WHITE), BLACK)[:2] == (RED, RED)
    assert (
        look([area(RED), text, area(BLUE, Shape(6, 6, 9, 9))], text, (5, 5), View(WHITE), BLACK).ground == RED
    )


def test_a_veil_fades_ground_and_letters_together():
    """In a group at half opacity, black on red over white is grey on pink."""
    text = words()
    view = look([Veil(0.5, (area(RED), text))], text, (5, 5), View(WHITE), BLACK)

    assert (str(view.ground), str(view.ink)) == ("#ff8080", "#808080")


def test_a_veil_without_the_letters_lies_over_them():
    """A half red group over black words on white makes both redder."""
    text = words()
    view = look([text, Veil(0.5, (area(RED),))], text, (5, 5), View(WHITE), BLACK)

    assert (str(view.ground), str(view.ink)) == ("#ff8080", "#800000")


def test_clips_hide_what_is_beyond():
    """An area counts only where all clips let it be seen, turned ones too."""
    clip = Clip((Shape(0, 0, 5, 10),))
    turned = Clip((Shape(0, -10, 5, 0),), upturned(QUARTER))

    assert area(RED, clips=(clip,)).colour_at(4, 4, BLACK) == RED
    assert area(RED, clips=(clip,)).colour_at(6, 4, BLACK) is None
    assert area(RED, clips=(turned,)).colour_at(6, 4, BLACK) == RED
    assert area(RED, clips=(turned,)).colour_at(6, 6, BLACK) is None


def test_words_in_sight_only():
    """Words behind a clip are nobody's business, and so are transparent ones."""
    hidden = Words(SQUARE, SQUARE, BLACK, 10, (Clip((Shape(20, 20, 30, 30),)),))

    assert list(see([hidden, words(colour=Colour(0, 0, 0, 0))])) == []


def test_a_picture_may_have_any_colour():
    """On a picture contrast is known to lie somewhere, under a scrim it is known better."""
    text = words(colour=WHITE)
    (bare,) = see([area(None), text])
    (scrimmed,) = see([area(None), area(Colour(0, 0, 0, 0.6)), text])
    (covered,) = see([area(None), area(BLACK), text])

    assert bare.ratios == pytest.approx((1, 21))
    assert scrimmed.ratios == (pytest.approx(5.74, abs=0.01), pytest.approx(21))
    assert covered.ratios == pytest.approx((21, 21))


def test_only_what_is_near_is_looked_at():
    """Areas that share nothing with the words are left out, and veils with nothing in them."""
    text, far = words(), area(RED, Shape(20, 20, 30, 30))

    assert list(near([far, Veil(0.5, (far,)), text, words()], text)) == [text]


def test_matrices_join_and_turn_back():
    """A quarter turn and its inverse leave a point where it is; two of them are half a turn."""
    assert moved(upturned(QUARTER), *moved(QUARTER, 3, 4)) == pytest.approx((3, 4))
    assert moved(joined(QUARTER, QUARTER), 3, 4) == pytest.approx((-3, -4))
    assert joined(QUARTER, None) == QUARTER
    assert page_bounds(Shape(0, 0, 4, 2), QUARTER)[:4] == pytest.approx((-2, 0, 0, 4))
    assert scale_of((2, 0, 0, 8, 5, 5)) == pytest.approx(4)
