"""The box map says where each element landed, to a tenth of a point."""

import pytest
from workshop import BASE, codes

from pipeline.findings import Rectangle
from pipeline.pdf import open_document
from pipeline.pdf.destinations import read_named_destinations
from pipeline.typesetting import BoxMap, Fragment, Opening, Side
from pipeline.units import CSS_PX

NARROW = "p { width: 50px; height: 20px; margin: 5px; padding: 2px; border: 1px solid }"


def rectangles(checked, block: str = "t/a") -> list[tuple[int, list[float]]]:
    """Return pages and rectangles of a block: left, bottom, right, top in CSS pixels."""
    return [
        (fragment.page, [pytest.approx(side / CSS_PX, abs=0.1) for side in _sides(fragment)])
        for fragment in checked.value.boxes.fragments
        if fragment.block == block
    ]


def _sides(fragment: Fragment) -> tuple[float, ...]:
    box = fragment.rectangle
    return box.left, box.bottom, box.right, box.top


@pytest.mark.parametrize(
    ("css", "opening", "expected"),
    [
        ("", Opening(1, Side.RIGHT), [15, 59, 71, 85]),
        ("@page { margin: 20px 30px 5px 40px }", Opening(1, Side.RIGHT), [45, 49, 101, 75]),
        ("@page :left { margin-left: 50px }", Opening(1, Side.RIGHT), [15, 59, 71, 85]),
        ("@page :left { margin-left: 50px }", Opening(2, Side.LEFT), [55, 59, 111, 85]),
        ("@page { bleed: 8px; marks: crop }", Opening(1, Side.RIGHT), [15, 59, 71, 85]),
        ("@page { border: 3px solid; padding: 4px }", Opening(1, Side.RIGHT), [22, 52, 78, 78]),
        ("p { position: absolute; right: 0; bottom: 0 }", Opening(1, Side.RIGHT), [129, 15, 185, 41]),
        ("p { float: right }", Opening(1, Side.RIGHT), [129, 59, 185, 85]),
        ("p { position: relative; top: 7px }", Opening(1, Side.RIGHT), [15, 52, 71, 78]),
    ],
)
def test_rectangles_are_right(typeset, css, opening, expected):
    """A border box is where arithmetic puts it, whatever the margins, the side and the bleed."""
    checked = typeset('<p data-block="t/a">word</p>', f"{NARROW} {css}", opening=opening)

    assert rectangles(checked) == [(0, expected)]


def test_a_paragraph_over_two_pages_has_two_fragments(typeset):
    """Each page shows its own part of an element; where it goes on, it reaches down to the end of the page area."""
    checked = typeset('<p data-block="t/a" id="a">' + "word<br>" * 7 + "word</p>")

    assert rectangles(checked) == [(0, [10, 10, 190, 90]), (1, [10, 66, 190, 90])]
    assert checked.value.boxes.first_pages() == {"a": 0}


def test_rows_and_cells_have_fragments(typeset):
    """A table's wrapper holds its caption; rows and cells stand inside."""
    body = (
        '<table data-block="t/a"><caption>word</caption><tr data-block="t/b"><td style="width:30px">word'
        '<tr data-block="t/c"><td data-block="t/d">word</table>'
    )
    checked = typeset(body, "table { border-spacing: 2px; width: 60px }")

    assert rectangles(checked) == [(0, [10, 48, 70, 90])]
    assert rectangles(checked, "t/b") == [(0, [12, 64, 68, 76])]
    assert rectangles(checked, "t/c") == [(0, [12, 50, 68, 62])]
    assert rectangles(checked, "t/d") == [(0, [12, 50, 68, 62])]


def test_a_figure_is_as_large_as_image_and_caption(typeset):
    """A figure's fragment holds both."""
    image = "<img style='display:block;width:30px;height:20px' src='data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>'>"
    checked = typeset(f'<figure data-block="t/a">{image}<figcaption>word</figcaption></figure>')

    assert rectangles(checked) == [(0, [10, 58, 190, 90])]


def test_a_footnote_is_where_its_text_is(typeset):
    """A footnote's fragment is its body at the foot of the page, not the call in the line."""
    body = '<p data-block="t/p">word<span data-block="t/a" id="n">a note</span></p>'
    checked = typeset(body, "span { float: footnote } ::footnote-call { line-height: 0 }")

    assert rectangles(checked) == [(0, [10, 10, 190, 22])]
    assert rectangles(checked, "t/p") == [(0, [10, 78, 190, 90])]


def test_an_inline_element_in_two_lines_is_held_by_one_rectangle(typeset):
    """The rectangle goes round both pieces."""
    ((_, box),) = rectangles(
        typeset(
            '<p style="width:60px">word <b data-block="t/a">word word word</b></p>', "b { font-weight: 400 }"
        )
    )

    assert box[0] == pytest.approx(10)
    assert box[3].expected - box[1].expected > 20


def test_markers_do_not_widen_their_item(typeset):
    """What the engine puts beside an item is none of its box."""
    body = '<ul style="padding-left:20px"><li data-block="t/a">word</ul>'

    assert rectangles(typeset(body)) == [(0, [30, 78, 190, 90])]


BOXES = {
    "hidden": '<p hidden id="a">word</p>',
    "none": '<p style="display:none" id="a">word</p>',
    "contents": '<p style="display:contents" id="a">word</p>',
    "absolute": '<p style="position:absolute" id="a">word <b style="position:fixed">word</b></p>',
    "running": '<p style="position:running(x)" id="a">word</p>',
    "float": '<p style="float:left" id="a">word<i style="float:right">word</i></p>',
    "flex": '<div style="display:flex" id="a">word<b>word</b><i style="position:absolute">word</i></div>',
    "inline-flex": '<span style="display:inline-flex" id="a">word<b>word</b></span>',
    "grid": '<div style="display:grid;grid:auto/1fr 1fr" id="a">word<b>word</b><i>word</i></div>',
    "inline-grid": '<span style="display:inline-grid" id="a">word<b>word</b></span>',
    "columns": '<div style="columns:2" id="a">' + "word " * 60 + '<h2 style="column-span:all">word</h2>word</div>',
    "table": '<table id="a"><colgroup><col id="c" span="2"><thead><tr><th>word<tfoot><tr><td>word<tbody><tr><td>word</table>',
    "inline-table": '<span style="display:inline-table" id="a"><b style="display:table-cell">word</b></span>',
    "empty": '<p id="a"></p><div id="b"><br></div><hr id="c"><wbr id="d">',
    "form": '<form id="a"><input id="b" value="x"><textarea id="c">x</textarea><select><option>x</select></form>',
    "svg": '<svg id="a" width="10" height="10"><text id="b" y="9">x</text></svg>',
    "list": '<ol id="a"><li id="b">word<ul><li id="c">word</ul></ol><dl><dt>word<dd>word</dl>',
    "ruby": '<ruby id="a">word<rt>word</ruby>',
    "rtl": '<p dir="rtl" id="a">word</p>',
    "first-letter": '<p class="f" id="a">word</p>',
}  # fmt: skip


@pytest.mark.parametrize("body", BOXES.values(), ids=BOXES)
def test_every_kind_of_box_can_be_walked(typeset, body):
    """Whatever a layout shows or hides, the walk comes to its end and finds the text that is shown."""
    css = "@page { @top-left { content: element(x) } } .f::first-letter { float: left; font-size: 20px }"
    checked = typeset(f'{body}<p id="end">end</p>', f"{css} * {{ font-weight: 400; font-style: normal }}")

    assert "end" in [line.text for line in checked.value.boxes.texts]
    assert checked.value.boxes.first_pages()["end"] >= 0
    assert "overflow" not in codes(checked)


def test_first_pages_are_those_of_the_named_destinations(typeset):
    """A label begins on the page that its named destination in the PDF leads to."""
    labels = {f"t/{number}": number * 2 for number in range(9)}
    body = "".join(f'<h2 id="{label}">{"word<br>" * lines}</h2>' for label, lines in labels.items())
    checked = typeset(body, "h2 { font: inherit }")

    destinations = read_named_destinations(open_document(checked.value.content)).by_name

    first_pages = checked.value.boxes.first_pages()
    assert {name: found.page_index for name, found in destinations.items()} == first_pages
    assert len(set(first_pages.values())) > 3


def test_text_lines_are_what_is_painted(typeset):
    """Lines hold the hyphens that the engine put in, and say what is page furniture."""
    checked = typeset(
        '<p data-block="t/a" style="width:40px;hyphens:auto">extraordinary</p>',
        '@page { @top-left { content: "head" } }',
    )

    texts = [(line.text, line.block, line.furniture) for line in checked.value.boxes.texts]
    assert ("traordin‐", "t/a", False) in texts
    assert ("head", None, True) in texts


def test_a_baseline_is_where_the_type_stands(typeset):
    """The baseline is measured from the foot of the page, the type's rectangle stands on it."""
    (line,) = typeset("<p>word</p>").value.boxes.texts

    # Source Sans 3 has an ascent of 1000 and a descent of 326 thousandths: 10 px of type in a line of 12 px.
    assert line.baseline / CSS_PX == pytest.approx(90 - (12 - 13.26) / 2 - 10, abs=0.1)
    assert line.rectangle.bottom < line.baseline < line.rectangle.top
    assert line.families == ("Source Sans 3",)


def test_first_pages_take_the_first():
    """A label that goes on over pages begins on the first of them."""
    box = Rectangle(0, 0, 1, 1)
    fragments = tuple(
        Fragment("p", None, label, page, box) for label, page in (("a", 2), (None, 0), ("a", 3))
    )

    assert BoxMap(fragments).first_pages() == {"a": 2}


def test_the_workshop_has_known_pages():
    """The tests above reckon with pages of 200 by 100 pixels and margins of 10."""
    assert "size: 200px 100px; margin: 10px" in BASE
