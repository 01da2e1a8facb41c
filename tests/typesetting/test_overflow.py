"""Text, images and tables that leave their place are found; what a designer may do is not."""

import pytest
from workshop import FIRST, chapter_html, codes

from pipeline.findings import Place
from pipeline.units import MM

SVG = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"
LINES = "word<br>" * 6


def spills(checked) -> list[str]:
    """Return what is found as ``text: side of what``."""
    return [f"{spill.text}: {spill.side} of {spill.beyond}" for spill in checked.value.boxes.spills]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p style="width:40px">extraordinary</p>', "extraordinary: right of its box"),
        ('<p style="text-indent:-30px">word</p>', "word: left of its page"),
        ('<p style="margin-left:-8px">word</p>', "word: left of its page area"),
        ('<p style="margin-top:-8px">word</p>', "word: top of its page area"),
        ('<ul style="margin-left:160px"><li style="position:relative">extraordinary</ul>', "right of its"),
        (
            f"<table><tr>{'<td>extraordinary</td>' * 5}</table>",
            "extraordinary: right of its page",
        ),
        (
            f'<div style="width:60px"><table><tr>{"<td>extraordinary</td>" * 2}</table></div>',
            "extraordinary: right of its box",
        ),
        (
            '<table style="table-layout:fixed;width:60px"><tr><td>extraordinary<td>word</table>',
            "extraordinary: right of its box",
        ),
        (f'<p style="width:50px"><img style="width:80px" src="{SVG}"></p>', "<img>: right of its box"),
        (f'<img style="display:block;width:190px;height:5px" src="{SVG}">', "<img>: right of its page area"),
        (
            f'<div style="height:10px"><img style="display:block;width:30px" src="{SVG}"></div>',
            "bottom of its box",
        ),
        (f'<img style="position:absolute;left:180px;width:50px" src="{SVG}">', "<img>: right of its page"),
        ('<p style="position:absolute;left:185px">word</p>', "word: right of its page"),
        ('<p style="position:absolute;top:85px">word</p>', "word: bottom of its page"),
        ('<p style="position:absolute;width:30px">extraordinary</p>', "extraordinary: right of its box"),
        ('<p style="float:left;width:30px">extraordinary</p>', "extraordinary: right of its box"),
        ('<p style="position:relative;left:190px">word</p>', "word: right of its page"),
        ('<div style="width:300px;height:3px;background:red"></div>', "the div box: right of its page"),
        ('<div style="width:300px;height:3px;border:1px solid"></div>', "the div box: right of its page"),
        (
            '<div style="display:flex"><p style="width:30px;flex:none">extraordinary</p></div>',
            "extraordinary: right of its box",
        ),
    ],
)
def test_what_leaves_its_place_is_found(typeset, body, expected):
    """A long word, a wide table, an image or a box put off the page is found, with what it leaves."""
    assert any(expected in spill for spill in spills(typeset(body)))


@pytest.mark.parametrize(
    "style",
    [
        "height:24px",
        "max-height:24px",
        "height:24px;padding:3px;border:1px solid",
        "height:24px;display:flex",
        "height:24px;display:grid",
        "height:24px;position:absolute",
        "height:24px;float:left",
        "height:24px;display:inline-block",
    ],
)
def test_text_that_runs_out_of_a_fixed_height_is_found(typeset, style):
    """A box that is as high as its style says does not grow with its text; what runs out of it is found."""
    checked = typeset(f'<div style="{style}"><p>{LINES}</p></div><p>after</p>')

    assert "word: bottom of its box" in spills(checked)


def test_text_that_runs_out_at_the_top_is_found(typeset):
    """Text that is set to the bottom of a box leaves it at the top."""
    body = f'<div style="height:24px;display:flex;align-items:flex-end;margin-top:50px"><p>{LINES}</p></div>'

    assert "word: top of its box" in spills(typeset(body))


@pytest.mark.parametrize(
    ("style", "side"),
    [
        ("height:24px;overflow:hidden", "bottom"),
        ("max-height:24px;overflow:hidden", "bottom"),
        ("width:40px;overflow:hidden;white-space:nowrap", "right"),
        ("width:40px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis", "right"),
        ("height:24px;overflow:hidden;position:absolute", "bottom"),
    ],
)
def test_text_that_nobody_can_see_is_found(typeset, style, side):
    """Text that ``overflow: hidden`` cuts off is lost to readers, and said to be."""
    checked = typeset(f'<div style="{style}">extraordinary word<br>word<br>word</div>')

    assert any(spill.endswith(f": {side} of the box that hides it") for spill in spills(checked))


def test_text_in_a_child_that_is_wider_than_what_hides_it_is_found(typeset):
    """What hides may be any box further out."""
    body = '<div style="width:40px;overflow:hidden"><p style="width:150px">a long line of words</p></div>'

    assert spills(typeset(body)) == ["a long line of words: right of the box that hides it"]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LINES}</p>",
        "<p>" + "word " * 200 + "</p>",
        '<p style="line-height:1;height:1em">gpqjÅ</p>',
        '<p style="line-height:.8;height:.8em">gpqjÅ</p>',
        '<p>word</p><p style="line-height:0">gpqjÅ</p>',
        '<p style="height:12px">word<sup style="line-height:0">2</sup></p>',
        '<p style="font-style:italic;width:min-content">f</p>',
        '<p style="padding-left:20px;text-indent:-20px">word</p>',
        '<ul style="padding-left:20px"><li>word<li>word</ul>',
        '<ol style="list-style-position:inside"><li>word</ol>',
        f'<div style="min-height:5px">{LINES}</div>',
        f'<table><tr style="height:5px"><td style="height:5px">{LINES}<td>word</table>',
        f'<table style="height:5px"><tr><td>{LINES}</table>',
        '<table style="border-collapse:collapse;width:100%"><tr><td style="border:4px solid">word</table>',
        '<div style="display:flex"><p>word word</p><p>word</p></div>',
        f'<div style="display:flex;flex-direction:column"><p>{LINES}</p></div>',
        '<div style="display:grid;grid-template-columns:1fr 1fr;height:24px"><p>word</p><p>word</p></div>',
        '<div style="columns:2">' + "word " * 60 + "</div>",
        '<p>word<span style="float:footnote">note</span></p>',
        '<p style="margin-right:-8px;width:40px">word</p>',
        f'<div style="width:30px;height:20px;overflow:hidden"><img style="width:80px" src="{SVG}"></div>',
        f'<img style="position:absolute;left:-12px;top:-12px;width:20px;height:20px" src="{SVG}">',
        '<p style="visibility:hidden;width:30px">extraordinary</p>',
        '<p style="transform:rotate(90deg);width:30px">extraordinary</p>',
        '<p style="position:absolute;left:2px">word</p>',
        '<p style="position:absolute;left:-3px;background:red;width:5px;height:5px"></p>',
        '<div style="margin:0 -99px;padding:0 99px;background:red">word</div>',
        '<div style="width:300px;height:3px"></div>',
        '<p style="width:20px;overflow-wrap:anywhere">extraordinary</p>',
        '<p style="width:20px;font-size:0">extraordinary</p>',
        '<p style="word-spacing:3px;text-align:justify;hyphens:auto">' + "word extraordinary " * 20 + "</p>",
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(typeset, body):
    """Heights that follow the text, tight lines, raised figures, hanging indents and cropped images are all fine."""
    assert spills(typeset(body, "@page { bleed: 15px }")) == []


@pytest.mark.parametrize(
    "rule", ["html, body { height: 100% }", "body { height: 80px }", "body { height: 70px }"]
)
def test_a_fixed_height_that_goes_on_over_the_page_is_no_alarm(typeset, rule):
    """The root's height says nothing about text that flows over pages."""
    body = "<p>" + "word " * 150 + "</p>"

    assert spills(typeset(body, rule)) == []


def test_a_footnote_that_is_higher_than_the_page_is_found(typeset):
    """The engine never splits a footnote: a long one runs off the sheet."""
    checked = typeset(f'<p>word<span style="float:footnote">{"note word " * 80}</span></p>')

    assert "overflow" in codes(checked)


def test_a_footnote_that_runs_into_the_margin_is_found(typeset):
    """A footnote a little too high stays on the sheet, but not in its page area."""
    body = f'<p>word<span style="float:footnote">{"note<br>" * 8}</span></p>'

    assert any("its page area" in spill or "its page" in spill for spill in spills(typeset(body)))


def test_a_running_head_that_does_not_fit_is_found(typeset):
    """A running head that needs more lines than its margin has leaves its box."""
    rule = '@page { margin: 20px 10px; @top-left { content: "%s"; width: 60px } }'

    assert spills(typeset("<p>word</p>", rule % "short head")) == []
    assert any("word" in spill for spill in spills(typeset("<p>word</p>", rule % ("word " * 40))))


def test_a_finding_names_the_block_the_page_and_the_measure(workshop):
    """The farthest line of each block stands for it: with the source's place, page, rectangle, side and millimetres."""
    place = Place("sources/test.yaml", 14, 5)
    body = f'<p style="break-after:page">word</p><p data-block="test/body.2" style="height:24px">{LINES}</p>'
    engine = workshop.open("").value

    checked = engine.typeset(chapter_html(body, {"test/body.2": place}), FIRST)

    (finding,) = checked.findings
    assert (finding.code, finding.place, finding.page, finding.block) == ("overflow", place, 2, "test/body.2")
    assert finding.message.startswith('"word" reaches ')
    assert finding.message.endswith(" mm beyond the bottom of its box")
    # 90 px is the top of the page area, 24 px the height of the box.
    by = float(finding.message.split()[2]) * MM
    assert by == pytest.approx((90 - 24) * 0.75 - finding.rectangle.bottom, abs=0.05 * MM)


def test_what_pushed_a_line_out_is_named(typeset):
    """A full stop behind a long address reaches farthest; the finding quotes the part of the address that cannot break."""
    address = "example.org/" + "a" * 60
    (finding,) = typeset(f"<p>See <a>{address}</a>.</p>").findings

    assert finding.message.startswith('"aaaaaaaaa')
