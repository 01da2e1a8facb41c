"""Between content and structure elements, both ways (ISO 32000-2:2020, 14.7.5).

Down: an element's /K names marked content by page and number, and objects such as links. Up: the parent tree gives for
each page or form an array of elements by that number, and for each object its element. Here both ways are read as values
of one kind, so that they can be compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import Key, dictionary_of, integer_of, items_of, key_of, name_of, raw, resolved
from pipeline.pdf.trees import read_number_tree
from pipeline.pdf.walk import walk


@dataclass(frozen=True, slots=True)
class Trace:
    """A way between one piece of content and an element.

    Attributes:
        key: of the page, form or object in the parent tree; None when it has none.
        mcid: number of the marked content; None for an object.

    """

    key: int | None
    mcid: int | None


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element, known by its object.

    Attributes:
        kind: its structure type, before the role map.
        page_index: of the content, from 0; None when it is on no page of this file, or not known.

    """

    key: Key | None
    kind: str
    page_index: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways in a document.

    Attributes:
        down: what elements name as theirs, in order; one trace can come twice, in an odd file.
        up: what the parent tree says of each trace; None for an empty entry.
        misplaced: elements whose /P is not the element that holds them.

    """

    down: tuple[tuple[Trace, Element], ...]
    up: dict[Trace, Element | None]
    misplaced: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """A thing in /K, with what holds it."""

    reference: object
    holder: object


def read_ways(document: Document) -> Ways:
    """Read the structure tree and the parent tree."""
    root = raw(document.catalog, "/StructTreeRoot")
    down: list[tuple[Trace, Element]] = []
    misplaced: list[Element] = []
    for step in walk(_elements_of(root), _elements_below, lambda node: key_of(node.reference)):
        if step.ending:
            continue
        element = dictionary_of(step.node.reference)
        own = Element(key_of(step.node.reference), name_of(raw(element, "/S")) or "without a type")
        if key_of(raw(element, "/P")) != key_of(step.node.holder):
            misplaced.append(own)
        down += _content_of(document, element, own)
    return Ways(tuple(down), dict(_read_parents(root)), tuple(misplaced))


def _kids(element: object) -> tuple[object, ...]:
    """Give what an element holds: /K is one thing or an array of things (14.7.2)."""
    kids = raw(dictionary_of(element), "/K")
    return () if kids is None else tuple(items_of(kids)) or (kids,)


def _elements_of(holder: object) -> Iterator[_Node]:
    for kid in _kids(holder):
        entries = dictionary_of(kid)
        if entries and name_of(raw(entries, "/Type")) not in ("MCR", "OBJR"):
            yield _Node(kid, holder)


def _elements_below(node: _Node) -> Iterator[_Node]:
    return _elements_of(node.reference)


def _content_of(
    document: Document, element: DictionaryObject, own: Element
) -> Iterator[tuple[Trace, Element]]:
    for kid in _kids(element):
        number, entries = integer_of(kid), dictionary_of(kid)
        kind = name_of(raw(entries, "/Type"))
        page = raw(entries, "/Pg") or raw(element, "/Pg")
        index = document.page_index(page)
        where = Element(own.key, own.kind, index)
        if number is not None:
            yield Trace(_key_at(page, "/StructParents"), number), where
        elif kind == "MCR":
            holder = raw(entries, "/Stm") or page
            yield Trace(_key_at(holder, "/StructParents"), integer_of(raw(entries, "/MCID"))), where
        elif kind == "OBJR":
            yield Trace(_key_at(raw(entries, "/Obj"), "/StructParent"), None), where


def _key_at(holder: object, name: str) -> int | None:
    return integer_of(raw(dictionary_of(holder), name))


def _read_parents(root: object) -> Iterator[tuple[Trace, Element | None]]:
    """Read the parent tree: an array is of a page's or form's content, anything else of one object (14.7.5.4)."""
    for key, value in read_number_tree(raw(dictionary_of(root), "/ParentTree")).entries:
        found = resolved(value)
        if isinstance(found, list):
            for mcid, item in enumerate(items_of(found)):
                yield Trace(key, mcid), _element_at(item)
        else:
            yield Trace(key, None), _element_at(value)


def _element_at(reference: object) -> Element | None:
    entries = dictionary_of(reference)
    return Element(key_of(reference), name_of(raw(entries, "/S")) or "without a type") if entries else None
