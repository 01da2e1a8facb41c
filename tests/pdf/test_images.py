"""Images."""

import base64
from io import BytesIO

import pytest
from PIL import Image as Picture

from pipeline.pdf import open_document
from pipeline.pdf.images import Image, colour_space_of, read_images
from pipeline.pdf.objects import raw


def in_html(picture, kind):
    written = BytesIO()
    picture.save(written, kind)
    return f'<img src="data:image/{kind};base64,{base64.b64encode(written.getvalue()).decode()}">'


def test_typeset_images_are_read(typeset):
    """A JPEG stays one, a picture with transparency has a soft mask, and both know their size and page."""
    html = in_html(Picture.new("L", (7, 5)), "jpeg") + in_html(Picture.new("RGBA", (2, 3)), "png")

    assert (
        Image(7, 5, "DeviceGray", 8, ("DCTDecode",), soft_mask=False, page_indexes=(0,)),
        Image(2, 3, "DeviceRGB", 8, ("FlateDecode",), soft_mask=True, page_indexes=(0,)),
    ) == read_images(open_document(typeset(html)))


@pytest.mark.parametrize(
    ("space", "expected"),
    [
        ("/DeviceCMYK", "DeviceCMYK"),
        ("[/ICCBased 5 0 R]", "ICCBased 4"),
        ("[/Indexed /DeviceRGB 1 <00>]", "Indexed DeviceRGB"),
        ("[/Indexed [/ICCBased 5 0 R] 1 <00>]", "Indexed ICCBased"),
        ("[/Separation /All /DeviceCMYK 5 0 R]", "Separation All"),
        ("[/DeviceN [/Cyan /Gold] /DeviceCMYK 5 0 R]", "DeviceN Cyan Gold"),
        ("[/CalGray <<>>]", "CalGray"),
        ("[/ICCBased]", "ICCBased"),
        ("null", "no colour space"),
    ],
)
def test_colour_spaces_are_named(opened, stream, space, expected):
    """A colour space is named by its family and by what it stands on."""
    document = opened("/Space 4 0 R", space, stream("", "/N 4"))

    assert expected == colour_space_of(raw(document.catalog, "/Space"))


def test_stencils_and_damaged_images_are_read(opened, stream):
    """A stencil mask has no colour space, and an image without a size is one of 0 by 0."""
    images = read_images(
        opened(
            "",
            stream("/A Do /B Do"),
            stream(
                "",
                "/Subtype /Image /Width 8 /Height 1 /ImageMask true /Filter [/ASCIIHexDecode /CCITTFaxDecode]",
            ),
            stream("", "/Subtype /Image /Width (8)"),
            page="/Contents 4 0 R /Resources <</XObject <</A 5 0 R /B 6 0 R>>>>",
        )
    )

    stencil = Image(
        8, 1, "mask", None, ("ASCIIHexDecode", "CCITTFaxDecode"), soft_mask=False, page_indexes=(0,)
    )
    assert (stencil, Image(0, 0, "no colour space", None, (), soft_mask=False, page_indexes=(0,))) == images
