"""Fonts."""

from pipeline.pdf import open_document
from pipeline.pdf.fonts import Font, read_fonts

NOTHING = {"embedded": False, "subset": False, "to_unicode": False}


def test_weasyprints_fonts_are_embedded_and_searchable(typeset):
    """A typeset font is a composite subset that maps its glyphs to characters, and its name has no subset tag."""
    fonts = read_fonts(open_document(typeset("<p>Words")))

    assert [
        (font.kind, font.embedded, font.subset, font.encoding, font.to_unicode, font.page_indexes)
        for font in fonts
    ] == [("Type0/CIDFontType2", True, True, "Identity-H", True, (0,))]
    assert "+" not in fonts[0].name


def test_simple_fonts_are_read(opened, stream):
    """A standard font that is not embedded, a Type 3 font and one that is damaged are told apart."""
    fonts = read_fonts(
        opened(
            "",
            stream("/A 1 Tf /B 1 Tf /C 1 Tf"),
            "<</Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
            "<</Subtype /Type3 /Encoding <<>> /Name /Emoji>>",
            "<</BaseFont 7 /FontDescriptor 4 0 R /DescendantFonts [99 0 R]>>",
            page="/Contents 4 0 R /Resources <</Font <</A 5 0 R /B 6 0 R /C 7 0 R>>>>",
        )
    )

    plain = Font("Helvetica", "Type1", encoding="WinAnsiEncoding", page_indexes=(0,), **NOTHING)
    emoji = Font("Emoji", "Type3", encoding="custom", page_indexes=(0,), **NOTHING | {"embedded": True})
    damaged = Font("", "without a subtype/None", encoding=None, page_indexes=(0,), **NOTHING)
    assert (plain, emoji, damaged) == fonts
