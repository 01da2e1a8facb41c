"""Pairs of text and ground: every colour that words have on a colour behind them, once for a chapter.

What the pages show goes in (:mod:`.grounds`); for pairs that fall short the rules that set the two colours are looked
up. Whoever judges or shows contrast needs no more than these values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.findings import Rectangle
from pipeline.stylesheets import Source, Wearer
from pipeline.typesetting.boxes import TextLine
from pipeline.typesetting.canvas import Area
from pipeline.typesetting.colour import Colour, needed_contrast
from pipeline.typesetting.grounds import Sight
from pipeline.typesetting.pages import shortened
from pipeline.units import CSS_PX

if TYPE_CHECKING:
    from pipeline.stylesheets.cascade import Cascade


@dataclass(frozen=True, slots=True)
class TextPair:
    """A colour of text on a colour of ground.

    Attributes:
        text: the first words that have it.
        ink: colour of the letters.
        ground: the colour behind them.
        least: contrast that the two have; where a picture is behind the words, the least that they can have.
        greatest: the greatest, then; else the same.
        needed: contrast that text of this size and weight needs (WCAG 2.2, 1.4.3).
        block: nearest source block of the first words.
        page: of the first words, index from 0 in the chapter.
        rectangle: round the first words.
        ink_source: the rule that sets the colour; None if it was not looked for, or cannot be told.
        ground_source: the same of the ground; None for bare paper, too.
        count: runs of text that have this pair by these rules.
        mixed: whether something shines through, so that a colour is not the one that its rule says.
        drawn: whether the words stand in a drawing, where no rule of a stylesheet reaches.
        cover: what was painted over the words and hides them, in words; empty where they can be seen.
    """

    text: str
    ink: Colour
    ground: Colour
    least: float
    greatest: float
    needed: float
    block: str | None
    page: int
    rectangle: Rectangle
    ink_source: Source | None = None
    ground_source: Source | None = None
    count: int = 1
    mixed: bool = False
    drawn: bool = False
    cover: str = ""

    @property
    def falls_short(self) -> bool:
        """Whether the contrast is, or may be, less than what is needed."""
        return self.least < self.needed


def pair_up(
    seen: Iterable[tuple[TextLine, Sight]],
    cascade: Callable[[], Cascade],
    colour_of: Callable[[object], Colour | None],
) -> tuple[TextPair, ...]:
    """Return the pairs of a chapter in the order in which they are met.

    Args:
        seen: each run of text and how it is seen.
        cascade: makes the cascade over the chapter, if a pair falls short.
        colour_of: reads a colour of a stylesheet.
    """
    ratios: dict[object, tuple[float, float]] = {}
    pairs: dict[object, TextPair] = {}
    counts: Counter[object] = Counter()
    looking: _Looking | None = None
    for line, sight in seen:
        if _is_ornament(line, sight):
            continue
        needed = needed_contrast(sight.words.size * CSS_PX, line.weight)
        colours = sight.ink, sight.ground, sight.light, sight.words.colour is None, sight.cover is None
        if colours not in ratios:
            ratios[colours] = sight.ratios
        least, greatest = ratios[colours]
        sources: tuple[Source | None, Source | None] = None, None
        if least < needed:
            looking = looking or _Looking(cascade(), colour_of)
            sources = looking.ink(sight), looking.ground(sight)
        cover = _name_of(sight.cover) if sight.cover is not None else ""
        key = colours, needed, sources
        counts[key] += 1
        if key not in pairs:
            where = line.block, line.page, line.rectangle
            seen_as = sight.ink, sight.ground, least, greatest, needed
            drawn = bool(sight.words.text)
            pairs[key] = TextPair(
                line.text, *seen_as, *where, *sources, mixed=sight.is_mixed, drawn=drawn, cover=cover
            )
    return tuple(replace(pair, count=counts[key]) for key, pair in pairs.items())


def _is_ornament(line: TextLine, sight: Sight) -> bool:
    """Whether a stylesheet put in a mark that says nothing, such as a bullet (WCAG 2.2, 1.4.3: incidental)."""
    wearer = sight.words.wearer
    return bool(wearer and wearer.element is not None and wearer.pseudo) and not any(
        map(str.isalnum, line.text)
    )


def _name_of(area: Area) -> str:
    """Return what an area is called: the ground of an element, by its first words where it has any."""
    what = "the image" if area.name == "content" else "the ground"
    if area.wearer is None:
        return f"{what} of a drawing"
    if area.wearer.element is None:
        return f"{what} of the page"
    words = " ".join("".join(area.wearer.element.itertext()).split())
    name = f"<{area.wearer.element.tag}>"
    return f'{what} of {name} "{shortened(words, 30)}"' if words else f"{what} of {name}"


class _Looking:
    """Looks rules up; what a rule says must be what was painted."""

    def __init__(self, cascade: Cascade, colour_of: Callable[[object], Colour | None]) -> None:
        self._cascade = cascade
        self._colour_of = colour_of
        self._known: dict[object, Source | None] = {}

    def ink(self, sight: Sight) -> Source | None:
        return self._source(sight.words.wearer, "color", sight.words.colour)

    def ground(self, sight: Sight) -> Source | None:
        area = sight.cover or sight.top
        if area is None or area.name == "content":
            return None
        painted = area.paint if isinstance(area.paint, Colour) else None
        return self._source(area.wearer, area.name, painted)

    def _source(self, wearer: Wearer | None, name: str, painted: Colour | None) -> Source | None:
        if wearer is None:
            return None
        key = wearer, name, painted
        if key not in self._known:
            source = self._cascade.source(wearer, name)
            fits = source is not None and (painted is None or painted in self._colours(source))
            self._known[key] = source.bare() if source and fits else None
        return self._known[key]

    def _colours(self, source: Source) -> Iterator[Colour | None]:
        return (self._colour_of(colour) for colour in source.colours)
