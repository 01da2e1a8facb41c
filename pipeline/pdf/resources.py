"""Fonts and images that pages really use (ISO 32000-2:2020, 7.8).

A resource dictionary may be shared by every page, as WeasyPrint does, so it tells little. What counts is what operators
name; :mod:`.painting` goes through them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, raw
from pipeline.pdf.painting import read_painted


@dataclass(frozen=True, slots=True)
class Used:
    """A font or an image with the pages that use it.

    Attributes:
        entries: its dictionary.
        page_indexes: from 0, ascending.

    """

    entries: DictionaryObject
    page_indexes: tuple[int, ...]


class PageUse(Protocol):
    """What reading a page tells of its resources, whatever else it was read for."""

    @property
    def index(self) -> int:
        """From 0."""

    @property
    def fonts(self) -> tuple[DictionaryObject, ...]:
        """In the order of first use."""

    @property
    def images(self) -> tuple[DictionaryObject, ...]:
        """In the order of first use."""


@dataclass(frozen=True, slots=True)
class PageResources:
    """What a page could use, whether or not it does.

    Attributes:
        index: from 0.
    """

    index: int
    fonts: tuple[DictionaryObject, ...]
    images: tuple[DictionaryObject, ...] = ()


def read_resources(document: Document) -> tuple[PageResources, ...]:
    """Read the fonts that pages could select; no content stream is looked at."""
    return tuple(
        PageResources(page.index, tuple(_fonts_of(page.get("/Resources")))) for page in document.pages
    )


def _fonts_of(resources: object) -> Iterator[DictionaryObject]:
    fonts = dictionary_of(raw(dictionary_of(resources), "/Font"))
    for name in fonts:
        font = dictionary_of(raw(fonts, name))
        if font:
            yield font


def used_fonts(document: Document, painted: Sequence[PageUse] | None = None) -> tuple[Used, ...]:
    """Find the fonts that pages select, in the order of first use.

    Args:
        painted: what the pages paint; None to read it now. So it is with everything that is found there.
    """
    pages = read_painted(document) if painted is None else painted
    return _used((page.index, page.fonts) for page in pages)


def used_images(document: Document, painted: Sequence[PageUse] | None = None) -> tuple[Used, ...]:
    """Find the images that pages paint, in the order of first use."""
    pages = read_painted(document) if painted is None else painted
    return _used((page.index, page.images) for page in pages)


def _used(pages: Iterable[tuple[int, Sequence[DictionaryObject]]]) -> tuple[Used, ...]:
    uses: dict[int, tuple[DictionaryObject, list[int]]] = {}
    for page_index, found in pages:
        for entries in found:
            # pypdf parses an object once, so that an object is what it is in memory.
            uses.setdefault(id(entries), (entries, []))[1].append(page_index)
    return tuple(Used(entries, tuple(page_indexes)) for entries, page_indexes in uses.values())
