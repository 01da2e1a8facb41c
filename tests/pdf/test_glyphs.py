"""What the codes of fonts stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.glyphs import Glyphs, _read_map, read_glyphs
from pipeline.pdf.objects import dictionary_of

SPACE = "1 begincodespacerange <0000> <ffff> endcodespacerange "


@pytest.fixture
def glyphs(opened, stream):
    """Read a font dictionary, whose object 5 is a map."""

    def read(font: str, cmap: str = "") -> Glyphs:
        document = opened("", font, stream(cmap), page="/Resources <</Font <</F 4 0 R>>>>")
        return read_glyphs(dictionary_of(dictionary_of(document.pages[0].get("/Resources"))["/Font"]["/F"]))

    return read


@pytest.mark.parametrize(
    ("font", "codes", "expected"),
    [
        ("<</Subtype /Type1 /Encoding /WinAnsiEncoding>>", b"a\x93\xad", "a“\u00ad"),
        ("<</Subtype /Type1 /Encoding /MacRomanEncoding>>", b"\x8e", "é"),
        ("<</Subtype /Type1>>", b"a'", "a’"),
        (
            "<</Subtype /Type1 /Encoding <</Differences [65 /eacute /uni2013 /u1F600 /a.alt /odd]>>>>",
            b"ABCDE",
            "é–😀a\ufffd",
        ),
        ("<</Subtype /Type3 /Encoding <</Differences [65 /A]>>>>", b"AB", "A\ufffd"),
        ("<</Subtype /Type1 /BaseFont /ABCDEF+Symbol>>", b"a", "α"),
    ],
)
def test_simple_fonts_by_their_encoding(glyphs, font, codes, expected):
    """Predefined encodings, differences from them, and names of glyphs; what is not known is U+FFFD."""
    assert glyphs(font).read(codes)[0] == expected


def test_maps_come_before_encodings(glyphs):
    """What /ToUnicode says counts; what it leaves out, the encoding says."""
    font = glyphs("<</Subtype /Type1 /ToUnicode 5 0 R>>", "beginbfchar <41> <0042> endbfchar")

    assert font.read(b"AC")[0] == "BC"


@pytest.mark.parametrize(
    ("cmap", "expected"),
    [
        ("1 beginbfchar <0001> <00660069> endbfchar", {1: "fi"}),
        ("1 beginbfrange <0001> <0003> <0041> endbfrange", {1: "A", 2: "B", 3: "C"}),
        ("1 beginbfrange <0001> <0002> [<0041> <00420043>] endbfrange", {1: "A", 2: "BC"}),
        ("1 beginbfchar <0001> <D83DDE00> endbfchar", {1: "😀"}),
        ("1 beginbfrange <0001> <ffff> <10FF> endbfrange", 65535),
        ("1 beginbfchar <0001> endbfchar", {}),
        ("1 beginbfrange <0001> <zz> [ endbfrange", {}),
    ],
)
def test_maps(cmap, expected):
    """Single codes and ranges, one character or several; what is damaged is left out."""
    characters, size = _read_map((SPACE + cmap).encode())

    assert (characters if isinstance(expected, dict) else len(characters)) == expected
    assert size == 2


@given(st.binary(max_size=200))
def test_any_map_is_read_without_a_crash(content):
    """Whatever a map holds."""
    _read_map(b"beginbfrange " + content + b" endbfrange beginbfchar <" + content + b"> endbfchar")


def test_widths(glyphs):
    """Simple fonts list widths from a first code, composite ones by ranges; the rest has the usual one."""
    simple = glyphs("<</Subtype /Type1 /FirstChar 65 /Widths [600 700]>>")
    composite = glyphs(
        "<</Subtype /Type0 /DescendantFonts [<</DW 900 /W [1 [500 600] 7 8 250]>>] /ToUnicode 5 0 R>>",
        SPACE + "beginbfrange <0001> <0009> <0061> endbfrange",
    )

    assert simple.read(b"AB")[1:] == (1300, 2)
    assert composite.read(b"\0\1\0\2\0\7\0\x09\0") == ("abgi", 500 + 600 + 250 + 900, 4)
