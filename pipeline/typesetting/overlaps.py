"""Words printed over other words: two runs of text whose lower-case letters share a place, so that neither can be read.

A canvas goes in, pairs of words come out. Words that a transformation turns are left out: their bounds hold more than
their letters. Words that an area hides are another finding (:mod:`.grounds`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.typesetting.canvas import Item, Shape, Words, words_of

_SHARED: Final = 0.2
"""Share of the smaller type size that two runs must have in common, both ways: kerning and italics have less."""


def overlaps(items: Sequence[Item]) -> Iterator[tuple[Words, Words]]:
    """Yield each two runs of text that stand over each other, the one that is painted first in front.

    Args:
        items: the canvas, in the order of painting.
    """
    order = [words for words in words_of(items) if _is_plain(words)]
    places = {id(words): place for place, words in enumerate(order)}
    open_ones: list[Words] = []
    for words in sorted(order, key=lambda each: each.bounds.top):
        open_ones = [each for each in open_ones if each.bounds.bottom > words.bounds.top]
        for other in open_ones:
            if _stand_over(words, other):
                first, second = sorted((words, other), key=lambda each: places[id(each)])
                yield first, second
        open_ones.append(words)


def _is_plain(words: Words) -> bool:
    return words.matrix is None and not words.text and (words.colour is None or words.colour.alpha > 0)


def _stand_over(one: Words, other: Words) -> bool:
    if one.wearer == other.wearer:  # a shadow, or letters that their own style draws together
        return False
    shared = Shape(
        max(one.bounds.left, other.bounds.left),
        max(one.bounds.top, other.bounds.top),
        min(one.bounds.right, other.bounds.right),
        min(one.bounds.bottom, other.bounds.bottom),
    )
    least = _SHARED * min(one.size, other.size)
    if shared.right - shared.left <= least or shared.bottom - shared.top <= least:
        return False
    middle = (shared.left + shared.right) / 2, (shared.top + shared.bottom) / 2
    return all(clip.holds(*middle) for clip in (*one.clips, *other.clips))
