"""PDFs that a validator passes and a listener stumbles over, each beside one that is as it should be."""

from __future__ import annotations

from tagged import At, cells, element, tagged

_UNTYPED = "/Artifact BMC BT /F 10 Tf 50 300 Td (Lost words) Tj ET EMC"
_LAYOUT = "/Artifact <</Type /Layout>> BDC BT /F 10 Tf 50 300 Td (Lost words) Tj ET EMC"
_DASH = "/Artifact <</Type /Layout>> BDC BT /F 10 Tf 50 300 Td (- \\225 \\223) Tj ET EMC"
_FOLIO = "/Artifact <</Type /Pagination>> BDC BT /F 10 Tf 50 20 Td (page 7) Tj ET EMC"
_REPEATED = "/Artifact <</Type /Layout>> BDC BT /F 10 Tf 50 300 Td (Year) Tj ET EMC"
_REPEATED_ROW = "/Artifact BMC BT /F 10 Tf 50 300 Td (Year) Tj 100 0 Td (Good) Tj ET EMC"
_BARE = "BT /F 10 Tf 50 300 Td (Lost words) Tj ET"

_HEAD = cells("Year", "Good", kind="TH")
_ROW = cells("2018", "60", y=680)


def _paragraph(words: str, y: float = 700, page: int = 0, **where: float):
    return element("P", At(words, y, page=page, **where))


def _table(*rows):
    return element("Table", *rows)


def _item(words: str, y: float, page: int = 0, label: str = ""):
    body = element("LBody", At(words, y, 70, page))
    return element("LI", element("Lbl", At(label, y, 50, page)), body) if label else element("LI", body)


FAILING = {
    "words beside the tree": ("unheard-words", tagged(_paragraph("Heard."), beside=_BARE)),
    "words in an artifact": ("words-as-artifact", tagged(_paragraph("Heard."), beside=_UNTYPED)),
    "words in the layout": ("words-as-artifact", tagged(_paragraph("Heard."), beside=_LAYOUT)),
    "a file for alternate text": ("alt-file-name", tagged(element("Figure", "x", Alt="map final-2.png"))),
    "a camera's name": ("alt-file-name", tagged(element("Figure", "x", Alt="IMG_0042"))),
    "a path": ("alt-file-name", tagged(element("Figure", "x", Alt="images/map.svg"))),
    "an empty heading": ("empty-heading", tagged(element("H1", "Title"), element("H2", " "))),
    "a heading that skips": ("skipped-level", tagged(element("H1", "Title"), element("H3", "Detail"))),
    "a first heading too low": ("skipped-level", tagged(element("H2", "Background"))),
    "an empty header cell": (
        "empty-header-cell",
        tagged(_table(element("TR", element("TH"), element("TH", "Good")), _ROW)),
    ),
    "a header row among the data": (
        "repeated-header",
        tagged(_table(_HEAD, _ROW, cells("Year", "Good", y=660), cells("2019", "65", y=640))),
    ),
    "a table in two": (
        "repeated-header",
        tagged(
            _table(_HEAD, cells("2018", "60", y=20)),
            _table(cells("Year", "Good", kind="TH", page=1), cells("2019", "65", y=680, page=1)),
            pages=2,
        ),
    ),
    "a paragraph in two": (
        "split-element",
        tagged(_paragraph("It ends without", 20), _paragraph("a full stop.", 780, 1), pages=2),
    ),
    "a paragraph in two, at a name": (
        "split-element",
        tagged(
            element("P", At("The trust that was", 32), At("rated well is the", 20)),
            _paragraph("Brighton.", 780, 1),
            pages=2,
        ),
    ),
    "an item in two": (
        "split-element",
        tagged(
            element("L", _item("It ends without", 20, label="1."), _item("a full stop.", 780, 1)), pages=2
        ),
    ),
    "a list in two": (
        "split-element",
        tagged(element("L", _item("One.", 20)), element("L", _item("Two.", 780, 1)), pages=2),
    ),
    "a section in two": (
        "split-element",
        tagged(
            element("Sect", _paragraph("It ends without", 20)),
            element("Sect", _paragraph("a full stop.", 780, 1)),
            pages=2,
        ),
    ),
    "the end before the beginning": (
        "jumps-up",
        tagged(_paragraph("The end.", 300), _paragraph("The beginning.", 700)),
    ),
    "lines in disorder": ("jumps-up", tagged(element("P", At("second line", 660), At("first line", 700)))),
}
"""What is wrong, and the code that says so."""

SOUND = {
    "a folio": tagged(_paragraph("Heard."), beside=_FOLIO),
    "decoration": tagged(_paragraph("Heard."), beside=_DASH),
    "a header row that is painted again": tagged(_table(_HEAD, _ROW), beside=_REPEATED),
    "a row of header cells that is painted again": tagged(_table(_HEAD, _ROW), beside=_REPEATED_ROW),
    "an alternate text": tagged(element("Figure", "x", Alt="A map. It was saved as map.png once")),
    "headings that go down and up": tagged(
        element("H1", "A"), element("H2", "B"), element("H3", "C"), element("H1", "D")
    ),
    "a table": tagged(_table(_HEAD, _ROW, cells("2019", "65", y=660))),
    "two tables with words between": tagged(
        _table(_HEAD, _ROW),
        _paragraph("Between.", 20),
        _table(cells("Year", "Good", kind="TH", page=1), cells("2019", "65", y=680, page=1)),
        pages=2,
    ),
    "a sentence that ends with the page": tagged(
        _paragraph("It ends (“here.”)", 20), _paragraph("another", 780, 1), pages=2
    ),
    "a number on each page": tagged(_paragraph("1", 20), _paragraph("2", 20, 1), pages=2),
    "items without full stops": tagged(
        element("L", _item("one", 20, label="1."), _item("two", 780, 1, "2.")), pages=2
    ),
    "items without labels": tagged(element("L", _item("one", 20), _item("two", 780, 1)), pages=2),
    "a paragraph over two pages": tagged(
        element("P", At("It ends without", 20), At("a full stop.", 780, page=1)), pages=2
    ),
    "two columns": tagged(
        _paragraph("Left, at the foot.", 100), _paragraph("Right, at the head.", 700, x=300)
    ),
    "a paragraph over two columns": tagged(
        element("P", At("to the foot", 100), At("from the head", 700, 300))
    ),
    "a note at the foot of the page": tagged(
        _paragraph("Word", 700), element("Note", At("The note.", 50)), _paragraph("goes on", 688)
    ),
    "a figure at the head of the page": tagged(
        _paragraph("It is shown above.", 300),
        element("Figure", At("x", 700), Alt="A map."),
        _paragraph("On.", 280),
    ),
    "a box beside the text": tagged(
        _paragraph("Text.", 300),
        element("Sect", element("Aside", _paragraph("Box.", 700))),
        _paragraph("On.", 280),
    ),
    "a raised call": tagged(element("P", At("word", 700), At("2", 706, 70, size=7))),
}
"""What no rule of hearing has anything against."""
