"""A page that is too small for its lines is found once, at the token that comes to less than nothing."""

from workshop import FIRST, chapter_html

from pipeline.typesetting import traced


def test_a_text_area_larger_than_the_page_is_found_at_the_token(workshop):
    """Millimetres, the tokens that it comes of, and none of the overflows that follow."""
    css = (
        ":root { --height: 100px;\n --lines: 12;\n --foot: calc(var(--height) - var(--lines) * 10px) }\n"
        '@page { size: 200px var(--height); margin: 0; margin-bottom: var(--foot) } html { font-family: "Source Sans 3" }'
    )
    engine = workshop.open(css, "")
    findings = engine.value.typeset(chapter_html("<p>word</p>" * 30), FIRST).findings
    (finding,) = traced(findings, engine.value.sheets)

    assert finding.code == "page-geometry"
    assert finding.message == (
        "the text area is 5.3 mm higher than the page leaves: the bottom margin comes to less than nothing"
    )
    assert (finding.place.line, finding.place.column) == (3, 2)
    assert [note.message for note in finding.related] == ["--height is 100px", "--lines is 12"]


def test_pages_without_margins_have_room(workshop):
    """Nothing between the text and the edge is a design, not a mistake."""
    engine = workshop.open('@page { size: 200px 100px; margin: 0 } p { font-family: "Source Sans 3" }', "")

    assert engine.value.typeset(chapter_html("<p>word</p>"), FIRST).findings == ()
