"""Annotations: links with where they lead, and how many of every other kind (ISO 32000-2:2020, 12.5, 12.5.6.5)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pdf.actions import Target, read_target
from pipeline.pdf.boxes import Box, read_box
from pipeline.pdf.document import Document, Page
from pipeline.pdf.objects import dictionary_of, integer_of, items_of, key_of, name_of, raw, text_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation.

    Attributes:
        rectangle: where it can be clicked; None when that is no rectangle.
        contents: what is read aloud for it (14.9.3); None when not said.
        number: of its object; None for one that is none.

    """

    rectangle: Box | None
    target: Target
    contents: str | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class PageAnnotations:
    """The annotations of a page.

    Attributes:
        page_index: from 0.
        links: in the file's order.
        others: kinds of annotation that are no links, each with its number, sorted.

    """

    page_index: int
    links: tuple[Link, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def read_annotations(document: Document) -> tuple[PageAnnotations, ...]:
    """Read the annotations of every page that has any."""
    every_page = (_read_page_annotations(document, page) for page in document.pages)
    return tuple(page for page in every_page if page.links or page.others)


def annotations_with_keys(document: Document) -> Iterator[tuple[int, str, int | None]]:
    """Yield page index, kind and key in the parent tree of every annotation but pop-ups, which stand for another."""
    for page in document.pages:
        for item in items_of(page.get("/Annots")):
            annotation = dictionary_of(item)
            kind = name_of(raw(annotation, "/Subtype")) or "without a subtype"
            if kind != "Popup":
                yield page.index, kind, integer_of(raw(annotation, "/StructParent"))


def annotation_places(document: Document) -> Iterator[tuple[int, str, Box | None, int | None]]:
    """Yield page index, kind, rectangle and object number of every annotation."""
    for page in document.pages:
        for item in items_of(page.get("/Annots")):
            annotation, key = dictionary_of(item), key_of(item)
            kind = name_of(raw(annotation, "/Subtype")) or "without a subtype"
            yield page.index, kind, read_box(raw(annotation, "/Rect")), key[0] if key else None


def _read_page_annotations(document: Document, page: Page) -> PageAnnotations:
    items = items_of(page.get("/Annots"))
    annotations = [dictionary_of(item) for item in items]
    keys = [key_of(item) for item in items]
    kinds = [name_of(raw(annotation, "/Subtype")) or "without a subtype" for annotation in annotations]
    links = (
        Link(
            rectangle=read_box(raw(annotation, "/Rect")),
            target=read_target(document, annotation),
            contents=text_of(raw(annotation, "/Contents")),
            number=key[0] if key else None,
        )
        for kind, annotation, key in zip(kinds, annotations, keys, strict=True)
        if kind == "Link"
    )
    others = Counter(kind for kind in kinds if kind != "Link")
    return PageAnnotations(page.index, tuple(links), tuple(sorted(others.items())))
