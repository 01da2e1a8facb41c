"""Which annotations belong to which link."""

from typing import Any

from pipeline.typesetting.layout_tree.pieces import Painted
from pipeline.typesetting.tagging.elements import Annotation


def part_links(painted: Painted) -> tuple[dict[Any, list[Annotation]], tuple[Annotation, ...]]:
    """Part annotations by the link that they belong to, and from those of its inline children.

    WeasyPrint 70.0 gives an inline element inside a link an annotation of its own, over the link's (measured).
    """
    parents = {child: parent for parent in painted.root.iter() for child in parent}
    links: dict[Any, list[Annotation]] = {}
    inner: dict[Any, list[Annotation]] = {}
    for link in painted.links:
        element = link.element
        while element is not None and element.tag != "a":
            element = parents.get(element)
        of_child = element is not None and element is not link.element
        owner = link.element if element is None else element
        (inner if of_child else links).setdefault(owner, []).append(
            Annotation(link.page, link.annotation.number)
        )
    needless = tuple(each for owner, own in inner.items() if owner in links for each in own)
    return {**inner, **links}, needless
