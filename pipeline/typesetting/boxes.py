"""The box map: where on which page each element and each line of text landed, and what left its place.

Values only; :mod:`.walk` makes them of the engine's layout tree. Lengths are points, rectangles stand on the page with
the origin at the bottom-left of the trim box.
"""

from dataclasses import dataclass

from pipeline.findings import Rectangle


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one element shows on one page.

    Attributes:
        tag: the HTML element.
        block: id of the source block (``chapter/path``), if the element is one.
        label: the element's id, if it has one: later a named destination.
        page: index from 0 in the chapter.
        rectangle: its border box; of an element in several lines or columns, the box round all of them.
    """

    tag: str
    block: str | None
    label: str | None
    page: int
    rectangle: Rectangle


@dataclass(frozen=True, slots=True)
class TextLine:
    """A run of text in one line.

    Attributes:
        text: as it is painted, with the hyphen or ellipsis that the engine put in.
        families: the style's font families in order of preference.
        weight: 1 to 1000.
        block: the nearest source block.
        page: index from 0 in the chapter.
        rectangle: round the type, whatever the line height.
        baseline: points above the bottom of the trim box.
        furniture: whether it stands in a page margin box.
    """

    text: str
    families: tuple[str, ...]
    weight: int
    italic: bool
    block: str | None
    page: int
    rectangle: Rectangle
    baseline: float
    furniture: bool


@dataclass(frozen=True, slots=True)
class Spill:
    """Text, an image or a table that reaches beyond what it belongs to.

    Attributes:
        text: the text, or the element's name.
        page: index from 0 in the chapter.
        beyond: what it leaves, in words: ``its page``, ``its page area``, ``its box``, ``the box that hides it``.
        side: left, right, top or bottom.
        by: how far, in points.
    """

    text: str
    block: str | None
    page: int
    rectangle: Rectangle
    beyond: str
    side: str
    by: float


@dataclass(frozen=True, slots=True)
class BoxMap:
    """A chapter's elements, texts and spills, in the order of the layout tree."""

    fragments: tuple[Fragment, ...] = ()
    texts: tuple[TextLine, ...] = ()
    spills: tuple[Spill, ...] = ()

    def first_pages(self) -> dict[str, int]:
        """Return the page index on which each label begins."""
        pages: dict[str, int] = {}
        for fragment in self.fragments:
            if fragment.label is not None:
                pages.setdefault(fragment.label, fragment.page)
        return pages
