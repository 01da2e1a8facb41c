"""PDFs that a printer sends back, and such as look alike and are sound."""

from __future__ import annotations

from press import BOXES, TEXT, XMP, form, image, painted, press, stream

_PLACED = "/XObject <</I 10 0 R>>"
_PATTERNED = "/Pattern <</P 10 0 R>>"
_ANNOTATED = "/Annots [<</Type /Annot /Subtype /Link /Rect [100 100 200 120] /Dest [2 0 R /Fit]>>]"
_OUTSIDE = "/Annots [<</Type /Annot /Subtype /PrinterMark /Rect [0 0 8 8]>>]"
_CELL = "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>"
_TWO = "/FunctionType 2 /Domain [0 1] /N 1"
_GROUP = "/Group <</S /Transparency /CS /DeviceRGB>>"
_MASK = "/M <</SMask <</S /Luminosity /G 10 0 R>>>>"
_UNEMBEDDED = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"
_DAMAGED = (
    "<</Type /Font /Subtype /TrueType /BaseFont /Cut /Encoding /WinAnsiEncoding /FontDescriptor "
    "<</Type /FontDescriptor /FontName /Cut /FontFile2 10 0 R>>>>"
)


def _picture(size: float, samples: int = 300, ink: bytes = b"\0\0\0\x80") -> bytes:
    """Place an image of so many samples each way so large, in points."""
    place = f"{size} 0 0 {size} 60 60 cm /I Do".encode()
    return press(painted(place), image(samples, samples, ink * samples * samples), resources=_PLACED)


def _bits(size: float, samples: int) -> bytes:
    """Place line art of one bit."""
    place = f"{size} 0 0 {size} 60 60 cm /I Do".encode()
    drawn = image(
        samples,
        samples,
        b"\0" * ((samples + 7) // 8 * samples),
        "/ColorSpace /DeviceGray /BitsPerComponent 1",
    )
    return press(painted(place), drawn, resources=_PLACED)


def _shading(colours: str, function: str = "") -> bytes:
    drawn = f"<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 99 0] /Function <<{function or _TWO} {colours}>>>>"
    return press(painted(b"60 60 90 90 re W n /S sh"), drawn, resources="/Shading <</S 10 0 R>>")


FAILING = {
    "no boxes": ("page-boxes", press(boxes="/MediaBox [0 0 320 320]")),
    "no bleed box": ("page-boxes", press(boxes="/MediaBox [0 0 320 320] /TrimBox [20 20 300 300]")),
    "a narrow bleed": ("page-boxes", press(boxes=BOXES.replace("[10 10", "[18 10"))),
    "a bleed off the sheet": ("page-boxes", press(boxes=BOXES.replace("310 310", "310 330"))),
    "a page cut by the crop box": ("page-boxes", press(boxes=f"{BOXES} /CropBox [30 30 300 300]")),
    "a page of another size": ("page-sizes", press(last=BOXES.replace("300 300", "290 300"))),
    "art that ends at the trim": ("no-bleed", press(painted(b".2 0 0 0 k 20 100 50 50 re f"))),
    "art that ends in the bleed": ("no-bleed", press(painted(b".2 0 0 0 k 16 100 50 50 re f"))),
    "art that is clipped at the trim": (
        "no-bleed",
        press(painted(b"20 20 280 280 re W n .2 0 0 0 k 0 0 320 320 re f")),
    ),
    "art clipped by its form": (
        "no-bleed",
        press(
            painted(b"/I Do"),
            stream(b".2 0 0 0 k 0 0 320 320 re f", "/Type /XObject /Subtype /Form /BBox [20 20 300 300]"),
            resources=_PLACED,
        ),
    ),
    "no intent": ("no-print-intent", press(intent="")),
    "an intent without profile": (
        "no-print-intent",
        press(intent="/S /GTS_PDFX /OutputConditionIdentifier (FOGRA39)"),
    ),
    "an RGB area": ("rgb", press(painted(b"1 0 0 rg 60 60 50 50 re f"))),
    "RGB by a colour space": ("rgb", press(painted(b"/DeviceRGB cs 1 0 0 sc 60 60 50 50 re f"))),
    "an RGB line": ("rgb", press(painted(b"1 0 0 RG 60 60 m 90 90 l S"))),
    "RGB text": ("rgb", press(b"1 0 0 rg BT /F 10 Tf 100 200 Td (abc) Tj ET")),
    "an RGB image": (
        "rgb",
        press(
            painted(b"60 0 0 60 60 60 cm /I Do"),
            image(300, 300, b"\x80" * 270000, "/ColorSpace /DeviceRGB /BitsPerComponent 8"),
            resources=_PLACED,
        ),
    ),
    "an RGB image within the page": (
        "rgb",
        press(painted(b"3 0 0 3 60 60 cm BI /W 20 /H 20 /CS /RGB /BPC 8 ID " + b"a" * 1200 + b" EI")),
    ),
    "an image of RGB in a palette": (
        "rgb",
        press(
            painted(b"60 0 0 60 60 60 cm /I Do"),
            image(
                300, 300, b"\0" * 90000, "/ColorSpace [/Indexed /DeviceRGB 0 <ff0000>] /BitsPerComponent 8"
            ),
            resources=_PLACED,
        ),
    ),
    "RGB in a form": ("rgb", press(painted(b"/I Do"), form(b"1 0 0 rg 60 60 9 9 re f"), resources=_PLACED)),
    "RGB in a pattern": (
        "rgb",
        press(
            painted(b"/Pattern cs /P scn 60 60 90 90 re f"),
            stream(b"1 0 0 rg 0 0 4 4 re f", _CELL),
            resources=_PATTERNED,
        ),
    ),
    "an RGB shading": (
        "rgb",
        press(
            painted(b"60 60 90 90 re W n /S sh"),
            f"<</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 99 0] /Function <<{_TWO} /C0 [0 0 0] /C1 [1 1 1]>>>>",
            resources="/Shading <</S 10 0 R>>",
        ),
    ),
    "an RGB shading as a pattern": (
        "rgb",
        press(
            painted(b"/Pattern cs /P scn 60 60 90 90 re f"),
            f"<</PatternType 2 /Shading <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 99 0] "
            f"/Function <<{_TWO} /C0 [0 0 0] /C1 [1 1 1]>>>>>>",
            resources=_PATTERNED,
        ),
    ),
    "an RGB group": (
        "rgb",
        press(painted(b"/I Do"), form(b".2 0 0 0 k 60 60 9 9 re f", _GROUP), resources=_PLACED),
    ),
    "a page as an RGB group": ("rgb", press(page=_GROUP)),
    "an RGB group in a soft mask": (
        "rgb",
        press(
            painted(b"/M gs .2 0 0 0 k 60 60 9 9 re f"),
            form(b"", _GROUP),
            states=f"/Over <</op true>> {_MASK}",
        ),
    ),
    "a spot colour shown in RGB": (
        "rgb",
        press(
            painted(b"/Gold cs 1 scn 60 60 9 9 re f"),
            resources=f"/ColorSpace <</Gold [/Separation /Gold /DeviceRGB <<{_TWO} /C0 [1 1 1] /C1 [1 1 0]>>]>>",
        ),
    ),
    "four full inks": ("too-much-ink", press(painted(b"1 1 1 1 k 60 60 50 50 re f"))),
    "an image of four inks": ("too-much-ink", _picture(60, 300, b"\xff\xff\xff\xf0")),
    "a shading into four inks": ("too-much-ink", _shading("/C0 [0 0 0 0] /C1 [1 1 1 1]")),
    "small text in four inks": (
        "fine-text-in-inks",
        press(b".6 .4 .4 1 k BT /F 8 Tf 100 200 Td (abc) Tj ET"),
    ),
    "black text that knocks out": (
        "black-knocks-out",
        press(b"0 0 0 1 k BT /F 10 Tf 100 200 Td (abc) Tj ET"),
    ),
    "a coarse image": ("coarse-image", _picture(60, 200)),
    "a very coarse image": ("coarse-image", _picture(60, 100)),
    "coarse line art": ("coarse-image", _bits(60, 300)),
    "an image beyond all measure": (
        "not-looked-at",
        press(painted(b"60 0 0 60 60 60 cm /I Do"), image(100_000, 100_000, b"\0"), resources=_PLACED),
    ),
    "a shading of a program": (
        "not-looked-at",
        _shading("/Range [0 1 0 1 0 1 0 1] /Length 0", "/FunctionType 4 /Domain [0 1]"),
    ),
    "a font without glyphs": ("font-not-embedded", press(font=_UNEMBEDDED)),
    "a font cut off": ("font-damaged", press(TEXT, stream(b"\0\1\0\0\0\x09"), font=_DAMAGED)),
    "a hairline": ("hairline", press(painted(b".1 w 60 60 m 90 60 l S"))),
    "a line of no width": ("hairline", press(painted(b"0 w 60 60 m 90 60 l S"))),
    "a line that scaling thins": ("hairline", press(painted(b".1 0 0 .1 60 60 cm 1 w 0 0 m 300 0 l S"))),
    "an area as a hairline": ("hairline", press(painted(b"60 60 50 .1 re f"))),
    "a hairline in a form": (
        "hairline",
        press(painted(b"/I Do"), form(b".1 w 60 60 m 90 60 l S"), resources=_PLACED),
    ),
    "no word of PDF/X": (
        "print-metadata",
        press(xmp=XMP.replace("pdfxid:GTS_PDFXVersion", "pdfxid:Nothing")),
    ),
    "no word of trapping": ("print-metadata", press(info="")),
    "no identifier": ("print-metadata", press(trailer="")),
    "other words in Info": ("metadata-differs", press(info="/Trapped /False /Title (U)")),
    "a claim of an archive": (
        "false-claim",
        press(
            xmp=XMP.replace("rdf:about", 'xmlns:pdfaid="x" pdfaid:part="2" pdfaid:conformance="B" rdf:about')
        ),
    ),
    "a script when opened": ("script", press(catalog="/OpenAction <</S /JavaScript /JS (1)>>")),
    "a script by name": (
        "script",
        press(catalog="/Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (1)>>]>>>>"),
    ),
    "a script when a page opens": ("script", press(page="/AA <</O <</S /JavaScript /JS (1)>>>>")),
    "a link": ("annotation-in-print", press(page=_ANNOTATED)),
    "a page too many": ("odd-page-count", press(pages=5)),
    "text at the edge": ("near-trim", press(TEXT.replace(b"100 200", b"22 200"))),
    "text over the edge": ("near-trim", press(TEXT.replace(b"100 200", b"292 200"))),
}
"""What is wrong, and the code that says so."""

SOUND = {
    "text alone": press(),
    "art through the bleed": press(painted(b".2 0 0 0 k 10 100 50 50 re f")),
    "crop marks outside": press(painted(b".5 w 0 20 m 8 20 l S")),
    "white art at the trim": press(painted(b"0 0 0 0 k 20 100 50 50 re f")),
    "a spot colour": press(
        painted(b"/Gold cs 1 scn 60 60 9 9 re f"),
        resources=f"/ColorSpace <</Gold [/Separation /Gold /DeviceCMYK <<{_TWO} /C0 [0 0 0 0] /C1 [0 .2 .9 0]>>]>>",
    ),
    "300 per cent": press(painted(b"1 .5 .5 1 k 60 60 50 50 re f")),
    "an image of three inks": _picture(60, 300, b"\xff\xff\x7f\x10"),
    "a shading within the limit": _shading("/C0 [0 0 0 0] /C1 [1 1 0 1]"),
    "small text in one ink": press(TEXT.replace(b"10 Tf", b"8 Tf")),
    "text that is not seen": press(b"1 0 0 rg BT 3 Tr /F 10 Tf 100 200 Td (abc) Tj ET"),
    "a fine image": _picture(72, 300),
    "fine line art": _bits(36, 300),
    "a single sample": _picture(90, 1),
    "a quarter point": press(painted(b".25 w 60 60 m 90 60 l S")),
    "a mark of the printer": press(page=_OUTSIDE),
    "an action that only leads somewhere": press(catalog="/OpenAction <</S /GoTo /D [10 0 R /Fit]>>"),
    "a line that a form thickens": press(
        painted(b"/I Do"), form(b".1 w 10 10 m 12 10 l S", "/Matrix [5 0 0 5 0 0]"), resources=_PLACED
    ),
}
"""What no rule of print has anything against."""
