"""What was painted for which element: the layout tree's part in tagging.

Every run of text and every image is painted inside marked content of its own; WeasyPrint 70.0 numbers these sequences by
page, keeps the numbers with the page's stream while it paints, and has thrown them away when it calls the ``finisher``.
So :func:`watch_painting` stands beside ``Page.paint``, which is public, and keeps them.
"""

from collections.abc import Iterable, Iterator, Sequence
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

HYPHENS: Final = frozenset({"\u2010", "\u2011"})

CELLS: Final = ("td", "th")


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
        cells: table cells that have a box on a page, of whatever kind, and whether or not anything stands in them.
        crop_marks: by page, how many artifacts are painted before its crop marks.
    """

    root: Any
    pieces: list[Piece] = field(default_factory=list)
    furniture: set[tuple[int, int]] = field(default_factory=set)
    links: list[Linked] = field(default_factory=list)
    cells: set[Any] = field(default_factory=set)
    crop_marks: dict[int, int] = field(default_factory=dict)


@contextmanager
def watch_painting(document: Any) -> Iterator[list[Marks]]:
    """Note the marks of each page while it is painted inside this context."""
    noted: list[Marks] = []

    def paint(page: Any, stream: Any, scale: float) -> None:
        type(page).paint(page, stream, scale)
        _read_hyphens_plainly(stream._fonts.values())  # noqa: SLF001 - the same
        noted.append(dict(stream._tags or {}))  # noqa: SLF001 - see the module's docstring

    for page in document.pages:
        # The page's own method stays what it is; this one is found before it.
        page.paint = lambda stream, scale=1, page=page: paint(page, stream, scale)
    try:
        yield noted
    finally:
        for page in document.pages:
            del page.paint


def _read_hyphens_plainly(fonts: Iterable[Any]) -> None:
    """Let every hyphen be copied and searched as the one on keyboards.

    Faces show U+002D, U+2010 and U+2011 by one glyph, and a glyph reads as one character: the one that was shown first, for
    all of a chapter. Addresses with another hyphen lead nowhere. Inserted hyphens say themselves what they are.
    """
    for font in fonts:
        for glyph, text in font.to_unicode.items():
            if text in HYPHENS:
                font.to_unicode[glyph] = "-"


def collect(document: Any, marks: Sequence[Marks]) -> Painted:
    """Collect what a painted document shows.

    Args:
        document: a ``weasyprint.Document``.
        marks: of its pages, as :func:`watch_painting` noted them.
    """
    page_boxes = [page._page_box for page in document.pages]  # noqa: SLF001 - see the room's docstring
    collector = _Collector(Painted(page_boxes[0].children[0].element))
    for index, box in enumerate(page_boxes):
        collector.take(box, index, marks[index])
    return collector.painted


class _Collector:
    """Goes through the boxes of all pages.

    Attributes:
        painted: filled on the way.
        shown: elements of boxes that pages repeat.
        footers: what stands in the last footer so far of each table.
    """

    def __init__(self, painted: Painted) -> None:
        self.painted = painted
        self.shown: set[Any] = set()
        self.footers: dict[Any, list[Piece]] = {}

    def take(self, box: Any, index: int, marks: Marks) -> None:
        """Take one page.

        Args:
            box: the page's.
            index: from 0.
            marks: of the page.
        """
        self.index, self.marks = index, marks
        self.height = box.margin_height()
        before = _artifacts_before_crop_marks(box)
        if before is not None:
            self.painted.crop_marks[index] = before
        for child in box.children:
            self._walk(child, furniture=isinstance(child, boxes.MarginBox))

    def _walk(self, box: Any, *, furniture: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see the room's docstring
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._note(box, furniture=furniture)
        furniture = furniture or self._is_repeated(box)
        if not furniture and box.element is not None and box.element.tag in CELLS:
            self.painted.cells.add(box.element)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            self.painted.links.append(Linked(box.element, self.index, annotation))
        begin = len(self.painted.pieces)
        for child in getattr(box, "children", ()):
            self._walk(child, furniture=furniture)
        if isinstance(box, boxes.TableRowGroupBox) and box.is_footer:
            self._replace_footer(box.element, begin)

    def _is_repeated(self, box: Any) -> bool:
        """Tell whether the header of a table, or a box that is fixed on the page, has stood somewhere before."""
        is_header = isinstance(box, boxes.TableRowGroupBox) and box.is_header
        if not is_header and not (box.style["position"] == "fixed" and isinstance(box, boxes.BlockLevelBox)):
            return False
        repeated = box.element in self.shown
        self.shown.add(box.element)
        return repeated

    def _replace_footer(self, element: Any, begin: int) -> None:
        """Let the last footer of a table be the one that is read: it stands at its end."""
        painted = self.painted
        before = self.footers.get(element, ())
        self.footers[element] = painted.pieces[begin:]
        for piece in before:
            painted.furniture.add((piece.page, piece.mcid))
            painted.pieces.remove(piece)

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


def _artifacts_before_crop_marks(page: Any) -> int | None:
    """Count what a page paints before its crop marks: they are the last of its ground (WeasyPrint 70.0, draw_background).

    Returns:
        How many artifacts; None for a page without crop marks.
    """
    ground = page.background
    if not page.style["marks"] or not any(page.bleed.values()) or ground is None or not ground.layers:
        return None
    # They are a layer by now, the first one: painting has put them there.
    images = sum(layer.image is not None and 0 not in layer.size for layer in ground.layers[1:])
    shadows = sum(not shadow[-1] for shadow in ground.style["box_shadow"]) * len(
        ground.layers[-1].clipped_boxes
    )
    return images + shadows + int(ground.color.alpha > 0)
