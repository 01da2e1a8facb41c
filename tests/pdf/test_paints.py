"""Device colours of pages."""

import pytest

from pipeline.pdf.paints import read_foreign_colours

IMAGE = "/Subtype /Image /Width 2 /Height 3 /ColorSpace /DeviceCMYK /BitsPerComponent 8"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0 0 0 1 k", ["CMYK"]),
        ("0 0 0 .5 K", ["CMYK"]),
        ("/DeviceCMYK cs 0 0 0 1 sc", ["CMYK"]),
        ("1 0 0 rg 0 g", []),
        ("(0 0 0 1 k) Tj", []),
        ("(a) Tj % 0 0 0 1 k", []),
        ("/k gs 1 0 0 rg", []),
    ],
)
def test_operators_of_another_device_are_found(opened, stream, content, expected):
    """Colours in CMYK are found by their operators, and not in words or comments; grey and RGB are not."""
    document = opened("", stream(content), page="/Contents 4 0 R")

    assert expected == [device for _, _, device in read_foreign_colours(document, "RGB")]


def test_images_and_forms_are_looked_into(opened, stream):
    """A form that a page paints, and an image, are found with their page."""
    document = opened(
        "",
        stream("/A Do /B Do"),
        stream("0 0 0 1 k", "/Subtype /Form"),
        stream("", IMAGE),
        page="/Contents 4 0 R /Resources <</XObject <</A 5 0 R /B 6 0 R>>>>",
    )

    assert list(read_foreign_colours(document, "RGB")) == [
        (0, "text and lines", "CMYK"),
        (0, "an image", "CMYK"),
    ]
    assert list(read_foreign_colours(document, "CMYK")) == []
