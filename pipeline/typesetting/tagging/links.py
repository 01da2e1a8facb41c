"""Which annotations belong to which link."""

from collections.abc import Sequence
from typing import Any

from pipeline.typesetting.layout_tree.pieces import Linked, Painted
from pipeline.typesetting.tagging.elements import Annotation


def part_links(painted: Painted) -> tuple[dict[Any, list[Annotation]], tuple[Annotation, ...]]:
    """Part annotations by the link that they belong to, and those out that only lie over another of it.

    WeasyPrint 70.0 gives an inline element inside a link an annotation of its own, over the link's (measured).
    """
    parents = {child: parent for parent in painted.root.iter() for child in parent}
    own: dict[Any, list[Linked]] = {}
    inner: dict[Any, list[Linked]] = {}
    for link in painted.links:
        element = link.element
        while element is not None and element.tag != "a":
            element = parents.get(element)
        of_child = element is not None and element is not link.element
        (inner if of_child else own).setdefault(link.element if element is None else element, []).append(link)
    needless = {
        (link.page, link.annotation.number)
        for owner, links in inner.items()
        for link in links
        if _is_over(link, own.get(owner, ()))
    }
    parted: dict[Any, list[Annotation]] = {}
    for link_of in (own, inner):
        for owner, links in link_of.items():
            places = ((link.page, link.annotation.number) for link in links)
            parted.setdefault(owner, []).extend(Annotation(*each) for each in places if each not in needless)
    return parted, tuple(Annotation(*each) for each in sorted(needless))


def _is_over(link: Linked, others: Sequence[Linked]) -> bool:
    """Tell whether the middle of a link's area is in that of another: an image in a link is often higher than its line."""
    left, one, right, other = link.annotation["Rect"]
    middle, height = (left + right) / 2, (one + other) / 2
    return any(
        box[0] <= middle <= box[2] and min(box[1], box[3]) <= height <= max(box[1], box[3])
        for each in others
        if each.page == link.page
        for box in (each.annotation["Rect"],)
    )
