"""What words stand on: their colour and the colours behind them, where they are hardest to read.

A canvas goes in, for each run of text a sight comes out. Words that stand on several grounds are looked at on each of
them, on a gradient or an image of pixels at many points. A drawing may be of any colour: it is taken for black and for
white, and what the eye meets is between the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.typesetting.canvas import (
    Area,
    Item,
    Shape,
    Veil,
    View,
    Words,
    areas_of,
    look,
    moved,
    near,
    words_of,
)
from pipeline.typesetting.colour import BLACK, WHITE, Colour, contrast

_SLIVER: Final = 0.1
"""Share of the type size that a ground must reach under words to count: letters have so much room beside them."""

_ACROSS: Final = 9
_DOWN: Final = 3
"""Points at which words are looked at on a ground that is not of one colour."""

_BAND: Final = 30
"""Height of a band in CSS pixels, a line or two."""

_LAST_BAND: Final = 6000
"""CSS pixels from the top beyond which all is one band; an A0 sheet has 4494."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Words as they are seen where they are hardest to read.

    Attributes:
        ink: colour of the letters, with all that is above and below them.
        ground: the colour round them.
        light: ink and ground, if a picture below the words is white and not black; None without a picture.
        top: the uppermost area behind or before the words; None on bare paper.
        cover: what was painted over the words and hides them, if anything.
    """

    words: Words
    ink: Colour
    ground: Colour
    light: tuple[Colour, Colour] | None = None
    top: Area | None = None
    cover: Area | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether the letters or the ground have not the colour that their own style gives them."""
        paint = WHITE if self.top is None else self.top.paint
        return self.ink != self.words.colour or (isinstance(paint, Colour) and self.ground != paint)

    @property
    def ratios(self) -> tuple[float, float]:
        """The least and the greatest contrast that the words can have; equal where no picture is below them."""
        if self.cover is not None:
            return 1.0, 1.0
        if self.words.colour is None:
            return 1.0, 21.0
        ratio = contrast(self.ink, self.ground)
        if self.light is None:
            return ratio, ratio
        ink, ground = self.light
        inks = sorted((self.ink.luminance, ink.luminance))
        grounds = sorted((self.ground.luminance, ground.luminance))
        # One is wholly darker than the other, or some colour of the picture is that of the letters.
        gap = max(_ratio(grounds[0], inks[1]), _ratio(inks[0], grounds[1]), 1.0)
        return gap, max(_ratio(grounds[1], inks[0]), _ratio(inks[1], grounds[0]))


def see(items: Sequence[Item]) -> Iterator[Sight]:
    """Yield how each run of text on a canvas is seen; text that is hidden or transparent is left out.

    Args:
        items: the canvas, in the order of painting.
    """
    bands = _Bands(items)
    for words in words_of(items):
        if words.colour is not None and words.colour.alpha <= 0:
            continue
        around = tuple(near(bands.beside(words), words))
        if len(around) == 1 and around[0] is words and not words.clips:
            yield Sight(words, (words.colour or BLACK).over(WHITE), WHITE)
            continue
        sights = [_sight(around, words, point) for point in _points(around, words)]
        if sights:
            yield min(sights, key=lambda sight: (sight.cover is None, sight.ratios[0]))


class _Bands:
    """A canvas in bands, so that words are held only against what is beside them: tables have hundreds of grounds."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.places = {id(item): place for place, item in enumerate(items) if isinstance(item, Words)}
        self.veils = {place for place, item in enumerate(items) if isinstance(item, Veil)}
        self.bands: defaultdict[int, set[int]] = defaultdict(set)
        for place, item in enumerate(items):
            if isinstance(item, Area):
                for band in _bands(item.bounds):
                    self.bands[band].add(place)

    def beside(self, words: Words) -> list[Item]:
        """Return the items that may meet some words, and the words, in the order of painting."""
        places = self.veils.union(*(self.bands[band] for band in _bands(words.bounds)))
        if id(words) in self.places:
            places.add(self.places[id(words)])
        return [self.items[place] for place in sorted(places)]


def _bands(bounds: Shape) -> range:
    """Return the bands that a rectangle reaches into; the outermost hold all that is far beyond a page."""
    first, last = (min(_LAST_BAND, max(-_LAST_BAND, side)) // _BAND for side in (bounds.top, bounds.bottom))
    return range(int(first), int(last) + 1)


def _sight(items: Sequence[Item], words: Words, point: tuple[float, float]) -> Sight:
    paper = View(WHITE)
    dark = look(items, words, point, paper, BLACK)
    assert dark.ink is not None
    light = look(items, words, point, paper, WHITE)
    assert light.ink is not None
    if (dark.ink, dark.ground) == (light.ink, light.ground):
        return Sight(words, dark.ink, dark.ground, None, dark.top, dark.cover)
    return Sight(words, dark.ink, dark.ground, (light.ink, light.ground), dark.top, dark.cover)


def _points(items: Sequence[Item], words: Words) -> list[tuple[float, float]]:
    """Return points of the page where words are seen, at least one on each ground that they stand on."""
    areas = list(areas_of(items))
    points: list[tuple[float, float]] = []
    if words.matrix is None:
        sliver = _SLIVER * 2 * (words.core.bottom - words.core.top)
        xs = _middles(words.core.left, words.core.right, sliver, [area.bounds[::2][:2] for area in areas])
        ys = _middles(words.core.top, words.core.bottom, sliver, [area.bounds[1:4:2] for area in areas])
        points += ((x, y) for x in xs for y in ys)
    if words.matrix is not None or not all(area.is_plain for area in areas):
        points += _grid(words)
    return [point for point in points if all(clip.holds(*point) for clip in words.clips)]


def _middles(start: float, end: float, sliver: float, spans: Sequence[Sequence[float]]) -> list[float]:
    """Return the middle of each piece that the ends of spans cut a length into; slivers are left out."""
    cuts = {cut for span in spans for cut in span if start < cut < end}
    pieces = list(pairwise(sorted({start, end, *cuts})))
    wide = [piece for piece in pieces if piece[1] - piece[0] > sliver]
    if not wide:
        wide = [max(pieces, key=lambda piece: piece[1] - piece[0], default=(start, end))]
    return [(left + right) / 2 for left, right in wide]


def _grid(words: Words) -> Iterator[tuple[float, float]]:
    left, top, right, bottom, _ = words.core
    for across in range(_ACROSS):
        for down in range(_DOWN):
            x = left + (right - left) * (across + 0.5) / _ACROSS
            y = top + (bottom - top) * (down + 0.5) / _DOWN
            yield moved(words.matrix, x, y)


def _ratio(lighter: float, darker: float) -> float:
    return (lighter + 0.05) / (darker + 0.05)
