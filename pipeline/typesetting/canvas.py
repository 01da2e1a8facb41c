"""A painted page as a value: areas and words in the order in which they are painted, and what is seen at a point.

The engine's layout tree goes in (:mod:`.layout_tree.painting`), what words stand on comes out (:mod:`.grounds`).
Lengths are CSS pixels from the top-left of the page, which is white paper below everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from pipeline.stylesheets import Wearer
from pipeline.typesetting.colour import BLACK, CLEAR, Colour
from pipeline.typesetting.pixels import Pixels
from pipeline.typesetting.shading import Shading

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""An affine map a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-2:2020, 8.3.3)."""


def moved(matrix: Matrix | None, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix takes a point; None leaves it where it is."""
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class Shape(NamedTuple):
    """A rectangle, its corners perhaps round.

    Attributes:
        radii: horizontal and vertical, of the corners from top-left clockwise; empty for four sharp ones.
    """

    left: float
    top: float
    right: float
    bottom: float
    radii: tuple[tuple[float, float], ...] = ()

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it, its left and top sides included."""
        if not (self.left <= x < self.right and self.top <= y < self.bottom):
            return False
        return not self.radii or not self._cuts_off(x, y)

    def _cuts_off(self, x: float, y: float) -> bool:
        """Whether a point lies between a round corner and the sharp one that it stands for."""
        fore_x, fore_y = x - self.left, y - self.top
        back_x, back_y = self.right - x, self.bottom - y
        sides = (fore_x, fore_y), (back_x, fore_y), (back_x, back_y), (fore_x, back_y)
        return any(
            across < rx and down < ry and (1 - across / rx) ** 2 + (1 - down / ry) ** 2 > 1
            for (across, down), (rx, ry) in zip(sides, self.radii, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Clip:
    """What hides everything beyond it: a point must be in one of the shapes, which may be turned.

    Attributes:
        inverse: takes a point of the page to the shapes' own coordinates.
    """

    shapes: tuple[Shape, ...]
    inverse: Matrix | None = None

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the page can be seen through it."""
        x, y = moved(self.inverse, x, y)
        return any(shape.holds(x, y) for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Tile:
    """Where an image of a background stands, and by which steps it is repeated; a step of 0 is none."""

    left: float
    top: float
    width: float
    height: float
    step_x: float = 0.0
    step_y: float = 0.0

    def within(self, x: float, y: float) -> tuple[float, float] | None:
        """Return where in the image a point is; None beside it."""
        x, y = x - self.left, y - self.top
        x = x % self.step_x if self.step_x else x
        y = y % self.step_y if self.step_y else y
        return (x, y) if 0 <= x < self.width and 0 <= y < self.height else None


@dataclass(frozen=True, slots=True)
class Area:
    """Something painted that words may stand on.

    Attributes:
        bounds: a rectangle of the page that holds all of it.
        paint: None for a drawing, which may have any colour and let any shine through.
        shapes: it is painted in these, where all clips let it be seen.
        tile: of an image; None for a plain ground.
        inverse: takes a point of the page to its own coordinates.
        wearer: whose style asks for it; None in a drawing.
        name: by which property: ``background-color``, ``background-image``, or ``content`` for an image in the text.
    """

    bounds: Shape
    paint: Colour | Shading | Pixels | None
    shapes: tuple[Shape, ...]
    tile: Tile | None = None
    clips: tuple[Clip, ...] = ()
    inverse: Matrix | None = None
    wearer: Wearer | None = field(default=None, compare=False)
    name: str = "background-color"

    @property
    def is_plain(self) -> bool:
        """Whether it is of one colour and its sides are those of its bounds."""
        return (
            self.inverse is None
            and isinstance(self.paint, Colour)
            and (self.tile is None or not (self.tile.step_x or self.tile.step_y))
            and not any(shape.radii for shape in self.shapes)
            and not any(clip.inverse or any(shape.radii for shape in clip.shapes) for clip in self.clips)
        )

    def colour_at(self, x: float, y: float, picture: Colour) -> Colour | None:
        """Return its colour at a point of the page; None beside it.

        Args:
            picture: what a picture is taken to be.
        """
        if not all(clip.holds(x, y) for clip in self.clips):
            return None
        x, y = moved(self.inverse, x, y)
        if not any(shape.holds(x, y) for shape in self.shapes):
            return None
        spot = (x, y) if self.tile is None else self.tile.within(x, y)
        if spot is None:
            return None
        if self.paint is None:
            return picture
        return self.paint if isinstance(self.paint, Colour) else self.paint.colour_at(*spot)


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one style in one line.

    Attributes:
        bounds: a rectangle of the page that holds the letters between their baseline and their height in lower case.
        core: the same in its own coordinates.
        colour: None, if it cannot be told in sRGB.
        size: of the type, in CSS pixels as painted.
        matrix: takes a point of its own coordinates to the page.
        key: names it, or the drawing that it is in, to the maker of the canvas.
        text: what it says, and its weight, if it stands in a drawing.
        wearer: whose style it has; None in a drawing.
    """

    bounds: Shape
    core: Shape
    colour: Colour | None
    size: float
    clips: tuple[Clip, ...] = ()
    matrix: Matrix | None = None
    key: int = 0
    wearer: Wearer | None = field(default=None, compare=False)
    text: str = ""
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Veil:
    """A group that is painted by itself, then laid over what is there with an opacity below 1 (CSS Color 4, 3.2)."""

    opacity: float
    items: tuple[Item, ...]


Item: TypeAlias = Area | Words | Veil


class View(NamedTuple):
    """What is seen at a point.

    Attributes:
        ground: what is behind the words and before them, without them.
        ink: the same with the words; None before they are painted.
        top: the uppermost area that shows there.
        cover: the last area that was painted over the words and lets nothing of them through.
    """

    ground: Colour
    ink: Colour | None = None
    top: Area | None = None
    cover: Area | None = None


def look(items: Sequence[Item], words: Words, at: tuple[float, float], start: View, picture: Colour) -> View:
    """Return what is seen at a point where some words stand.

    Args:
        items: in the order of painting.
        words: one of them.
        at: a point of the page.
        start: what is below the items.
        picture: what pictures below the words are taken to be; those above them are not looked at, for whether they
            hide anything is not known.
    """
    view = start
    for item in items:
        match item:
            case Area():
                view = _with_area(view, item, at, picture)
            case Words() if item is words:
                view = View(view.ground, (words.colour or BLACK).over(view.ground), view.top)
            case Veil():
                inner = look(item.items, words, at, View(CLEAR), picture)
                view = _with_veil(view, inner, item.opacity)
    return view


def _with_area(view: View, area: Area, at: tuple[float, float], picture: Colour) -> View:
    if view.ink is not None and area.paint is None:
        return view
    colour = area.colour_at(*at, picture)
    if colour is None or colour.alpha <= 0:
        return view
    ink = None if view.ink is None else colour.over(view.ink)
    cover = area if ink is not None and colour.alpha >= 1 else view.cover
    return View(colour.over(view.ground), ink, area, cover)


def _with_veil(view: View, inner: View, opacity: float) -> View:
    ground = inner.ground.faded(opacity)
    below = view.ground if inner.ink is not None else view.ink
    above = ground if inner.ink is None else inner.ink.faded(opacity)
    ink = None if below is None else above.over(below)
    top = inner.top if inner.top is not None and ground.alpha > 0 else view.top
    cover = view.cover if inner.ink is None else inner.cover
    return View(ground.over(view.ground), ink, top, cover)


def meet(one: Shape, other: Shape) -> bool:
    """Whether two rectangles share more than a side."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def near(items: Sequence[Item], words: Words) -> Iterator[Item]:
    """Yield the items that some words may stand on or under, and the words themselves, in the order of painting."""
    for item in items:
        match item:
            case Area():
                if meet(item.bounds, words.bounds):
                    yield item
            case Words():
                if item is words:
                    yield item
            case Veil():
                inner = tuple(near(item.items, words))
                if inner:
                    yield Veil(item.opacity, inner)


def areas_of(items: Sequence[Item]) -> Iterator[Area]:
    """Yield the areas among items, those behind veils too."""
    for item in items:
        match item:
            case Area():
                yield item
            case Veil():
                yield from areas_of(item.items)


def words_of(items: Sequence[Item]) -> Iterator[Words]:
    """Yield the words among items, those behind veils too."""
    for item in items:
        match item:
            case Words():
                yield item
            case Veil():
                yield from words_of(item.items)
