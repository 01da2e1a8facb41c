"""Rules of print: what a printer would send back is found, and what is sound is left alone."""

import pytest
from hard_to_print import FAILING, SOUND
from press import BOXES, TEXT, form, image, painted, press, stream

from pipeline.findings import Severity
from pipeline.preflight import Print, preflight


def codes(content: bytes, edition: Print = Print()) -> set[str]:  # noqa: B008 - a frozen value
    return {finding.code for finding in preflight(content, edition)}


@pytest.mark.parametrize(("code", "content"), FAILING.values(), ids=FAILING)
def test_what_is_hard_to_print_is_found(code, content):
    """Each fault is found, and by its own rule only."""
    assert codes(content) == {code}


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_alone(content):
    """No rule takes sound art for a fault."""
    assert [each.message for each in preflight(content, Print())] == []


def test_a_finding_names_page_place_and_object():
    """Who reads a finding finds the place without searching; places are told from the corner of the finished page."""
    drawn = form(b"1 0 0 rg 60 70 50 20 re f")
    found = preflight(press(painted(b"/I Do"), drawn, resources="/XObject <</I 10 0 R>>"), Print())

    first = found[0]
    place = first.rectangle
    assert (first.page, first.object_number, first.message) == (1, 10, "an area in DeviceRGB")
    assert (place.left, place.bottom, place.right, place.top) == (40, 50, 90, 70)
    assert [each.page for each in found] == [1, 2, 3, 4]


def test_the_same_fault_all_over_a_page_is_told_in_few_findings():
    """Eight findings a page are enough: the last one stands for all the others."""
    content = b" ".join(f"{x} 60 m {x} 90 l S".encode() for x in range(60, 160, 2))
    found = [each for each in preflight(press(painted(b".1 w " + content)), Print()) if each.page == 1]

    assert [each.times for each in found] == [1] * 7 + [43]
    assert found[-1].rectangle.left == pytest.approx(60 + 2 * 7 - 20, abs=0.1)


def test_limits_are_the_printers():
    """Each printer names limits of its own."""
    content = press(painted(b"1 .5 .5 1 k 60 60 50 50 re f"))

    assert codes(content, Print(ink_limit=260)) == {"too-much-ink"}
    assert codes(press(), Print(signature=16)) == {"odd-page-count"}
    assert codes(press(), Print(bleed=20)) == {"page-boxes"}
    assert codes(press(), Print(safety=100)) == {"near-trim"}


def test_an_image_is_refused_or_looked_at():
    """Below 150 samples an inch an image is refused, below 300 somebody should look."""
    severities = {
        name: {each.severity for each in preflight(FAILING[name][1], Print())}
        for name in ("a coarse image", "a very coarse image", "coarse line art")
    }

    assert severities == {
        "a coarse image": {Severity.WARNING},
        "a very coarse image": {Severity.ERROR},
        "coarse line art": {Severity.WARNING},
    }


def test_bleed_counts_with_the_unit_of_the_page():
    """A page whose unit is two points has a bleed of half as many units."""
    boxes = "/UserUnit 2 /MediaBox [0 0 160 160] /BleedBox [5 5 155 155] /TrimBox [10 10 150 150]"

    assert codes(press(TEXT.replace(b"100 200", b"50 90"), boxes=boxes)) == set()


def test_ink_of_a_jpeg_is_added_up():
    """Samples of a JPEG are inks as the page shows them: with /Decode turned round, as Adobe writes it, or as they are."""
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    written = BytesIO()
    Image.new("CMYK", (300, 300), (250, 250, 250, 250)).save(written, "JPEG", quality=95)
    colour = "/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode"
    place = painted(b"60 0 0 60 60 60 cm /I Do")
    turned = image(300, 300, written.getvalue(), f"{colour} /Decode [1 0 1 0 1 0 1 0]")
    plain = image(300, 300, written.getvalue(), colour)

    # Pillow writes four inks turned round, as Adobe does.
    assert codes(press(place, turned, resources="/XObject <</I 10 0 R>>")) == {"too-much-ink"}
    assert codes(press(place, plain, resources="/XObject <</I 10 0 R>>")) == set()


def test_a_shading_of_many_stops_is_judged_by_its_fullest():
    """Stitched functions are followed to each of their colours."""
    one = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [1 1 1 1]>>"
    two = "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1 1] /C1 [0 0 0 0]>>"
    function = f"<</FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 0 1] /Functions [{one} {two}]>>"
    shading = f"<</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 9 0] /Function {function}>>"
    content = press(painted(b"60 60 90 90 re W n /S sh"), shading, resources="/Shading <</S 10 0 R>>")

    assert codes(content) == {"too-much-ink"}


def test_a_stencil_has_the_ink_that_it_is_painted_with():
    """An image mask is painted in the colour at hand."""
    mask = image(400, 400, b"\0" * 20000, "/ImageMask true /BitsPerComponent 1")
    place = painted(b"1 1 1 1 k 36 0 0 36 60 60 cm /I Do")

    assert codes(press(place, mask, resources="/XObject <</I 10 0 R>>")) == {"too-much-ink"}


def test_what_is_drawn_with_a_pattern_bleeds_too():
    """A tinted area is art, whatever it is painted with."""
    cell = stream(
        b".2 0 0 0 k 0 0 4 4 re f",
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>",
    )
    place = painted(b"/Pattern cs /P scn 20 60 90 90 re f")

    assert codes(press(place, cell, resources="/Pattern <</P 10 0 R>>")) == {"no-bleed"}


def test_a_turned_page_is_measured_as_it_is_turned():
    """A page that is shown upright has the size of its neighbours, however it lies in the file."""
    wide = "/MediaBox [0 0 320 240] /BleedBox [10 10 310 230] /TrimBox [20 20 300 220]"
    high = "/MediaBox [0 0 240 320] /BleedBox [10 10 230 310] /TrimBox [20 20 220 300] /Rotate 90"
    text = TEXT.replace(b"100 200", b"100 100")

    assert codes(press(text, boxes=wide, last=high)) == set()
    assert BOXES
