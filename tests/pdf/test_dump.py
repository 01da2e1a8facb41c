"""The dump: any PDF as text."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.pdf import UnreadablePdfError, dump, inspect, open_document
from pipeline.pdf.dump import RARE_SECTIONS, SECTIONS

CATALOG = """
/Lang (en) /MarkInfo <</Marked true>> /PageMode /UseOutlines /ViewerPreferences <</DisplayDocTitle true>>
/OutputIntents [<</S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)>>]
/PageLabels <</Nums [0 <</P (Cover)>> 1 <</S /r /St 2>> 4 <</P (B-) /S /D>>]>>
/Outlines <</First <</Title (Aims) /Dest (aims) /Count -1 /First <</Title (Why) /Dest [7 0 R /Fit]>>>>>>
/Names <</Dests <</Names [(aims) [4 0 R /XYZ 10 150.5 0] (gone) [99 0 R /Fit]]>> /EmbeddedFiles <</Names
[(a.csv) <</F (a.csv) /EF <</F 15 0 R>> /AFRelationship /Data>>]>>>>
/StructTreeRoot <</K 16 0 R /RoleMap <</Card /Sect>> /ParentTree <</Nums [0 []]>>>>
/AcroForm <</Fields [<</T (name) /FT /Tx>>]>> /OCProperties <</OCGs [<</Name (Marks)>>]>>
"""

PAGE = """
/Contents 13 0 R /TrimBox [10 10 90 190] /Resources <</Font <</F <</Subtype /Type1 /BaseFont /ABCDEF+Care>>>>
/XObject <</I 14 0 R>>>> /Annots [<</Subtype /Link /Rect [1 2 3 4] /A <</S /URI /URI (https://a.org/)>>
/Contents (A)>> <</Subtype /Link /Rect [1 2 3 4] /Dest (none)>> <</Subtype /Text>>]
"""

GOLDEN = """\
document
  PDF version: 1.7
  pages: 10
  tagged: yes
  language: "en"
  page mode: UseOutlines
  page layout: not set
  opens at: not set
  viewer preferences: DisplayDocTitle true
  encrypted: no
information
  none
XMP packet
  none
output intents
  GTS_PDFA1: "sRGB", no profile embedded
page labels
  page 1: Cover
  pages 2-4: roman from 2: ii, iii, iv
  pages 5-10: "B-" and decimal from 1: B-1, B-2, B-3, B-4, B-5, B-6
page boxes
  pages 1-10
    media 0.00 0.00 100.00 200.00
    crop as media
    bleed as crop
    trim 10.00 10.00 90.00 190.00
    art as crop
outline
  "Aims": goto name "aims", page 2 "ii" (closed)
    "Why": goto page 5 "B-1", Fit
named destinations
  "aims": page 2 "ii", XYZ left 10.00 top 150.50
  "gone": no page of this file, Fit
links
  page 1
    1.00 2.00 3.00 4.00: uri "https://a.org/", contents "A"
    1.00 2.00 3.00 4.00: goto name "none", which is no destination, no contents
    other annotations: Text 1
fonts
  "Care": Type1, not embedded, its own encoding, no ToUnicode; page 1
images
  2 x 3, DeviceCMYK 8 bits, no filter; page 1
structure
  role map: Card is Sect
  parent tree: 1 key
  Document lang="en"
    Card: page 1, 2 marked contents
    TH id="1-0-0" Scope=Column
    TD Headers=["1-0-0"]: page 2, 1 marked content, 1 object
embedded files
  "a.csv": "a.csv", 3 bytes, no media type, Data, no description
form fields
  "name": Tx, no label
layers
  "Marks": shown
"""


TYPESET_BOXES = """\
page boxes
  page 1
    media -9.00 -9.00 109.00 109.00
    crop as media
    bleed -9.00 -9.00 109.00 109.00
    trim 0.00 0.00 100.00 100.00
    art as crop
"""

TYPESET_STRUCTURE = """\
structure
  parent tree: 2 keys
  Document
    H1
      Span: page 1, 1 marked content
    P
      Link: page 1, 1 marked content, 1 object
"""


@pytest.fixture
def everything(written, stream) -> bytes:
    """Write a PDF that has something in every section; only its first page has content."""
    plain = "<</Type /Page /Parent 2 0 R /TrimBox [10 10 90 190]>>"
    return written(
        CATALOG,
        *[plain] * 9,
        stream("/F 9 Tf /I Do"),
        stream("", "/Subtype /Image /Width 2 /Height 3 /ColorSpace /DeviceCMYK /BitsPerComponent 8"),
        stream("1,2"),
        "<</S /Document /Lang (en) /K [17 0 R 18 0 R 19 0 R]>>",
        "<</S /Card /Pg 3 0 R /K [0 1]>>",
        "<</S /TH /ID (50-0-0) /A <</O /Table /Scope /Column>>>>",
        "<</S /TD /A <</O /Table /Headers [(50-0-0)]>> /Pg 4 0 R /K [0 <</Type /OBJR>>]>>",
        page=PAGE,
        tree=f"<</Type /Pages /Kids [{' '.join(f'{n} 0 R' for n in range(3, 13))}] /Count 10 /MediaBox [0 0 100 200]>>",
    )


def test_every_section_is_worded(everything):
    """A file with something in every section reads like this."""
    assert inspect(everything) == GOLDEN


def test_an_empty_file_has_no_rare_sections(written):
    """A page without anything has every common section, and none of the rare ones."""
    titles = [line for line in inspect(written()).splitlines() if not line.startswith(" ")]

    assert [title for title, _ in SECTIONS] == titles
    assert not {title for title, _ in RARE_SECTIONS} & {*titles}


def test_boxes_outline_links_and_tags_of_a_typeset_page(typeset):
    """A tagged page with bleed, a heading and a link shows all of them."""
    html = """<html lang=en><title>Care</title><style>@page { size: 100pt; margin: 0; bleed: 9pt } body { margin: 0 }</style>
    <h1 id=aims>Aims</h1><p><a href="#aims">Up</a></p>"""
    text = inspect(typeset(html, pdf_variant="pdf/ua-1"))

    assert TYPESET_BOXES in text
    assert text.endswith(TYPESET_STRUCTURE)
    assert '  "Aims": goto page 1, XYZ left 0.00 top ' in text
    assert 'goto name "aims", page 1, contents "' in text


def test_the_same_report_reads_the_same(typeset):
    """Compression, file identifiers and object numbers do not change the dump."""
    html = "<html lang=en><title>Care</title><h1>Aims</h1><table><tr><th>a<tr><td>b</table>"
    compact = typeset(html, pdf_variant="pdf/ua-1", pdf_identifier=b"one")
    plain = typeset(html, pdf_variant="pdf/ua-1", pdf_identifier=b"two", uncompressed_pdf=True)

    assert inspect(compact) == inspect(plain)


def test_a_sound_file_is_read_in_silence(typeset, caplog):
    """No record is logged while a sound PDF is dumped."""
    with caplog.at_level(logging.DEBUG):
        inspect(typeset("<html lang=en><title>Care</title><p>Words", pdf_variant="pdf/ua-1"))

    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []


def test_an_opened_document_is_dumped_as_its_bytes_are(everything):
    """To open and to dump is to inspect."""
    assert inspect(everything) == dump(open_document(everything))


@settings(deadline=None)
@given(damage=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
def test_damage_is_survived(typeset, damage):
    """A tagged file with bytes changed anywhere is either dumped or refused."""
    content = bytearray(
        typeset("<html lang=en><p><a href='#a' id=a>Words</a>", pdf_tags=True, uncompressed_pdf=True)
    )
    for where, change in damage:
        start = int(where * len(content))
        content[start : start + len(change)] = change
    try:
        text = inspect(bytes(content))
    except UnreadablePdfError as refused:
        text = f"{refused}\n"

    assert text.endswith("\n")
    assert text.encode()
