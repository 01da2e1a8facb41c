"""A fragment: one chapter's objects, numbered, compressed and counted, ready to be laid into a report.

In a compiler's words: a chapter's PDF is the source, the fragment its object file. It owns a block of object numbers; it
*exports* what the report's roots point to (a node of the page tree, structure elements, a leaf of the parent tree,
outline items, destinations) and *imports* what chapters share (faces, images, ICC profiles, names of other places).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.linking.faces import FaceUse
from pipeline.linking.syntax import Symbol, Template

CATALOG: Final = 1
PAGES: Final = 2
STRUCTURE: Final = 3
DOCUMENT: Final = 4
"""Numbers of the roots: catalog, page tree, structure tree and its one Document element. Fragments point to them."""

FIRST_BLOCK: Final = 10_000
"""The first number that belongs to a chapter; those below are roots. Gaps between blocks are legal (7.5.8.2)."""

BLOCK: Final = 10_000
"""Numbers in a block; a chapter with more objects takes as many blocks as it needs."""

ROW: Final = ">BLH"
"""A row of the cross-reference stream (7.5.8.3): its kind, then offset and generation, or object stream and index."""

ROW_BYTES: Final = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """An object that stands in the file by itself: a stream.

    Attributes:
        index: its number, counted from the block's first.
        offset: bytes from the beginning of the fragment.
        holds_objects: whether it is an object stream (7.5.7).
    """

    index: int
    offset: int
    holds_objects: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """An object that names symbols, and so is written when the report is linked.

    Attributes:
        index: its number, counted from the block's first.
        stream: the encoded bytes, if it is a stream.
    """

    index: int
    template: Template
    stream: bytes | None = None


@dataclass(frozen=True, slots=True)
class SharedStream:
    """An image or ICC profile that other chapters may have too.

    Attributes:
        entries: its dictionary; a soft mask in it is a symbol.
        content: the encoded bytes.
    """

    entries: Template
    content: bytes


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An outline item of the chapter.

    Attributes:
        level: 0 for the chapter's outermost.
        title: its words.
        destination: the array, as bytes.
    """

    level: int
    title: str
    destination: bytes


@dataclass(frozen=True, slots=True)
class Exports:
    """What the report's roots take from a fragment; numbers are those of objects in its block.

    Attributes:
        pages: the chapter's node of the page tree.
        page_count: pages below it.
        boxes: page boxes of its first page, as dictionary entries: a blank page before it has the same.
        elements: its outermost structure elements.
        parents: its leaf of the parent tree; None if nothing in it can be traced to an element.
        next_key: the first key of the parent tree behind those of the leaf.
        identifiers: structure element by its identifier, which begins with the chapter's id.
        roles: the role map, names with their solidus.
        outline: each item before the items below it.
        destinations: arrays by name, as bytes.
        intent: the output intent, if there is one.
        producer: what made the PDF.
        unshared: names of fonts that are no faces that could be shared; they stay in the fragment.
    """

    pages: int
    page_count: int
    boxes: bytes
    elements: tuple[int, ...]
    parents: int | None
    next_key: int
    identifiers: tuple[tuple[bytes, int], ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    outline: tuple[OutlineEntry, ...] = ()
    destinations: tuple[tuple[str, bytes], ...] = ()
    intent: Template | None = None
    producer: str = ""
    unshared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imports:
    """What a fragment takes from the report.

    Attributes:
        faces: what it shows of each face.
        streams: images and profiles; equal ones have equal symbols in every fragment.
        names: labels whose words its links say, those of the chapter itself among them, each once, in order.
        crossrefs: labels that its links to other chapters lead to, one for each link.
    """

    faces: Mapping[Symbol, FaceUse]
    streams: Mapping[Symbol, SharedStream]
    names: tuple[str, ...]
    crossrefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A chapter, ready to be linked.

    Attributes:
        chapter: its id.
        base: the first number of its block, and the first key of its leaf of the parent tree.
        body: all that stands alone, as bytes of the file.
        rows: its part of the cross-reference stream, a row for each number from ``base``; offsets are still open.
        standing: where streams begin.
        late: objects that are not in ``body``.
    """

    chapter: str
    base: int
    body: bytes
    rows: bytes
    standing: tuple[Standing, ...]
    late: tuple[Late, ...]
    exports: Exports
    imports: Imports

    @property
    def size(self) -> int:
        """How many numbers it uses."""
        return len(self.rows) // ROW_BYTES


def next_block(base: int, size: int) -> int:
    """Return the first number of the block behind one of ``size`` objects; keys of a leaf never exceed its numbers."""
    return base + BLOCK * max(1, -(-size // BLOCK))
