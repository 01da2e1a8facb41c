"""The dump's words for what pages are made of: boxes, fonts, images."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from pipeline.pdf.boxes import PageBoxes, read_boxes
from pipeline.pdf.document import Document
from pipeline.pdf.fonts import Font, read_fonts
from pipeline.pdf.images import Image, read_images
from pipeline.pdf.objects import escaped, quoted
from pipeline.pdf.spelling import INDENT, box, page_ranges

T = TypeVar("T")

_WHEN_ABSENT: Final = {
    "media": "not set",
    "crop": "as media",
    "bleed": "as crop",
    "trim": "as crop",
    "art": "as crop",
}
"""Boxes, outermost first, with what stands for one that is not set (ISO 32000-2:2020, 14.11.2.1)."""


def describe_boxes(document: Document) -> Iterator[str]:
    """Word the page boxes in points, pages with equal boxes together."""
    pages_with: defaultdict[PageBoxes, list[int]] = defaultdict(list)
    for index, boxes in enumerate(read_boxes(document)):
        pages_with[boxes].append(index)
    for boxes, indexes in pages_with.items():
        yield page_ranges(indexes)
        yield from (INDENT + line for line in _describe_page_boxes(boxes))


def _describe_page_boxes(boxes: PageBoxes) -> Iterator[str]:
    for name, otherwise in _WHEN_ABSENT.items():
        rectangle = getattr(boxes, name)
        yield f"{name} {otherwise if rectangle is None else box(rectangle)}"
    if boxes.rotation:
        yield f"rotated by {boxes.rotation} degrees"
    if boxes.user_unit != 1:
        yield f"user unit {boxes.user_unit:g} points"


def describe_fonts(document: Document) -> Iterator[str]:
    """Word the fonts, sorted; fonts of which all is equal are one line with their number."""
    fonts = read_fonts(document)
    alike = [(replace(font, page_indexes=()), font.page_indexes) for font in fonts]
    yield from sorted(f"{_describe_font(font)}{_found(pages)}" for font, pages in _grouped(alike))


def _describe_font(font: Font) -> str:
    embedding = "not embedded" if not font.embedded else "embedded subset" if font.subset else "embedded"
    encoding = escaped(font.encoding) if font.encoding else "its own encoding"
    return (
        f"{quoted(font.name)}: {escaped(font.kind)}, {embedding}, {encoding}, "
        f"{'ToUnicode' if font.to_unicode else 'no ToUnicode'}"
    )


def describe_images(document: Document) -> Iterator[str]:
    """Word the images in the order of pages; images of which all is equal are one line with their number."""
    images = read_images(document)
    alike = [(replace(image, page_indexes=()), image.page_indexes) for image in images]
    yield from (f"{_describe_image(image)}{_found(pages)}" for image, pages in _grouped(alike))


def _describe_image(image: Image) -> str:
    bits = "" if image.bits is None else f" {image.bits} bits"
    filters = " ".join(map(escaped, image.filters)) or "no filter"
    soft_mask = ", soft mask" if image.soft_mask else ""
    return f"{image.width} x {image.height}, {escaped(image.colour_space)}{bits}, {filters}{soft_mask}"


def _grouped(alike: Iterable[tuple[T, tuple[int, ...]]]) -> Iterator[tuple[T, list[tuple[int, ...]]]]:
    """Bring equal things together, in the order of the first of each, with each one's pages."""
    pages_of: dict[T, list[tuple[int, ...]]] = {}
    for thing, page_indexes in alike:
        pages_of.setdefault(thing, []).append(page_indexes)
    yield from pages_of.items()


def _found(pages: list[tuple[int, ...]]) -> str:
    """Say how many objects, if more than one, and on which pages."""
    objects = f"{len(pages)} objects, " if len(pages) > 1 else ""
    return f"; {objects}{page_ranges(sorted({index for indexes in pages for index in indexes}))}"
