"""The laws of the page, each a function from printed pages to complaints that name page, block and text.

Blocks that are asides, cards or notes have laws of their own; "body text" is paragraphs and list items of ``body``.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator

from typography.printed import Area, Design, Line, Printed, Run

OFF_GRID = 0.1
"""Points that a baseline may stand off the grid: a twentieth of a millimetre shows through the page, half of it does not."""

BODY = r"body/"
BODY_TEXT = r"body/\d+/\d+$"
HYPHENS = ("-", "\u2010", "\u00ad", "\x02")
"""How hyphens at line ends read; the last is what PDFium makes of one that the line break has put in."""

COVERS = re.compile(r"(back-)?cover\b")
"""Covers are laid out freely."""


def lines_stand_on_the_grid(printed: Printed, design: Design) -> Iterator[str]:
    """Find lines of paragraphs and list items, and other type of the body's face and size, that are off the grid."""
    for areas in printed.blocks("p", "li", path=BODY):
        if COVERS.match(areas[0].block):
            continue
        for area in areas:
            for line in printed.lines(area):
                yield from _complaint(off_grid(area.block, line, design))
    free = {area.page for areas in printed.areas.values() for area in areas if COVERS.match(area.block)}
    for run in printed.runs:
        like_body = abs(run.size - design.text_size) < 0.01 and run.face.startswith("Source-Sans")
        if like_body and run.page not in free and design.bottom < run.baseline < design.top:
            yield from _complaint(off_grid("text", run, design))


def references_stand_on_the_grid(printed: Printed, design: Design) -> Iterator[str]:
    """Find lines of the reference list, which is small type put back onto the grid, that are off it."""
    for page in pages_of(printed, "references"):
        for run in printed.on(page):
            small = abs(run.size - design.small_size) < 0.01
            if small and design.bottom < run.baseline < design.top:
                yield from _complaint(off_grid("references", run, design))


def off_grid(block: str, line: Line | Run, design: Design) -> str | None:
    """Complain of a line that is not on the grid."""
    off = design.off_grid(line.baseline)
    if abs(off) <= OFF_GRID:
        return None
    return f"page {line.page}, {block}: {line.text!r} stands {off:+.2f} pt off the grid"


def _complaint(said: str | None) -> Iterator[str]:
    if said:
        yield said


def pages_of(printed: Printed, chapter: str) -> range:
    """Return the pages of a chapter, from its first to the one before the next chapter's."""
    firsts: dict[str, int] = {}
    for name, areas in printed.areas.items():
        firsts.setdefault(name.partition("/")[0], areas[0].page)
    later = [first for first in firsts.values() if first > firsts[chapter]]
    return range(firsts[chapter], min(later, default=printed.page_count + 1))


def headings_are_never_last(printed: Printed, design: Design) -> Iterator[str]:
    """Find headings that have neither text nor a figure below them on their page."""
    notes = [area for areas in printed.blocks("span", path="notes/") for area in areas]
    for areas in printed.blocks("h2", "h3", "h4"):
        heading = areas[-1]
        below = [
            run
            for run in printed.on(heading.page)
            if design.bottom < run.baseline < heading.bottom and not any(note.holds(run) for note in notes)
        ]
        if not below:
            yield f"page {heading.page}, {heading.block}: {_text(printed, heading)!r} is the page's last line"


def no_line_is_alone(printed: Printed) -> Iterator[str]:
    """Find paragraphs, list items and lists that leave less than two lines on one of their pages."""
    for areas in printed.blocks("p", "li", "ul", "ol"):
        for area in areas if len(areas) > 1 else ():
            lines = printed.lines(area)
            if len(lines) < 2:
                yield f"page {area.page}, {area.block}: {[line.text for line in lines]} is alone"


def body_is_large(printed: Printed, least: float = 11) -> Iterator[str]:
    """Find paragraphs and list items most of whose letters are smaller than running text may be."""
    for areas in printed.blocks("p", "li", path=BODY):
        sizes: Counter[float] = Counter()
        for run in (run for area in areas for run in printed.within(area)):
            sizes[round(run.size, 2)] += len(run.text)
        if sizes and sizes.most_common(1)[0][0] < least:
            yield f"page {areas[0].page}, {areas[0].block}: {sizes.most_common(1)[0][0]} pt"


def nothing_is_tiny(printed: Printed, design: Design, least: float = 7) -> Iterator[str]:
    """Find type that is smaller than the smallest token, or in a drawing smaller than seven points."""
    figures = [area for areas in printed.blocks("figure") for area in areas]
    for run in printed.runs:
        drawn = any(figure.holds(run) for figure in figures)
        if run.size < (least if drawn else design.tiny_size) - 0.01:
            yield f"page {run.page}: {run.text!r} is {run.size:.2f} pt"


def full_lines(printed: Printed) -> list[Line]:
    """Return the lines of body paragraphs that are full: all but the last of each."""
    full = []
    for areas in printed.blocks("p", path=BODY_TEXT):
        if not COVERS.match(areas[0].block):
            full += [line for area in areas for line in printed.lines(area)][:-1]
    return full


def measure_is_readable(printed: Printed, least: int = 55, most: int = 75) -> Iterator[str]:
    """Complain if the full line in the middle has fewer or more characters, spaces included.

    Single lines may be shorter, before a long word, or a little longer, with narrow letters.
    """
    lengths = [len(line.text) for line in full_lines(printed)]
    median = statistics.median(lengths)
    if not least <= median <= most:
        yield f"{len(lengths)} full lines have {median} characters in the middle"


def headings_and_names_are_whole(printed: Printed) -> Iterator[str]:
    """Find lines of headings, cards and trusts' names that end in a hyphen."""
    for areas in (
        *printed.blocks("h1", "h2", "h3", "h4"),
        *printed.blocks("aside", "p", "div", path=r"person|trust"),
    ):
        lines = [line for area in areas for line in printed.lines(area)]
        for line in lines[:-1]:
            if line.text.endswith(HYPHENS):
                yield f"page {line.page}, {areas[0].block}: {line.text!r} ends in a hyphen"


def figures_keep_their_captions(printed: Printed) -> Iterator[str]:
    """Find figures and charts that are divided, and tables that begin with less than caption, head and two rows."""
    for areas in printed.blocks("figure", "div", path=BODY):
        named = _name(printed, areas)
        if named is None or len(areas) == 1:
            continue
        if named == "Figure":
            yield f"page {areas[0].page}, {areas[0].block}: a figure goes on on the next page"
        elif len(printed.lines(areas[0])) < 4:
            yield f"page {areas[0].page}, {areas[0].block}: the table begins on the next page"


def _name(printed: Printed, areas: tuple[Area, ...]) -> str | None:
    """Return ``Figure`` or ``Table`` if a block has a caption that says so."""
    for run in (run for area in areas for run in printed.within(area)):
        if found := re.match(r"(Figure|Table) \d+\s*$", run.text):
            return found[1]
    return None


def _text(printed: Printed, area: Area) -> str:
    return " ".join(line.text for line in printed.lines(area))
