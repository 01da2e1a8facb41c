"""The outline: the tree of titles that a viewer shows beside the pages (ISO 32000-2:2020, 12.3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pdf.actions import Target, read_target
from pipeline.pdf.document import Document
from pipeline.pdf.objects import Key, dictionary_of, integer_of, key_of, raw, text_of
from pipeline.pdf.walk import Ending, walk


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A title in the outline.

    Attributes:
        level: 0 for the outermost.
        closed: whether a viewer hides the items below it at first.
        ending: why the items below it are not read; None when they are.

    """

    level: int
    title: str
    target: Target
    closed: bool = False
    ending: Ending | None = None


def read_outline(document: Document) -> tuple[OutlineItem, ...]:
    """Read the outline's items, each before the items below it."""
    root = raw(document.catalog, "/Outlines")
    return tuple(
        _read_item(document, step.node, step.level, step.ending)
        for step in walk(_below(root), _below, key_of)
    )


def _read_item(document: Document, reference: object, level: int, ending: Ending | None) -> OutlineItem:
    item = dictionary_of(reference)
    return OutlineItem(
        level=level,
        title=text_of(raw(item, "/Title")) or "",
        target=read_target(document, item),
        closed=(integer_of(raw(item, "/Count")) or 0) < 0,
        ending=ending,
    )


def _below(reference: object) -> Iterator[object]:
    """Follow /First and then every /Next; an item that comes again is given again and ends the chain."""
    met: set[Key] = set()
    item = raw(dictionary_of(reference), "/First")
    while dictionary_of(item):
        yield item
        key = key_of(item)
        if key is not None and key in met:
            return
        met |= {key} if key else set()
        item = raw(dictionary_of(item), "/Next")
