"""Charts made ready for their layout: every number as text, and the lengths and places that a stylesheet draws with.

A chart is a table: what is computed here becomes custom properties of its rows and cells, nothing else.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.markup.labels import PLOT, Placed, Spot, ems, place_labels
from pipeline.markup.lengths import number, per_cent
from pipeline.model.charts import ChartKind
from pipeline.model.dates import PartialDate
from pipeline.model.facts import StatedFact
from pipeline.model.features import Amount, ChartBlock, ChartLine
from pipeline.model.numbers import with_commas

UNKNOWN = "not known"
"""What stands where a number is missing: it is never drawn as zero."""


BAR = 0.255
"""Ems of a label that one per cent of a stack has room for, where only the last number stands behind it."""

SHORT_BAR = 0.22
"""The same where more numbers do."""

SIDES = 0.15
"""Ems that a number needs besides its words to stand in its cell."""

AIR = 0.35
"""Ems before a number that stands behind a stack."""

LINE = 17
"""Points of a line of the grid."""

SWATCH = 1.6
"""Ems that a number behind a stack takes besides its words: a swatch of its series, and the gap before it."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One number of a chart.

    Attributes:
        text: the number with what it needs to be read where it stands.
        series: 1 for the first series.
        bar: whether a bar is drawn.
        behind: whether it stands behind the bar, as its own cell is too narrow for it or the last.
        style: its custom properties; empty if the number is not known.
    """

    text: str
    series: int
    known: bool
    bar: bool
    style: str
    behind: bool = False


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of a chart.

    Attributes:
        head: what it is about: its name, or the date of a point.
        classes: what a stylesheet tells rows apart by.
        style: its custom properties, empty if cells have all of them.
    """

    head: str
    cells: tuple[DrawnCell, ...]
    classes: str
    style: str

    @property
    def highlighted(self) -> bool:
        """Whether the author lets it stand out."""
        return "highlight" in self.classes.split()


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    """Rows under one heading; charts that are not small multiples have one group without a name."""

    name: str | None
    rows: tuple[DrawnRow, ...]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart ready for its layout.

    Attributes:
        kind: the word in the sources, a class of the table.
        corner: the heading of the rows' own headings: what the numbers count, or that these are dates; None where
            the one series says what is counted.
        series: the headings of the numbers.
        style: custom properties of the whole: the end of the axis, and the room that labels need beyond it.
        axis: the first and the last month of an axis of time; None for charts that have none.
    """

    kind: str
    corner: str | None
    series: tuple[str, ...]
    groups: tuple[DrawnGroup, ...]
    style: str
    axis: tuple[str, str] | None = None


def draw_chart(block: ChartBlock, facts: Mapping[str, StatedFact]) -> DrawnChart:
    """Compute what a chart's layout needs."""
    rows = [
        replace(row, amounts=tuple(_stated(amount, facts) for amount in row.amounts)) for row in block.rows
    ]
    largest = max((amount.value or 0 for row in rows for amount in row.amounts), default=0)
    # No bar ends beyond the axis, wherever the author would have ended it.
    end = max(block.maximum or 0, largest) or 1
    span = _span([row.date for row in rows if row.date])
    drawn = [_row(row, block, span, BAR) for row in rows]
    if any(sum(cell.behind for cell in row.cells) > 1 for row in drawn):
        # Numbers that stand behind the bars take room from them, so more may have to.
        drawn = [_row(row, block, span, SHORT_BAR) for row in rows]
    style, axis = f"--max: {number(end)}", None
    if block.kind is ChartKind.POINTS:
        spots = [_spot(row, source, end, span) for row, source in zip(drawn, rows, strict=True)]
        placed = place_labels(spots)
        drawn = [_beside(row, place) for row, place in zip(drawn, placed, strict=True)]
        room = max(place.top for place in placed) - PLOT
        style += f"; --room: {max(math.ceil(room / LINE), 0)}"
        axis = f"January {span[0].year}", f"December {span[1].year - 1}"
    if block.kind is ChartKind.STACKED:
        drawn, behind = _behind(drawn)
        style += f"; --behind: {number(behind)}"
    groups: dict[str | None, list[DrawnRow]] = {}
    for row, source in zip(drawn, rows, strict=True):
        group = source.group if block.kind is ChartKind.MULTIPLES else None
        groups.setdefault(group, []).append(row)
    return DrawnChart(
        block.kind.value,
        _corner(block),
        block.series if len(block.series) > 1 else (_only(block.series[0], block.unit),),
        tuple(DrawnGroup(name, tuple(members)) for name, members in groups.items()),
        style,
        axis,
    )


def _corner(block: ChartBlock) -> str | None:
    if block.kind is ChartKind.POINTS:
        return "Date"
    return f"In {_spoken(block.unit)}" if len(block.series) > 1 else None


def _only(series: str, unit: str) -> str:
    """Return the heading of a single series, with its unit: a legend of one entry would say things twice."""
    named = _spoken(unit).casefold() in series.casefold()
    return series if named else f"{series}, in {_spoken(unit)}"


def _spoken(unit: str) -> str:
    return "per cent" if unit == "%" else unit


def _stated(amount: Amount, facts: Mapping[str, StatedFact]) -> Amount:
    if amount.fact is None:
        return amount
    fact = facts[amount.fact]
    return Amount(float(fact.value), f"{fact.value:,}", amount.fact)


def _row(
    row: ChartLine, block: ChartBlock, span: tuple[datetime.date, datetime.date], bar: float
) -> DrawnRow:
    """Return a row; ``bar`` is the width of one per cent of a stack, in ems."""
    cells = tuple(_cell(amount, index, block.unit) for index, amount in enumerate(row.amounts, 1))
    classes = ["highlight"] if row.name in block.highlight else []
    head, style = row.name, ""
    if block.kind is ChartKind.STACKED:
        shares = _shares(row)
        style = f"--cells: {' '.join(f'minmax(0, {number(max(share, 0.01))}fr)' for share in shares)}"
        cells = tuple(
            replace(cell, behind=cell is cells[-1] or ems(cell.text) + SIDES > share * bar)
            for cell, share in zip(cells, shares, strict=True)
        )
    elif block.kind is ChartKind.POINTS and row.date:
        along = per_cent(row.date.first_day, span)
        head, style = str(row.date), f"--t: {along}"
        cells = tuple(_label(cell, row.name, block.unit) for cell in cells)
        # A point stands at its number; one whose number is not known has no height to stand at.
        if cells[0].known:
            style += f"; {cells[0].style}"
        else:
            classes.append("missing")
    return DrawnRow(head, cells, " ".join(classes), style)


def _label(cell: DrawnCell, name: str, unit: str) -> DrawnCell:
    """Return a point's label: 11 trusts: In at that date."""
    counted = f"{cell.text} {unit}" if cell.known and unit != "%" else cell.text
    return replace(cell, text=f"{counted}: {name}", bar=False)


def _spot(row: DrawnRow, source: ChartLine, end: float, span: tuple[datetime.date, datetime.date]) -> Spot:
    """Return where a point stands, as a stylesheet draws it: the largest number at 88 % of the plot.

    One without a date is a mistake that has been found, and stands at the beginning.
    """
    along = float(per_cent(source.date.first_day, span)) if source.date else 0.0
    value = source.amounts[0].value
    return Spot(along, None if value is None else value / end * 0.88 * PLOT, row.head, row.cells[0].text)


def _beside(row: DrawnRow, place: Placed) -> DrawnRow:
    """Return a point with the place of its label."""
    classes = [*row.classes.split(), *(["late"] if place.late else []), *(["lifted"] if place.lift else [])]
    style = f"{row.style}; --wide: {number(round(place.width, 2))}; --lift: {place.lift}"
    return replace(row, classes=" ".join(classes), style=style)


def _behind(rows: Sequence[DrawnRow]) -> tuple[list[DrawnRow], float]:
    """Return the rows of stacks with the numbers that stand behind them, and the room for those in ems.

    The last number always stands there, and with it those whose own cells are narrower than they are, in their order. Where
    there are several, each has a swatch of its series.
    """
    drawn, most = [], 0.0
    for row in rows:
        tail = [cell.behind for cell in row.cells]
        extra = SWATCH if sum(tail) > 1 else AIR
        cells, place = [], 0.0
        for cell in row.cells:
            if not cell.behind:
                cells.append(cell)
                continue
            style = "; ".join(filter(None, (cell.style, f"--place: {number(round(place, 2))}")))
            cells.append(replace(cell, style=style))
            place += ems(cell.text) * 1.03 + extra
        classes = " ".join(filter(None, (row.classes, "several" if sum(tail) > 1 else "")))
        drawn.append(replace(row, cells=tuple(cells), classes=classes))
        most = max(most, place)
    return drawn, round(most, 2)


def _cell(amount: Amount, series: int, unit: str) -> DrawnCell:
    if amount.value is None:
        return DrawnCell(UNKNOWN, series, known=False, bar=False, style="")
    text = with_commas(amount.written) + ("%" if unit == "%" else "")
    # A viewer paints a hairline for a box without width, so zero has no bar at all (pdfium does; ISO 32000-2, 10.7.4).
    return DrawnCell(text, series, known=True, bar=amount.value > 0, style=f"--v: {number(amount.value)}")


def _shares(row: ChartLine) -> list[float]:
    """Return the widths of a stack's cells in per cent; those not known share what is left of the whole."""
    known = sum(amount.value for amount in row.amounts if amount.value is not None)
    unknown = sum(amount.value is None for amount in row.amounts)
    rest = max(100 - known, 0) / unknown if unknown else 0
    return [amount.value if amount.value is not None else round(rest, 2) for amount in row.amounts]


def _span(dates: Sequence[PartialDate]) -> tuple[datetime.date, datetime.date]:
    """Return the years that dates fill, whole."""
    years = [date.year for date in dates] or [2000]
    return datetime.date(min(years), 1, 1), datetime.date(max(years) + 1, 1, 1)
