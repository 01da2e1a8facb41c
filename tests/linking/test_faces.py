"""Faces: glyphs of several subsets in one font, with every width and character that was there before."""

import io
from dataclasses import replace

import pytest
from builders import ONE_FONT, REPOSITORY
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from pipeline.linking.charmaps import (
    ForeignMapError,
    read_characters,
    read_widths,
    spell_widths,
    write_characters,
)
from pipeline.linking.faces import read_face
from pipeline.linking.sfnt import NotJoinableError
from pipeline.linking.truetype import read_glyphs
from pipeline.pdf import open_document
from pipeline.pdf.fonts import read_fonts

FONT = (REPOSITORY / ONE_FONT).read_bytes()


def cut(text: str, *, retain: bool = True) -> tuple[bytes, set[int]]:
    """Subset the bundled face as the engine does: glyph ids kept, or moved up behind the last."""
    options = subset.Options(retain_gids=retain, hinting=False, notdef_outline=True, layout_features=[])
    subsetter, font = subset.Subsetter(options), TTFont(io.BytesIO(FONT), recalcTimestamp=False)
    used = {font.getGlyphID(font.getBestCmap()[ord(letter)]) for letter in text}
    subsetter.populate(text=text)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), used


def outline(content: bytes, glyph: int) -> object:
    """Return a glyph's contours, components resolved, and its advance width."""
    font = TTFont(io.BytesIO(content))
    name = font.getGlyphName(glyph)
    coordinates, ends, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates), list(ends), font["hmtx"][name]


def test_a_union_has_every_glyph():
    """Each glyph looks and runs as in its own subset, composites too."""
    one, two = cut("Áxé"), cut("e´AÇ y")

    joined = read_glyphs(*one).plus(read_glyphs(*two))
    content = joined.font()

    for subset_content, used in (one, two):
        for glyph in used:
            assert outline(subset_content, glyph) == outline(content, glyph)


def test_a_written_font_is_sound():
    """Checksums, offsets and counts are right, with short offsets and with long ones."""
    content = read_glyphs(*cut("Linking")).font()

    font = TTFont(io.BytesIO(content), checkChecksums=2)
    assert font["maxp"].numGlyphs == len(font["hmtx"].metrics) == font["hhea"].numberOfHMetrics
    assert set(font.keys()) - {"GlyphOrder"} == {"head", "hhea", "maxp", "hmtx", "loca", "glyf"}


def test_the_same_glyphs_give_the_same_font():
    """The order in which chapters bring glyphs does not matter."""
    one, two = read_glyphs(*cut("Áxé")), read_glyphs(*cut("e´AÇ y"))

    assert one.plus(two).font() == two.plus(one).font()


def test_other_outlines_do_not_agree():
    """A glyph that looks otherwise, or runs otherwise, is another face's."""
    one = read_glyphs(*cut("ab"))
    glyph = max(one.outlines)

    assert one.agrees_with(one)
    assert not one.agrees_with(replace(one, outlines={glyph: b"other"}))
    assert not one.agrees_with(replace(one, metrics={glyph: b"wide"}))


@pytest.mark.parametrize("content", [b"", b"OTTO" + FONT[4:], FONT[:40], FONT[:4000], b"\0\1\0\0" + bytes(8)])
def test_what_is_no_font_is_refused(content):
    """Other kinds of fonts and damaged ones are no union's business."""
    with pytest.raises(NotJoinableError):
        read_glyphs(content, [1])


def test_widths_read_back():
    """Runs and single codes are written so that each code keeps its width."""
    widths = {1: b" 500", 2: b" 501.5", 3: b" 500", 9: b" 0"}

    assert spell_widths(widths) == b"[1[ 500 501.5 500]9[ 0]]"
    assert spell_widths({}) == b"[]"


def test_widths_of_ranges_are_read():
    """Both forms of the standard: codes one by one, and a range of one width."""
    array = ArrayObject([NumberObject(1), ArrayObject([NumberObject(5), NumberObject(6)])])
    array += [NumberObject(7), NumberObject(8), NumberObject(9)]

    assert read_widths(array) == {1: b" 5", 2: b" 6", 7: b" 9", 8: b" 9"}


@pytest.mark.parametrize(
    "items", [[NameObject("/A")], [NumberObject(1)], [NumberObject(1), ArrayObject([NameObject("/A")])]]
)
def test_odd_widths_are_refused(items):
    """A table that is none is left to its chapter."""
    with pytest.raises(ForeignMapError):
        read_widths(ArrayObject(items))


def test_characters_read_back():
    """More than a hundred mappings take sections, and ligatures stand for several characters."""
    characters = {code: b"%04x" % (code + 1) for code in range(250)} | {300: b"00660069"}

    assert read_characters(write_characters(characters)) == characters
    with pytest.raises(ForeignMapError):
        read_characters(b"1 beginbfrange <0000> <0001> <0041> endbfrange")


def test_other_fonts_are_left_alone(chapter_pdf):
    """What is no composite font with a TrueType file is not taken out of its chapter."""
    font = next(iter(PdfReader(io.BytesIO(chapter_pdf("<p>a"))).pages[0]["/Resources"]["/Font"].values()))
    assert read_face(font.get_object())

    for key in ("/ToUnicode", "/DescendantFonts", "/Encoding"):
        other = DictionaryObject({each: dict.get(font.get_object(), each) for each in font.get_object()})
        del other[key]
        assert read_face(other) is None


def variable() -> bytes:
    """Make a variable font of one letter whose stem grows with its weight."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "a"])
    builder.setupCharacterMap({ord(" "): "space", ord("a"): "a"})
    pen = TTGlyphPen(None)
    for index, point in enumerate([(0, 0), (0, 500), (100, 500), (100, 0)]):
        (pen.lineTo if index else pen.moveTo)(point)
    pen.closePath()
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "space": empty, "a": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "space": (300, 0), "a": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Grows", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
    moved = [(0, 0), (0, 0), (300, 0), (300, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    builder.setupGvar({"a": [TupleVariation({"wght": (0, 1, 1)}, moved)]})
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def test_a_variable_font_in_two_weights_is_two_faces(workshop, join, chapter_pdf, ink):
    """Each weight is embedded once for both chapters, and each is as dark as it was."""
    path = workshop.root / "styles/fonts/Grows.ttf"
    path.write_bytes(variable())
    try:
        css = "body { font: 400 20px Grows } b { font-weight: 900 }"
        chapters = {name: chapter_pdf("<p>a <b>a</b></p>", css) for name in ("one", "two")}
    finally:
        path.unlink()

    linked = join(chapters)

    assert linked.value.facts.faces_shared == 2 * linked.value.facts.faces
    fonts = read_fonts(open_document(linked.value.content))
    assert [font.page_indexes for font in fonts if font.name.startswith("Grows")] == [(0, 1), (0, 1)]
    assert ink(linked.value.content) == [ink(content)[0] for content in chapters.values()]
