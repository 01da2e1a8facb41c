"""Images of a PDF: size, colour and compression (ISO 32000-2:2020, 8.9.5). Inline images (8.9.7) are not listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, entry, flag_of, integer_of, items_of, name_of, raw
from pipeline.pdf.resources import PageUse, used_images


@dataclass(frozen=True, slots=True)
class Image:
    """An image XObject.

    Attributes:
        width: in samples, as ``height``.
        colour_space: the family, with what it stands on: ``ICCBased 3``, ``Indexed DeviceRGB``; ``mask`` for a stencil.
        bits: per component; None when the filter says it.
        filters: in the order of decoding.
        soft_mask: whether another image says how opaque it is.
        page_indexes: pages that use it, from 0, ascending.

    """

    width: int
    height: int
    colour_space: str
    bits: int | None
    filters: tuple[str, ...]
    soft_mask: bool
    page_indexes: tuple[int, ...]


def read_images(document: Document, painted: Sequence[PageUse] | None = None) -> tuple[Image, ...]:
    """Read every image that a page paints, in the order of first use."""
    return tuple(_read_image(used.entries, used.page_indexes) for used in used_images(document, painted))


def _read_image(image: DictionaryObject, page_indexes: tuple[int, ...]) -> Image:
    stencil = flag_of(raw(image, "/ImageMask")) is True
    return Image(
        width=integer_of(raw(image, "/Width")) or 0,
        height=integer_of(raw(image, "/Height")) or 0,
        colour_space="mask" if stencil else colour_space_of(raw(image, "/ColorSpace")),
        bits=integer_of(raw(image, "/BitsPerComponent")),
        filters=_filters_of(raw(image, "/Filter")),
        soft_mask=entry(image, "/SMask") is not None,
        page_indexes=page_indexes,
    )


def colour_space_of(value: object) -> str:
    """Name a colour space (8.6.3) by its family and, where that says little, what it stands on."""
    items = items_of(value)
    family = name_of(items[0] if items else value) or "no colour space"
    if family == "ICCBased" and len(items) > 1:
        return f"ICCBased {integer_of(raw(dictionary_of(items[1]), '/N'))}"
    if family == "Indexed" and len(items) > 1:
        base = items_of(items[1])
        return f"Indexed {name_of(base[0] if base else items[1])}"
    if family in ("Separation", "DeviceN") and len(items) > 1:
        inks = [name_of(ink) for ink in items_of(items[1]) or (items[1],)]
        return f"{family} {' '.join(ink or 'unnamed' for ink in inks)}"
    return family


def _filters_of(value: object) -> tuple[str, ...]:
    names = (name_of(item) for item in items_of(value) or (value,))
    return tuple(name for name in names if name)
