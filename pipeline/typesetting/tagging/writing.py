"""The structure tree as objects of a PDF, in the place of the engine's (ISO 32000-1:2008, 14.7).

pydyf 0.13 holds a PDF as a list of objects; a structure element is a dictionary among them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

from pipeline.typesetting.tagging.elements import Annotation, Cell, Content, Element

_OLD: Final = frozenset({"/StructElem", "/OBJR"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A content stream whose marked content is in the tree: a page's, or a form's that a page paints.

    Attributes:
        page: from 0.
        key: in the parent tree.
        form: the form's object number; None for the page itself.
    """

    page: int
    key: int
    form: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a marked-content sequence has come to stand, and its number there."""

    holder: Holder
    mcid: int


def drop_engine_tree(pdf: Any) -> None:
    """Take out the structure elements that the engine wrote; they stand behind their root."""
    root = _number(pdf.catalog["StructTreeRoot"])
    for item in pdf.objects[root + 1 :]:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") in _OLD:
            drop_object(pdf, item.number)


def drop_object(pdf: Any, number: int) -> None:
    """Take an object out of a PDF, so that its number is free.

    It is not enough to mark it as free: pydyf 0.13 counts such objects with those of the object stream, and the
    cross-references of all objects behind it lead astray.
    """
    freed = pydyf.Object()
    freed.number, freed.generation, freed.free = 0, 65535, "f"
    pdf.objects[number] = freed


def write_tree(root: Element, spots: Mapping[Content, Spot | None], pdf: Any) -> None:
    """Write the tree and its parent tree.

    Args:
        root: the chapter's document element.
        spots: of marked content; None where it has become part of the one before.
        pdf: the ``pydyf.PDF``.
    """
    tree = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    pages = pdf.page_references
    writer = _Writer(pdf, pages, spots, of_streams={key: {} for key in range(len(pages))})
    # Keys behind those of streams are for annotations.
    forms = {spot.holder.key for spot in spots.values() if spot is not None}
    writer.next_key = max(forms | {len(pages) - 1}) + 1
    tree["K"] = pydyf.Array([writer.write(root, tree.reference)])
    parents = pdf.objects[_number(tree["ParentTree"])]
    parents["Nums"] = pydyf.Array(_flat(sorted(writer.parents().items())))
    tree["ParentTreeNextKey"] = writer.next_key


def _flat(pairs: Iterable[tuple[int, Any]]) -> Iterable[Any]:
    return (item for pair in pairs for item in pair)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


@dataclass(slots=True)
class _Writer:
    """Adds elements to a PDF, and notes which of them has what."""

    pdf: Any
    pages: tuple[bytes, ...]
    spots: Mapping[Content, Spot | None]
    next_key: int = 0
    of_streams: dict[int, dict[int, bytes]] = field(default_factory=dict)
    of_annotations: dict[int, bytes] = field(default_factory=dict)

    def write(self, element: Element, parent: bytes) -> bytes:
        """Write an element with all below it; return the reference to it."""
        entries = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.kind}", "P": parent})
        self.pdf.add_object(entries)
        own: bytes = entries.reference
        page = element.page()
        if page is not None:
            entries["Pg"] = self.pages[page]
        kids = [written for kid in element.kids if (written := self._kid(kid, page, own)) is not None]
        if kids:
            entries["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        entries.update(_words(element))
        attributes = list(_attributes(element))
        if attributes:
            entries["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        return own

    def _kid(self, kid: Element | Content | Annotation, page: int | None, owner: bytes) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, owner)
        if isinstance(kid, Annotation):
            return self._annotation(kid, owner)
        spot = self.spots.get(kid)
        if spot is None:
            return None
        holder = spot.holder
        self.of_streams.setdefault(holder.key, {})[spot.mcid] = owner
        if holder.page == page and holder.form is None:
            return spot.mcid
        place = {"Type": "/MCR", "Pg": self.pages[holder.page], "MCID": spot.mcid}
        if holder.form is not None:
            place["Stm"] = self.pdf.objects[holder.form].reference
        return pydyf.Dictionary(place)

    def _annotation(self, kid: Annotation, owner: bytes) -> Any:
        annotation = self.pdf.objects[kid.number]
        annotation["StructParent"] = self.next_key
        self.of_annotations[self.next_key] = owner
        self.next_key += 1
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self.pages[kid.page]})

    def parents(self) -> dict[int, Any]:
        """Return the entries of the parent tree by their keys (14.7.4.4)."""
        arrays = {
            key: pydyf.Array([own.get(mcid, "null") for mcid in range(max(own, default=-1) + 1)])
            for key, own in self.of_streams.items()
        }
        return {**arrays, **self.of_annotations}


def _words(element: Element) -> dict[str, Any]:
    """Return what an element says in words of its own (14.9)."""
    words = {
        "T": element.title,
        "Alt": element.alternate,
        "Lang": element.language,
        "E": element.expansion,
        "ID": element.identifier,
    }
    return {key: pydyf.String(value) for key, value in words.items() if value is not None}


def _attributes(element: Element) -> Iterable[Any]:
    """Yield attribute objects (14.8.5), each with its owner."""
    if element.bounds is not None:
        box = element.bounds
        sides = pydyf.Array([box.left, box.bottom, box.right, box.top])
        yield pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": sides})
    if element.numbering is not None:
        yield pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{element.numbering}"})
    if element.cell is not None:
        entries = _cell_entries(element.cell)
        if entries:
            yield pydyf.Dictionary({"O": "/Table", **entries})


def _cell_entries(cell: Cell) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    if cell.scope:
        entries["Scope"] = f"/{cell.scope}"
    if cell.column_span > 1:
        entries["ColSpan"] = cell.column_span
    if cell.row_span > 1:
        entries["RowSpan"] = cell.row_span
    if cell.headers:
        entries["Headers"] = pydyf.Array(pydyf.String(name) for name in cell.headers)
    return entries
