"""Artwork: what is printed on a page, where, in which colour, how thick and how fine."""

import pytest
from press import form, image, painted, press

from pipeline.pdf import open_document
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.pdf.boxes import read_boxes
from pipeline.pdf.plotting import read_artwork

PLACED = "/XObject <</I 10 0 R>>"


def art(content: bytes, *further: bytes | str, **shape: str) -> list[Art]:
    """Return what the first page prints, but for the text that every page has."""
    document = open_document(press(painted(content), *further, **shape))
    found = read_artwork(document, read_boxes(document))[0].art
    return [each for each in found if each.kind is not Kind.TEXT]


def boxes(found: list[Art]) -> list[tuple[float, ...]]:
    return [(each.box.left, each.box.bottom, each.box.right, each.box.top) for each in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"10 20 30 40 re f", [(10, 20, 40, 60)]),
        (b"40 60 -30 -40 re f", [(10, 20, 40, 60)]),
        (b"10 20 m 40 20 l 40 60 l h f*", [(10, 20, 40, 60)]),
        (b"10 20 m 10 60 40 60 40 20 c f", [(10, 20, 40, 60)]),
        (b"1 1 9 9 re 50 50 9 9 re f", [(1, 1, 10, 10), (50, 50, 59, 59)]),
        (b"2 0 0 3 5 7 cm 10 20 30 40 re f", [(25, 67, 85, 187)]),
        (b"0 1 -1 0 100 0 cm 10 20 30 40 re f", [(40, 10, 80, 40)]),
        (b"15 25 10 10 re W n 10 20 30 40 re f", [(15, 25, 25, 35)]),
        (b"q 15 25 10 10 re W n Q 10 20 30 40 re f", [(10, 20, 40, 60)]),
        (b"90 90 5 5 re W n 10 20 30 40 re f", []),
        (b"2 w 10 20 m 40 20 l S", [(9, 19, 41, 21)]),
        (b"10 20 30 40 re n", []),
    ],
)
def test_art_is_where_it_is_seen(content, expected):
    """Matrices, clips and widths of lines count; paths that paint nothing do not."""
    assert boxes(art(content)) == expected


def test_a_form_is_painted_each_time():
    """Matrix and bounds of a form hold each time that it is painted."""
    drawn = form(b"0 0 500 500 re f", "/Matrix [1 0 0 1 10 10] /Resources <<>>").replace(
        b"[0 0 320 320]", b"[0 0 20 30]"
    )
    found = art(b"/I Do 1 0 0 1 100 0 cm /I Do", drawn, resources=PLACED)

    assert boxes(found) == [(10, 10, 30, 40), (110, 10, 130, 40)]
    assert {each.number for each in found} == {10}


def test_an_image_is_as_fine_as_its_place_is_small():
    """Samples an inch are those of the coarser direction."""
    (placed,) = art(b"72 0 0 36 60 60 cm /I Do", image(300, 100, b"\0" * 120_000), resources=PLACED)

    assert (placed.ppi, placed.number, placed.samples.width) == (200, 10, 300)


def test_colours_hold_until_they_are_set_again():
    """Each piece of art has the colour that was set last, and Q brings the one before back."""
    found = art(b"1 0 0 0 k q 0 1 0 0 k 1 1 9 9 re f Q 1 1 9 9 re f .5 g 1 1 9 9 re f /X cs 1 1 9 9 re f")

    assert [str(each.colour) for each in found] == [
        "DeviceCMYK 0 100 0 0",
        "DeviceCMYK 100 0 0 0",
        "DeviceGray 50",
        "no colour space",
    ]


def test_states_say_what_overprints_and_what_shows_through():
    """A graphics state speaks for strokes and fills."""
    states = "/Over <</op true /OP true>> /A <</op true>> /B <</OP true /op false>> /C <</ca .5>> /D <</BM /Multiply>>"
    lines = b" ".join(f"q /{name} gs 1 1 m 9 9 l S 1 1 9 9 re f Q".encode() for name in "ABCD")
    found = art(b"q " + lines + b" Q", states=states)

    seen = [(each.overprints, each.clear) for each in found]
    # The text before has set overprint for all.
    assert seen[0:4] == [(True, False), (True, False), (True, False), (False, False)]
    assert [clear for _, clear in seen[4:]] == [True] * 4


def test_cells_of_patterns_are_told_from_the_page():
    """What a cell paints has no place of its own; what is filled with it has one."""
    cell = (
        "<</PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>> /Length 16>>\n"
        "stream\n0 0 4 4 re f    \nendstream"
    )
    found = art(b"/Pattern cs /P scn 60 60 90 90 re f", cell, resources="/Pattern <</P 10 0 R>>")

    assert [(each.setting, each.colour is None) for each in found] == [
        (Setting.PATTERN, False),
        (Setting.PAGE, True),
    ]


def test_a_pattern_without_colours_takes_one():
    """What such a pattern fills has the ink that it is given."""
    cell = (
        "<</PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>> /Length 16>>\n"
        "stream\n0 0 4 4 re f    \nendstream"
    )
    spaces = "/Pattern <</P 10 0 R>> /ColorSpace <</Tinted [/Pattern /DeviceCMYK]>>"
    found = art(b"/Tinted cs 1 1 1 1 /P scn 60 60 90 90 re f", cell, resources=spaces)

    assert [each.colour.coverage for each in found] == [400, 400]
