"""Fonts and images that pages use."""

import pytest

from pipeline.pdf import open_document
from pipeline.pdf.objects import name_of, raw
from pipeline.pdf.resources import used_fonts, used_images

SHARED = "/Resources <</Font <</F1 5 0 R /F2 6 0 R>> /XObject <</I 7 0 R /X 8 0 R>> /Pattern <</P 8 0 R>> /ExtGState <</G 9 0 R>>>>"
FORM = "/Subtype /Form /Resources <</Font <</F1 6 0 R>>>>"


@pytest.fixture
def used(opened, stream):
    """Name the fonts and count the images of a page with this content; F1 of the form is F2 of the page."""

    def use(content: str, form: str = "", state: str = ""):
        document = opened(
            "",
            stream(content),
            "<</Type /Font /BaseFont /One>>",
            "<</Type /Font /BaseFont /Two>>",
            stream("", "/Subtype /Image /Width 1 /Height 1"),
            stream(form, FORM),
            f"<<{state}>>",
            page=f"/Contents 4 0 R {SHARED}",
        )
        return [name_of(raw(font.entries, "/BaseFont")) for font in used_fonts(document)], len(
            used_images(document)
        )

    return use


@pytest.mark.parametrize(
    ("content", "fonts", "images"),
    [
        ("", [], 0),
        ("/F1 9 Tf", ["One"], 0),
        ("/F1 -9.5 Tf /F2 1 Tf /F1 2 Tf", ["One", "Two"], 0),
        ("/#461\n9\tTf", ["One"], 0),
        ("/F9 9 Tf /F Do", [], 0),
        ("q /I Do Q", [], 1),
        ("(/F1 9 Tf) Tj", [], 0),
        (r"(\(/F1 9 Tf) Tj", [], 0),
        ("((nested) /F1 9 Tf) Tj", [], 0),
        ("% /F1 9 Tf\n/I Do", [], 1),
        ("BI /W 1 ID (\x80 EI /F2 1 Tf", ["Two"], 0),
        ("/F1 9 Tfoo /I Doo", [], 0),
    ],
)
def test_only_what_operators_name_is_used(used, content, fonts, images):
    """Of shared resources those count that an operator names; words in strings, comments and images do not."""
    assert (fonts, images) == used(content)


def test_forms_are_searched_with_their_own_resources(used):
    """A name in a form, a pattern or a soft mask stands for what it is there."""
    assert used("/X Do", form="/F1 9 Tf") == (["Two"], 0)
    assert used("/Pattern cs /P scn", form="/F1 9 Tf") == (["Two"], 0)
    assert used("/G gs", form="/F1 9 Tf", state="/SMask <</G 8 0 R>>") == (["Two"], 0)
    assert used("/G gs", state="/Font [6 0 R 12]") == (["Two"], 0)


def test_a_form_that_paints_itself_is_searched_once(opened, stream):
    """A cycle of forms ends."""
    document = opened(
        "",
        stream("/X Do /F Do", "/Subtype /Form /Resources <</XObject <</X 4 0 R>> /Font <</F 5 0 R>>>>"),
        page="/Contents 4 0 R /Resources <</XObject <</X 4 0 R>>>>",
    )

    assert used_fonts(document) == ()


def test_appearances_are_searched(opened, stream):
    """What a form field or a stamp is drawn with counts for its page, in every state."""
    appearance = stream("/F 9 Tf", "/Subtype /Form /Resources <</Font <</F 5 0 R>>>>")
    one = opened("", appearance, "<</BaseFont /One>>", page="/Annots [<</AP <</N 4 0 R>>>>]")
    states = opened(
        "", appearance, "<</BaseFont /One>>", page="/Annots [<</AP <</N <</On 4 0 R /Off null>>>>>>]"
    )

    assert (len(used_fonts(one)), len(used_fonts(states))) == (1, 1)


def test_pages_of_a_font_are_those_that_use_it(typeset):
    """Though WeasyPrint gives every page all fonts, a bold face is found only where there is bold text."""
    html = "<p>plain<p style='break-before: page'>plain <b>bold</b><p style='break-before: page'>plain"

    assert {(0, 1, 2), (1,)} == {font.page_indexes for font in used_fonts(open_document(typeset(html)))}
