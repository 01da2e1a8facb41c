"""Where painted things stand: matrices joined and upturned, the engine's boxes, areas and tiles as shapes."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.typesetting.canvas import Matrix, Shape, Tile, moved


def joined(inner: Matrix, outer: Matrix | None) -> Matrix:
    """Return the matrix that does first the inner, then the outer one."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    x, y = moved(outer, e, f)
    return (*_turned(outer, a, b), *_turned(outer, c, d), x, y)


def _turned(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix takes a direction."""
    a, b, c, d, *_ = matrix
    return a * x + c * y, b * x + d * y


def upturned(matrix: Matrix) -> Matrix:
    """Return the matrix that takes everything back; the matrix must have a determinant."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    back = d / size, -b / size, -c / size, a / size
    x, y = _turned((*back, 0, 0), e, f)
    return (*back, -x, -y)


def scale_of(matrix: Matrix | None) -> float:
    """Return by how much a matrix makes things larger, both directions taken together."""
    if matrix is None:
        return 1.0
    a, b, c, d, *_ = matrix
    return math.sqrt(abs(a * d - b * c))


def page_bounds(shape: Shape, matrix: Matrix | None) -> Shape:
    """Return the rectangle of the page that holds a shape once it is turned."""
    left, top, right, bottom, _ = shape
    if matrix is None:
        return Shape(left, top, right, bottom)
    corners = [moved(matrix, x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return Shape(min(xs), min(ys), max(xs), max(ys))


def shape_of(rounded: Any) -> Shape:
    """Return one of the engine's rounded boxes as a shape."""
    x, y, width, height, *radii = rounded
    corners = tuple((across, down) for across, down in radii)
    return Shape(x, y, x + width, y + height, corners if any(map(any, corners)) else ())


def meeting(shapes: Iterable[Shape], area: Shape) -> Iterator[Shape]:
    """Yield what an area leaves of shapes; one that it cuts has sharp corners from then on."""
    for shape in shapes:
        cut = Shape(
            max(shape.left, area.left),
            max(shape.top, area.top),
            min(shape.right, area.right),
            min(shape.bottom, area.bottom),
        )
        if cut[:4] == shape[:4]:
            yield shape
        elif cut.left < cut.right and cut.top < cut.bottom:
            yield cut


def held(shapes: Iterable[Shape], tile: Tile | None) -> Shape:
    """Return a rectangle that holds all shapes, as far as an image that is not repeated reaches."""
    lefts, tops, rights, bottoms, _ = zip(*shapes, strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    if tile and not tile.step_x:
        left, right = max(left, tile.left), min(right, tile.left + tile.width)
    if tile and not tile.step_y:
        top, bottom = max(top, tile.top), min(bottom, tile.top + tile.height)
    return Shape(left, top, right, bottom)


def rectangle(area: Any) -> Shape:
    """Return one of the engine's areas, a corner with width and height, as a shape."""
    x, y, width, height = area
    return Shape(x, y, x + width, y + height)


def clip_of(box: Any) -> Shape:
    """Return what ``clip`` shows of a box (CSS 2.1, 11.1.2)."""
    top, right, bottom, left = (getattr(side, "value", side) for side in box.style["clip"])
    x, y = box.border_box_x(), box.border_box_y()
    return Shape(
        x if left == "auto" else x + left,
        y if top == "auto" else y + top,
        x + (box.border_width() if right == "auto" else right),
        y + (box.border_height() if bottom == "auto" else bottom),
    )


def tile_of(layer: Any) -> Tile:
    """Return where a background's image stands and how it is repeated (CSS Backgrounds 3, 3.4)."""
    (x, y), (width, height) = layer.position, layer.size
    area_x, area_y, area_width, area_height = layer.positioning_area
    (start_x, step_x), (start_y, step_y) = (
        _repeated(*axis)
        for axis in (
            (layer.repeat[0], x, width, area_width),
            (layer.repeat[1], y, height, area_height),
        )
    )
    return Tile(area_x + start_x, area_y + start_y, width, height, step_x, step_y)


def _repeated(how: str, start: float, length: float, room: float) -> tuple[float, float]:
    """Return where the first image begins and by which step others follow."""
    if how == "no-repeat":
        return start, 0.0
    if how == "space":
        times = math.floor(room / length)
        return (0.0, (room - length) / (times - 1)) if times >= 2 else (start, 0.0)
    return start, length
