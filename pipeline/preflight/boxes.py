"""Rules of boxes: sheet, bleed and finished page are where the trimmer looks for them (ISO 32000-2:2020, 14.11.2)."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.pdf.boxes import Box, PageBoxes
from pipeline.preflight.rule import IN_PRINT, Rule
from pipeline.preflight.subject import Spot, Subject, printed
from pipeline.units import MM

_CLOSE: Final = 0.1
"""Points that may be missing or too many: 0.04 mm, which no trimmer keeps to."""

_SAME: Final = 0.5
"""Points by which pages of one size may differ."""

_BLEEDING: Final = (Kind.AREA, Kind.LINE, Kind.IMAGE, Kind.SHADING)


def check_boxes(subject: Subject) -> Iterator[Finding]:
    """Find pages without trim or bleed box, boxes that stick out of each other, and too narrow a bleed."""
    spots = (
        Spot(index, message)
        for index, boxes in enumerate(subject.boxes)
        for message in _wrong(boxes, subject.press.bleed / boxes.user_unit)
    )
    return subject.tell("page-boxes", spots)


def _wrong(boxes: PageBoxes, bleed: float) -> Iterator[str]:
    media, trim = boxes.media, boxes.trim
    if media is None:
        yield "the page has no media box"
        return
    if trim is None:
        yield "the page has no trim box, so nobody knows where to cut"
        return
    if boxes.bleed is None:
        yield "the page has no bleed box"
    else:
        if not _holds(boxes.bleed, trim):
            yield "the trim box sticks out of the bleed box"
        elif _margin(boxes.bleed, trim) < bleed - _CLOSE:
            reach = _margin(boxes.bleed, trim)
            yield f"the bleed box reaches {reach / MM:.1f} mm beyond the trim, and {bleed / MM:.1f} mm are wanted"
        if not _holds(media, boxes.bleed):
            yield "the bleed box sticks out of the media box"
    if not _holds(media, trim):
        yield "the trim box sticks out of the media box"
    if boxes.crop is not None and not _holds(boxes.crop, trim):
        yield "the crop box hides part of the finished page"


def _holds(outer: Box, inner: Box) -> bool:
    return _margin(outer, inner) >= -_CLOSE


def _margin(outer: Box, inner: Box) -> float:
    """Return how far the outer box reaches beyond the inner one where it reaches least; less than 0 where it does not."""
    return min(
        inner.left - outer.left, inner.bottom - outer.bottom, outer.right - inner.right, outer.top - inner.top
    )


def check_sizes(subject: Subject) -> Iterator[Finding]:
    """Find pages whose finished size is not that of most."""
    sizes = [_size(subject, index) for index in range(len(subject.boxes))]
    if not sizes:
        return
    usual, _ = Counter((round(width), round(height)) for width, height in sizes).most_common(1)[0]
    most = next(size for size in sizes if (round(size[0]), round(size[1])) == usual)
    spots = (
        Spot(index, f"the finished page is {_said(size)}, and most are {_said(most)}")
        for index, size in enumerate(sizes)
        if abs(size[0] - most[0]) > _SAME or abs(size[1] - most[1]) > _SAME
    )
    yield from subject.tell("page-sizes", spots)


def _size(subject: Subject, index: int) -> tuple[float, float]:
    boxes, trim = subject.boxes[index], subject.trim(index)
    width, height = trim.width * boxes.user_unit, trim.height * boxes.user_unit
    return (height, width) if boxes.rotation % 180 else (width, height)


def _said(size: tuple[float, float]) -> str:
    return f"{size[0] / MM:.1f} by {size[1] / MM:.1f} mm"


def check_bleed(subject: Subject) -> Iterator[Finding]:
    """Find art that reaches the edge of the finished page and ends before the bleed does."""
    spots = (
        Spot(index, message, art.box, art.number)
        for index, art in printed(subject)
        if art.kind in _BLEEDING and art.setting is Setting.PAGE and not is_white(art)
        for message in _short(art, subject.trim(index), subject.press.bleed / subject.boxes[index].user_unit)
    )
    return subject.tell("no-bleed", spots)


def _short(art: Art, trim: Box, bleed: float) -> Iterator[str]:
    """Say where art stops between the trim and the end of the bleed; art that is all outside is a mark."""
    box = art.box
    if (
        box.right <= trim.left + _CLOSE
        or box.left >= trim.right - _CLOSE
        or box.top <= trim.bottom + _CLOSE
        or box.bottom >= trim.top - _CLOSE
    ):
        return
    reaches = {
        "left": trim.left - box.left,
        "right": box.right - trim.right,
        "top": box.top - trim.top,
        "bottom": trim.bottom - box.bottom,
    }
    short = [side for side, reach in reaches.items() if -_CLOSE <= reach < bleed - _CLOSE]
    if short:
        least = max(0.0, min(reaches[side] for side in short))
        sides = " and ".join([", ".join(short[:-1]), short[-1]] if short[1:] else short)
        message = f"{art.kind} reaches the trim at the {sides} and goes on for {least / MM:.1f} mm"
        yield f"{message}, where {bleed / MM:.1f} mm are wanted"


def is_white(art: Art) -> bool:
    """Whether nothing is printed: no ink at all, or full light."""
    colour = art.colour
    if colour is None:
        return False
    coverage = colour.coverage
    return (
        coverage < 0.5
        if coverage is not None
        else colour.space.device == "RGB" and min(colour.values, default=0) > 0.995
    )


PAGE_BOXES: Rule = Rule(
    "page-boxes",
    check_boxes,
    "ISO 32000-2:2020, 14.11.2; PDF/X as told by Whitington, PDF Explained (boxes are required)",
    "The printer cannot know where the page ends, and cuts where it seems likely.",
    "a page with a media box of 210 by 297 mm and nothing else",
    "/MediaBox [0 0 623.62 870.24] /BleedBox [5.67 5.67 617.95 864.57] /TrimBox [14.17 14.17 609.45 856.06]",
    IN_PRINT,
)
PAGE_SIZES: Rule = Rule(
    "page-sizes",
    check_sizes,
    "GWG2015, which has a requirement on page size and orientation (its list of requirements was read, not their text)",
    "A page of another size is scaled, or stands askew, when sheets are made up.",
    "forty pages of 210 by 297 mm, and one of 216 by 303 mm whose trim box is its sheet",
    "the same trim box on all pages",
    IN_PRINT,
)
BLEED: Rule = Rule(
    "no-bleed",
    check_bleed,
    "webforma.co.uk, Bleed: 3 mm; ctrl.cy, bleed, trim and safety lines: 3 mm",
    "The knife is never quite on the line, and leaves a white edge.",
    "a photograph that ends at the trim",
    "the photograph drawn on to the end of the bleed, 3 mm further",
    IN_PRINT,
)
