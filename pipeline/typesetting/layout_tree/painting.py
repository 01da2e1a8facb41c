"""The order of painting: a page's boxes become a canvas of areas and words, the lowest first.

The engine's own stacking contexts are gone through in the steps of its drawing (``draw_stacking_context`` in
WeasyPrint 70.0; CSS 2.1, appendix E). Borders, outlines, shadows and the lines of text decoration are left out: words
do not stand on them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.images import SVGImage
from weasyprint.layout.replaced import replacedbox_layout
from weasyprint.stacking import StackingContext

from pipeline.stylesheets import PageKind, Wearer
from pipeline.typesetting.canvas import Area, Clip, Item, Matrix, Shape, Tile, Veil, Words
from pipeline.typesetting.layout_tree.drawn import Frame, paint_drawing
from pipeline.typesetting.layout_tree.paints import colour_of, paint_of, written_colour
from pipeline.typesetting.layout_tree.placing import (
    clip_of,
    held,
    joined,
    meeting,
    page_bounds,
    rectangle,
    scale_of,
    shape_of,
    tile_of,
    upturned,
)

_X_HEIGHT: Final = 0.5
"""Share of the type size that lower-case letters reach."""

_GROUNDED: Final = (
    boxes.BlockBox,
    boxes.FlexContainerBox,
    boxes.GridContainerBox,
    boxes.InlineBlockBox,
    boxes.MarginBox,
    boxes.ReplacedBox,
    boxes.TableCellBox,
)
"""Boxes that paint their own ground when they open a stacking context; tables and inline boxes do it elsewhere."""


def paint(page: Any) -> tuple[Item, ...]:
    """Return what a page paints, in order; words are named by the ``id`` of their text boxes.

    Args:
        page: the engine's page box, after painting.
    """
    context = StackingContext.from_page(page)
    kind = PageKind(page.page_type.side, page.page_type.name, page.page_type.index == 0, page.page_type.blank)
    painter = _Painter([], _Surroundings(Wearer(page=kind)))
    painter.ground(page.background, Wearer(page=kind), clipped=False)
    painter.ground(page.canvas_background, _canvas_wearer(page), clipped=False)
    for inner in (*context.negative_z_contexts, *context.zero_z_contexts, *context.positive_z_contexts):
        painter.context(inner)
    return tuple(painter.items)


def _canvas_wearer(page: Any) -> Wearer:
    """Return whose ground the canvas took: the root element's or, if that has none, the body's (CSS 2.1, 14.2)."""
    root = page.children[0]
    if page.canvas_background is None or page.canvas_background.style is root.style:
        return Wearer(root.element)
    return Wearer(next((box.element for box in root.children if box.element_tag == "body"), root.element))


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What holds for everything that is painted inside of a stacking context.

    Attributes:
        wearer: whose style boxes without an element have.
        matrix: takes their coordinates to the page; None for the page's own.
    """

    wearer: Wearer
    clips: tuple[Clip, ...] = ()
    matrix: Matrix | None = None

    def clipped(self, *shapes: Shape) -> _Surroundings:
        inverse = upturned(self.matrix) if self.matrix else None
        return replace(self, clips=(*self.clips, Clip(shapes, inverse)))


class _Painter:
    """Gathers items, the lowest first."""

    def __init__(self, items: list[Item], around: _Surroundings) -> None:
        self.items = items
        self.around = around

    def context(self, context: Any) -> None:
        """Paint a stacking context, behind a veil if it is not opaque."""
        box = context.box
        inner = _Painter([], self._inside(context))
        matrix, opacity = box.transformation_matrix, box.style["opacity"]
        if opacity <= 0 or (matrix and not matrix.determinant):
            return
        if matrix:
            inner.around = replace(inner.around, matrix=joined(tuple(matrix.values), inner.around.matrix))
        if isinstance(box, _GROUNDED):
            inner.ground(box.background, inner.wearer(box))
        if box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox):
            inner.around = inner.around.clipped(shape_of(box.rounded_padding_box()))
        inner.content(context)
        self.items += inner.items if opacity >= 1 else [Veil(opacity, tuple(inner.items))]

    def content(self, context: Any) -> None:
        """Paint what is in a stacking context, in steps 3 to 9 of CSS 2.1, appendix E."""
        for inner in context.negative_z_contexts:
            self.context(inner)
        for block in context.block_level_boxes:
            if isinstance(block, boxes.TableBox):
                self._table(block)
            else:
                self.ground(block.background, self.wearer(block))
        for inner in context.float_contexts:
            self.context(inner)
        if isinstance(context.box, boxes.InlineBox):
            self._inline(context.box)
        self._blocks({context.box: context.blocks_and_cells})
        for inner in (*context.zero_z_contexts, *context.positive_z_contexts):
            self.context(inner)

    def wearer(self, box: Any) -> Wearer:
        """Return whose style a box has: an element's, a pseudo-element's, or a margin box's."""
        if box.element is None:
            return self.around.wearer
        return Wearer(box.element, box.element_tag.partition("::")[2])

    def _inside(self, context: Any) -> _Surroundings:
        box, around = context.box, self.around
        if isinstance(box, boxes.MarginBox):
            around = replace(around, wearer=replace(around.wearer, pseudo=box.at_keyword))
        elif isinstance(box, boxes.FootnoteAreaBox):
            around = replace(around, wearer=replace(around.wearer, pseudo="@footnote"))
        if box.is_for_root_element and context.page.style["overflow"] != "visible":
            around = around.clipped(shape_of(context.page.rounded_padding_box()))
        if box.is_absolutely_positioned() and box.style["clip"]:
            around = around.clipped(clip_of(box))
        return around

    def _blocks(self, blocks: Any) -> None:
        for block, inner in blocks.items():
            if isinstance(block, boxes.ReplacedBox):
                self._picture(block)
            elif block.children and isinstance(block.children[-1], boxes.LineBox):
                for child in block.children:
                    self._inline(child)
            self._blocks(inner)

    def _inline(self, box: Any) -> None:
        if isinstance(box, StackingContext):
            self.context(box)
        elif isinstance(box, boxes.TextBox):
            self._words(box)
        else:
            self.ground(box.background, self.wearer(box))
            if isinstance(box, boxes.InlineReplacedBox):
                self._picture(box)
            for child in getattr(box, "children", ()):
                self._inline(child)

    def _words(self, box: Any) -> None:
        size = box.style["font_size"]
        hidden = box.style["visibility"] != "visible" or not size or box.width <= 0
        if hidden or not box.text.strip():
            return
        baseline = box.position_y + box.baseline
        core = Shape(box.position_x, baseline - _X_HEIGHT * size, box.position_x + box.width, baseline)
        around = self.around
        bounds = page_bounds(core, around.matrix)
        colour = colour_of(box.style["color"])
        seen = size * scale_of(around.matrix)
        self.items.append(
            Words(bounds, core, colour, seen, around.clips, around.matrix, id(box), self.wearer(box))
        )

    def _picture(self, box: Any) -> None:
        if box.style["visibility"] != "visible" or not box.width or not box.height:
            return
        width, height, x, y = replacedbox_layout(box)
        if width > 0 and height > 0:
            shape = Shape(x, y, x + width, y + height)
            if isinstance(box.replacement, SVGImage):
                self._drawing(box, shape)
            paint = paint_of(box.replacement, (width, height), box.style)
            self._area(paint, (shape,), self.wearer(box), "content", Tile(x, y, width, height))

    def _drawing(self, box: Any, shape: Shape) -> None:
        """Paint a drawing's own words and shapes; to what comes after it, it is a picture."""
        root = box.replacement._svg.tree._etree_node  # noqa: SLF001 - see the room's docstring
        frame = Frame(shape, self.around.clips, self.around.matrix, id(box))
        self.items += paint_drawing(root, frame, written_colour)

    def _table(self, table: Any) -> None:
        """Paint a table's grounds, the widest first (CSS 2.1, 17.5.1)."""
        self.ground(table.background, self.wearer(table))
        for group in table.column_groups:
            for part in (group, *group.children):
                self.ground(part.background, self.wearer(part))
        for group in table.children:
            self.ground(group.background, self.wearer(group))
            for row in group.children:
                self.ground(row.background, self.wearer(row))
                for cell in row.children:
                    style = table.style["border_collapse"], cell.style["empty_cells"]
                    if not cell.empty or style[0] == "collapse" or style[1] == "show":
                        self.ground(cell.background, self.wearer(cell))

    def ground(self, background: Any, wearer: Wearer, *, clipped: bool = True) -> None:
        """Paint a background: its colour, then its images, the last one named lowest.

        Args:
            background: None for a box without one.
            wearer: whose it is.
            clipped: whether it stays inside of the box; a page's goes on into the bleed.
        """
        if background is None or not background.layers:
            return
        last = background.layers[-1]
        area = rectangle(last.painting_area)
        shapes = [shape_of(box) for box in last.clipped_boxes] if clipped else [area]
        if background.color.alpha > 0:
            plain = tuple(meeting(shapes, area))
            self._area(colour_of(background.color), plain, wearer, "background-color")
        for layer in reversed(background.layers):
            # Crop marks are the one unbounded layer; the engine puts them in while it paints.
            if layer.image is None or 0 in layer.size or layer.unbounded:
                continue
            within = tuple(meeting(shapes, rectangle(layer.painting_area)))
            paint = paint_of(layer.image, layer.size, background.style)
            self._area(paint, within, wearer, "background-image", tile_of(layer))

    def _area(
        self,
        paint: Any,
        shapes: tuple[Shape, ...],
        wearer: Wearer,
        name: str,
        tile: Tile | None = None,
    ) -> None:
        if not shapes:
            return
        around = self.around
        bounds = page_bounds(held(shapes, tile), around.matrix)
        if bounds.left < bounds.right and bounds.top < bounds.bottom:
            inverse = upturned(around.matrix) if around.matrix else None
            self.items.append(Area(bounds, paint, shapes, tile, around.clips, inverse, wearer, name))
