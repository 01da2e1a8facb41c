"""A chapter begins with the folio and on the side that it is told, and what the engine dies of is a finding."""

import pytest
from workshop import BASE, FIRST, chapter_html, codes

from pipeline.findings import Place
from pipeline.pdf import open_document
from pipeline.typesetting import Opening, Side

FOLIO = "@page { @bottom-left { content: counter(page) } @top-left { content: 'R' } } @page :left { @top-left { content: 'L' } }"


def furniture(checked) -> list[list[str]]:
    """Return what stands in the margins of each page."""
    pages = range(checked.value.page_count)
    return [
        [line.text for line in checked.value.boxes.texts if line.furniture and line.page == page]
        for page in pages
    ]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (Opening(1, Side.RIGHT), [["R", "1"], ["L", "2"], ["R", "3"]]),
        (Opening(2, Side.LEFT), [["L", "2"], ["R", "3"], ["L", "4"]]),
        (Opening(117, Side.RIGHT), [["R", "117"], ["L", "118"], ["R", "119"]]),
        (Opening(12, Side.RIGHT), [["R", "12"], ["L", "13"], ["R", "14"]]),
    ],
)
def test_a_chapter_opens_as_it_is_told(typeset, opening, expected):
    """First folio and side are given; neither adds a page."""
    checked = typeset(
        '<p>word</p><p class="b">word</p><p class="b">word</p>',
        f"{FOLIO} .b {{ break-before: page }}",
        opening=opening,
    )

    assert furniture(checked) == expected
    assert checked.findings == ()


def test_a_chapter_has_its_pages(typeset):
    """The page count is that of the PDF."""
    checked = typeset("<p>" + "word " * 150 + "</p>")

    assert checked.value.page_count == len(open_document(checked.value.content).pages) == 4
    assert checked.value.chapter == "test"


def test_the_same_chapter_gives_the_same_bytes(workshop):
    """Neither the clock nor another chapter in between changes a byte."""
    engine = workshop.open(FOLIO).value
    one, other = chapter_html("<p>word</p>"), chapter_html("<p>" + "other " * 50 + "</p>")

    contents = [engine.typeset(html, FIRST).value.content for html in (one, other, one)]

    assert contents[0] == contents[2]


@pytest.mark.parametrize(
    ("css", "place"),
    [
        ("b { --a: 1px }\np { width: calc(1px + var(--a)) }", (2, 12)),
        ("p { --a: var(--b); --b: var(--a); width: calc(1px + var(--a)) }", (1, 42)),
        ("p { margin-left: calc(1em / 0) }", None),
        ("p { background: linear-gradient(device-cmyk(0 0 0 1), device-cmyk(0 0 0 0)) }", None),
    ],
)
def test_the_engine_giving_up_on_a_chapter_is_a_finding(typeset, css, place):
    """A value that ends a render names chapter and engine's line, and the place where that can be told."""
    checked = typeset("<p>word</p>", css)

    finding = checked.findings[-1]
    assert checked.value is None
    assert finding.code == "engine"
    assert finding.message.startswith('the engine gives up on chapter "test": ')
    if place is None:
        assert finding.place == Place("sources/test.yaml")
    else:
        assert (finding.place.line - BASE.count("\n"), finding.place.column) == place


@pytest.mark.parametrize(
    ("declaration", "column"), [("column-count: calc(1/0)", 17), ("grid: / [x]", 3), ("font: 50% /", 3)]
)
def test_the_engine_giving_up_on_a_stylesheet_is_a_finding(workshop, declaration, column):
    """A value that ends the parsing of a sheet is found on its line; the engine is open all the same."""
    checked = workshop.open(f"p {{\n  {declaration}\n}}")

    (finding,) = checked.findings
    assert checked.value is not None
    assert finding.code in {"engine", "css-ignored"}
    assert (finding.place.line - BASE.count("\n"), finding.place.column) == (2, column)


def test_an_engine_that_gave_up_goes_on(workshop):
    """The next chapter is set as if nothing had been."""
    engine = workshop.open(".x { margin-left: calc(1em / 0) }").value

    lost, fine = (engine.typeset(chapter_html(f"<p class={name}>word</p>"), FIRST) for name in "xy")

    assert (lost.value, codes(lost), codes(fine)) == (None, ["engine"], [])


def test_rules_for_whole_documents_work_from_any_sheet(typeset):
    """Counter styles and the order of layers hold although sheets are parsed apart from the documents."""
    css = """
    @layer late, early;
    @counter-style stars { system: cyclic; symbols: "*"; suffix: "!" }
    @layer early { b { text-indent: 20px } }
    @layer late { b { text-indent: 10px } }
    b { display: block; font-weight: 400 }
    ol { list-style: stars inside }
    """
    checked = typeset("<b>word</b><ol><li>item</ol>", css)

    assert {line.text.strip() for line in checked.value.boxes.texts} == {"word", "*!", "item"}
    assert checked.value.boxes.texts[0].rectangle.left == pytest.approx(30 * 0.75)


def test_layers_have_one_order_over_all_sheets(workshop):
    """A layer that is named first in one file stays below one that another file names."""
    for name, left in (("x", 20), ("y", 10)):
        (workshop.root / f"styles/{name}.css").write_text(
            f"@layer {name} {{ p {{ margin-left: {left}px }} }}"
        )
    (workshop.root / "styles/order.css").write_text("@layer y, x;")
    base = '@import "order.css"; @import "x.css"; @import "y.css"; html { font: 10px "Source Sans 3" }'

    (line,) = workshop.typeset(
        "<p>word</p>", base=base + " @page { margin: 0 } body { margin: 0 }"
    ).value.boxes.texts

    assert line.rectangle.left == pytest.approx(20 * 0.75)


def test_dead_links_within_a_chapter_are_found(typeset):
    """A link to an id that the chapter does not have is dropped by the engine; here it is a finding."""
    checked = typeset('<p><a href="#none">word</a></p>')

    assert codes(checked) == ["dead-link"]
