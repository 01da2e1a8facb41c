"""What pages paint: text in its place and its marked content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf import open_document
from pipeline.pdf.painting import read_painted
from pipeline.pdf.pieces import Piece, Standing

FONT = f"<</Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 /Widths [{'500 ' * 256}]>>"


@pytest.fixture
def pieces(opened, stream):
    """Paint a page: object 4 is its content, 5 the font /F, 6 the form /X."""

    def paint(content: str, form: str = "", entries: str = "") -> tuple[Piece, ...]:
        document = opened(
            "",
            stream(content),
            FONT,
            stream(form, f"/Subtype /Form {entries}"),
            page="/StructParents 3 /Contents 4 0 R /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R>>"
            " /Properties <</N <</MCID 8 /ActualText (named)>>>>>>",
        )
        return read_painted(document)[0].pieces

    return paint


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("BT /F 10 Tf 5 7 Td (a) Tj ET", [("a", 5, 7)]),
        ("BT /F 10 Tf 1 0 0 1 5 7 Tm (ab) Tj (c) Tj ET", [("ab", 5, 7), ("c", 15, 7)]),
        (
            "BT /F 10 Tf 5 7 TD (a) Tj 0 -12 TD (b) Tj T* (c) Tj ET",
            [("a", 5, 7), ("b", 5, -5), ("c", 5, -17)],
        ),
        ("BT /F 10 Tf 12 TL 5 50 Td (a) Tj (b) ' ET", [("a", 5, 50), ("b", 5, 38)]),
        ('BT /F 10 Tf 12 TL 5 50 Td 2 1 (a b) " (c) Tj ET', [("a b", 5, 38), ("c", 25, 38)]),
        (
            "q 2 0 0 2 10 10 cm BT /F 10 Tf 5 7 Td (a) Tj ET Q BT 1 1 Td /F 9 Tf (b) Tj ET",
            [("a", 20, 24), ("b", 1, 1)],
        ),
        ("BT /F 10 Tf 5 7 Td [(a) -500 (b) 20 (c)] TJ (d) Tj ET", [("a bc", 5, 7), ("d", 25, 7)]),
        ("BT /F 10 Tf 5 7 Td 3 Ts (a) Tj ET", [("a", 5, 10)]),
        ("BT /F 10 Tf 200 Tz (a) Tj (b) Tj ET", [("a", 0, 0), ("b", 10, 0)]),
        ("BI /W 1 ID (x) Tj EI BT /F 10 Tf (a) Tj ET", [("a", 0, 0)]),
        ("BT (no font) Tj ET", [("\ufffd" * 7, 0, 0)]),
    ],
)
def test_text_is_found_where_it_stands(pieces, content, expected):
    """Every way to move the pen and to show text leads to the place of the baseline, in points."""
    assert [(each.text, round(each.x, 3), round(each.y, 3)) for each in pieces(content)] == expected


def test_rectangles_and_sizes_are_those_on_the_page(pieces):
    """A page that is upside down and larger, as the engine writes it, comes out upright."""
    (piece,) = pieces("2 0 0 -2 0 200 cm BT /F 10 Tf 1 0 0 -1 5 50 Tm (ab) Tj ET")

    assert (piece.size, piece.x, piece.y) == (20, 10, 100)
    assert (piece.left, piece.bottom, piece.right, piece.top) == (10, 95, 30, 115)


@pytest.mark.parametrize(
    ("content", "text", "standing"),
    [
        ("BT /F 9 Tf (a) Tj ET", "a", Standing()),
        ("/P <</MCID 4>> BDC BT /F 9 Tf (a) Tj ET EMC", "a", Standing(3, 4)),
        ("/P <</MCID 4>> BDC /Span <</Lang (fr)>> BDC BT /F 9 Tf (a) Tj ET EMC EMC", "a", Standing(3, 4)),
        ("/Artifact BMC BT /F 9 Tf (a) Tj ET EMC", "a", Standing(artifact="")),
        (
            "/Artifact <</Type /Pagination /Subtype /Header>> BDC BT /F 9 Tf (a) Tj ET EMC",
            "a",
            Standing(artifact="Pagination"),
        ),
        ("/P /N BDC BT /F 9 Tf (a) Tj (b) Tj ET EMC", "named", Standing(3, 8)),
        ("/P <</MCID 0>> BDC EMC EMC EMC BT /F 9 Tf (a) Tj ET", "a", Standing()),
        (r"/S <</ActualText (\(/MCID 9\))>> BDC BT /F 9 Tf (a) Tj ET EMC", "(/MCID 9)", Standing()),
        (
            "/S <</ActualText (x)>> BDC /T <</ActualText (y)>> BDC BT /F 9 Tf (a) Tj ET EMC EMC",
            "x",
            Standing(),
        ),
        ("/P <</MCID 1>> BDC /S <</ActualText (x)>> BDC EMC EMC", "x", Standing(3, 1)),
    ],
)
def test_text_stands_in_marked_content(pieces, content, text, standing):
    """The innermost number or artifact counts; an /ActualText stands for its whole sequence."""
    (piece,) = pieces(content)

    assert (piece.text, piece.standing) == (text, standing)


def test_forms_are_painted_in_their_place(pieces):
    """A form's matrix moves its text; its numbers count by its own key; what it leaves open is closed behind it."""
    form = "q /P <</MCID 0>> BDC BT /F 9 Tf (in) Tj ET"
    found = pieces(
        "q 1 0 0 1 10 0 cm /X Do Q BT /F 9 Tf (out) Tj ET", form, "/Matrix [1 0 0 1 0 5] /StructParents 6"
    )

    assert [(each.text, each.x, each.y, each.standing) for each in found] == [
        ("in", 10, 5, Standing(6, 0)),
        ("out", 0, 0, Standing()),
    ]


def test_a_form_without_marks_stands_in_what_surrounds_it(pieces):
    """A form that is painted inside an element's content belongs to it."""
    (piece,) = pieces("/P <</MCID 2>> BDC /X Do EMC", "BT /F 9 Tf (in) Tj ET")

    assert piece.standing == Standing(3, 2)


def test_forms_that_paint_each_other_end(pieces):
    """A form is read once a page."""
    assert [each.text for each in pieces("/X Do", "BT /F 9 Tf (in) Tj ET /X Do")] == ["in"]


def test_operators_may_be_split_over_streams(opened, stream):
    """Contents are read as one stream."""
    document = opened(
        "",
        stream("BT /F 9 Tf (a"),
        stream("b) Tj ET"),
        FONT,
        page="/Contents [4 0 R 5 0 R] /Resources <</Font <</F 6 0 R>>>>",
    )

    assert [each.text for each in read_painted(document)[0].pieces] == ["a\nb"]


def test_words_of_annotations_are_no_content(opened, stream):
    """The appearance of a field or stamp is looked through for fonts; its words are not the page's."""
    appearance = stream("BT /F 9 Tf (a) Tj ET", "/Subtype /Form /Resources <</Font <</F 5 0 R>>>>")
    document = opened("", appearance, FONT, page="/Annots [<</AP <</N 4 0 R>>>>]")

    (page,) = read_painted(document)
    assert (page.pieces, len(page.fonts)) == ((), 1)


def test_a_typeset_page_is_read_whole(typeset):
    """What the engine writes comes back word for word, hyphens as they were drawn."""
    document = open_document(typeset("<p>One <b>two</b> ffi “three” – naïve.", pdf_tags=True))

    (page,) = read_painted(document)
    assert "".join(each.text for each in page.pieces) == "One two ffi “three” – naïve."
    assert {each.standing.artifact for each in page.pieces} == {None}


OPERATORS = [
    "q",
    "Q",
    "cm",
    "BT",
    "ET",
    "Tf",
    "Tm",
    "Td",
    "TD",
    "T*",
    "TL",
    "Tc",
    "Tw",
    "Tz",
    "Ts",
    "Tj",
    "TJ",
    "'",
    '"',
    "BMC",
    "BDC",
    "EMC",
    "Do",
    "gs",
    "scn",
    "cs",
    "rg",
    "k",
]
OPERANDS = [
    "1",
    "-2.5",
    "/F",
    "/X",
    "/P",
    "(a)",
    "<41>",
    "[(a) -300 <42>]",
    "<</MCID 1>>",
    "<</ActualText (x)>>",
    "]",
    ")",
]


@given(st.lists(st.sampled_from(OPERATORS + OPERANDS), max_size=40))
def test_no_order_of_operators_is_too_odd(opened, stream, words):
    """Whatever stands in a stream and in a form that paints itself, every piece is finite and on its page."""
    content = " ".join(words)
    document = opened(
        "",
        stream(content),
        FONT,
        stream(content, "/Subtype /Form"),
        page="/Contents 4 0 R /Resources <</Font <</F 5 0 R>> /XObject <</X 6 0 R>>>>",
    )

    assert {each.page_index for page in read_painted(document) for each in page.pieces} <= {0}
