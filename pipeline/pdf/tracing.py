"""Between content and structure elements, both ways (ISO 32000-2:2020, 14.7.5).

Down: an element's /K names marked content by page and number, and objects such as links. Up: the parent tree gives for
each page or form an array of elements by that number, and for each object its element. Here both ways are read as values
of one kind, so that they can be compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.pdf.document import Document
from pipeline.pdf.elements import Content, Elements, read_elements
from pipeline.pdf.objects import Key, dictionary_of, items_of, key_of, name_of, raw, resolved
from pipeline.pdf.trees import read_number_tree


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


def read_ways(document: Document, elements: Elements | None = None) -> Ways:
    """Read the structure tree and the parent tree.

    Args:
        elements: the structure tree; None to read it now.
    """
    tree = read_elements(document) if elements is None else elements
    down = tuple(
        (Trace(kid.key, kid.mcid), Element(node.key, node.written, kid.page_index))
        for node in tree.nodes
        for kid in node.kids
        if isinstance(kid, Content)
    )
    misplaced = tuple(Element(node.key, node.written) for node in tree.misplaced)
    return Ways(down, dict(_read_parents(raw(document.catalog, "/StructTreeRoot"))), misplaced)


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
