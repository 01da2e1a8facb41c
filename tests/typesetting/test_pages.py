"""Families, faces and characters that no bundled font has are found, with the block that asks for them."""

import pytest
from workshop import FIRST, chapter_html, codes, messages

from pipeline.findings import Place, Rectangle
from pipeline.markup import ChapterHtml
from pipeline.typesetting.boxes import BoxMap, Spill, TextLine
from pipeline.typesetting.faces import Face, Faces
from pipeline.typesetting.pages import check_faces, check_spills

BOX = Rectangle(0, 0, 10, 10)
HTML = ChapterHtml("test", "sources/test.yaml", "")


def line(
    text: str = "word", *families: str, weight: int = 400, italic: bool = False, page: int = 0
) -> TextLine:
    return TextLine(text, families or ("Sans",), weight, italic, None, page, BOX, 2.0, furniture=False)


def faces_with(characters: str = "word", **families: tuple[int, ...]) -> Faces:
    """Return upright faces of some families and weights, all with the same characters; no file is read."""
    faces = tuple(
        Face(family, weight, italic=False, path=f"{family}{weight}")
        for family, weights in (families or {"Sans": (400,)}).items()
        for weight in weights
    )
    return Faces(None, faces, {face: frozenset(map(ord, characters)) for face in faces})


def test_text_in_a_bundled_face_is_fine():
    """Families are known in any case, and a second family that nobody has is never asked."""
    texts = (line(), line("word", "sANS", "serif"), line("wo\u00adrd\u200b"))

    assert list(check_faces(BoxMap(texts=texts), HTML, faces_with())) == []


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            line("word", "Brand", "Sans"),
            "unknown-font",
            'the family "Brand" is not bundled; "word" is set in it',
        ),
        (
            line("word", "serif"),
            "unknown-font",
            'the generic family "serif" is not bundled; "word" is set in it',
        ),
        (line(weight=600), "missing-face", 'Sans has no weight 600; "word" is set in it'),
        (line(italic=True), "missing-face", 'Sans has no weight 400 italic; "word" is set in it'),
        (line("wörd"), "missing-glyph", 'Sans 400 has no "ö" (U+00F6, latin small letter o with diaeresis)'),
        (line("wor\ue000d"), "missing-glyph", 'Sans 400 has no "\ue000" (U+E000, no name)'),
    ],
)
def test_what_no_font_has_is_found(text, code, message):
    """A family, a weight, a slant and a character have a finding each."""
    (finding,) = check_faces(BoxMap(texts=(text,)), HTML, faces_with())

    assert (finding.code, finding.message, finding.page) == (code, message, 1)


def test_a_character_may_come_from_a_second_bundled_family():
    """Designers name a second family for symbols."""
    sans, symbols = Face("Sans", 400, italic=False, path="a"), Face("Symbols", 400, italic=False, path="b")
    faces = Faces(None, (sans, symbols), {sans: frozenset(map(ord, "word")), symbols: frozenset([0x2603])})

    assert list(check_faces(BoxMap(texts=(line("☃", "Sans", "Symbols"),)), HTML, faces)) == []


def test_each_thing_is_said_once():
    """A chapter in a missing face has one finding, at the first line."""
    texts = tuple(line("wörd", page=page) for page in range(3)) + tuple(line(weight=600) for _ in range(3))

    found = list(check_faces(BoxMap(texts=texts), HTML, faces_with()))

    assert [(finding.code, finding.page) for finding in found] == [("missing-glyph", 1), ("missing-face", 1)]


def test_the_farthest_spill_of_a_block_stands_for_it():
    """A block that leaves its page area in many lines has one finding for each page."""
    spills = [
        Spill("x", "test/a", page, BOX, "its page area", "right", by) for page in (0, 1) for by in (3, 9, 5)
    ]

    found = list(check_spills(BoxMap(spills=tuple(spills)), HTML))

    assert [finding.message.split()[2] for finding in found] == ["3.2", "3.2"]
    assert [finding.page for finding in found] == [1, 2]


def test_the_block_that_asks_is_named(workshop):
    """A character that no face has leads to the line of the block that holds it."""
    place = Place("sources/test.yaml", 9, 3)
    body = '<p>word</p><p data-block="test/body.2">word <em>漢字</em></p>'
    engine = workshop.open("em { font-style: normal }").value

    checked = engine.typeset(chapter_html(body, {"test/body.2": place}), FIRST)

    assert codes(checked) == ["missing-glyph", "missing-glyph"]
    assert {finding.place for finding in checked.findings} == {place}
    assert messages(checked)[0] == 'Source Sans 3 400 has no "漢" (U+6F22, cjk unified ideograph-6f22)'


@pytest.mark.parametrize(
    ("style", "code", "message"),
    [
        (
            "font-family: 'Source Sans 4'",
            "unknown-font",
            'the family "Source Sans 4" is not bundled; "word" is set in it',
        ),
        ("font-weight: 500", "missing-face", 'Source Sans 3 has no weight 500; "word" is set in it'),
        (
            "font: italic 300 10px 'Source Sans 3'",
            "missing-face",
            'Source Sans 3 has no weight 300 italic; "word" is set',
        ),
        (
            "font: 900 10px 'Source Serif 4'",
            "missing-face",
            'Source Serif 4 has no weight 900; "word" is set in it',
        ),
    ],
)
def test_what_the_engine_would_make_up_is_found(typeset, style, code, message):
    """A family that falls back, a weight that is nearest and a slant that is faked are all silent in the engine."""
    checked = typeset(f'<p style="{style}">word</p>')

    assert codes(checked) == [code]
    assert messages(checked)[0].startswith(message)


@pytest.mark.parametrize(
    ("body", "css", "character"),
    [
        ('<p style="width:40px;hyphens:auto">extraordinary</p>', 'p { hyphenate-character: "漢" }', "漢"),
        ("<p>wo\u00adrd</p>", 'p { width: 15px; hyphenate-character: "漢" }', "漢"),
        ("<ul><li>word</ul>", 'li { list-style-type: "漢"; margin: 20px }', "漢"),
        ("<p>word</p>", 'p::after { content: leader("漢") "x" }', "漢"),
        ("<p>" + "word " * 60, 'p { max-lines: 2; continue: discard; block-ellipsis: "漢" }', "漢"),
        ("<p>word</p>", '@page { @top-left { content: "漢" } }', "漢"),
        ("<p>word</p>", 'p::before { content: "漢" }', "漢"),
        ('<p>word<span style="float:footnote">note</span></p>', '::footnote-call { content: "漢" }', "漢"),
    ],
)
def test_characters_that_the_engine_puts_in_are_checked(typeset, body, css, character):
    """Hyphens, markers, leaders, ellipses and running heads stand in no source, and are asked for all the same."""
    checked = typeset(body, css)

    assert "missing-glyph" in codes(checked)
    assert f'"{character}"' in " ".join(messages(checked))


def test_the_bundled_fonts_have_what_the_engine_puts_in(typeset):
    """The hyphen, the bullet, the leader's dot and the ellipsis come from our own faces (ENGINE 15)."""
    marks = "\u00ad\u2010\u2011\u2013\u2014\u2007\u2009\u202f\u2212•…‘’“”·"
    body = f'<p>{marks}</p><p style="width:40px;hyphens:auto">extraordinary</p><ul style="margin:20px"><li>word</ul>'

    assert codes(typeset(body + f"<p style='font-family:\"Source Serif 4\"'>{marks}</p>")) == []
