"""The box map: where on which page each element landed. The one module that reads the engine's layout tree.

WeasyPrint's PDF knows destinations as points only; ``document.pages[n]._page_box`` knows every box with its element.
That tree is internal: this module is written and tested against WeasyPrint 70.0 and refuses other major versions.
Boxes are measured in CSS pixels from the top-left of the page; here they become points from the bottom-left of the
trim box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.errors import MissingToolError
from pipeline.findings import Rectangle
from pipeline.units import CSS_PX

MEASURED = "70."
"""The releases whose layout tree is known."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one element shows on one page.

    Attributes:
        tag: the HTML element.
        block: id of the source block (``chapter/path``), if the element is one.
        label: the element's id, if it has one: later a named destination.
        page: index from 0 in the chapter.
        rectangle: its border box.
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
        families: the style's font families in order of preference.
        weight: 1 to 1000.
        block: the nearest source block.
        furniture: whether it stands in a page margin box.
        baseline: points above the bottom of the trim box.
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
    """A box that reaches beyond the box it belongs to.

    Attributes:
        beyond: what it leaves: ``page``, ``page area`` or ``box``.
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


def check_version() -> None:
    """Refuse an engine whose layout tree is not the one this module was written for.

    Raises:
        MissingToolError: another WeasyPrint is installed.
    """
    if not weasyprint.__version__.startswith(MEASURED):
        raise MissingToolError(
            f"WeasyPrint {weasyprint.__version__} is installed; the box map needs {MEASURED}x",
            "run make setup again",
        )


def map_boxes(document: Any) -> BoxMap:
    """Walk a laid-out document.

    Args:
        document: a ``weasyprint.Document``.
    """
    fragments: list[Fragment] = []
    texts: list[TextLine] = []
    spills: list[Spill] = []
    for index, page in enumerate(document.pages):
        walk = _PageWalk(page._page_box, index)  # noqa: SLF001 - see the module's docstring
        walk.run()
        fragments += walk.fragments.values()
        texts += walk.texts
        spills += walk.spills
    return BoxMap(tuple(fragments), tuple(texts), tuple(spills))


@dataclass(frozen=True, slots=True)
class _Context:
    """What a box inherits on the walk."""

    block: str | None = None
    furniture: bool = False
    in_flow: bool = True
    within: Rectangle | None = None


TOLERANCE = 0.75
"""Points by which a box may overlap another unnoticed: rounding, and italics that lean out of their line."""


_ASCENT = 0.75
"""Share of the type size that stands above the baseline: ascenders of text faces, near enough for a box."""


class _PageWalk:
    """Walks one page's boxes."""

    def __init__(self, page_box: Any, index: int) -> None:
        self.page_box = page_box
        self.index = index
        self.height = page_box.margin_height()
        self.fragments: dict[tuple[int, str], Fragment] = {}
        self.texts: list[TextLine] = []
        self.spills: list[Spill] = []
        self.page = self._rectangle(0, 0, page_box.margin_width(), self.height)
        bleed = page_box.bleed
        self.sheet = self._rectangle(
            -bleed["left"],
            -bleed["top"],
            page_box.margin_width() + bleed["left"] + bleed["right"],
            self.height + bleed["top"] + bleed["bottom"],
        )
        self.area = self._rectangle(
            page_box.content_box_x(), page_box.content_box_y(), page_box.width, page_box.height
        )

    def run(self) -> None:
        for child in self.page_box.children:
            furniture = isinstance(child, boxes.MarginBox)
            within = None if furniture else self.area
            self._walk(child, _Context(furniture=furniture, within=within))

    def _rectangle(self, x: float, y: float, width: float, height: float) -> Rectangle:
        """Turn CSS pixels from the top-left of the page into points from its bottom-left."""
        top = (self.height - y) * CSS_PX
        return Rectangle(x * CSS_PX, top - height * CSS_PX, (x + width) * CSS_PX, top)

    def _walk(self, box: Any, context: _Context) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, boxes.TextBox):
            self._text(box, context)
            return
        context = self._enter(box, context)
        for child in box.all_children():
            self._walk(child, context)

    def _enter(self, box: Any, context: _Context) -> _Context:
        """Note an element's box, and return what its children inherit."""
        rectangle = self._border_box(box)
        block = context.block
        element = box.element
        if element is not None and not context.furniture and rectangle is not None:
            block = element.get("data-block") or block
            if element.get("data-block") or element.get("id"):
                self._note(element, rectangle)
        in_flow = context.in_flow and _in_flow(box)
        if rectangle is not None and isinstance(box, boxes.ReplacedBox):
            # Art may reach into the bleed; text may not.
            self._check_spill(box.element_tag, block, rectangle, context, self.sheet)
        within = context.within
        if rectangle is not None and isinstance(box, boxes.BlockContainerBox | boxes.TableCellBox) and in_flow:
            within = self._content_box(box)
        return _Context(block, context.furniture, in_flow, within)

    def _note(self, element: Any, rectangle: Rectangle) -> None:
        """Join the boxes that one element has on this page."""
        key = (id(element), element.tag)
        known = self.fragments.get(key)
        joined = rectangle if known is None else _around(known.rectangle, rectangle)
        self.fragments[key] = Fragment(
            element.tag, element.get("data-block"), element.get("id"), self.index, joined
        )

    def _border_box(self, box: Any) -> Rectangle | None:
        width, height = getattr(box, "width", "auto"), getattr(box, "height", "auto")
        if isinstance(width, str) or isinstance(height, str):
            return None
        return self._rectangle(box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())

    def _content_box(self, box: Any) -> Rectangle:
        return self._rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)

    def _text(self, box: Any, context: _Context) -> None:
        if not box.text.strip():
            return
        style = box.style
        baseline = box.position_y + box.baseline
        # A text box's own height follows line-height, down to 0; what is seen is the type on its baseline.
        ascent, height = _ASCENT * style["font_size"], style["font_size"]
        rectangle = self._rectangle(box.position_x, baseline - ascent, box.width, height)
        self.texts.append(
            TextLine(
                box.text,
                tuple(style["font_family"]),
                int(style["font_weight"]),
                style["font_style"] != "normal",
                context.block,
                self.index,
                rectangle,
                (self.height - baseline) * CSS_PX,
                context.furniture,
            )
        )
        if style["visibility"] == "visible":
            self._check_spill(box.text, context.block, rectangle, context, self.page)

    def _check_spill(
        self, text: str, block: str | None, rectangle: Rectangle, context: _Context, sheet: Rectangle
    ) -> None:
        limits = [("page", sheet)]
        if context.in_flow and not context.furniture:
            limits.append(("page area", self.area))
            if context.within is not None:
                limits.append(("box", context.within))
        for beyond, limit in limits:
            spill = _spill(rectangle, limit, vertical=beyond != "box")
            if spill:
                self.spills.append(Spill(text, block, self.index, rectangle, beyond, *spill))
                return


def _in_flow(box: Any) -> bool:
    """Whether a box stands where the flow put it; designers move others on purpose."""
    return bool(box.is_in_normal_flow()) and box.style["position"] == "static"


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    return Rectangle(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def _spill(inner: Rectangle, outer: Rectangle, *, vertical: bool) -> tuple[str, float] | None:
    """Return the side on which a rectangle leaves another farthest, and by how much."""
    sides = {"left": outer.left - inner.left, "right": inner.right - outer.right}
    if vertical:
        sides |= {"top": inner.top - outer.top, "bottom": outer.bottom - inner.bottom}
    side = max(sides, key=lambda name: sides[name])
    return (side, sides[side]) if sides[side] > TOLERANCE else None


