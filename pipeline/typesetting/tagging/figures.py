"""Figures: an image with its caption inside it; without one image, what stands in them (ISO 32000-1:2008, 14.8.4.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.typesetting.tagging.elements import Element, Kid


def captioned(kids: Sequence[Kid]) -> Element | None:
    """Return the one image of a figure with all its captions inside; None if there is more, or no image, to caption."""
    images = [kid for kid in kids if isinstance(kid, Element) and kid.kind == "Figure"]
    captions = [kid for kid in kids if _is_caption(kid)]
    if len(images) != 1 or len(kids) != 1 + len(captions):
        return None
    inside = (kid.kids if kid is images[0] else (kid,) for kid in kids if isinstance(kid, Element))
    return replace(images[0], kids=tuple(each for part in inside for each in part))


def opened(kids: Sequence[Kid]) -> Iterator[tuple[Kid, ...]]:
    """Yield what stands in a figure that is no image, part by part; its caption is a part of its own."""
    words: tuple[Kid, ...] = ()
    for kid in kids:
        if isinstance(kid, Element) and _is_caption(kid):
            yield words
            yield kid.kids
            words = ()
        else:
            words = (*words, kid)
    yield words


def _is_caption(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.kind == "Caption"
