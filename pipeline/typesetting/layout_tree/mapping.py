"""The walk over all pages makes the box map, and with it what a chapter's painted pages show.

Paint comes second: what each line of text stands on is seen on the page's canvas, and goes with the line.
"""

from dataclasses import dataclass
from typing import Any

from pipeline.typesetting.boxes import BoxMap, Fragment, Spill, TextLine
from pipeline.typesetting.geometry import Cramped
from pipeline.typesetting.grounds import Sight, see
from pipeline.typesetting.layout_tree.cramped import cramped_pages
from pipeline.typesetting.layout_tree.painting import paint
from pipeline.typesetting.layout_tree.walk import PageWalk
from pipeline.typesetting.overlaps import overlaps


@dataclass(frozen=True, slots=True)
class Mapped:
    """What the layout tree of a chapter tells.

    Attributes:
        seen: each visible line of text with the colours that it is seen in.
        overlaid: lines of text that stand over each other.
        cramped: kinds of pages that have no room for their text area.
        root: the document's root element.
    """

    boxes: BoxMap
    seen: tuple[tuple[TextLine, Sight], ...]
    overlaid: tuple[tuple[TextLine, TextLine], ...]
    cramped: tuple[Cramped, ...]
    root: Any


def map_boxes(document: Any) -> Mapped:
    """Walk a painted document: painting puts the last of the engine's own characters in.

    Args:
        document: a ``weasyprint.Document``.
    """
    fragments: list[Fragment] = []
    texts: list[TextLine] = []
    spills: list[Spill] = []
    seen: list[tuple[TextLine, Sight]] = []
    overlaid: list[tuple[TextLine, TextLine]] = []
    for index, page in enumerate(document.pages):
        walk = PageWalk(page._page_box, index)  # noqa: SLF001 - see the room's docstring
        walk.run()
        fragments += walk.fragments.values()
        texts += walk.texts.values()
        spills += walk.spills
        canvas = paint(walk.page_box)
        seen += ((walk.line(sight.words), sight) for sight in see(canvas))
        overlaid += ((walk.line(below), walk.line(above)) for below, above in overlaps(canvas))
    root = document.pages[0]._page_box.children[0].element  # noqa: SLF001 - the same
    return Mapped(
        BoxMap(tuple(fragments), tuple(texts), tuple(spills)),
        tuple(seen),
        tuple(overlaid),
        cramped_pages(document),
        root,
    )
