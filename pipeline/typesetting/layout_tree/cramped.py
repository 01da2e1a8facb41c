"""Pages that have no room for their text area: margins that came out below nothing, or that leave nothing between them.

A margin of less than nothing is what ``calc()`` makes of a page that is too small for its lines; CSS allows it, and all
that stands at the foot then leaves the sheet (CSS Paged Media 3, 5).
"""

from typing import Any

from pipeline.stylesheets import PageKind
from pipeline.typesetting.geometry import Cramped
from pipeline.typesetting.limits import TOLERANCE
from pipeline.units import CSS_PX


def cramped_pages(document: Any) -> tuple[Cramped, ...]:
    """Return the sides of pages that lack room, each side once, with the first kind of page that lacks it.

    Args:
        document: a ``weasyprint.Document``.
    """
    found: dict[str, Cramped] = {}
    for page in document.pages:
        box = page._page_box  # noqa: SLF001 - see the room's docstring
        kind = PageKind(box.page_type.side, box.page_type.name, box.page_type.index == 0, box.page_type.blank)
        lacks = {side: -getattr(box, f"margin_{side}") for side in ("bottom", "top", "left", "right")}
        for side, pixels in lacks.items():
            if pixels * CSS_PX > TOLERANCE:
                found.setdefault(side, Cramped(kind, side, pixels * CSS_PX))
    return tuple(found.values())
