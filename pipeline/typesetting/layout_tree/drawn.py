"""Words in drawings, and the plain shapes that they stand on: an SVG becomes a part of the page's canvas.

Rectangles, circles and ellipses are followed with their fills; a path or polygon may have any shape, so it is a
picture in its bounds. A drawing that asks for more (style sheets, clones, masks, filters) is left to the eye: then
there are no words. Widths of words are estimated, as a drawing is not laid out. SVG 1.1, 7.6, 9 and 10.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.svgLib.path import parse_path

from pipeline.typesetting.canvas import Area, Clip, Item, Matrix, Shape, Veil, Words
from pipeline.typesetting.colour import Colour
from pipeline.typesetting.layout_tree.placing import joined, page_bounds, scale_of, upturned

_BEYOND: Final = frozenset(
    {"style", "use", "symbol", "mask", "filter", "clipPath", "foreignObject", "textPath", "switch", "pattern"}
)
"""Elements that can change what is seen in ways that are not followed."""

_LETTER: Final = 0.5
"""Width of a letter of running text, as a share of the type size."""

_X_HEIGHT: Final = 0.5
"""Share of the type size that lower-case letters reach."""

_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
"""CSS pixels in each unit (CSS Values 4, 6.2)."""

_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)


class _BeyondError(Exception):
    """The drawing asks for something that is not followed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a drawing stands.

    Attributes:
        shape: in the coordinates of the box that holds it.
        matrix: takes those to the page.
        key: names the drawing to the maker of the canvas.
    """

    shape: Shape
    clips: tuple[Clip, ...] = ()
    matrix: Matrix | None = None
    key: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    """What elements of a drawing inherit."""

    matrix: Matrix
    fill: str = "black"
    size: float = 16.0
    weight: int = 400
    anchor: str = "start"
    opacity: float = 1.0
    hidden: bool = False


def paint_drawing(root: Any, frame: Frame, read: Callable[[str], Colour | None]) -> tuple[Item, ...]:
    """Return what a drawing paints, as far as it is plain; nothing if it has no words or cannot be followed.

    Args:
        root: the drawing's ``svg`` element.
        frame: where it stands.
        read: reads a colour as it is written; None for what is no plain colour.
    """
    names = {_name(element) for element in root.iter()}
    if "text" not in names or names & _BEYOND:
        return ()
    try:
        matrix = joined(_placed(root, frame.shape), frame.matrix)
        return tuple(_Drawing(read, frame).paint(root, _Style(matrix)))
    except (_BeyondError, ValueError, ZeroDivisionError, IndexError):
        return ()


class _Drawing:
    """Goes through a drawing's elements in the order of painting."""

    def __init__(self, read: Callable[[str], Colour | None], frame: Frame) -> None:
        self.read = read
        self.frame = frame

    def paint(self, element: Any, around: _Style) -> Iterator[Item]:
        """Yield what an element and those in it paint."""
        name, style = _name(element), _styled(element, around)
        if style.hidden or name in {
            "defs",
            "title",
            "desc",
            "metadata",
            "line",
            "linearGradient",
            "radialGradient",
        }:
            return
        if name == "text":
            items: tuple[Item, ...] = tuple(self._text(element, style))
        elif name in {"svg", "g", "a"}:
            items = tuple(item for child in element for item in self.paint(child, style))
        else:
            items = tuple(self._shape(name, element, style))
        opacity = _opacity(element, "opacity")
        yield from items if opacity >= 1 or not items else (Veil(opacity, items),)

    def _shape(self, name: str, element: Any, style: _Style) -> Iterator[Area]:
        if style.fill == "none" and name != "image":
            return
        shape = _shape_of(name, element)
        is_plain = name in {"rect", "circle", "ellipse"}
        colour = self.read(style.fill) if is_plain else None
        paint = colour.faded(style.opacity) if colour else None
        if shape.left < shape.right and shape.top < shape.bottom:
            bounds = page_bounds(shape, style.matrix)
            inverse = upturned(style.matrix)
            yield Area(bounds, paint, (shape,), clips=self.frame.clips, inverse=inverse, name="content")

    def _text(self, element: Any, style: _Style) -> Iterator[Words]:
        """Yield a text's runs, one after the other; a tspan may begin elsewhere."""
        x, y = _length(element, "x"), _length(element, "y")
        runs = [(element.text, element, style)]
        for child in element:
            if _name(child) != "tspan" or len(child):
                raise _BeyondError
            runs += [(child.text, child, _styled(child, style)), (child.tail, element, style)]
        for text, source, worn in runs:
            words = " ".join((text or "").split())
            if source is not element:
                x, y = (
                    _length(source, "x", x) + _length(source, "dx"),
                    _length(source, "y", y) + _length(source, "dy"),
                )
            width = _LETTER * worn.size * len(words)
            if words and not worn.hidden:
                yield self._words(words, x, y, width, worn)
            x += width

    def _words(self, words: str, x: float, y: float, width: float, style: _Style) -> Words:
        left = x - {"middle": width / 2, "end": width}.get(style.anchor, 0.0)
        core = Shape(left, y - _X_HEIGHT * style.size, left + width, y)
        colour = self.read(style.fill)
        return Words(
            page_bounds(core, style.matrix),
            core,
            colour.faded(style.opacity) if colour else None,
            style.size * scale_of(style.matrix),
            clips=self.frame.clips,
            matrix=style.matrix,
            key=self.frame.key,
            text=words,
            weight=style.weight,
        )


def _name(element: Any) -> str:
    """Return an element's name without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _styled(element: Any, around: _Style) -> _Style:
    """Return what holds in an element: its attributes, and its ``style``, which wins (SVG 1.1, 6.4)."""
    said = dict(element.attrib)
    said |= {
        name.strip(): value.strip()
        for name, _, value in (part.partition(":") for part in element.get("style", "").split(";"))
    }
    if any(said.get(name, "none") != "none" for name in ("clip-path", "mask", "filter")):
        raise _BeyondError
    weight = str(said.get("font-weight", ""))
    weight = {"bold": "700", "normal": "400"}.get(weight, weight)
    size = said.get("font-size")
    return replace(
        around,
        matrix=joined(_transformed(said["transform"]), around.matrix)
        if "transform" in said
        else around.matrix,
        fill=said.get("fill", around.fill),
        size=around.size if size is None else _pixels(size),
        weight=int(weight) if weight.isdigit() else around.weight,
        anchor=said.get("text-anchor", around.anchor),
        opacity=_opacity(said, "fill-opacity") if "fill-opacity" in said else around.opacity,
        hidden=around.hidden or said.get("display") == "none" or said.get("visibility") == "hidden",
    )


def _shape_of(name: str, element: Any) -> Shape:
    x, y = _length(element, "x"), _length(element, "y")
    match name:
        case "rect" | "image":
            width, height = _length(element, "width"), _length(element, "height")
            across = _length(element, "rx", _length(element, "ry"))
            corner = min(across, width / 2), min(_length(element, "ry", across), height / 2)
            return Shape(x, y, x + width, y + height, (corner,) * 4 if all(corner) else ())
        case "circle" | "ellipse":
            x, y, radius = _length(element, "cx"), _length(element, "cy"), _length(element, "r")
            rx, ry = _length(element, "rx", radius), _length(element, "ry", radius)
            return Shape(x - rx, y - ry, x + rx, y + ry, ((rx, ry),) * 4)
        case "path":
            pen = ControlBoundsPen(None)
            parse_path(element.get("d", ""), pen)
            return Shape(*(pen.bounds or (0, 0, 0, 0)))
        case "polygon" | "polyline":
            numbers = _numbers(element.get("points", ""))
            return Shape(min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
    raise _BeyondError


def _placed(root: Any, frame: Shape) -> Matrix:
    """Return the matrix that takes a drawing's units to its place on the page (SVG 1.1, 7.8)."""
    if root.get("preserveAspectRatio", "xMidYMid") not in {"xMidYMid", "xMidYMid meet"}:
        raise _BeyondError
    width, height = frame.right - frame.left, frame.bottom - frame.top
    box = _numbers(root.get("viewBox", "")) or [0.0, 0.0, _length(root, "width"), _length(root, "height")]
    scale = min(width / box[2], height / box[3])
    left = frame.left + (width - box[2] * scale) / 2 - box[0] * scale
    top = frame.top + (height - box[3] * scale) / 2 - box[1] * scale
    return scale, 0.0, 0.0, scale, left, top


def _transformed(text: str) -> Matrix:
    """Return the matrix of a ``transform`` (SVG 1.1, 7.6); the last one named comes first."""
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    for name, arguments in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        matrix = joined(_one_transform(name, _numbers(arguments)), matrix)
    return matrix


def _one_transform(name: str, numbers: list[float]) -> Matrix:
    match name, numbers:
        case "translate", [x, *y]:
            return 1, 0, 0, 1, x, y[0] if y else 0
        case "scale", [x, *y]:
            return x, 0, 0, y[0] if y else x, 0, 0
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "rotate", [angle]:
            cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            return cos, sin, -sin, cos, 0, 0
        case "rotate", [angle, x, y]:
            turned = joined((1, 0, 0, 1, -x, -y), _one_transform("rotate", [angle]))
            return joined(turned, (1, 0, 0, 1, x, y))
    raise _BeyondError


def _length(element: Any, name: str, otherwise: float = 0.0) -> float:
    text = element.get(name)
    return otherwise if text is None else _pixels(text)


def _pixels(text: str) -> float:
    match = re.fullmatch(r"\s*([-+.\deE]+)\s*([a-z]*)\s*", text)
    if match is None or match[2] not in _UNITS:
        raise _BeyondError
    return float(match[1]) * _UNITS[match[2]]


def _opacity(said: Any, name: str) -> float:
    return min(1.0, max(0.0, float(said.get(name, 1))))


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]
