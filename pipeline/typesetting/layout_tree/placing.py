"""Where boxes stand when they are turned: matrices joined and upturned, rectangles cut and bounded."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.typesetting.canvas import Matrix, Shape, moved


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
