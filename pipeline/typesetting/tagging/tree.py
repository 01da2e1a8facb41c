"""From HTML elements and what was painted for them to structure elements: one for one, in the order of the document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pipeline.typesetting.layout_tree.pieces import WORDS, Painted, Piece
from pipeline.typesetting.tagging.elements import Annotation, Cell, Content, Element, Kid, is_in_line
from pipeline.typesetting.tagging.figures import captioned, opened
from pipeline.typesetting.tagging.kinds import BLOCKS, FRAMES, HOLDS_BLOCKS, IMAGES, INLINES, NOT_READ, SVG
from pipeline.typesetting.tagging.line_ends import LineEnds, Said
from pipeline.typesetting.tagging.links import part_links
from pipeline.typesetting.tagging.lists import definition_items, list_items, numbering_of
from pipeline.typesetting.tagging.naming import HEADINGS, Headings, title_of, words_of
from pipeline.typesetting.tagging.reading_order import ReadingOrder
from pipeline.typesetting.tagging.tables import describe_cells

LABELS: Final = ("marker", "before")
"""Pseudo-elements of a list's items that are their labels."""

NOTES: Final = ("footnote-call", "footnote-marker")
"""Pseudo-elements that only notes have."""

LISTS: Final = ("ul", "ol", "menu")

_PARTS_OF_TABLES: Final = {"Caption": 0, "THead": 1, "TFoot": 3}
"""Where each stands, whatever the order in HTML (ISO 32000-1, 14.8.4.3.4, table 337); bodies stand between."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A chapter's structure.

    Attributes:
        root: the element that holds all others.
        said: what content says besides its glyphs.
        needless: annotations that stand over others of the same link.
    """

    root: Element
    said: Said
    needless: tuple[Annotation, ...]


def build_tree(painted: Painted) -> Tree:
    """Make the structure of a chapter."""
    pieces: dict[Any, list[Piece]] = {}
    for piece in painted.pieces:
        if piece.text is None or piece.text.strip():  # nothing is painted for white space
            pieces.setdefault(piece.element, []).append(piece)
    notes = frozenset(
        element for element, own in pieces.items() if any(piece.pseudo in NOTES for piece in own)
    )
    contents = frozenset(
        inner for nav in painted.root.iter("nav") for each in LISTS for inner in nav.iter(each)
    )
    links, needless = part_links(painted)
    ends = LineEnds(ReadingOrder.of(painted.root, notes))
    root = _Builder(painted, pieces, links, notes, contents, ends).document()
    return Tree(root, ends.said(), needless)


@dataclass(slots=True)
class _Builder:
    """Goes through the document once.

    Attributes:
        links: annotations that are in no element yet, by the element that they belong to.
        contents: the lists of a table of contents.
        cells: what the cells of tables met so far say.
        count: tables and notes so far, for identifiers.
    """

    painted: Painted
    pieces: Mapping[Any, Sequence[Piece]]
    links: dict[Any, list[Annotation]]
    notes: frozenset[Any]
    contents: frozenset[Any]
    ends: LineEnds
    headings: Headings = field(default_factory=Headings)
    cells: dict[Any, tuple[Cell, str | None]] = field(default_factory=dict)
    count: int = 0

    def document(self) -> Element:
        root = self.painted.root
        title = next((words_of(each) for each in root.iter("title")), "")
        kids = self._kids(next(root.iter("body"), root))
        # What is a link by its style alone, and not as words in a line.
        rest = (Element("Link", tuple(annotations)) for annotations in self.links.values())
        return Element("Document", self._blocks((*kids, *rest)), title=title or None)

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
            self.ends.begin_block()
            read = self._block(element)
            self.ends.begin_block()
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
                items = tuple(definition_items(self._kids(element)))
                return (self._element(element, "L", items, numbering="None"),) if items else ()
            case "ul" | "ol" | "menu":
                return self._list(element)
        return self._plain_block(element)

    def _plain_block(self, element: Any) -> tuple[Kid, ...]:
        # An item that is in no list is as any other block.
        kind = BLOCKS.get(element.tag) if element.tag != "li" else None
        if element.tag in HEADINGS:
            kind = self.headings.kind(int(element.tag[1]))
        kids = self._kids(element)
        if kind is None:
            return self._framed(element, self._blocks(kids))
        if kind in HOLDS_BLOCKS:
            kids = self._blocks(kids)
        if not kids:
            return ()
        title = title_of(element) if kind == "Sect" else None
        return (self._element(element, kind, kids, title=title),)

    def _framed(self, element: Any, kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
        """Return what stands in a block without a kind; its language needs an element."""
        language = self._language(element)
        return (Element("Div", kids, language=language),) if language and kids else kids

    def _inline(self, element: Any) -> tuple[Kid, ...]:
        kids = self._kids(element)
        annotations = self.links.pop(element, ())
        if annotations:
            return (self._element(element, "Link", (*kids, *annotations)),)
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
            (self.ends.stand(piece), piece)
            for piece in self.pieces.get(element, ())
            if piece.text is not None and piece.pseudo in WORDS
        ]
        kids: list[Kid] = []
        for slot, child in enumerate((*element, None)):
            kids += (self.ends.read(piece, stand) for stand, piece in own if stand.slot == slot)
            if child is not None:
                kids += self._read_child(element, child)
        return tuple(kids)

    def _read_child(self, parent: Any, child: Any) -> tuple[Kid, ...]:
        return self._item(child, parent) if child.tag == "li" and parent.tag in LISTS else self._read(child)

    def _blocks(self, kids: Iterable[Kid]) -> tuple[Kid, ...]:
        """Put words that stand between blocks by themselves into paragraphs."""
        done: list[Kid] = []
        loose: list[Kid] = []
        for kid in (*kids, None):
            if kid is not None and is_in_line(kid):
                loose.append(kid)
                continue
            if loose:
                done.append(Element("P", tuple(loose)))
                loose = []
            if kid is not None:
                done.append(kid)
        return tuple(done)

    def _element(self, element: Any, kind: str, kids: tuple[Kid, ...], **more: Any) -> Element:
        return Element(kind, kids, language=self._language(element), **more)

    def _language(self, element: Any) -> str | None:
        """Return the language of an element; the root's is the catalog's."""
        return None if element is self.painted.root else element.get("lang") or None

    def _name(self, kind: str) -> str:
        """Return an identifier that no other element of the chapter has."""
        self.count += 1
        return f"{kind}-{self.count}"

    def _note(self, element: Any) -> tuple[Kid, ...]:
        """Return a note at its call: a reference, and the note itself (14.8.4.4.1, tables 338 and 339)."""
        call = self._label(element, "footnote-call")
        name = self._name("note")
        self.ends.begin_block()
        kids = self._kids(element)
        self.ends.begin_block()
        note = (*self._label(element, "footnote-marker", "marker"), *kids)
        reference = (Element("Reference", call),) if call else ()
        return *reference, self._element(element, "Note", note, identifier=name)

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
        kids = self._kids(element)
        image = captioned(kids)
        if image:
            return (replace(image, language=self._language(element) or image.language),)
        return self._framed(element, tuple(block for part in opened(kids) for block in self._blocks(part)))

    def _table(self, element: Any) -> tuple[Kid, ...]:
        self.cells |= describe_cells(element, self._name("table"))
        kids = [kid for kid in self._kids(element) if isinstance(kid, Element)]
        if all(kid.kind == "Caption" for kid in kids):
            return tuple(block for kid in kids for block in self._blocks(kid.kids))
        kids.sort(key=lambda kid: _PARTS_OF_TABLES.get(kid.kind, 2))
        return (self._element(element, "Table", tuple(kids)),)

    def _cell(self, element: Any) -> tuple[Kid, ...]:
        """Return a table cell, if it stands on a page; an empty one keeps its place in the row."""
        if element not in self.painted.cells:
            return ()
        cell, name = self.cells.get(element, (Cell(), None))
        kids = self._kids(element)
        return (self._element(element, BLOCKS[element.tag], kids, cell=cell, identifier=name),)

    def _list(self, element: Any) -> tuple[Kid, ...]:
        is_contents = element in self.contents
        kids = tuple(list_items(self._kids(element), "TOCI" if is_contents else "LI"))
        if not kids:
            return ()
        if is_contents:
            return (self._element(element, "TOC", kids),)
        written = next((each for item in element.iter("li") if (each := self._labels(item, *LABELS))), None)
        numbering = numbering_of((written[0].text or "") if written else "")
        return (self._element(element, "L", kids, numbering=numbering),)

    def _item(self, element: Any, holder: Any) -> tuple[Kid, ...]:
        self.ends.begin_block()
        kids = self._kids(element)
        self.ends.begin_block()
        label = self._label(element, *LABELS)
        if holder in self.contents:
            nested = tuple(kid for kid in kids if isinstance(kid, Element) and kid.kind == "TOC")
            entry = Element("Reference", tuple(kid for kid in kids if kid not in nested))
            return (self._element(element, "TOCI", (*label, entry, *nested)),) if kids else ()
        body = (Element("LBody", kids),) if kids else ()
        return (self._element(element, "LI", (*label, *body)),) if label or body else ()

    def _labels(self, element: Any, *pseudos: str) -> list[Piece]:
        return [piece for piece in self.pieces.get(element, ()) if piece.pseudo in pseudos]

    def _label(self, element: Any, *pseudos: str) -> tuple[Element, ...]:
        """Return the label that pseudo-elements of an element are, if it has any."""
        contents = tuple(Content(piece.page, piece.mcid) for piece in self._labels(element, *pseudos))
        return (Element("Lbl", contents),) if contents else ()
