"""XMP packets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf import open_document
from pipeline.pdf.catalog import read_xmp_packet
from pipeline.pdf.xmp import XmpPacket, parse_xmp

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:my="urn:my"'


def properties(inside: str):
    packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="t"><rdf:RDF {RDF}>{inside}</rdf:RDF></x:xmpmeta>  <?xpacket end="w"?>'
    assert parse_xmp(packet.encode()).oddities == ()
    return parse_xmp(packet.encode()).properties


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<dc:format>application/pdf</dc:format>", [("dc:format", "application/pdf")]),
        ("<my:empty/>", [("my:empty", "")]),
        ('<my:page rdf:resource="https://a.org/"/>', [("my:page", "https://a.org/")]),
        (
            "<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>",
            [("dc:creator[1]", "Ana"), ("dc:creator[2]", "Bo")],
        ),
        (
            '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Care</rdf:li><rdf:li xml:lang="fr">Soin</rdf:li></rdf:Alt></dc:title>',
            [("dc:title", "Care"), ("dc:title[fr]", "Soin")],
        ),
        (
            '<my:at rdf:parseType="Resource"><my:x>1</my:x><my:y>2</my:y></my:at>',
            [("my:at/my:x", "1"), ("my:at/my:y", "2")],
        ),
        (
            "<my:at><rdf:Description><my:x>1</my:x></rdf:Description></my:at>",
            [("my:at/my:x", "1")],
        ),
        ('<my:at my:x="1" my:y="2"/>', [("my:at/my:x", "1"), ("my:at/my:y", "2")]),
        (
            '<my:all><rdf:Bag><rdf:li rdf:parseType="Resource"><my:x>1</my:x></rdf:li></rdf:Bag></my:all>',
            [("my:all[1]/my:x", "1")],
        ),
    ],
)
def test_every_form_of_rdf_is_read(inside, expected):
    """Values, arrays, languages and structures, long or short, become paths and values."""
    assert tuple(expected) == properties(f'<rdf:Description rdf:about="">{inside}</rdf:Description>')


def test_the_short_form_is_read():
    """Properties that are attributes of the description count as elements do."""
    assert properties('<rdf:Description rdf:about="" dc:format="pdf"/>') == (("dc:format", "pdf"),)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_any_text_is_kept(text):
    """The words of a value come out as they went in."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert (("dc:format", text),) == properties(
        f"<rdf:Description><dc:format>{escaped}</dc:format></rdf:Description>"
    )


def test_weasyprints_packet_is_read(typeset):
    """The packet of a PDF/UA-1 file says its title and that it is one."""
    content = typeset("<html lang=en><title>Care</title>", pdf_variant="pdf/ua-1")
    xmp = dict(parse_xmp(read_xmp_packet(open_document(content))).properties)

    assert (xmp["dc:title"], xmp["pdfuaid:part"]) == ("Care", "1")


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"no XML",
        b"<a>",
        b'<?xml version="1.0" encoding="x-none"?><a/>',
        b"\xff\xfe\x00",
        b"<a>\xff</a>",
        b'<!DOCTYPE a [<!ENTITY e "eee">]><a>&e;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<a>" * 100_000,
    ],
)
def test_bad_packets_are_said_to_be_bad(packet):
    """What is no XML, has entities or nests without end gives a reason, quickly and without a word of it read."""
    xmp = parse_xmp(packet)

    assert XmpPacket((), xmp.oddities) == xmp
    assert len(xmp.oddities) == 1


def test_what_comes_before_damage_is_kept():
    """Properties that end before the damage are read."""
    xmp = parse_xmp(f"<rdf:RDF {RDF}><rdf:Description><dc:format>pdf</dc:format><my:x>".encode())

    assert xmp.properties == (("dc:format", "pdf"),)
    assert len(xmp.oddities) == 1


@pytest.mark.parametrize("metadata", ["", "/Metadata 7", "/Metadata 99 0 R", "/Metadata <<>>"])
def test_files_without_a_packet(opened, metadata):
    """A file without a metadata stream has no packet."""
    assert read_xmp_packet(opened(metadata)) is None
