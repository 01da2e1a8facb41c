"""CFF: charstrings of several subsets in one OpenType font."""

import io

import pytest
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.cff import read_charstrings, read_index, write_index
from pipeline.linking.sfnt import NotJoinableError
from pipeline.pdf import open_document
from pipeline.pdf.fonts import read_fonts

LETTERS = " abcdefgh"


def postscript() -> bytes:
    """Make a font with PostScript outlines: bars, one higher than the other."""
    names = [".notdef", *(f"u{ord(letter)}" for letter in LETTERS)]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter)}" for letter in LETTERS})
    charstrings = {}
    for index, name in enumerate(names):
        pen = T2CharStringPen(300 + 20 * index, None)
        if index > 1:
            for move, point in enumerate([(50, 0), (50, 60 * index), (150, 60 * index), (150, 0)]):
                (pen.lineTo if move else pen.moveTo)(point)
            pen.closePath()
        charstrings[name] = pen.getCharString()
    builder.setupCFF("Bars-Regular", {"FullName": "Bars"}, charstrings, {"defaultWidthX": 300})
    builder.setupHorizontalMetrics({name: (300 + 20 * index, 0) for index, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


FONT = postscript()


def test_postscript_outlines_are_joined(workshop, join, chapter_pdf, ink):
    """Two chapters with other letters share one face, and each looks as it did."""
    path = workshop.root / "styles/fonts/Bars.otf"
    path.write_bytes(FONT)
    try:
        chapters = {
            name: chapter_pdf(f"<p>{text}</p>", "body { font: 20px Bars }")
            for name, text in (("one", "a b c"), ("two", "h e a"))
        }
    finally:
        path.unlink()

    linked = join(chapters).value

    assert linked.facts.fonts_unshared == ()
    fonts = [font for font in read_fonts(open_document(linked.content)) if font.name == "Bars"]
    assert [(font.kind, font.page_indexes) for font in fonts] == [("Type0/CIDFontType0", (0, 1))]
    assert ink(linked.content) == [ink(content)[0] for content in chapters.values()]


@given(items=st.lists(st.binary(max_size=90), max_size=12))
def test_an_index_reads_back(items):
    """Offsets have as many bytes as they need."""
    if items:
        content = b"before" + write_index(items)

        assert read_index(content, 6) == (items, len(content))


def test_an_empty_index_is_two_bytes():
    """It has neither offsets nor their size."""
    assert read_index(b"\0\0more", 0) == ([], 2)


def test_fonts_that_others_write_are_left_alone():
    """Another subsetter writes short offsets, which could not be changed in place."""
    options = subset.Options(retain_gids=True)
    subsetter, font, out = subset.Subsetter(options), TTFont(io.BytesIO(FONT)), io.BytesIO()
    subsetter.populate(text="ab")
    subsetter.subset(font)
    font.save(out)

    with pytest.raises(NotJoinableError, match="an offset is too short"):
        read_charstrings(out.getvalue(), [1])


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0" + FONT[4:], FONT[:60], FONT[:300]])
def test_what_is_no_such_font_is_refused(content):
    """Other kinds of fonts, and damaged ones."""
    with pytest.raises(NotJoinableError):
        read_charstrings(content, [1])
