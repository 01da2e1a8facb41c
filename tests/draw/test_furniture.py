"""Page furniture in pixels: margins, folios, backgrounds and bleed are where the sheet says."""

import pytest
from draw.pixels import assert_pixels

from pipeline.typesetting import Opening, Side

BASE = """
@page { size: 12px 8px; margin: 2px 1px }
@page :right { margin-left: 2px; margin-right: 4px }
@page :left { margin-left: 4px; margin-right: 2px }
html { font: 1px/1px 'Source Sans 3' }
body { margin: 0 }
div { background: red; height: 4px }
.b { break-before: page }
"""

FOLIO = """
@page :right { @bottom-right { content: ''; background: blue; width: 2px; height: 1px } }
@page :left { @bottom-left { content: ''; background: blue; width: 2px; height: 1px } }
"""

RIGHT, LEFT = Opening(1, Side.RIGHT), Opening(2, Side.LEFT)


@pytest.fixture
def pages(workshop):
    """Typeset on small pages."""
    return lambda body, css="", opening=RIGHT, base=BASE: (
        workshop.typeset(body, css, base=base, opening=opening).value
    )


def test_margins_swap_sides(pages, tmp_path):
    """The wide margin is on the outer side of every page."""
    chapter = pages("<div></div><div class=b></div>")

    right = """
        ____________
        ____________
        __RRRRRR____
        __RRRRRR____
        __RRRRRR____
        __RRRRRR____
        ____________
        ____________
    """
    left = right.replace("__RRRRRR____", "____RRRRRR__")
    assert_pixels(right, chapter.content, tmp_path, 0)
    assert_pixels(left, chapter.content, tmp_path, 1)


def test_a_folio_stands_on_the_outer_side(pages, tmp_path):
    """Right on right-hand pages, left on left-hand ones."""
    chapter = pages("<div></div><div class=b></div>", FOLIO)

    right = """
        ____________
        ____________
        __RRRRRR____
        __RRRRRR____
        __RRRRRR____
        __RRRRRR____
        zzzzzzBBzzzz
        ____________
    """
    left = right.replace("__RRRRRR____", "____RRRRRR__").replace("zzzzzzBBzzzz", "zzzzBBzzzzzz")
    assert_pixels(right, chapter.content, tmp_path, 0)
    assert_pixels(left, chapter.content, tmp_path, 1)


@pytest.mark.parametrize(("opening", "side"), [(RIGHT, "right"), (LEFT, "left")])
def test_a_chapter_opens_on_its_side_without_a_blank_page(pages, tmp_path, opening, side):
    """The first page is the chapter's own, on the side that it was told."""
    chapter = pages("<div></div>", "@page :left { background: yellow }", opening)

    paper, line = ("_", "__RRRRRR____") if side == "right" else ("Y", "YYYYRRRRRRYY")
    rows = [paper * 12] * 2 + [line] * 4 + [paper * 12] * 2
    assert chapter.page_count == 1
    assert_pixels("\n".join(rows), chapter.content, tmp_path)


def test_a_cover_reaches_every_edge(pages, tmp_path):
    """A background of the page leaves no paper."""
    css = "@page cover { margin: 0; background: blue } div { page: cover; height: 2px }"

    drawing = "\n".join(["R" * 12] * 2 + ["B" * 12] * 6)
    assert_pixels(drawing, pages("<div></div>", css).content, tmp_path)


def test_a_cover_fills_the_bleed(pages, tmp_path):
    """With bleed, the sheet is larger on all sides, and the background goes on to its edge."""
    css = "@page { bleed: 2px } @page cover { margin: 0; background: blue } div { page: cover; height: 2px }"

    rows = ["B" * 16] * 2 + ["BB" + "R" * 12 + "BB"] * 2 + ["B" * 16] * 8
    assert_pixels("\n".join(rows), pages("<div></div>", css).content, tmp_path)


def test_art_may_reach_into_the_bleed(pages, tmp_path):
    """A negative margin takes a box over the edge of the trim box."""
    css = "@page { bleed: 2px; margin: 0 } div { margin: -2px -2px 0 -2px; height: 3px }"

    rows = ["R" * 16] * 3 + ["_" * 16] * 9
    assert_pixels(
        "\n".join(rows), pages("<div></div>", css, base=BASE.replace(":right", ":blank")).content, tmp_path
    )


def test_a_band_stands_on_the_first_page_only(pages, tmp_path):
    """``@page story:first`` with a fixed background of one stop: a band from edge to edge, then none."""
    css = """
    @page story:first { background: linear-gradient(blue) 0 0 / 100% 3px no-repeat fixed }
    body { page: story }
    div { height: 2px }
    """
    chapter = pages("<div></div><div class=b></div>", css)

    first = ["B" * 12] * 2 + ["BBRRRRRRBBBB", "__RRRRRR____"] + ["_" * 12] * 4
    second = ["_" * 12] * 2 + ["____RRRRRR__"] * 2 + ["_" * 12] * 4
    assert_pixels("\n".join(first), chapter.content, tmp_path, 0)
    assert_pixels("\n".join(second), chapter.content, tmp_path, 1)


def test_tables_repeat_their_heads(pages, tmp_path):
    """A table that goes on has its heading row again."""
    css = "table { border-spacing: 0; width: 100% } td, th { padding: 0; height: 1px; background: red } th { background: blue }"
    rows = "<tr><td></td></tr>" * 5
    chapter = pages(f"<table><thead><tr><th></th></tr></thead>{rows}</table>", css)

    page = ["_" * 12] * 2 + ["{0}BBBBBB{1}"] + ["{0}RRRRRR{1}"] * 3 + ["_" * 12] * 2
    second = [*page[:-4], "{0}RRRRRR{1}", "_" * 12, *page[-2:]]
    assert_pixels("\n".join(page).format("__", "____"), chapter.content, tmp_path, 0)
    assert_pixels("\n".join(second).format("____", "__"), chapter.content, tmp_path, 1)
