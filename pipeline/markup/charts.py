"""Charts made ready for their layout: every number as text, and the lengths and places that a stylesheet draws with.

A chart is a table: what is computed here becomes custom properties of its rows and cells, nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.chapters import Question, Rating, RatingRecord, SpecialMeasures, Story
from pipeline.model.charts import ChartKind
from pipeline.model.dates import PartialDate
from pipeline.model.facts import StatedFact
from pipeline.model.features import Amount, ChartBlock, ChartLine
from pipeline.model.numbers import with_commas

UNKNOWN = "not known"
"""What stands where a number is missing: it is never drawn as zero."""


LATE = 55
"""Per cent of the axis behind which a point's label stands on its left: on its right it would leave the page."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One number of a chart.

    Attributes:
        text: the number with what it needs to be read where it stands.
        series: 1 for the first series.
        bar: whether a bar is drawn.
        style: its custom properties; empty if the number is not known.
    """

    text: str
    series: int
    known: bool
    bar: bool
    style: str


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
        style: custom properties of the whole: the end of the axis.
    """

    kind: str
    corner: str | None
    series: tuple[str, ...]
    groups: tuple[DrawnGroup, ...]
    style: str


def draw_chart(block: ChartBlock, facts: Mapping[str, StatedFact]) -> DrawnChart:
    """Compute what a chart's layout needs."""
    rows = [
        replace(row, amounts=tuple(_stated(amount, facts) for amount in row.amounts)) for row in block.rows
    ]
    largest = max((amount.value or 0 for row in rows for amount in row.amounts), default=0)
    # No bar ends beyond the axis, wherever the author would have ended it.
    end = max(block.maximum or 0, largest) or 1
    span = _span([row.date for row in rows if row.date])
    groups: dict[str | None, list[DrawnRow]] = {}
    for row in rows:
        group = row.group if block.kind is ChartKind.MULTIPLES else None
        groups.setdefault(group, []).append(_row(row, block, span))
    return DrawnChart(
        block.kind.value,
        _corner(block),
        block.series if len(block.series) > 1 else (_only(block.series[0], block.unit),),
        tuple(DrawnGroup(name, tuple(members)) for name, members in groups.items()),
        f"--max: {_number(end)}",
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


def _row(row: ChartLine, block: ChartBlock, span: tuple[datetime.date, datetime.date]) -> DrawnRow:
    cells = tuple(_cell(amount, index, block.unit) for index, amount in enumerate(row.amounts, 1))
    classes = ["highlight"] if row.name in block.highlight else []
    head, style = row.name, ""
    if block.kind is ChartKind.STACKED:
        style = f"--cells: {' '.join(_shares(row))}"
    elif block.kind is ChartKind.POINTS and row.date:
        along = _per_cent(row.date.first_day, span)
        head, style = str(row.date), f"--t: {along}"
        if float(along) > LATE:
            classes.append("late")
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


def _cell(amount: Amount, series: int, unit: str) -> DrawnCell:
    if amount.value is None:
        return DrawnCell(UNKNOWN, series, known=False, bar=False, style="")
    text = with_commas(amount.written) + ("%" if unit == "%" else "")
    # A viewer paints a hairline for a box without width, so zero has no bar at all (pdfium does; ISO 32000-2, 10.7.4).
    return DrawnCell(text, series, known=True, bar=amount.value > 0, style=f"--v: {_number(amount.value)}")


def _shares(row: ChartLine) -> list[str]:
    """Return the widths of a stack's cells; those not known share what is left of the whole."""
    known = sum(amount.value for amount in row.amounts if amount.value is not None)
    unknown = sum(amount.value is None for amount in row.amounts)
    rest = max(100 - known, 0) / unknown if unknown else 0
    return [
        # minmax: a share is as wide as its number, also where its label is wider.
        f"minmax(0, {_number(max(amount.value if amount.value is not None else round(rest, 2), 0.01))}fr)"
        for amount in row.amounts
    ]


def _number(value: float) -> str:
    """Return a number as CSS takes it: digits and a point, no exponent."""
    written = f"{Decimal(repr(value)):f}"
    return written.removesuffix(".0")


def _span(dates: Sequence[PartialDate]) -> tuple[datetime.date, datetime.date]:
    """Return the years that dates fill, whole."""
    years = [date.year for date in dates] or [2000]
    return datetime.date(min(years), 1, 1), datetime.date(max(years) + 1, 1, 1)


def _per_cent(day: datetime.date, span: tuple[datetime.date, datetime.date]) -> str:
    return _number(round((day - span[0]).days / (span[1] - span[0]).days * 100, 2))


@dataclass(frozen=True, slots=True)
class Step:
    """One rating of a journey: from its publication to the next.

    Attributes:
        style: where it stands: left and right ends in per cent of the span, level from 0 for the worst rating.
    """

    date: PartialDate
    rating: str
    slug: str
    style: str


@dataclass(frozen=True, slots=True)
class Band:
    """A period in special measures.

    Attributes:
        style: its ends in per cent of the span, and where its words begin.
    """

    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A story's overall ratings over time, and its special measures under them."""

    steps: tuple[Step, ...]
    bands: tuple[Band, ...]


LAST_STEP = 0.12
"""How far the last rating is drawn, as a share of the whole: what came after the report is not ours to say."""


def draw_journey(front: Story) -> Journey:
    """Compute what the layout of a rating journey needs."""
    starts = [rating.published.first_day for rating in front.ratings]
    entries = [period.entered.first_day for period in front.special_measures]
    exits = [period.left.first_day for period in front.special_measures if period.left]
    first, last = min(starts + entries), max(starts + entries + exits)
    length = max((last - first).days, 365)
    span = first, first + datetime.timedelta(days=length * (1 + LAST_STEP))
    ends = [*starts[1:], span[1]]
    levels = list(Rating)
    steps = tuple(
        Step(
            rating.published,
            rating.overall.value,
            rating.overall.value.replace(" ", "-"),
            f"--from: {_per_cent(start, span)}; --to: {_per_cent(end, span)}; "
            f"--level: {levels.index(rating.overall)}",
        )
        for rating, start, end in zip(front.ratings, starts, ends, strict=True)
    )
    return Journey(steps, tuple(_band(period, span) for period in front.special_measures))


def _band(period: SpecialMeasures, span: tuple[datetime.date, datetime.date]) -> Band:
    end = period.left.first_day if period.left else span[1]
    left = f"left {period.left}" if period.left else "not left by the report's date"
    return Band(
        f"Special measures for {period.reason.value}: entered {period.entered}, {left}",
        # The words of a late period begin before it, where they have room.
        f"--from: {_per_cent(period.entered.first_day, span)}; --to: {_per_cent(end, span)}; "
        f"--words: {min(float(_per_cent(period.entered.first_day, span)), 45):g}",
    )


def questions_of(front: Story, published: PartialDate) -> tuple[tuple[str, Rating | None], ...]:
    """Return the five questions in CQC's order with their ratings; None for one that is not known."""
    record: RatingRecord = next(rating for rating in front.ratings if rating.published == published)
    return tuple(
        (question.value.replace("_", " ").capitalize(), record.questions.get(question))
        for question in Question
    )
