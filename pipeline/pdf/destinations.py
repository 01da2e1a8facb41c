"""Destinations: views of a page that links and outline items lead to (ISO 32000-2:2020, 12.3.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, integer_of, items_of, name_of, number_of, raw, resolved
from pipeline.pdf.trees import read_name_tree
from pipeline.pdf.walk import Ending

_COORDINATES: Final[Mapping[str, tuple[str, ...]]] = {
    "XYZ": ("left", "top", "zoom"),
    "FitH": ("top",),
    "FitBH": ("top",),
    "FitV": ("left",),
    "FitBV": ("left",),
    "FitR": ("left", "bottom", "right", "top"),
}
"""What follows the name of the view in the array (table 149); views that are not listed take nothing."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A view of a page.

    Attributes:
        page_index: from 0; None when the page is not in this file.
        fit: how the page is placed in the window, as XYZ or Fit.
        left: in points in the page's default user space; None to leave it as it is.
        top: as ``left``.

    """

    page_index: int | None
    fit: str
    left: float | None = None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class NamedDestinations:
    """All names that links can use.

    Attributes:
        by_name: sorted by name; None when what the name stands for is no destination.
        oddities: why parts of the name tree were not read.

    """

    by_name: Mapping[str, Destination | None]
    oddities: tuple[Ending, ...] = ()


def read_destination(document: Document, value: object) -> Destination | None:
    """Read an explicit destination, an array or a dictionary that holds one; None for anything else."""
    value = resolved(value)
    if isinstance(value, DictionaryObject):
        value = raw(value, "/D")
    items = items_of(value)
    if not items:
        return None
    fit = name_of(items[1]) if len(items) > 1 else None
    coordinates = dict(zip(_COORDINATES.get(fit or "", ()), items[2:], strict=False))
    return Destination(
        page_index=_page_index(document, items[0]),
        fit=fit or "no view",
        left=number_of(coordinates.get("left")),
        top=number_of(coordinates.get("top")),
    )


def _page_index(document: Document, page: object) -> int | None:
    """Find the page; some producers write its index where the standard wants a reference."""
    index = integer_of(page)
    if index is None:
        return document.page_index(page)
    return index if 0 <= index < len(document.pages) else None


def read_named_destinations(document: Document) -> NamedDestinations:
    """Read the name tree /Dests and the dictionary /Dests that PDF 1.1 had instead (12.3.2.4)."""
    old = dictionary_of(raw(document.catalog, "/Dests"))
    tree = read_name_tree(raw(dictionary_of(raw(document.catalog, "/Names")), "/Dests"))
    values = [*tree.entries, *((key.removeprefix("/"), raw(old, key)) for key in old)]
    # Of a name that comes twice the first counts, as a viewer's search would find it.
    found = {name: read_destination(document, value) for name, value in reversed(values)}
    return NamedDestinations(dict(sorted(found.items())), tree.oddities)
