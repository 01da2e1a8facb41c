"""Device colours that pages paint with (ISO 32000-2:2020, 8.6.4): which device a content stream's operators speak to.

Looked at are the operators of contents and forms, and images; shadings and inline images are not.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.pdf.document import Document
from pipeline.pdf.images import read_images
from pipeline.pdf.painting import PaintedPage, read_painted

_IMAGES: Final = {
    "DeviceRGB": "RGB",
    "Indexed DeviceRGB": "RGB",
    "DeviceCMYK": "CMYK",
    "Indexed DeviceCMYK": "CMYK",
}


def read_foreign_colours(
    document: Document, own: str, painted: Sequence[PaintedPage] | None = None
) -> Iterator[tuple[int, str, str]]:
    """Yield page index from 0, what is painted (``text and lines`` or ``an image``), and the device: RGB or CMYK.

    Grey is every device's (ISO 19005-2, 6.2.4.3), so it is not asked for.

    Args:
        own: the device that colours may speak to.
        painted: what the pages paint; None to read it now.
    """
    pages = read_painted(document) if painted is None else painted
    for page in pages:
        for device in sorted(page.devices - {own}):
            yield page.index, "text and lines", device
    for image in read_images(document, pages):
        device = _IMAGES.get(image.colour_space, own)
        if device != own:
            yield image.page_indexes[0], "an image", device
