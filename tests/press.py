"""A small PDF that a printer would take, written object by object, to be damaged in one way at a time."""

from __future__ import annotations

from collections.abc import Sequence

PROFILE = b"\0" * 16 + b"CMYK" + b"\0" * 108
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    'xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" rdf:about="" pdfxid:GTS_PDFXVersion="PDF/X-4" '
    'xmp:CreateDate="2019-11-01" xmp:ModifyDate="2019-11-01"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">T'
    "</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"
)

BOXES = "/MediaBox [0 0 320 320] /BleedBox [10 10 310 310] /TrimBox [20 20 300 300]"
"""The finished page is 280 points square, its corner at 20, 20; the bleed is 10 points."""

OVERPRINT = "/Over <</OP true /op true /OPM 1>>"
FONT = (
    "<</Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /CharProcs <</x 9 0 R>> "
    "/Encoding <</Differences [97 /a /b /c]>> /FirstChar 97 /LastChar 99 /Widths [500 500 500] /Resources <<>>>>"
)
TEXT = b"/Over gs 0 0 0 1 k BT /F 10 Tf 100 200 Td (abc) Tj ET"
"""Black text that overprints."""


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<</Length {len(content)} {entries}>>\nstream\n".encode() + content + b"\nendstream"


def written(objects: Sequence[bytes | str], trailer: str) -> bytes:
    """Write objects, the first of which has the number 1, with their cross-reference table."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        plain = body if isinstance(body, bytes) else body.encode("latin-1")
        content += f"{number} 0 obj\n".encode() + plain + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"trailer\n<</Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()


def press(
    content: bytes = TEXT,
    *further: bytes | str,
    boxes: str = BOXES,
    last: str = "",
    page: str = "",
    pages: int = 4,
    resources: str = "",
    font: str = FONT,
    states: str = OVERPRINT,
    catalog: str = "",
    intent: str = "/S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile 4 0 R",
    info: str = "/Trapped /False",
    xmp: str = XMP,
    trailer: str = "/ID [<01> <01>]",
) -> bytes:
    """Write a PDF for print.

    Args:
        content: of every page.
        further: objects, the first of which has the number 10.
        boxes: of all pages; ``last`` of the last one, where it has others.
        page: further entries of pages.
        resources: further resources; ``font`` is F, ``states`` are its graphics states.
        intent: entries of the output intent; empty for none.
        trailer: further entries of the trailer.
    """
    first = 10 + len(further)
    kids = " ".join(f"{number} 0 R" for number in range(first, first + pages))
    intents = f"/OutputIntents [<<{intent}>>]" if intent else ""
    head = [
        f"<</Type /Catalog /Pages 2 0 R /Metadata 5 0 R {intents} {catalog}>>",
        f"<</Type /Pages /Kids [{kids}] /Count {pages}>>",
        f"<<{info}>>",
        stream(PROFILE, "/N 4"),
        stream(xmp.encode(), "/Type /Metadata /Subtype /XML"),
        stream(content),
        f"<</Font <</F 8 0 R>> /ExtGState <<{states}>> {resources}>>",
        font,
        stream(b"500 0 d0 0 0 400 700 re f"),
    ]
    bodies = [
        f"<</Type /Page /Parent 2 0 R /Contents 6 0 R /Resources 7 0 R "
        f"{last if last and number == pages - 1 else boxes} {page}>>"
        for number in range(pages)
    ]
    return written([*head, *further, *bodies], f"/Info 3 0 R {trailer}")


def image(
    width: int, height: int, samples: bytes, entries: str = "/ColorSpace /DeviceCMYK /BitsPerComponent 8"
) -> bytes:
    """Write an image."""
    return stream(samples, f"/Type /XObject /Subtype /Image /Width {width} /Height {height} {entries}")


def form(content: bytes, entries: str = "") -> bytes:
    """Write a form."""
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 320 320] {entries}")


def painted(operators: bytes) -> bytes:
    """Return operators beside the text that every page has."""
    return TEXT + b" q " + operators + b" Q"
