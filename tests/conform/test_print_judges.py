"""Second opinions on what rules of print measure: Ghostscript on ink, Poppler on images and fonts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageMath
from press import image, painted, press

from pipeline.pdf import open_document
from pipeline.pdf.artwork import Kind
from pipeline.preflight import Print
from pipeline.preflight.subject import Subject

pytestmark = pytest.mark.conform

POINTS = 2.0
"""Per cent of one ink by which opinions may differ."""

COLOURS = ("1 1 1 1", "1 .5 .5 .25", ".6 .4 .4 1", "0 0 0 1", ".33 .66 0 .1")
ART = " ".join(f"{colour} k {60 + 40 * at} 60 30 90 re f" for at, colour in enumerate(COLOURS))
"""Areas beside each other."""

SAMPLES = bytes(round(255 * tint) for tint in (0.9, 0.8, 0.7, 0.6)) * 900
PICTURE = "/XObject <</I 10 0 R>>"
FILES = {
    "areas": press(ART.encode(), pages=1),
    "an image": press(b"q 90 0 0 90 60 60 cm /I Do Q", image(30, 30, SAMPLES), resources=PICTURE, pages=1),
    "both": press(
        f"{ART} q 90 0 0 90 60 180 cm /I Do Q".encode(), image(30, 30, SAMPLES), resources=PICTURE, pages=1
    ),
}


def judge(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def art_of(content: bytes):
    subject = Subject(open_document(content), Print(ink_limit=0))
    return [(subject, art) for page in subject.artwork for art in page.art]


def fullest(content: bytes) -> float:
    """Return the most ink that we find on one spot, in per cent."""
    found = []
    for subject, art in art_of(content):
        if art.kind is Kind.IMAGE:
            found.append(subject.fullness(art.samples).most)
        elif art.colour is not None:
            found.append(art.colour.coverage)
    return max(found)


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_ghostscript_finds_the_same_most_ink(content, tmp_path):
    """Where nothing overlaps, the fullest pixel of the four plates is as full as our rule says."""
    (tmp_path / "art.pdf").write_bytes(content)
    judge(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
        f"-sOutputFile={tmp_path / 'plate.tif'}", str(tmp_path / "art.pdf"),
    )  # fmt: skip
    plates = [
        Image.open(tmp_path / f"plate({ink}).tif").convert("I")
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    ]
    c, m, y, k = plates
    # On a plate 255 is paper.
    most = ImageMath.lambda_eval(
        lambda inks: 1020 - inks["c"] - inks["m"] - inks["y"] - inks["k"], c=c, m=m, y=y, k=k
    )

    assert fullest(content) == pytest.approx(most.getextrema()[1] / 2.55, abs=POINTS)


def test_ghostscript_finds_the_same_ink_on_the_page(tmp_path):
    """The average ink of a page is that of our areas by their size."""
    (tmp_path / "art.pdf").write_bytes(FILES["areas"])
    said = judge("gs", "-q", "-o", "-", "-dSAFER", "-sDEVICE=ink_cov", str(tmp_path / "art.pdf"))
    theirs = [float(each) for each in re.findall(r"\d+\.\d+", said)[:4]]
    sheet = 320 * 320
    ours = dict.fromkeys(("Cyan", "Magenta", "Yellow", "Black"), 0.0)
    for _, art in art_of(FILES["areas"]):
        for ink, tint in art.colour.inks.items():
            ours[ink] += 100 * tint * art.box.width * art.box.height / sheet

    assert list(ours.values()) == pytest.approx(theirs, abs=POINTS)


def test_poppler_lists_the_same_images(tmp_path):
    """Size, bits and resolution at the placed size are those that pdfimages lists."""
    content = press(
        painted(b"q 90 0 0 45 60 60 cm /I Do Q q 30 0 0 30 60 180 cm /J Do Q"),
        image(300, 150, b"\0" * 180_000),
        image(400, 400, b"\0" * 20_000, "/ColorSpace /DeviceGray /BitsPerComponent 1"),
        resources="/XObject <</I 10 0 R /J 11 0 R>>",
        pages=1,
    )
    (tmp_path / "art.pdf").write_bytes(content)
    rows = [line.split() for line in judge("pdfimages", "-list", str(tmp_path / "art.pdf")).splitlines()[2:]]
    theirs = [(int(row[3]), int(row[4]), int(row[7]), int(row[10]), float(row[12])) for row in rows]
    ours = [
        (art.samples.width, art.samples.height, art.samples.bits, art.number, round(art.ppi))
        for _, art in art_of(content)
        if art.kind is Kind.IMAGE
    ]

    assert theirs == ours


def fonts_by_poppler(path: Path) -> set[tuple[str, bool, bool]]:
    """Return name, whether it is embedded, and whether it maps characters, of each font."""
    lines = judge("pdffonts", str(path)).splitlines()[2:]
    rows = [line.split() for line in lines]
    return {(row[0].rpartition("+")[2], row[-5] == "yes", row[-3] == "yes") for row in rows}


def test_poppler_lists_the_same_fonts(report):
    """Names, embedding and maps of characters are those that pdffonts lists."""
    subject = Subject(open_document(report.read_bytes()), Print())

    assert {(font.name, font.embedded, font.to_unicode) for font in subject.fonts} == fonts_by_poppler(report)


def test_poppler_lists_the_same_images_of_a_report(report):
    """Every image that our reader places, Poppler places, on the same page and as fine."""
    subject = Subject(open_document(report.read_bytes()), Print())
    rows = [line.split() for line in judge("pdfimages", "-list", str(report)).splitlines()[2:]]
    theirs = {(int(row[0]), int(row[3]), int(row[4])) for row in rows if row[2] in ("image", "stencil")}
    ours = {
        (page.index + 1, art.samples.width, art.samples.height)
        for page in subject.artwork
        for art in page.art
        if art.kind is Kind.IMAGE
    }

    assert ours == theirs
