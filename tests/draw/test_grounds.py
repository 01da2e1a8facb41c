"""The colours that words are found to have, and to stand on, are those that a rasteriser paints there."""

from collections import Counter

import pytest
from draw.pixels import rasterise

from pipeline.units import CSS_PX

BASE = """\
@page { size: 200px 120px; margin: 20px }
html { font: 600 30px/40px "Source Sans 3"; color: #102030 }
* { margin: 0; padding: 0 }
"""

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="

WORD = "<p>HEH</p>"


def drawing(content: str) -> str:
    """Return an image of a drawing, 160 by 80 pixels."""
    text = "font-family='Source Sans 3' font-size='30' font-weight='600'"
    return (
        "<img style='display:block' src=\"data:image/svg+xml,"
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 40' width='160' height='80'><g {text}>{content}</g></svg>\">"
    ).replace("#", "%23")


CELLS = "<table><colgroup><col class=c></colgroup><tr><td>HEH</td></tr></table>"

FLAT = {
    "bare paper": (WORD, ""),
    "the page": (WORD, "@page { background: #ffe0c0 }"),
    "a page with bleed and marks": (WORD, "@page { background: #ffe0c0; bleed: 10px; marks: crop cross }"),
    "the root element, which the canvas takes": (WORD, "html { background: #ffe0c0 }"),
    "the body, which the canvas takes": (WORD, "body { background: #ffe0c0 }"),
    "the body, where the root has its own": (WORD, "html { background: red } body { background: #c0e0ff }"),
    "a block": (WORD, "p { background: #c0e0ff }"),
    "an inline box": ("<p><b>HEH</b></p>", "p { background: red } b { background: #c0e0ff }"),
    "an inline block": ("<p><b>HEH</b></p>", "b { display: inline-block; background: #c0e0ff }"),
    "a float": ("<p><b>HEH</b></p>", "b { float: right; background: #c0e0ff }"),
    "a flex item": ("<p><b>HEH</b></p>", "p { display: flex; background: red } b { background: #c0e0ff }"),
    "a grid item": ("<p><b>HEH</b></p>", "p { display: grid; background: red } b { background: #c0e0ff }"),
    "a cell": (CELLS, "tr { background: red } td { background: #c0e0ff }"),
    "a row": (CELLS, "table { background: red } tr { background: #c0e0ff }"),
    "a column": (CELLS, "table { background: red } .c { background: #c0e0ff }"),
    "a row group": (CELLS, ".c { background: red } tbody { background: #c0e0ff }"),
    "a table": (CELLS, "table { background: #c0e0ff; border-collapse: collapse }"),
    "a row over a table, as blocks": (
        CELLS,
        "table { background: red } table, tbody, td { display: block } tr { display: grid; background: #c0e0ff }",
    ),
    "a cell with alpha": (CELLS, "tr { background: #c0e0ff } td { background: rgb(0 0 0 / 25%) }"),
    "alpha over alpha": (
        "<div><p>HEH</p></div>",
        "div { background: rgb(255 0 0 / 50%) } p { background: rgb(0 0 255 / 30%) }",
    ),
    "letters with alpha": (WORD, "p { background: #c0e0ff; color: rgb(80 0 0 / 60%) }"),
    "an opacity": (WORD, "p { background: #000040; color: white; opacity: 0.6 }"),
    "an opacity in an opacity": (
        "<div><p>HEH</p></div>",
        "div { background: #c0e0ff; opacity: 0.5 } p { background: #400000; color: white; opacity: 0.7 }",
    ),
    "a box pushed below the text": (
        "<div><i></i><p>HEH</p></div>",
        "div { position: relative; z-index: 0 } i { position: absolute; inset: 0; z-index: -1; background: #c0e0ff }",
    ),
    "a box pushed below the ground": (
        "<div><i></i><p>HEH</p></div>",
        "p { background: #c0e0ff } i { position: absolute; inset: 0; z-index: -1; background: red }",
    ),
    "a veil over the text": (
        "<div><p>HEH</p><i></i></div>",
        "div { position: relative } i { position: absolute; inset: 0; background: rgb(255 255 255 / 60%) }",
    ),
    "a fading group over the text": (
        "<div><p>HEH</p><i></i></div>",
        "div { position: relative } i { position: absolute; inset: 0; background: #ff8000; opacity: 0.6 }",
    ),
    "a box in front of a float": (
        "<b>HEH</b><p></p>",
        "b { float: left; background: #c0e0ff } p { height: 40px; background: red }",
    ),
    "a gradient of one stop": (WORD, "p { background: linear-gradient(#c0e0ff) 0 0 / 100% 40px no-repeat }"),
    "a gradient that ends above the text": (
        WORD,
        "p { background: linear-gradient(red) 0 0 / 100% 2px no-repeat, #c0e0ff }",
    ),
    "a fixed shape": (
        WORD,
        "@page { background: linear-gradient(#c0e0ff) 0 100% / 100% 110px no-repeat fixed }",
    ),
    "a background without its padding": (
        WORD,
        "p { padding-left: 60px; background: #c0e0ff content-box }",
    ),
    "a box that hides what is too large": (
        "<div><i></i></div><p>HEH</p>",
        "div { overflow: hidden; height: 5px } i { display: block; height: 90px; background: red } p { background: #c0e0ff }",
    ),
    "a rotated box": (WORD, "p { width: 80px; background: #c0e0ff; transform: rotate(90deg) }"),
    "a moved box over another": (
        "<div></div><p>HEH</p>",
        "div { height: 40px; background: #c0e0ff } p { transform: translateY(-40px) }",
    ),
    "a round badge": (
        WORD,
        "p { width: 76px; height: 76px; line-height: 76px; text-align: center; border-radius: 38px; background: #c0e0ff }",
    ),
    "a margin box": ("", '@page { @top-left { content: "HEH"; font-size: 16px; background: #c0e0ff } }'),
    "a page's margin box on the page": (
        "",
        '@page { background: #c0e0ff; @top-left { content: "HEH"; font-size: 16px } }',
    ),
    "a footnote": (
        "<p><b>HEH</b></p>",
        "b { float: footnote } @page { @footnote { background: #c0e0ff } } ::footnote-call, ::footnote-marker { content: '' }",
    ),
    "words before an element": (
        "<p></p>",
        'p::before { content: "HEH"; color: #800000; background: #c0e0ff }',
    ),
    "an item's marker": (
        "<ol><li></li></ol>",
        "ol { margin-left: 60px } li { height: 40px } li::marker { color: #800000 } html { background: #c0e0ff }",
    ),
    "a hue": (WORD, "p { background: hsl(200 60% 70%); color: hwb(20 10% 60%) }"),
    "an outset shadow and an outline": (
        WORD,
        "p { background: #c0e0ff; outline: 3px solid red; box-shadow: 0 4px 0 red; border: 2px solid red }",
    ),
    "a rectangle in a drawing": (
        drawing(
            "<rect width='80' height='40' rx='3' fill='#c0e0ff'/><text x='4' y='30' fill='#400000'>HEH</text>"
        ),
        "",
    ),
    "a turned group in a drawing": (
        drawing(
            "<g transform='translate(80 40) rotate(180)' fill='#c0e0ff'><rect width='80' height='40'/></g>"
            "<text x='40' y='30' text-anchor='middle' style='fill: navy'>HEH</text>"
        ),
        "",
    ),
    "an opacity in a drawing on the page": (
        drawing(
            "<g opacity='.5'><circle cx='40' cy='20' r='60' fill='red' fill-opacity='.5'/><text x='4' y='30'>HEH</text></g>"
        ),
        "@page { background: #c0e0ff }",
    ),
    "the page, through a drawing that has no ground": (
        drawing("<text x='4' y='30'>HEH</text>"),
        "p, html { background: #c0e0ff }",
    ),
    "an image of pixels": (WORD, f"p {{ background: url({PNG}) 0 0 / 100% 100% }}"),
    "a flat ground over a picture": (WORD, f"div {{ background: url({PNG}) }} p {{ background: #c0e0ff }}"),
}

SHADED = {
    "from left to right": "linear-gradient(90deg, #ffffff, #c08040)",
    "from a corner": "linear-gradient(to bottom right, #ffffff, #c08040 70%)",
    "sharp stripes": "linear-gradient(90deg, #ffffff 50%, #80c0ff 50%)",
    "repeated stripes": "repeating-linear-gradient(90deg, #ffffff 0 8px, #80c0ff 8px 20px)",
    "from a centre": "radial-gradient(circle at 40px 20px, #ffffff, #408040 60px)",
    "an ellipse": "radial-gradient(#ffffff, #408040)",
    "tiles": "linear-gradient(90deg, #ffffff 50%, #80c0ff 50%) 0 0 / 10px 10px",
    "with alpha": "linear-gradient(90deg, rgb(0 0 0 / 0), rgb(0 0 0 / 40%))",
}


def pixels(pair, content: bytes) -> Counter:
    """Count the colours painted where the letters are, from the baseline to the height of lower-case letters."""
    image = rasterise(content, pair.page)
    box = pair.rectangle
    tail = 0.3 * (box.top - box.bottom)
    rows = range(
        int(image.height - (box.top - tail) / CSS_PX), int(image.height - (box.bottom + tail) / CSS_PX)
    )
    columns = range(int(box.left / CSS_PX) + 1, int(box.right / CSS_PX))
    return Counter(image.getpixel((x, y)) for x in columns for y in rows)


def near(one, other, by: int = 2) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("body", "css"), FLAT.values(), ids=FLAT)
def test_the_ground_is_what_is_painted_round_the_letters(typeset, body, css):
    """Of all that is painted, the ground and the letters have just the colours that were found."""
    chapter = typeset(body, css, base=BASE).value
    (pair,) = chapter.pairs
    painted = pixels(pair, chapter.content)

    assert [colour for colour in painted if near(colour, pair.ink.bytes)], (
        str(pair.ink),
        painted.most_common(4),
    )
    assert [colour for colour in painted if near(colour, pair.ground.bytes)], (
        str(pair.ground),
        painted.most_common(4),
    )
    two = sorted(colour for colour, _ in painted.most_common(2))
    expected = sorted((pair.ink.bytes, pair.ground.bytes))
    assert all(near(one, other) for one, other in zip(two, expected, strict=True)), two


@pytest.mark.parametrize("gradient", SHADED.values(), ids=SHADED)
def test_a_gradient_is_read_where_it_is_worst(typeset, gradient):
    """Dark words on a gradient: the ground is one of its painted colours, and hardly any of them is darker."""
    chapter = typeset(
        WORD, f"p {{ display: inline-block; color: black; background: {gradient} }}", base=BASE
    ).value
    (pair,) = chapter.pairs
    without = typeset(
        WORD, f"p {{ display: inline-block; color: transparent; background: {gradient} }}", base=BASE
    ).value
    painted = pixels(pair, without.content)
    darkest = min(map(sum, painted))

    assert [colour for colour in painted if near(colour, pair.ground.bytes, 4)]
    assert sum(pair.ground.bytes) <= darkest + 45


def test_what_is_covered_has_no_contrast(typeset):
    """Words below an opaque box have its colour, as the page has."""
    css = "div { position: relative } i { position: absolute; inset: 0; background: #c0e0ff }"
    chapter = typeset("<div><p>HEH</p><i></i></div>", css, base=BASE).value
    (pair,) = chapter.pairs

    assert set(pixels(pair, chapter.content)) == {pair.ground.bytes}
    assert pair.least == 1


def test_words_on_two_grounds_are_judged_on_the_worse(typeset):
    """A bar that reaches under half of a number counts, and one that reaches a hair does not."""
    css = "p {{ background: linear-gradient(#203040) 0 0 / {} 100% no-repeat, #c0e0ff }}"
    (half,) = typeset(WORD, css.format("30px"), base=BASE).value.pairs
    (hair,) = typeset(WORD, css.format("2px"), base=BASE).value.pairs

    assert (str(half.ground), str(hair.ground)) == ("#203040", "#c0e0ff")
