"""Printed pages: where each run of text stands in a PDF, and which block of the sources stands there.

Positions are those of the PDF's text matrices (ISO 32000-2, 9.4.2), not of our own walk. Lengths are points, the origin
is the bottom-left of the page, pages count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
from builders import REPOSITORY
from fontTools.ttLib import TTFont
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from pipeline.units import CSS_PX, MM


@dataclass(frozen=True)
class Run:
    """Text that was painted at once."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    face: str
    text: str


@dataclass(frozen=True)
class Area:
    """What a block takes of a page."""

    block: str
    tag: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, run: Run) -> bool:
        # A hanging number or bullet stands left of its text, in the padding.
        return self.page == run.page and self.left - 1 <= run.left and self.bottom <= run.baseline <= self.top


@dataclass(frozen=True)
class Line:
    """The runs on one baseline of a block."""

    page: int
    baseline: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())


class Printed:
    """A report as it was printed."""

    def __init__(self, content: bytes, boxes: Mapping[str, Any]) -> None:
        """Read the pages of a PDF, with the map that was made beside it."""
        self.runs = tuple(_read_runs(content))
        self.areas = {name: tuple(_areas(name, block)) for name, block in boxes["blocks"].items()}
        self.page_count = int(boxes["pages"])

    @cached_property
    def _by_page(self) -> dict[int, list[Run]]:
        pages: dict[int, list[Run]] = {}
        for run in self.runs:
            pages.setdefault(run.page, []).append(run)
        return pages

    def blocks(self, *tags: str, path: str = "") -> Iterator[tuple[Area, ...]]:
        """Yield the areas of each block that is one of these elements, and whose path in its chapter matches."""
        for name, areas in self.areas.items():
            if areas and areas[0].tag in tags and re.match(path, name.partition("/")[2]):
                yield areas

    def on(self, page: int) -> list[Run]:
        """Return the runs of a page."""
        return self._by_page.get(page, [])

    def within(self, area: Area) -> list[Run]:
        """Return the runs that begin in an area."""
        return [run for run in self.on(area.page) if area.holds(run)]

    def lines(self, area: Area) -> list[Line]:
        """Return the lines of an area from top to bottom; the raised calls of notes are no lines of their own."""
        runs = self.within(area)
        largest = max((run.size for run in runs), default=0)
        by_baseline: dict[float, list[Run]] = {}
        for run in sorted(runs, key=lambda run: -run.baseline):
            if run.size < largest and run.text.strip().isdigit() and _is_raised(run, runs):
                continue
            near = next((line for line in by_baseline if abs(line - run.baseline) < 1), run.baseline)
            by_baseline.setdefault(near, []).append(run)
        return [
            Line(area.page, baseline, tuple(sorted(found, key=lambda run: run.left)))
            for baseline, found in by_baseline.items()
        ]


def _is_raised(run: Run, runs: list[Run]) -> bool:
    return any(other.size > run.size and 1 < run.baseline - other.baseline < 7 for other in runs)


def _areas(name: str, block: Mapping[str, Any]) -> Iterator[Area]:
    for fragment in block["fragments"]:
        yield Area(name, block["tag"], fragment["page"], *fragment["rectangle"])


def _read_runs(content: bytes) -> Iterator[Run]:
    with pypdfium2.PdfDocument(content) as document:
        for index in range(len(document)):
            page = document[index]
            words = page.get_textpage()
            for found in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=words):
                text = found.extract()
                matrix = found.get_matrix()
                # Text of a drawing may stand in a form, whose matrix comes on top of its own.
                form = found.container
                while form is not None:
                    matrix = matrix.multiply(form.get_matrix())
                    form = form.container
                left, right = matrix.e, found.get_bounds()[2]
                size = found.get_font_size() * abs(matrix.d)
                # The name of an embedded subset begins with six letters of its own (ISO 32000-2, 9.9.2).
                face = found.get_font().get_base_name().partition("+")[2].rstrip(",")
                if text.strip():
                    yield Run(index + 1, left, right, matrix.f, size, face, text)


@dataclass(frozen=True)
class Design:
    """The tokens that laws are stated in, in points."""

    page_height: float
    page_width: float
    line: float
    margin_top: float
    page_lines: float
    measure: float
    text_size: float
    small_size: float
    tiny_size: float

    @property
    def top(self) -> float:
        """Return the upper edge of the text area, from the foot of the page."""
        return self.page_height - self.margin_top

    @property
    def bottom(self) -> float:
        """Return the lower edge of the text area."""
        return self.top - self.page_lines * self.line

    @property
    def first_baseline(self) -> float:
        """Return the height of the grid's first line: body text stands in the middle of it (CSS 2.1, 10.8.1)."""
        with TTFont(REPOSITORY / "styles/fonts/source-sans/SourceSans3-Regular.ttf") as font:
            em = self.text_size / font["head"].unitsPerEm
            ascent, descent = font["hhea"].ascent * em, -font["hhea"].descent * em
        return self.top - (self.line - ascent - descent) / 2 - ascent

    def off_grid(self, baseline: float) -> float:
        """Return how far above the nearest line of the grid a baseline stands."""
        half = self.line / 2
        return (baseline - self.first_baseline + half) % self.line - half


def read_design() -> Design:
    """Read the tokens of ``styles/tokens.css``."""
    text = (REPOSITORY / "styles/tokens.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    written = dict(re.findall(r"--([\w-]+):\s*([^;]+);", text))

    def value(name: str) -> float:
        return float(eval(_in_points(written[name], written), {"__builtins__": {}}))

    return Design(**{name: value(name.replace("_", "-")) for name in Design.__dataclass_fields__})


def _in_points(expression: str, written: Mapping[str, str]) -> str:
    """Return a token's value as arithmetic on points."""
    expression = re.sub(
        r"var\(--([\w-]+)\)", lambda found: f"({_in_points(written[found[1]], written)})", expression
    )
    expression = expression.replace("calc", "").replace("mm", f"*{MM}").replace("px", f"*{CSS_PX}")
    return expression.replace("pt", "")
