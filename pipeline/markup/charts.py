"""Charts made ready for their layout: every number as text, and the lengths and places that a stylesheet draws with.

A chart is a table (ENGINE 5): what is computed here becomes custom properties of its rows and cells, nothing else.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.charts import ChartKind
from pipeline.model.chapters import Question, Rating, RatingRecord, SpecialMeasures, Story
from pipeline.model.dates import PartialDate
from pipeline.model.facts import StatedFact
from pipeline.model.features import Amount, ChartBlock, ChartLine
from pipeline.model.numbers import with_commas

UNKNOWN = "not known"
"""What stands where a number is missing: it is never drawn as zero."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One number of a chart.

    Attributes:
        series: 1 for the first series.
        style: its custom properties; empty if the number is not known.
    """

    text: str
    series: int
    known: bool
    style: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of a chart."""

    name: str
    date: PartialDate | None
    cells: tuple[DrawnCell, ...]
    highlight: bool
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
        style: custom properties of the whole: the end of the axis.
    """

    kind: str
    series: tuple[str, ...]
    groups: tuple[DrawnGroup, ...]
    style: str


def draw_chart(block: ChartBlock, facts: Mapping[str, StatedFact]) -> DrawnChart:
    """Compute what a chart's layout needs."""
    rows = [
        replace(row, amounts=tuple(_stated(amount, facts) for amount in row.amounts)) for row in block.rows
    ]
    values = [amount.value for row in rows for amount in row.amounts if amount.value is not None]
    end = block.maximum or max(values, default=1) or 1
    span = _span([row.date for row in rows if row.date])
    drawn = [(row.group, _row(row, block, span)) for row in rows]
    groups = tuple(
        DrawnGroup(name if block.kind is ChartKind.MULTIPLES else None, tuple(row for _, row in members))
        for name, members in groupby(
            drawn, key=lambda pair: pair[0] if block.kind is ChartKind.MULTIPLES else None
        )
    )
    return DrawnChart(block.kind.value, block.series, groups, f"--max: {end:g}")


def _stated(amount: Amount, facts: Mapping[str, StatedFact]) -> Amount:
    if amount.fact is None:
        return amount
    fact = facts[amount.fact]
    return Amount(float(fact.value), f"{fact.value:,}", amount.fact)


def _row(row: ChartLine, block: ChartBlock, span: tuple[datetime.date, datetime.date]) -> DrawnRow:
    cells = tuple(_cell(amount, index, block.unit) for index, amount in enumerate(row.amounts, 1))
    style = ""
    if block.kind is ChartKind.STACKED:
        style = f"--cells: {' '.join(_shares(row))}"
    elif block.kind is ChartKind.POINTS and row.date:
        value = row.amounts[0].value or 0
        style = f"--t: {_percent(row.date.first_day, span):.2f}; --v: {value:g}"
    return DrawnRow(row.name, row.date, cells, row.name in block.highlight, style)


def _cell(amount: Amount, series: int, unit: str) -> DrawnCell:
    if amount.value is None:
        return DrawnCell(UNKNOWN, series, known=False, style="")
    text = with_commas(amount.written)
    return DrawnCell(f"{text}%" if unit == "%" else text, series, known=True, style=f"--v: {amount.value:g}")


def _shares(row: ChartLine) -> list[str]:
    """Return the widths of a stack's cells; those not known share what is left of the whole."""
    known = sum(amount.value for amount in row.amounts if amount.value is not None)
    unknown = sum(amount.value is None for amount in row.amounts)
    rest = max(100 - known, 0) / unknown if unknown else 0
    return [
        # minmax: a share is as wide as its number, also where its label is wider.
        f"minmax(0, {max(amount.value if amount.value is not None else rest, 0.01):g}fr)"
        for amount in row.amounts
    ]


def _span(dates: Sequence[PartialDate]) -> tuple[datetime.date, datetime.date]:
    """Return the years that dates fill, whole."""
    years = [date.year for date in dates] or [2000]
    return datetime.date(min(years), 1, 1), datetime.date(max(years) + 1, 1, 1)


def _percent(day: datetime.date, span: tuple[datetime.date, datetime.date]) -> float:
    return (day - span[0]).days / max((span[1] - span[0]).days, 1) * 100


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
    """A period in special measures."""

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
    first, last = (
        min(starts + entries),
        max([*starts, *(p.left.first_day for p in front.special_measures if p.left)]),
    )
    length = max((last - first).days, 365)
    span = first, first + datetime.timedelta(days=length * (1 + LAST_STEP))
    ends = [*starts[1:], span[1]]
    levels = list(Rating)
    steps = tuple(
        Step(
            rating.published,
            rating.overall.value,
            rating.overall.value.replace(" ", "-"),
            f"--from: {_percent(start, span):.2f}; --to: {_percent(end, span):.2f}; "
            f"--level: {levels.index(rating.overall)}",
        )
        for rating, start, end in zip(front.ratings, starts, ends, strict=True)
    )
    return Journey(steps, tuple(_band(period, span) for period in front.special_measures))


def _band(period: SpecialMeasures, span: tuple[datetime.date, datetime.date]) -> Band:
    end = period.left.first_day if period.left else span[1]
    left = f"left {period.left}" if period.left else "not left by the report's date"
    start = _percent(period.entered.first_day, span)
    # A short period is drawn wide enough for its words to begin where it begins.
    return Band(
        f"Special measures for {period.reason.value}: entered {period.entered}, {left}",
        f"--from: {min(start, 45):.2f}; --to: {_percent(end, span):.2f}",
    )


def questions_of(front: Story, published: PartialDate) -> tuple[tuple[str, Rating | None], ...]:
    """Return the five questions in CQC's order with their ratings; None for one that is not known."""
    record: RatingRecord = next(rating for rating in front.ratings if rating.published == published)
    return tuple(
        (question.value.replace("_", " ").capitalize(), record.questions.get(question))
        for question in Question
    )
