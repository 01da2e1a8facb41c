"""Compiling: a chapter's PDF becomes a fragment. This is the only place where a chapter is parsed.

Objects that pages and structure elements lead to are numbered in the order in which they are met, amended, and written;
content streams and all other streams are carried as they are, byte for byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pypdf.errors import PyPdfError

from pipeline.collecting import collector_at_rest
from pipeline.errors import PipelineError
from pipeline.findings import Checked, Finding, error
from pipeline.linking import chapter_catalog
from pipeline.linking.amending import Amendments
from pipeline.linking.body import lay_out
from pipeline.linking.carrying import Carrier, UnsoundError
from pipeline.linking.fragment import DOCUMENT, PAGES, Exports, Fragment, Imports, OutlineEntry
from pipeline.linking.syntax import Template, reference, spell_number, spell_text, without_symbols
from pipeline.pdf import Document, UnreadablePdfError, open_document
from pipeline.pdf.boxes import read_box
from pipeline.pdf.objects import dictionary_of, items_of, key_of, name_of, number_of, raw, resolved, text_of
from pipeline.pdf.trees import read_number_tree

_BOXES: Final = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


def compile_chapter(chapter: str, content: bytes, base: int) -> Checked[Fragment]:
    """Make a fragment of a chapter's PDF.

    Args:
        chapter: its id.
        content: the PDF.
        base: the first number of the chapter's block.

    Returns:
        The fragment, or a finding for each structure that linking would lose.

    Raises:
        PipelineError: the PDF cannot be read, or is encrypted.
    """
    try:
        with collector_at_rest():
            document = _opened(content)
            findings = tuple(_lost(chapter, document))
            return Checked(None if findings else _Chapter(chapter, document, base).compile(), findings)
    except (PyPdfError, UnreadablePdfError, UnsoundError) as problem:
        # It came from the engine or out of a cache a moment ago, so no author can help.
        message = f'the PDF of chapter "{chapter}" cannot be read: {problem}'
        raise PipelineError(message, "build once more") from problem


def _opened(content: bytes) -> Document:
    document = open_document(content, strict=True)
    if document.encryption:
        raise UnreadablePdfError("it is encrypted")
    return document


def _lost(chapter: str, document: Document) -> Iterator[Finding]:
    for key, words in chapter_catalog.strangers(document.catalog):
        message = f'the PDF of chapter "{chapter}" holds {words} ({key.removeprefix("/")}), which linking would lose'
        yield error("not-linked", message, hint="take out of the layout what the engine makes it of")


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter that is being compiled."""

    name: str
    document: Document
    base: int

    def compile(self) -> Fragment:
        catalog = self.document.catalog
        parents = self._parents()
        keys = {key: self.base + index for index, key in enumerate(parents)}
        carrier = Carrier(self.base, Amendments(self.name, keys))
        self._graft(carrier)
        pages = carrier.number(raw(catalog, "/Pages"))
        elements = tuple(carrier.number(each) for each in chapter_catalog.outermost_elements(catalog))
        carrier.carry()
        exports = Exports(
            pages=pages,
            page_count=len(self.document.pages),
            boxes=self._first_boxes(carrier),
            elements=elements,
            parents=self._leaf(carrier, parents, keys),
            next_key=self.base + len(parents),
            identifiers=tuple(carrier.identifiers),
            roles=chapter_catalog.roles(catalog),
            outline=tuple(self._outline(carrier)),
            destinations=tuple(self._destinations(carrier)),
            intent=self._intent(carrier),
            producer=text_of(raw(dictionary_of(raw(self.document.trailer, "/Info")), "/Producer")) or "",
            unshared=tuple(carrier.unshared),
        )
        # Boxes and intents can lead to objects that nothing else leads to.
        carrier.carry()
        body, rows, standing = lay_out(self.base, carrier.count, carrier.plain, carrier.standing)
        names, crossrefs = carrier.amendments.names, carrier.amendments.crossrefs
        imports = Imports(carrier.faces, carrier.streams, tuple(sorted(names)), tuple(crossrefs))
        return Fragment(self.name, self.base, body, rows, standing, tuple(carrier.late), exports, imports)

    def _graft(self, carrier: Carrier) -> None:
        """Hang the chapter's page tree and its structure elements on those of the report."""
        catalog = self.document.catalog
        node, root = key_of(raw(catalog, "/Pages")), key_of(raw(catalog, "/StructTreeRoot"))
        if node:
            carrier.besides[node[0]] = {"/Parent": reference(PAGES)}
        if root:
            carrier.known[root[0]] = reference(DOCUMENT)
        language = text_of(raw(catalog, "/Lang"))
        # The report's catalog speaks for the report; a chapter in another language says so itself (14.9.2).
        spoken = {"/Lang": spell_text(language)} if language else {}
        for element in chapter_catalog.outermost_elements(catalog):
            key = key_of(element)
            if key and name_of(raw(dictionary_of(element), "/S")) == "Document":
                # ISO 14289-1, 7.1 and 32000-2, 14.8.4.3: one Document holds all, a chapter is a part of it.
                carrier.besides[key[0]] = {"/S": b"/Part", **spoken}

    def _parents(self) -> Mapping[int, object]:
        """Return the chapter's parent tree in the order of its keys (14.7.5.4)."""
        root = dictionary_of(raw(self.document.catalog, "/StructTreeRoot"))
        return dict(sorted(read_number_tree(raw(root, "/ParentTree")).entries, key=lambda entry: entry[0]))

    def _leaf(self, carrier: Carrier, parents: Mapping[int, object], keys: Mapping[int, int]) -> int | None:
        """Add the leaf of the parent tree; entries that lead to no element of the tree become null."""
        if not parents:
            return None
        if len(parents) > carrier.count:
            raise UnsoundError("its parent tree has more keys than there are objects")
        pairs = []
        for key, value in parents.items():
            items = items_of(value)
            parent = b"[" + b"".join(self._parent(carrier, item) for item in items) + b"]"
            pairs.append(b" %d" % keys[key] + (parent if items else self._parent(carrier, value)))
        last = self.base + len(parents) - 1
        return carrier.add(b"<</Limits[ %d %d]/Nums[%s]>>" % (self.base, last, b"".join(pairs)))

    def _parent(self, carrier: Carrier, element: object) -> bytes:
        number = carrier.number_if_carried(element)
        return b" null" if number is None else reference(number)

    def _outline(self, carrier: Carrier) -> Iterator[OutlineEntry]:
        for level, title, target in chapter_catalog.outline_items(self.document.catalog):
            yield OutlineEntry(level, title, self._destination(carrier, target))

    def _destinations(self, carrier: Carrier) -> Iterator[tuple[str, bytes]]:
        for name, target in chapter_catalog.named_destinations(self.document.catalog):
            yield name, self._destination(carrier, target)

    def _destination(self, carrier: Carrier, target: object) -> bytes:
        """Write a destination; a box whose top margin is negative begins above the sheet (12.3.2.2)."""
        items = items_of(target)
        index = self.document.page_index(items[0]) if items else None
        if index is None:
            raise UnsoundError("a destination is on no page of it")
        page, view = reference(carrier.number(items[0])), [resolved(item) for item in items[1:]]
        if view[:1] == ["/XYZ"] and len(view) > 2:
            media = read_box(self.document.pages[index].get("/MediaBox"))
            left, top = number_of(view[1]) or 0.0, number_of(view[2]) or 0.0
            highest = media.top if media else top
            return b"[%s/XYZ%s%s null]" % (page, spell_number(left), spell_number(min(top, highest)))
        rest = b"".join(without_symbols(carrier.spell(item)) for item in items[1:])
        return b"[" + page + rest + b"]"

    def _first_boxes(self, carrier: Carrier) -> bytes:
        if not self.document.pages:
            raise UnsoundError("it has no page")
        page = self.document.pages[0]
        boxes = ((key, page.get(key)) for key in _BOXES)
        return b"".join(
            key.encode() + without_symbols(carrier.spell(box)) for key, box in boxes if box is not None
        )

    def _intent(self, carrier: Carrier) -> Template | None:
        intent = chapter_catalog.intent_of(self.document.catalog)
        return None if intent is None else carrier.spell(intent)
