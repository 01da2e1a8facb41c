"""The walk over one page of the layout tree: each element's and each line's place, and what left its own."""

from dataclasses import dataclass, replace
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.findings import Rectangle
from pipeline.typesetting.boxes import Fragment, Spill, TextLine
from pipeline.typesetting.canvas import Words
from pipeline.typesetting.layout_tree.traits import (
    HIDING,
    UNBOUND,
    first_text,
    has_fixed_height,
    image_name,
    is_painted,
    parted,
    stands_in_flow,
)
from pipeline.typesetting.limits import (
    ALL_SIDES,
    HORIZONTAL,
    VERTICAL,
    Limit,
    around,
    excess_on,
    first_excess,
)
from pipeline.units import CSS_PX

_ASCENT: Final = 0.75
"""Share of the type size that stands above the baseline: ascenders of text faces, near enough for a box."""

_X_HEIGHT: Final = 0.5
"""Share of the type size that lower-case letters reach. Type counts as out of a box when its baseline is below the
bottom or its lower-case letters are above the top: tight line heights let tails and ascenders stand out unharmed."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a box inherits on the walk.

    Attributes:
        element: of the box round this one; anonymous boxes inside it have the same.
        limits: what text in it must not leave.
        turned: whether a transformation moves it when it is painted, so that its place is not known here.
    """

    block: str | None = None
    element: Any = None
    furniture: bool = False
    limits: tuple[Limit, ...] = ()
    turned: bool = False


class PageWalk:
    """Walks one page's boxes."""

    def __init__(self, page_box: Any, index: int) -> None:
        self.page_box = page_box
        self.index = index
        self.height = page_box.margin_height()
        self.fragments: dict[int, Fragment] = {}
        self.texts: dict[int, TextLine] = {}  # by the id of its box
        self.spills: list[Spill] = []
        self.drawings: dict[int, str | None] = {}  # blocks of replaced boxes, by the id of the box
        left, top, width, height = page_box.bleed_area
        # Art may reach into the bleed; text may not.
        self.sheet = Limit("its page", self._rectangle(left, top, width, height), ALL_SIDES)
        trim = self._rectangle(0, 0, page_box.margin_width(), self.height)
        self.page = Limit("its page", trim, ALL_SIDES)
        self.area = Limit("its page area", self._content_box(page_box), ALL_SIDES)

    def run(self) -> None:
        """Walk the page's boxes, once."""
        for child in self.page_box.children:
            furniture = isinstance(child, boxes.MarginBox)
            limits = () if furniture else (self.area,)
            self._walk(child, _Context(furniture=furniture, limits=limits))

    def line(self, words: Words) -> TextLine:
        """Return a line of this page where it is seen: what a transformation turned, the walk met elsewhere."""
        left, top, right, bottom, _ = words.bounds
        bounds = self._rectangle(left, top, right - left, bottom - top)
        if words.text:
            block, base = self.drawings.get(words.key), bounds.bottom
            return TextLine(
                words.text,
                families=(),
                weight=words.weight,
                italic=False,
                block=block,
                page=self.index,
                rectangle=bounds,
                baseline=base,
                furniture=False,
            )
        line = self.texts[words.key]
        return line if words.matrix is None else replace(line, rectangle=bounds)

    def _walk(self, box: Any, context: _Context) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see the room's docstring
        if isinstance(box, boxes.TextBox):
            self._text(box, context)
            return
        context = self._enter(box, context)
        for child in box.all_children():
            self._walk(child, context)

    def _enter(self, box: Any, context: _Context) -> _Context:
        """Note an element's box, and return what its children inherit."""
        rectangle = self._border_box(box)
        if rectangle is None:
            return context
        block, element = context.block, box.element
        # Pseudo-elements (a footnote's call, an item's marker) and anonymous boxes carry their element too.
        principal = element is not None and element is not context.element and "::" not in box.element_tag
        if principal and not context.furniture:
            block = element.get("data-block") or block
            if element.get("data-block") or element.get("id"):
                self._note(element, rectangle)
        limits = self._outer_limits(box, context)
        turned = context.turned or bool(box.style["transform"])
        outer = replace(context, block=block, element=element, limits=limits, turned=turned)
        if isinstance(box, boxes.ReplacedBox | boxes.TableBox):
            self._check_art(box, rectangle, outer)
            self.drawings[id(box)] = block
        elif isinstance(box, boxes.BlockContainerBox) and not context.furniture and is_painted(box):
            self._check_painted(box, outer)
        return replace(outer, limits=(*limits, *self._inner_limits(box)))

    def _outer_limits(self, box: Any, context: _Context) -> tuple[Limit, ...]:
        """Return the limits for a box: one that was taken out of the flow, or moved, has left them on purpose."""
        if box.is_footnote():
            return (self.area,)
        if stands_in_flow(box):
            return context.limits
        return tuple(limit for limit in context.limits if limit.beyond == HIDING)

    def _inner_limits(self, box: Any) -> tuple[Limit, ...]:
        """Return the limits that a box sets for its content."""
        if isinstance(box, boxes.TableCellBox):
            return (Limit("its box", self._text_area(box), HORIZONTAL),)
        if isinstance(box, UNBOUND) or not isinstance(box, boxes.ParentBox):
            return ()
        limits = []
        padding_box = self._padding_box(box)
        if box.style["overflow"] != "visible":
            limits.append(Limit(HIDING, padding_box, ALL_SIDES))
        if isinstance(box, boxes.BlockContainerBox):
            limits.append(Limit("its box", self._text_area(box), HORIZONTAL))
        if isinstance(box, boxes.MarginBox) or has_fixed_height(box):
            limits.append(Limit("its box", padding_box, VERTICAL))
        return tuple(limits)

    def _note(self, element: Any, rectangle: Rectangle) -> None:
        """Join the boxes that one element has on this page."""
        key = id(element)
        known = self.fragments.get(key)
        joined = rectangle if known is None else around(known.rectangle, rectangle)
        self.fragments[key] = Fragment(
            element.tag, element.get("data-block"), element.get("id"), self.index, joined
        )

    def _text(self, box: Any, context: _Context) -> None:
        text = box.pango_layout.text
        style = box.style
        if not text.strip() or not style["font_size"]:
            return
        baseline = box.position_y + box.baseline
        # A text box's own height follows line-height, down to 0; what is seen is the type on its baseline.
        size = style["font_size"]
        rectangle = self._rectangle(box.position_x, baseline - _ASCENT * size, box.width, size)
        line = TextLine(
            text,
            tuple(style["font_family"]),
            int(style["font_weight"]),
            style["font_style"] != "normal",
            context.block,
            self.index,
            rectangle,
            (self.height - baseline) * CSS_PX,
            context.furniture,
        )
        self.texts[id(box)] = line
        if style["visibility"] == "visible" and not context.turned:
            self._check_text(line, size * CSS_PX, context)

    def _check_text(self, line: TextLine, size: float, context: _Context) -> None:
        box = line.rectangle
        core = Rectangle(box.left, line.baseline, box.right, line.baseline + _X_HEIGHT * size)
        hiding, others = parted(context.limits)
        excess = first_excess(core, hiding) or first_excess(box, [self.page]) or first_excess(core, others)
        if excess:
            by = excess_on(excess.side, box, excess.limit)
            spill = Spill(line.text, context.block, self.index, box, excess.limit.beyond, excess.side, by)
            self.spills.append(spill)

    def _check_art(self, box: Any, rectangle: Rectangle, context: _Context) -> None:
        """Check an image or a table, which no line break makes narrower."""
        hiding, limits = parted(context.limits)
        unseen = context.turned or box.style["visibility"] != "visible"
        if (
            unseen or hiding or rectangle.right == rectangle.left
        ):  # what hides an image may well crop it on purpose
            return
        if isinstance(box, boxes.TableBox):  # its rows are the text's business
            limits = [replace(limit, sides=HORIZONTAL) for limit in limits if limit.sides != VERTICAL]
        excess = first_excess(rectangle, [self.sheet, *limits])
        if excess:
            text = first_text(box) or image_name(box)
            spill = Spill(
                text, context.block, self.index, rectangle, excess.limit.beyond, excess.side, excess.by
            )
            self.spills.append(spill)

    def _check_painted(self, box: Any, context: _Context) -> None:
        """Check a box with a ground or border of its own: its padding may reach into the bleed, its content may not."""
        if context.turned or box.style["visibility"] != "visible" or parted(context.limits)[0]:
            return
        if isinstance(box, boxes.FootnoteAreaBox):  # as high as its notes, whose text is checked
            return
        inner = self._rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)
        excess = first_excess(inner, [self.sheet])
        if excess:
            text = first_text(box) or f"the {box.element_tag} box"
            spill = Spill(text, context.block, self.index, inner, excess.limit.beyond, excess.side, excess.by)
            self.spills.append(spill)

    def _rectangle(self, x: float, y: float, width: float, height: float) -> Rectangle:
        """Turn CSS pixels from the top-left of the page into points from its bottom-left."""
        top = (self.height - y) * CSS_PX
        return Rectangle(x * CSS_PX, top - height * CSS_PX, (x + width) * CSS_PX, top)

    def _border_box(self, box: Any) -> Rectangle | None:
        """Return a box's border box; None if the engine gave it no place or size."""
        if any(isinstance(getattr(box, name, "auto"), str) for name in ("width", "height", "position_x")):
            return None
        return self._rectangle(
            box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height()
        )

    def _padding_box(self, box: Any) -> Rectangle:
        x, y = box.padding_box_x(), box.padding_box_y()
        return self._rectangle(x, y, box.padding_width(), box.padding_height())

    def _content_box(self, box: Any) -> Rectangle:
        return self._rectangle(box.content_box_x(), box.content_box_y(), box.width, box.height)

    def _text_area(self, box: Any) -> Rectangle:
        """Return the box that lines stand in: the content box, and the padding that hanging indents use."""
        return replace(self._content_box(box), left=self._padding_box(box).left)
