"""PDFs that this project did not make, and such as nobody should have made: judged or refused, never a crash."""

import io
import time
import warnings

import pytest
import typst
from builders import REPOSITORY
from press import FONT, form, image, painted, press, stream, written
from pypdf import PdfWriter
from weasyprint import HTML

from pipeline.pdf import UnreadablePdfError
from pipeline.preflight import Print, Screen, preflight

EDITIONS = pytest.mark.parametrize("edition", [Screen(), Print()], ids=["screen", "print"])
SECONDS = 20
"""More than any of these takes on a slow machine, and far less than one without bounds would."""


@pytest.fixture
def silence() -> None:
    """Let pypdf log: odd files are the point here."""


def codes(content: bytes, edition: Screen | Print) -> set[str]:
    return {finding.code for finding in preflight(content, edition)}


def weasyprint_x4() -> bytes:
    page = (
        "<html lang=en><title>T</title><style>@page {size: 100mm; bleed: 5mm; marks: crop} "
        "html {color: device-cmyk(0 0 0 1)} div {opacity: .5}</style>"
        '<p>Hello <a href="https://example.org">link</a></p><div>x</div><hr>'
    )
    with warnings.catch_warnings():
        # WeasyPrint 70.0 leaves its profile open, which is not for these tests to judge.
        warnings.simplefilter("ignore", ResourceWarning)
        return HTML(string=page).write_pdf(pdf_variant="pdf/x-4")


def test_weasyprints_own_x4_is_no_x4():
    """What the engine writes for print has boxes and metadata, and RGB, thin marks, links and no intent."""
    assert codes(weasyprint_x4(), Print()) == {
        "no-print-intent",
        "rgb",
        "hairline",
        "black-knocks-out",
        "annotation-in-print",
        "odd-page-count",
    }


def test_chromiums_pdf_is_judged():
    """A browser's PDF is tagged, has links without words, and no box that a printer needs."""
    content = (REPOSITORY / "tests/fixtures/made-elsewhere/chromium.pdf").read_bytes()

    assert codes(content, Screen()) == {"silent-link", "metadata-missing", "metadata-differs"}
    assert {"page-boxes", "rgb", "no-print-intent", "annotation-in-print"} <= codes(content, Print())


def test_typsts_pdf_is_judged():
    """Typst writes CMYK as it was asked for."""
    source = b'#set document(title: "T")\n= Hello\nText #rect(fill: cmyk(100%, 100%, 100%, 100%))'
    content = typst.compile(source)

    assert codes(content, Screen()) == {"metadata-missing"}
    assert {"page-boxes", "too-much-ink", "no-print-intent", "black-knocks-out"} <= codes(content, Print())


def test_a_scan_is_untagged_and_its_resolution_is_told():
    """A page that is an image alone says nothing to a screen reader."""
    scan = image(850, 1100, b"\xff" * 935_000, "/ColorSpace /DeviceGray /BitsPerComponent 8")
    content = press(
        b"612 0 0 792 0 0 cm /I Do", scan, resources="/XObject <</I 10 0 R>>", boxes="/MediaBox [0 0 612 792]"
    )

    assert "untagged" in codes(content, Screen())
    assert "coarse-image" in codes(content, Print())


@EDITIONS
def test_a_locked_pdf_is_refused_and_an_open_lock_is_told(edition):
    """Without its password a file cannot be judged; one that opens without is judged, and the lock is a finding."""

    def locked(password: str) -> bytes:
        writer, out = PdfWriter(clone_from=io.BytesIO(press())), io.BytesIO()
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(out)
        return out.getvalue()

    with pytest.raises(UnreadablePdfError, match="opens only with a password"):
        preflight(locked("secret"), edition)
    assert "encrypted" in codes(locked(""), edition)


@EDITIONS
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_pdf_that_is_cut_off_is_refused_or_judged(edition, kept):
    """Half a file is no reason to crash."""
    content = press()
    try:
        found = preflight(content[: int(len(content) * kept)], edition)
    except UnreadablePdfError as problem:
        assert "damaged" in str(problem)  # noqa: PT017 - both answers are right
    else:
        assert found


@EDITIONS
def test_five_thousand_pages_take_a_moment(edition):
    """Time goes with pages, and pages without faults cost next to nothing."""
    began = time.monotonic()
    found = preflight(press(pages=5000), edition)

    assert time.monotonic() - began < SECONDS
    assert not [each for each in found if each.code == "not-looked-at"]


def test_an_image_of_300_megabytes_is_not_decoded():
    """What a header promises is not believed: the image is told, not read."""
    huge = image(10_000, 7_500, b"\0", "/ColorSpace /DeviceCMYK /BitsPerComponent 8")
    content = press(painted(b"60 0 0 60 60 60 cm /I Do"), huge, resources="/XObject <</I 10 0 R>>")

    assert {each.message for each in preflight(content, Print())} == {
        "the ink of an image was not looked at: 10000 by 7500 samples are more than are decoded"
    }


@EDITIONS
def test_a_form_that_paints_itself_ends(edition):
    """A form within itself is painted once."""
    itself = form(b"1 0 0 rg 60 60 9 9 re f /I Do", "/Resources <</XObject <</I 10 0 R>>>>")

    assert codes(press(painted(b"/I Do"), itself, resources="/XObject <</I 10 0 R>>"), edition)


def test_forms_in_forms_that_grow_without_bound_are_cut_off():
    """Ten forms of ten forms each, twelve deep, are more areas than anybody can count: the page is told as too much."""
    names = [
        form(b"/I Do " * 10, f"/Resources <</XObject <</I {number + 1} 0 R>>>>") for number in range(10, 21)
    ]
    last = form(b"0 0 0 .5 k 60 60 9 9 re f")
    began = time.monotonic()
    found = preflight(
        press(painted(b"/I Do"), *names, last, resources="/XObject <</I 10 0 R>>", pages=1),
        Print(signature=1),
    )

    assert {each.code for each in found} == {"not-looked-at"}
    assert time.monotonic() - began < SECONDS


@EDITIONS
def test_a_page_tree_that_goes_round_ends(edition):
    """A page tree that holds itself has the pages that are met before it does."""
    kid = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>"
    content = written(
        ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R 2 0 R] /Count 2>>", kid], ""
    )

    assert codes(content, edition)


@EDITIONS
@pytest.mark.parametrize(
    "content",
    [
        b"q " * 5000 + b"Q " * 9000,
        b"BT /F 1e300 Tf (abc) Tj 1 0 0 1 1e300 1e300 Tm (abc) Tj ET",
        b"0 0 0 0 0 0 cm 0 0 9 9 re f /I Do",
        b"1e38 0 0 1e38 0 0 cm 1e38 0 0 1e38 0 0 cm 0 0 9 9 re S",
        b"/Nothing cs 1 2 3 sc 5 5 re f 1 scn /Nothing sh /Nothing gs /Nothing Do /Nothing 9 Tf",
        b"BI /W -1 /H 99999999999999999999 /CS /Nothing ID abc EI BI EI ID",
        b"(((((" + b"[[[[[" + b"<<<<<" + b"}{)>]",
        b"rg 60 60 50 50 re f k 20 20 50 50 re f",
        b"\xff\xfe\x00 f 1 2 3 4 5 re 1 m l l l h S 1 w w Tr 99 Tr (a) Tj",
    ],
    ids=range(9),
)
def test_content_that_makes_no_sense_is_passed_over(edition, content):
    """Operators without operands, numbers beyond all measure and names of nothing end no run."""
    preflight(press(content), edition)


@EDITIONS
@pytest.mark.parametrize(
    "objects",
    [
        {"boxes": "/MediaBox [0 0 0 0] /TrimBox [9 9 1]"},
        {"boxes": ""},
        {"page": "/UserUnit -1 /Rotate 7 /Annots [null 4 (a) <</A <</Next 9 0 R>>>>]"},
        {"page": "/Group <</CS [/Indexed [/Indexed 5] 9]>> /AA 4"},
        {"intent": "/S /GTS_PDFX /DestOutputProfile 6 0 R"},
        {"resources": "/ColorSpace <</A [/Separation [/ICCBased 99 0 R]] /B [/DeviceN [] /C 4]>>"},
        {"font": "<</Type /Font /Subtype /Type0 /DescendantFonts [8 0 R] /W [1 2 3 [4]]>>"},
        {"font": FONT.replace("/Type3", "/Type0")},
        {"catalog": "/Names <</JavaScript <</Kids [1 0 R]>>>> /PageLabels <</Nums [-1 4 (a)]>>"},
        {"info": "/Title 5 /Trapped (x)"},
        {"xmp": "<"},
    ],
    ids=range(11),
)
def test_entries_of_other_types_are_passed_over(edition, objects):
    """What should be a dictionary and is a number is nothing."""
    preflight(press(**objects), edition)


def test_a_stream_that_grows_beyond_measure_is_not_unpacked():
    """A small stream that unpacks to gigabytes is left packed."""
    import zlib  # noqa: PLC0415

    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(100)), packer.flush()])
    drawn = stream(
        packed,
        "/Type /XObject /Subtype /Image /Width 5000 /Height 5000 /ColorSpace /DeviceCMYK /BitsPerComponent 8 "
        "/Filter /FlateDecode",
    )
    began = time.monotonic()
    found = preflight(
        press(painted(b"60 0 0 60 60 60 cm /I Do"), drawn, resources="/XObject <</I 10 0 R>>"), Print()
    )

    assert {each.code for each in found} == {"not-looked-at"}
    assert time.monotonic() - began < SECONDS
