"""What was painted for which element: the layout tree's part in tagging.

Every run of text and every image is painted inside marked content of its own; WeasyPrint 70.0 numbers these sequences by
page, keeps the numbers with the page's stream while it paints, and has thrown them away when it calls the ``finisher``.
So :func:`watch_painting` stands beside ``Page.paint``, which is public, and keeps them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.findings import Rectangle
from pipeline.units import CSS_PX

Marks = dict[Any, dict[str, Any]]
"""Boxes of one page, each with the ``mcid`` of the marked content that it is painted in."""

WORDS: Final = frozenset({"", "first-letter", "first-line"})
"""Pseudo-elements whose text is the element's own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or an image, in marked content of its own.

    Attributes:
        element: of the HTML.
        pseudo: the pseudo-element of it that it belongs to, or nothing.
        page: from 0.
        text: as it is set; None for an image.
        hyphen: the character that the engine puts where it breaks a word.
        bounds: of an image, in points from the bottom-left of the page.
    """

    element: Any
    pseudo: str
    page: int
    mcid: int
    text: str | None
    hyphen: str = ""
    bounds: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """A box that is a link on the page.

    Attributes:
        element: of the HTML.
        annotation: the engine's object.
    """

    element: Any
    page: int
    annotation: Any


@dataclass(slots=True)
class Painted:
    """Everything that a document's pages show.

    Attributes:
        root: the document's element.
        pieces: what stands in the text, page by page, in the order of the layout tree.
        furniture: marked content of page margins and of rows that are repeated, by page and number.
        cells: elements that are table cells on a page, whether or not anything stands in them.
    """

    root: Any
    pieces: list[Piece] = field(default_factory=list)
    furniture: set[tuple[int, int]] = field(default_factory=set)
    links: list[Linked] = field(default_factory=list)
    cells: set[Any] = field(default_factory=set)


@contextmanager
def watch_painting(document: Any) -> Iterator[list[Marks]]:
    """Note the marks of each page while it is painted inside this context."""
    noted: list[Marks] = []

    def paint(page: Any, stream: Any, scale: float) -> None:
        type(page).paint(page, stream, scale)
        noted.append(dict(stream._tags or {}))  # noqa: SLF001 - see the module's docstring

    for page in document.pages:
        # The page's own method stays what it is; this one is found before it.
        page.paint = lambda stream, scale=1, page=page: paint(page, stream, scale)
    try:
        yield noted
    finally:
        for page in document.pages:
            del page.paint


def collect(document: Any, marks: Sequence[Marks]) -> Painted:
    """Collect what a painted document shows.

    Args:
        document: a ``weasyprint.Document``.
        marks: of its pages, as :func:`watch_painting` noted them.
    """
    first = document.pages[0]._page_box.children[0]  # noqa: SLF001 - see the room's docstring
    painted = Painted(first.element)
    last_pages = dict(_footers(document))
    seen: set[Any] = set()
    for index, page in enumerate(document.pages):
        _Page(page._page_box, index, marks[index], painted, seen, last_pages).run()  # noqa: SLF001 - the same
    return painted


def _footers(document: Any) -> Iterator[tuple[Any, int]]:
    """Yield the page of each table footer, the last one last: only there it is no repetition."""
    for index, page in enumerate(document.pages):
        for box in page._page_box.descendants():  # noqa: SLF001 - the same
            if isinstance(box, boxes.TableRowGroupBox) and box.is_footer:
                yield box.element, index


class _Page:
    """Goes through one page's boxes."""

    def __init__(  # noqa: PLR0913, PLR0917 - one page of one document, and what is known of those before it
        self, box: Any, index: int, marks: Marks, painted: Painted, seen: set[Any], last_pages: dict[Any, int]
    ) -> None:
        self.box = box
        self.index = index
        self.marks = marks
        self.painted = painted
        self.seen = seen
        self.last_pages = last_pages
        self.height = box.margin_height()
        self.headers: set[Any] = set()

    def run(self) -> None:
        for child in self.box.children:
            self._walk(child, furniture=isinstance(child, boxes.MarginBox))
        self.seen |= self.headers

    def _walk(self, box: Any, *, furniture: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see the room's docstring
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._note(box, furniture=furniture)
        furniture = furniture or self._is_repeated(box)
        if not furniture and box.element is not None and box.element.tag in ("td", "th"):
            self.painted.cells.add(box.element)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            self.painted.links.append(Linked(box.element, self.index, annotation))
        for child in getattr(box, "children", ()):
            self._walk(child, furniture=furniture)

    def _is_repeated(self, box: Any) -> bool:
        """Tell whether a table's header stood on an earlier page, or its footer stands on a later one."""
        if not isinstance(box, boxes.TableRowGroupBox):
            return False
        if box.is_header:
            self.headers.add(box.element)
            return box.element in self.seen
        return box.is_footer and self.last_pages[box.element] != self.index

    def _note(self, box: Any, *, furniture: bool) -> None:
        mark = self.marks.get(box)
        if mark is None:
            return
        mcid = mark["mcid"]
        pseudo = (box.element_tag or "").partition("::")[2]
        if furniture or box.element is None:
            self.painted.furniture.add((self.index, mcid))
        elif isinstance(box, boxes.TextBox):
            hyphen = box.style["hyphenate_character"]
            self.painted.pieces.append(
                Piece(box.element, pseudo, self.index, mcid, box.pango_layout.text, hyphen)
            )
        else:
            bounds = self._content_box(box)
            self.painted.pieces.append(Piece(box.element, pseudo, self.index, mcid, None, bounds=bounds))

    def _content_box(self, box: Any) -> Rectangle:
        """Turn CSS pixels from the top-left of the page into points from its bottom-left."""
        left, top = box.content_box_x(), box.content_box_y()
        upper = (self.height - top) * CSS_PX
        return Rectangle(left * CSS_PX, upper - box.height * CSS_PX, (left + box.width) * CSS_PX, upper)
