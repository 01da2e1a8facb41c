"""What a box is like: whether it shows itself, stands in the flow, hides what leaves it, and what to call it."""

import math
from typing import Any, Final

from weasyprint.formatting_structure import boxes

from pipeline.typesetting.limits import Limit

HIDING: Final = "the box that hides it"
"""What findings call a box that clips its content (CSS Overflow 3, 3)."""

UNBOUND: Final = (
    boxes.InlineBox,
    boxes.LineBox,
    boxes.TableBox,
    boxes.TableCellBox,
    boxes.TableColumnBox,
    boxes.TableColumnGroupBox,
    boxes.TableRowBox,
    boxes.TableRowGroupBox,
)
"""Boxes whose height follows their content, whatever their style says (CSS 2.1, 17.5.3)."""


def parted(limits: tuple[Limit, ...]) -> tuple[list[Limit], list[Limit]]:
    """Tell limits that hide what leaves them from others: text that nobody can see is worse than text out of place."""
    return [limit for limit in limits if limit.beyond == HIDING], [
        limit for limit in limits if limit.beyond != HIDING
    ]


def is_painted(box: Any) -> bool:
    """Whether a box shows itself: by a ground, an image behind its text, or a border."""
    style = box.style
    ground = style["background_color"]
    has_ground = ground != "currentcolor" and getattr(ground, "alpha", 0) > 0
    has_image = any(kind != "none" for kind, _ in style["background_image"])
    has_border = any(getattr(box, f"border_{side}_width") for side in ("top", "right", "bottom", "left"))
    return has_ground or has_image or has_border


def stands_in_flow(box: Any) -> bool:
    """Whether a box stands where the flow put it; designers move others on purpose."""
    if not box.is_in_normal_flow():
        return False
    moved = any(box.style[side] != "auto" for side in ("left", "right", "top", "bottom"))
    return box.style["position"] == "static" or not moved


def has_fixed_height(box: Any) -> bool:
    """Whether a box is as high as its style says, not as its content needs."""
    greatest = box.style["max_height"]
    return box.style["height"] != "auto" or getattr(greatest, "value", math.inf) != math.inf


def first_text(box: Any) -> str:
    """Return the first run of text in a box; nothing if there is none."""
    return next((found.text for found in box.descendants() if isinstance(found, boxes.TextBox)), "")


def image_name(box: Any) -> str:
    """Return the file of an image, or the element where it has none."""
    source = "" if box.element is None else str(box.element.get("src", ""))
    return f"<{box.element_tag}>" if not source or source.startswith("data:") else source
