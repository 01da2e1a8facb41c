"""From HTML elements and what was painted for them to structure elements: one for one, in the order of the document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.typesetting.layout_tree.pieces import WORDS, Painted, Piece
from pipeline.typesetting.tagging.elements import Annotation, Cell, Content, Element
from pipeline.typesetting.tagging.kinds import (
    BLOCKS,
    FRAMES,
    HOLDS_BLOCKS,
    IMAGES,
    INLINES,
    NOT_READ,
    SVG,
)
from pipeline.typesetting.tagging.links import part_links
from pipeline.typesetting.tagging.naming import numbering_of, title_of, words_of
from pipeline.typesetting.tagging.reading_order import ReadingOrder, Stand
from pipeline.typesetting.tagging.tables import describe_cells

Kid = Element | Content | Annotation

SOFT_HYPHEN: Final = "\u00ad"

LABELS: Final = frozenset({"marker", "before"})
"""Pseudo-elements of a list's items that are their labels."""

LISTS: Final = ("ul", "ol", "menu")

_INLINE_KINDS: Final = frozenset({"Span", "Link", "Code", "Quote", "Reference", "Note"})


@dataclass(frozen=True, slots=True)
class Tree:
    """A chapter's structure.

    Attributes:
        root: the element that holds all others.
        endings: what the last character of a marked content says besides itself, or in its place: a soft hyphen for an
            inserted one, a space where a line break took it.
        needless: annotations that stand over others of the same link.
    """

    root: Element
    endings: Mapping[Content, str]
    needless: tuple[Annotation, ...]


def build_tree(painted: Painted) -> Tree:
    """Make the structure of a chapter."""
    pieces: dict[Any, list[Piece]] = {}
    for piece in painted.pieces:
        if piece.text is None or piece.text.strip():  # nothing is painted for white space
            pieces.setdefault(piece.element, []).append(piece)
    notes = frozenset(
        element for element, own in pieces.items() if any(piece.pseudo == "footnote-call" for piece in own)
    )
    contents = frozenset(
        inner for nav in painted.root.iter("nav") for each in LISTS for inner in nav.iter(each)
    )
    links, needless = part_links(painted)
    builder = _Builder(painted, pieces, links, notes, contents, ReadingOrder.of(painted.root, notes))
    return Tree(builder.document(), builder.endings, needless)


@dataclass(slots=True)
class _Builder:
    """Goes through the document once.

    Attributes:
        contents: the lists of a table of contents.
        last: the run of text before this one in its block, with where it stands.
        cells: what the cells of tables met so far say.
        count: tables and notes so far, for identifiers.
    """

    painted: Painted
    pieces: Mapping[Any, Sequence[Piece]]
    links: Mapping[Any, Sequence[Annotation]]
    notes: frozenset[Any]
    contents: frozenset[Any]
    order: ReadingOrder
    endings: dict[Content, str] = field(default_factory=dict)
    last: tuple[Piece, Stand] | None = None
    cells: dict[Any, tuple[Cell, str | None]] = field(default_factory=dict)
    count: int = 0

    def document(self) -> Element:
        root = self.painted.root
        title = next((words_of(each) for each in root.iter("title")), "")
        body = next(root.iter("body"), root)
        return Element("Document", self._blocks(self._kids(body)), title=title or None)

    def _read(self, element: Any) -> tuple[Kid, ...]:
        """Return what an element becomes: one structure element, or what it holds if it has no kind."""
        tag = element.tag
        if not isinstance(tag, str) or tag in NOT_READ:
            return ()
        if element in self.notes:
            return self._note(element)
        if tag in IMAGES:
            return self._image(element)
        if tag in BLOCKS or tag in FRAMES:
            self.last = None
            read = self._block(element)
            self.last = None
            return read
        return self._inline(element)

    def _block(self, element: Any) -> tuple[Kid, ...]:
        match element.tag:
            case "figure":
                return self._figure(element)
            case "table":
                return self._table(element)
            case "th" | "td":
                return self._cell(element)
            case "dl":
                return self._definitions(element)
            case "ul" | "ol" | "menu":
                return self._list(element)
        kind = BLOCKS.get(element.tag)
        kids = self._kids(element)
        if kind is None:
            kids = self._blocks(kids)
            language = self._language(element)
            return (Element("Div", kids, language=language),) if language and kids else kids
        if kind in HOLDS_BLOCKS:
            kids = self._blocks(kids)
        if not kids:
            return ()
        title = title_of(element) if kind == "Sect" else None
        return (self._element(element, kind, kids, title=title),)

    def _inline(self, element: Any) -> tuple[Kid, ...]:
        kids = self._kids(element)
        annotations = self.links.get(element)
        if annotations:
            return (self._element(element, "Link", (*kids, *annotations)),) if kids else ()
        if not kids:
            return ()
        expansion = element.get("title") if element.tag == "abbr" else None
        language = self._language(element)
        kind = INLINES.get(element.tag)
        if kind and kind != "Link":
            return (self._element(element, kind, kids),)
        if expansion or language:
            return (Element("Span", kids, language=language, expansion=expansion),)
        return kids

    def _kids(self, element: Any) -> tuple[Kid, ...]:
        """Return what stands in an element, its own words between its children's."""
        own = [
            (self.order.stand(piece), piece)
            for piece in self.pieces.get(element, ())
            if piece.text is not None and piece.pseudo in WORDS
        ]
        kids: list[Kid] = []
        for slot, child in enumerate((*element, None)):
            kids += (self._words(piece, stand) for stand, piece in own if stand.slot == slot)
            if child is not None:
                kids += self._read_child(element, child)
        return tuple(kids)

    def _read_child(self, parent: Any, child: Any) -> tuple[Kid, ...]:
        return self._item(child, parent) if child.tag == "li" and parent.tag in LISTS else self._read(child)

    def _words(self, piece: Piece, stand: Stand) -> Content:
        content = Content(piece.page, piece.mcid)
        if self.last is not None:
            before, stood = self.last
            spoken = (before.text or "")[-1:].isspace() or (piece.text or "")[:1].isspace()
            if not spoken and not stood.hyphenated and self.order.parts_words(stood, stand):
                self.endings[Content(before.page, before.mcid)] = " "
        if stand.hyphenated:
            self.endings[content] = SOFT_HYPHEN
        self.last = piece, stand
        return content

    def _blocks(self, kids: Iterable[Kid]) -> tuple[Kid, ...]:
        """Put words that stand between blocks by themselves into paragraphs."""
        done: list[Kid] = []
        loose: list[Kid] = []
        for kid in (*kids, None):
            if kid is not None and (not isinstance(kid, Element) or kid.kind in _INLINE_KINDS):
                loose.append(kid)
                continue
            if loose:
                done.append(Element("P", tuple(loose)))
                loose = []
            if kid is not None:
                done.append(kid)
        return tuple(done)

    def _element(self, element: Any, kind: str, kids: tuple[Kid, ...], **more: Any) -> Element:
        return Element(
            kind, kids, language=self._language(element), identifier=element.get("id") or None, **more
        )

    def _language(self, element: Any) -> str | None:
        """Return the language of an element; the root's is the catalog's."""
        return None if element is self.painted.root else element.get("lang") or None

    def _note(self, element: Any) -> tuple[Kid, ...]:
        """Return a note at its call: a reference, and the note itself (14.8.4.4.1, tables 338 and 339)."""
        own = self.pieces[element]
        call = [piece for piece in own if piece.pseudo == "footnote-call"]
        marker = [piece for piece in own if piece.pseudo in ("footnote-marker", "marker")]
        self.count += 1
        name = element.get("id") or f"note-{self.count}"
        self.last = None
        kids = self._kids(element)
        self.last = None
        reference = Element("Reference", (_label(call),))
        label = (_label(marker),) if marker else ()
        note = Element("Note", (*label, *kids), identifier=name, language=self._language(element))
        return reference, note

    def _image(self, element: Any) -> tuple[Kid, ...]:
        shown = [piece for piece in self.pieces.get(element, ()) if piece.text is None]
        alternate = (
            words_of(element.find(f"{SVG[:-3]}title")) if element.tag == SVG else element.get("alt") or ""
        )
        if not shown or not alternate:
            return ()
        contents = tuple(Content(piece.page, piece.mcid) for piece in shown)
        return (self._element(element, "Figure", contents, alternate=alternate, bounds=shown[0].bounds),)

    def _figure(self, element: Any) -> tuple[Kid, ...]:
        """Return a figure: the image it shows, with its caption inside it; without one image, what stands in it."""
        kids = self._kids(element)
        images = [kid for kid in kids if isinstance(kid, Element) and kid.kind == "Figure"]
        captions = [kid for kid in kids if isinstance(kid, Element) and kid.kind == "Caption"]
        if len(images) == 1 and len(kids) == 1 + len(captions):
            image = images[0]
            name = element.get("id") or image.identifier
            inside = (kid.kids if kid is image else (kid,) for kid in kids if isinstance(kid, Element))
            return (replace(image, kids=tuple(each for part in inside for each in part), identifier=name),)
        opened = (kid.kids if isinstance(kid, Element) and kid in captions else (kid,) for kid in kids)
        return self._blocks(kid for part in opened for kid in self._blocks(part))

    def _table(self, element: Any) -> tuple[Kid, ...]:
        self.count += 1
        self.cells |= describe_cells(element, element.get("id") or f"table-{self.count}")
        kids = [kid for kid in self._kids(element) if isinstance(kid, Element)]
        # A caption comes first or last (ISO 32000-1, 14.8.4.3.4, table 337), wherever a stylesheet puts it.
        kids.sort(key=lambda kid: kid.kind != "Caption")
        has_rows = any(kid.kind != "Caption" for kid in kids)
        return (self._element(element, "Table", tuple(kids)),) if has_rows else ()

    def _cell(self, element: Any) -> tuple[Kid, ...]:
        """Return a table cell, if it stands on a page; an empty one keeps its place in the row."""
        if element not in self.painted.cells:
            return ()
        cell, name = self.cells.get(element, (Cell(), None))
        made = self._element(element, BLOCKS[element.tag], self._kids(element), cell=cell)
        return (replace(made, identifier=name),)

    def _list(self, element: Any) -> tuple[Kid, ...]:
        kids = tuple(kid for kid in self._kids(element) if isinstance(kid, Element))
        if not kids:
            return ()
        if element in self.contents:
            return (self._element(element, "TOC", kids),)
        first = (self._labels(item) for item in element.iter("li"))
        written = next((labels[0].text or "" for labels in first if labels), "")
        return (self._element(element, "L", kids, numbering=numbering_of(written)),)

    def _item(self, element: Any, holder: Any) -> tuple[Kid, ...]:
        self.last = None
        kids = self._kids(element)
        self.last = None
        if holder in self.contents:
            nested = tuple(kid for kid in kids if isinstance(kid, Element) and kid.kind == "TOC")
            entry = Element("Reference", tuple(kid for kid in kids if kid not in nested))
            return (self._element(element, "TOCI", (entry, *nested)),) if kids else ()
        labels = self._labels(element)
        label = (_label(labels),) if labels else ()
        body = (Element("LBody", kids),) if kids else ()
        return (self._element(element, "LI", (*label, *body)),) if label or body else ()

    def _labels(self, item: Any) -> list[Piece]:
        return [piece for piece in self.pieces.get(item, ()) if piece.pseudo in LABELS]

    def _definitions(self, element: Any) -> tuple[Kid, ...]:
        """Return a list of terms as items: each term, or terms, with what is said of it (HTML, 4.4.9)."""
        items: list[tuple[Kid, ...]] = []
        for kid in self._kids(element):
            if not isinstance(kid, Element):
                continue
            before = items[-1][-1] if items else None
            begins = kid.kind == "Lbl" and not (isinstance(before, Element) and before.kind == "Lbl")
            if begins or not items:
                items.append(())
            items[-1] = (*items[-1], kid)
        kids = tuple(Element("LI", item) for item in items)
        return (self._element(element, "L", kids, numbering="None"),) if kids else ()


def _label(pieces: Sequence[Piece]) -> Element:
    return Element("Lbl", tuple(Content(piece.page, piece.mcid) for piece in pieces))
