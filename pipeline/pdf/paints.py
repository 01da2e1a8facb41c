"""Device colours that pages paint with (ISO 32000-2:2020, 8.6.4): which device a content stream's operators speak to.

Looked at are the operators of contents and forms, and images; shadings and inline images are not.
"""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.pdf.document import Document, Page
from pipeline.pdf.images import read_images
from pipeline.pdf.objects import decoded
from pipeline.pdf.resources import painted_contents

_PAINTS: Final = re.compile(
    # What only looks like operators comes first: literal strings, comments, inline images, as in resources.py.
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
    rb"|%[^\r\n]*+"
    rb"|\bID\s.*?\sEI\b"
    rb"|(?P<RGB>(?<=\d|\.)\s+(?:rg|RG)\b|/DeviceRGB\s+(?:cs|CS)\b)"
    rb"|(?P<CMYK>(?<=\d|\.)\s+[kK]\b|/DeviceCMYK\s+(?:cs|CS)\b)",
    re.DOTALL,
)
"""Operators that set a colour of a device, by the device as ICC profiles name it (table 73)."""

_IMAGES: Final = {
    "DeviceRGB": "RGB",
    "Indexed DeviceRGB": "RGB",
    "DeviceCMYK": "CMYK",
    "Indexed DeviceCMYK": "CMYK",
}


def read_device_colours(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield page index from 0, what is painted (``text and lines`` or ``an image``), and the device: RGB or CMYK."""
    for page in document.pages:
        for device in sorted(_devices_on(page)):
            yield page.index, "text and lines", device
    for image in read_images(document):
        if image.colour_space in _IMAGES:
            yield image.page_indexes[0], "an image", _IMAGES[image.colour_space]


def _devices_on(page: Page) -> set[str]:
    """Grey is every device's (ISO 19005-2, 6.2.4.3), so it is not asked for."""
    found = (each.lastgroup for painted in painted_contents(page) for each in _marks(painted.reference))
    return {device for device in found if device}


def _marks(reference: object) -> Iterator[re.Match[bytes]]:
    return _PAINTS.finditer(decoded(reference) or b"")
