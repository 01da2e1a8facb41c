"""The structure tree as a tree: elements with what they hold, in order (ISO 32000-2:2020, 14.7).

:mod:`.structure` describes each element for a dump; here they hang together, under the standard types that the role map
gives them, with the content of each: marked content by page and number, and objects such as links.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import Key, dictionary_of, integer_of, key_of, name_of, raw, resolved, text_of
from pipeline.pdf.walk import Ending, walk

_LONGEST_ROLE: Final = 16
"""Roles of roles that are followed; a map that goes round ends there."""


class Content(NamedTuple):
    """What an element holds itself.

    Attributes:
        key: of its page, form or object in the parent tree; None when that has none.
        mcid: number of marked content; None for an object.
        page_index: from 0; None when it is on no page of this file, or not known.
        object_kind: subtype of an object, such as Link; empty for marked content.
    """

    key: int | None
    mcid: int | None
    page_index: int | None
    object_kind: str = ""


@dataclass(slots=True, eq=False)
class Node:
    """A structure element; what it holds is filled in while the tree is read.

    Attributes:
        written: its type as it stands in the file.
        kind: the standard type that this stands for.
        parent: None for an outermost element.
        kids: elements and content, in order.
        ending: why what it holds was not read; None when it was.
    """

    key: Key | None
    written: str
    kind: str
    entries: DictionaryObject
    parent: "Node | None"
    kids: "list[Node | Content]" = field(default_factory=list)
    ending: Ending | None = None

    def text(self, name: str) -> str | None:
        """Return a text entry: /Alt, /ActualText, /E, /Lang, /T; None when it has none."""
        return text_of(self.entries.raw_get(name)) if name in self.entries else None

    def elements(self) -> "Iterator[Node]":
        """Yield the elements that it holds."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def ancestors(self) -> "Iterator[Node]":
        """Yield what holds it, innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True, slots=True)
class Elements:
    """A document's structure tree.

    Attributes:
        roots: outermost elements.
        nodes: all, each before those below it.
        misplaced: elements whose /P is not what holds them.
    """

    roots: tuple[Node, ...] = ()
    nodes: tuple[Node, ...] = ()
    misplaced: tuple[Node, ...] = ()


def read_elements(document: Document) -> Elements:
    """Read the structure tree; empty when there is none."""
    root = raw(document.catalog, "/StructTreeRoot")
    reader = _Reader(document, dictionary_of(raw(dictionary_of(root), "/RoleMap")))
    roots = [kid for kid in reader.held(root, None, None) if isinstance(kid, Node)]
    nodes, misplaced = [], []
    for step in walk(roots, reader.below, lambda node: node.key):
        node = step.node
        node.ending = step.ending or node.ending
        nodes.append(node)
        parent = raw(node.entries, "/P")
        if step.ending is None and key_of(parent) != (node.parent.key if node.parent else key_of(root)):
            misplaced.append(node)
    return Elements(tuple(roots), tuple(nodes), tuple(misplaced))


@dataclass(slots=True)
class _Reader:
    """What reading needs at every element.

    Attributes:
        keys: of pages and forms in the parent tree, by object.
        kinds: standard types that were worked out.
    """

    document: Document
    roles: DictionaryObject
    keys: dict[Key, int | None] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def below(self, node: Node) -> list[Node]:
        """Fill in what an element holds; return the elements."""
        node.kids = self.held(node.entries, node, raw(node.entries, "/Pg"))
        return [kid for kid in node.kids if isinstance(kid, Node)]

    def held(self, holder: object, node: Node | None, page: object) -> list[Node | Content]:
        """Read /K: one thing or an array of things (14.7.2).

        Args:
            page: where numbers count, if they do not say otherwise.
        """
        kids = resolved(raw(dictionary_of(holder), "/K"))
        if kids is None:
            return []
        things = (
            list.__iter__(kids) if isinstance(kids, ArrayObject) else iter([raw(dictionary_of(holder), "/K")])
        )
        return [found for thing in things if (found := self._thing(thing, node, page)) is not None]

    def _thing(self, thing: object, node: Node | None, page: object) -> Node | Content | None:
        value = resolved(thing) if isinstance(thing, IndirectObject) else thing
        if isinstance(value, NumberObject):
            return Content(self._key(page), int(value), self.document.page_index(page))
        if not isinstance(value, DictionaryObject) or not value:
            return None
        kind = name_of(raw(value, "/Type"))
        own_page = raw(value, "/Pg") or page
        if kind == "MCR":
            where = raw(value, "/Stm") or own_page
            return Content(
                self._key(where), integer_of(raw(value, "/MCID")), self.document.page_index(own_page)
            )
        if kind == "OBJR":
            held = dictionary_of(raw(value, "/Obj"))
            key = integer_of(raw(held, "/StructParent"))
            subtype = name_of(raw(held, "/Subtype")) or "object"
            return Content(key, None, self.document.page_index(own_page), subtype)
        written = name_of(raw(value, "/S")) or "without a type"
        return Node(key_of(thing), written, self._standard(written), value, node)

    def _key(self, holder: object) -> int | None:
        known = key_of(holder)
        if known is None:
            return integer_of(raw(dictionary_of(holder), "/StructParents"))
        if known not in self.keys:
            self.keys[known] = integer_of(raw(dictionary_of(holder), "/StructParents"))
        return self.keys[known]

    def _standard(self, written: str) -> str:
        """Follow the role map (14.8.4)."""
        if written not in self.kinds:
            kind = written
            for _ in range(_LONGEST_ROLE):
                role = name_of(raw(self.roles, f"/{kind}")) if f"/{kind}" in self.roles else None
                if role is None:
                    break
                kind = role
            self.kinds[written] = kind
        return self.kinds[written]
