"""Charts: tables of numbers that a stylesheet draws, and the two that a story draws of its own ratings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.border import (
    Authored,
    AuthoredBlock,
    Choice,
    Cited,
    DataPath,
    Id,
    Number,
    Unit,
    Words,
    rows_or_data,
)
from pipeline.model.dates import PartialDate


class ChartKind(Choice):
    """How a chart is drawn."""

    BARS = "bars", "a horizontal bar for each row, of one series"
    STACKED = "stacked", "shares of a whole in one bar: each row adds up to 100"
    GROUPED = "grouped", "a bar for each series, side by side"
    POINTS = "points", "values over time: each row has a date"
    MULTIPLES = "multiples", "small charts side by side: each row has a group"


ROUNDING: Final = 1
"""By how much shares that were rounded one by one may miss 100 together."""


def add_up(shares: Sequence[float | None]) -> bool:
    """Whether shares make a whole, as far as they are known: None is one that is not, and may be anything."""
    missing = 100 - sum(share for share in shares if share is not None)
    # Decimal fractions are not exact: 33.3 + 33.3 + 32.4 is a little less than 99.
    allowed = ROUNDING + 1e-6
    return missing >= -allowed if None in shares else abs(missing) <= allowed


class FactValue(Authored):
    """A value that is stated once, in `sources/facts.yaml`."""

    fact: Id
    """The fact's name."""


def _number_or_fact(value: Any) -> Any:
    """Refuse everything but a number, a fact and nothing, with one message for all of them."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    is_fact = isinstance(value, FactValue) or (isinstance(value, dict) and set(value) == {"fact"})
    if value is None or is_number or is_fact:
        return value
    raise PydanticCustomError("not_a_number", "expected a number, a fact or nothing")


def _form_of_value(value: Any) -> str:
    if value is None:
        return "nothing"
    return "fact" if isinstance(value, (dict, FactValue)) else "number"


ChartValue = Annotated[
    Annotated[Number, Tag("number")] | Annotated[FactValue, Tag("fact")] | Annotated[None, Tag("nothing")],
    Discriminator(_form_of_value),
    BeforeValidator(_number_or_fact),
]
"""A number, a fact, or nothing: a value that is not known."""


class ChartRow(Authored):
    """One row of a chart: a bar, a stack, a group of bars, or a point."""

    name: Words
    """What the row is about."""

    values: Annotated[
        tuple[ChartValue, ...], Field(min_length=1, examples=[[60, 12.5], [None, {"fact": "months-medway"}]])
    ]
    """One number for each series; `~` for one that is not known, `{fact: name}` for one that `facts.yaml` states."""

    date: PartialDate | None = None
    """When it was so; for the kind `points`."""

    group: Words | None = None
    """Which small chart the row belongs to; for the kind `multiples`."""


class Chart(AuthoredBlock):
    """Numbers drawn as bars or points; to a screen reader it is a table."""

    kind: ChartKind
    """How the numbers are drawn."""

    label: Id | None = None
    """A name for crossrefs: `[text](figure:chapter/label)`."""

    title: Words
    """What the chart shows, in Markdown."""

    message: Words
    """The one sentence that a reader should take away, in Markdown."""

    unit: Unit
    """What the numbers count: months, %, trusts."""

    source: Cited
    """Where the numbers come from, in Markdown with citations."""

    series: Annotated[
        tuple[Words, ...], Field(min_length=1, max_length=4, examples=[["Good", "Outstanding"]])
    ]
    """The names of the series, one to four."""

    rows: Annotated[tuple[ChartRow, ...], Field(min_length=1)] | None = None
    """The rows from top to bottom. Either these or `data`."""

    data: DataPath | None = None
    """A CSV file relative to `sources/` whose first line names the fields: name, the series, and date or group."""

    highlight: tuple[Words, ...] = ()
    """Names of rows that stand out."""

    maximum: Annotated[Number, Field(gt=0)] | None = None
    """The end of the axis; without it the largest value."""

    @model_validator(mode="after")
    def _rows_or_data(self) -> Chart:
        return rows_or_data(self)


class RatingJourney(AuthoredBlock):
    """The trust's overall rating over time, with its special measures; drawn of the story's own `ratings`."""

    label: Id | None = None
    """A name for crossrefs: `[text](figure:chapter/label)`."""

    caption: Words
    """What it shows, in Markdown."""


class RatingTable(AuthoredBlock):
    """The five questions of one of the story's ratings."""

    label: Id | None = None
    """A name for crossrefs: `[text](table:chapter/label)`."""

    published: PartialDate
    """The rating's publication date, as it stands in `ratings`."""

    caption: Words
    """What it shows, in Markdown."""
