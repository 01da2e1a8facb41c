"""A chapter that is laid out gets another first folio without another layout, and is what a fresh layout makes of it."""

from __future__ import annotations

import pytest
from workshop import chapter_html

from pipeline.errors import MissingToolError
from pipeline.typesetting import Opening, Side
from pipeline.typesetting.layout_tree import check_version

BASE = """\
@page { size: 200px 100px; margin: 15px; @bottom-center { content: counter(page); font: 400 6px "Source Sans 3" } }
html { font: 400 10px/12px "Source Sans 3" }
* { margin: 0; padding: 0 }
"""

LONG = (
    '<main><h1 id="one">One</h1><p>' + "Some words of a text that goes on. " * 15 + "</p><h1>Two</h1></main>"
)

PRINTED = {
    "folios": "",
    "running heads": "h1 { string-set: head content() } @page { @top-left { content: string(head) } }",
    "heads of the report": "main { string-set: head 'Report' } @page :left { @top-left { content: string(head) } }",
    "roman folios": "@page { @bottom-center { content: counter(page, lower-roman) } }",
    "page of pages": '@page { @bottom-right { content: counter(page) " of " counter(pages) } }',
    "pages in the text": 'h1::after { content: " of " counter(pages) }',
    "first page": "@page :first { margin-top: 30px; @bottom-center { content: none } }",
    "left and right": (
        "@page :left { @bottom-center { content: none } @left-top { content: counter(page) } } "
        "@page :right { @bottom-center { content: none } @right-top { content: counter(page) } }"
    ),
    "blank pages": "h1 + p { break-before: left } @page :blank { @bottom-center { content: 'blank ' counter(page) } }",
    "named pages": "p { page: wide } @page wide { size: 300px 80px; @top-right { content: 'wide ' counter(page) } }",
    "nth pages": "@page :nth(2) { @top-right { content: 'second' } }",
    "grounds in margins": (
        "@page { @bottom-center { background: #cde linear-gradient(#fff, #000); border: 1px solid } }"
    ),
    "wide folios push": (
        "@page { @bottom-left { content: counter(page) } @bottom-center { content: 'in the middle' } "
        "@bottom-right { content: counter(page, upper-roman) } }"
    ),
    "counters of their own": "@page { @top-left { counter-increment: page 5 own; content: counter(page) counter(own) } }",
    "running elements": "h1 { position: running(head) } @page { @top-left { content: element(head) } }",
    "fixed boxes": "h1 { position: fixed; bottom: 0 }",
    "footnotes": "h1 { float: footnote } @page { @footnote { border-top: 1px solid } }",
    "ground of the page": "html { background: #fed } @page { background: #eef }",
}

FOLIOS = [8, 1999]


@pytest.mark.parametrize("css", PRINTED.values(), ids=PRINTED)
def test_another_folio_gives_the_bytes_of_a_fresh_layout(workshop, css: str) -> None:
    """Whatever margin boxes print, the PDF is that of a layout which began at this folio, byte for byte."""
    engine = workshop.open(css, BASE).value
    html = chapter_html(LONG)
    layout = engine.lay_out(html, Opening(1, Side.RIGHT))

    for folio in FOLIOS:
        opening = Opening(folio, Side.RIGHT)
        layout = layout.opened(opening)
        assert layout is not None

        moved, fresh = engine.paint(layout), engine.typeset(html, opening)

        assert moved.value.page_count > 1
        assert fresh.value == moved.value
        assert fresh.findings == moved.findings


@pytest.mark.parametrize(
    "css",
    [
        "h1::after { content: counter(page) }",
        'h1::after { content: target-counter("#one", page) }',
        'h1::after { content: target-counter("#one", page) counter(page) }',
        "h1 { string-set: head 'page ' counter(page) } @page { @top-left { content: string(head) } }",
        "h1 { bookmark-label: counter(page) }",
        "h1 { float: footnote } ::footnote-call { content: counter(page) }",
        "@page { counter-increment: page 2 }",
        "@page :nth(2) { counter-reset: page 7 }",
        "@page :left { counter-set: page 3 }",
        "@page { @note-area { content: counter(page) } }",
    ],
)
def test_pages_that_depend_on_the_folio_are_laid_out_again(workshop, css: str) -> None:
    """Where the text asks for page counters, or pages are counted otherwise, there is no short way."""
    engine = workshop.open(css, BASE).value
    layout = engine.lay_out(chapter_html(LONG), Opening(1, Side.RIGHT))

    assert not layout.extent.moves
    assert layout.opened(Opening(3, Side.RIGHT)) is None
    assert layout.opened(Opening(1, Side.RIGHT)) is layout


def test_another_side_takes_another_layout(workshop) -> None:
    """Margins and heads of left-hand pages are other ones."""
    engine = workshop.open("", BASE).value

    assert engine.lay_out(chapter_html(LONG), Opening(1, Side.RIGHT)).opened(Opening(2, Side.LEFT)) is None


def test_a_chapter_that_is_given_up_on_stays_so(workshop) -> None:
    """There are no pages that could begin elsewhere, and the finding is said once."""
    engine = workshop.open("p { width: calc(1px + var(--none)) }", BASE).value
    layout = engine.lay_out(chapter_html("<p>word</p>"), Opening(1, Side.RIGHT))

    assert layout.extent is None
    assert layout.opened(Opening(4, Side.LEFT)) is layout
    assert [finding.code for finding in engine.paint(layout).findings] == ["engine"]


def test_labels_are_told_before_painting(workshop) -> None:
    """A layout tells the page of each label, as the box map does once it is painted."""
    engine = workshop.open("h1 { break-before: page }", BASE).value
    layout = engine.lay_out(
        chapter_html('<h1 id="a">A</h1><h1><span id="b">B</span></h1>' + LONG), Opening(1, Side.RIGHT)
    )

    painted = engine.paint(layout).value

    assert layout.extent.labels == painted.boxes.first_pages() == {"a": 0, "b": 1, "one": 2}


def test_only_the_measured_engine_is_taken() -> None:
    """The counters of a laid out document are internal: another release of the engine is refused."""
    with pytest.raises(MissingToolError):
        check_version("71.0")
