"""Device colours that pages paint with (ISO 32000-2:2020, 8.6.4): which device a content stream's operators speak to.

Looked at are the operators of contents and forms, and images; shadings and inline images are not.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
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


_ROUGH: Final = {
    "RGB": re.compile(rb"\s(?:rg|RG)\b|/DeviceRGB\b"),
    "CMYK": re.compile(rb"\s[kK]\b|/DeviceCMYK\b"),
}
"""What could be such an operator: most pages have none, and are not searched with care."""


def read_foreign_colours(document: Document, own: str) -> Iterator[tuple[int, str, str]]:
    """Yield page index from 0, what is painted (``text and lines`` or ``an image``), and the device: RGB or CMYK.

    Grey is every device's (ISO 19005-2, 6.2.4.3), so it is not asked for.

    Args:
        document: any.
        own: the device that colours may speak to.
    """
    foreign = _ROUGH.keys() - {own}
    for page in document.pages:
        for device in sorted(_devices_on(page, foreign)):
            yield page.index, "text and lines", device
    for image in read_images(document):
        device = _IMAGES.get(image.colour_space, own)
        if device != own:
            yield image.page_indexes[0], "an image", device


def _devices_on(page: Page, asked: AbstractSet[str]) -> set[str]:
    found: set[str] = set()
    for painted in painted_contents(page):
        content = decoded(painted.reference) or b""
        if any(_ROUGH[device].search(content) for device in asked):
            found.update(each.lastgroup for each in _PAINTS.finditer(content) if each.lastgroup)
    return found & asked
