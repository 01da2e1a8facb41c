"""The structure tree: what a screen reader makes of the pages (ISO 32000-2:2020, 14.7, 14.8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject, NumberObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, items_of, key_of, name_of, raw, resolved, spelled, text_of
from pipeline.pdf.trees import read_number_tree
from pipeline.pdf.walk import Ending, walk

_TEXTS: Final = {
    "/ID": "id",
    "/T": "title",
    "/Lang": "lang",
    "/Alt": "alt",
    "/ActualText": "actual text",
    "/E": "expansion",
}
"""Text entries of a structure element (table 355), with what the dump calls them."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A structure attribute, such as ColSpan 2 of owner Table (14.7.6)."""

    owner: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class StructureElement:
    """An element of the structure tree.

    Attributes:
        level: 0 for the outermost.
        kind: structure type as written, before the role map.
        texts: its text entries, name and value, in the order of the standard's table.
        attributes: sorted by owner and name.
        classes: attribute classes it belongs to.
        namespace: of PDF 2.0; None for the default.
        page_indexes: pages of its own marked contents, from 0, ascending.
        marked_contents: how many marked-content sequences are its own, not a child's.
        object_references: how many annotations or other objects are its own.
        ending: why its children are not read; None when they are.

    """

    level: int
    kind: str
    texts: tuple[tuple[str, str], ...] = ()
    attributes: tuple[Attribute, ...] = ()
    classes: tuple[str, ...] = ()
    namespace: str | None = None
    page_indexes: tuple[int, ...] = ()
    marked_contents: int = 0
    object_references: int = 0
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class StructureTree:
    """A document's structure.

    Attributes:
        role_map: structure types with those they stand for, sorted.
        parent_tree_keys: how many pages and objects can be traced back to their elements (14.7.5.4).
        elements: each before the elements below it.
        oddities: why parts of the parent tree were not read.

    """

    role_map: tuple[tuple[str, str], ...]
    parent_tree_keys: int
    elements: tuple[StructureElement, ...]
    oddities: tuple[Ending, ...] = ()


def read_structure(document: Document) -> StructureTree | None:
    """Read the structure tree; None when there is none."""
    root = dictionary_of(raw(document.catalog, "/StructTreeRoot"))
    if not root:
        return None
    roles = dictionary_of(raw(root, "/RoleMap"))
    parents = read_number_tree(raw(root, "/ParentTree"))
    return StructureTree(
        role_map=tuple((key.removeprefix("/"), spelled(raw(roles, key))) for key in sorted(roles)),
        parent_tree_keys=len(parents.entries),
        elements=tuple(
            _read_element(document, dictionary_of(step.node), step.level, step.ending)
            for step in walk(_elements_below(root), _elements_below, key_of)
        ),
        oddities=parents.oddities,
    )


def _kids(element: object) -> tuple[object, ...]:
    """Give what an element holds: /K is one thing or an array of things (14.7.2)."""
    kids = raw(dictionary_of(element), "/K")
    return () if kids is None else tuple(items_of(kids)) or (kids,)


def _elements_below(element: object) -> Iterator[object]:
    for kid in _kids(element):
        if _content_kind(kid) is None and dictionary_of(kid):
            yield kid


def _content_kind(kid: object) -> str | None:
    """Tell content from elements: MCR for marked content, OBJR for an object (14.7.5), None for an element."""
    if isinstance(resolved(kid), NumberObject):
        return "MCR"
    kind = name_of(raw(dictionary_of(kid), "/Type"))
    return kind if kind in ("MCR", "OBJR") else None


def _read_element(
    document: Document, element: DictionaryObject, level: int, ending: Ending | None
) -> StructureElement:
    contents = [(kind, kid) for kid in _kids(element) if (kind := _content_kind(kid))]
    own_page = raw(element, "/Pg")
    pages = {
        document.page_index(raw(dictionary_of(kid), "/Pg") or own_page)
        for kind, kid in contents
        if kind == "MCR"
    }
    texts = ((word, text_of(raw(element, key))) for key, word in _TEXTS.items())
    return StructureElement(
        level=level,
        kind=name_of(raw(element, "/S")) or "without a type",
        texts=tuple((word, text) for word, text in texts if text is not None),
        attributes=tuple(sorted(_read_attributes(element), key=lambda each: (each.owner, each.name))),
        classes=tuple(name for item in _one_or_more(raw(element, "/C")) if (name := name_of(item))),
        namespace=text_of(raw(dictionary_of(raw(element, "/NS")), "/NS")),
        page_indexes=tuple(sorted(index for index in pages if index is not None)),
        marked_contents=sum(kind == "MCR" for kind, _ in contents),
        object_references=sum(kind == "OBJR" for kind, _ in contents),
        ending=ending,
    )


def _read_attributes(element: DictionaryObject) -> Iterator[Attribute]:
    """Read /A: a dictionary for an owner, or an array of them with revision numbers between (14.7.6)."""
    for item in _one_or_more(raw(element, "/A")):
        attributes = dictionary_of(item)
        owner = name_of(raw(attributes, "/O")) or ""
        for key in attributes:
            if key not in ("/O", "/NS"):
                yield Attribute(owner, key.removeprefix("/"), spelled(raw(attributes, key)))


def _one_or_more(value: object) -> tuple[object, ...]:
    return () if value is None else tuple(items_of(value)) or (value,)
