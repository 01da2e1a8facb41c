"""Blocks that are more than prose: boxes, timelines, charts, and what a story draws of its own ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.model.charts import ChartKind
from pipeline.model.dates import PartialDate
from pipeline.model.inlines import Inlines, Source


@dataclass(frozen=True, slots=True)
class FactLine:
    """One figure of a fact box."""

    label: str
    value: Inlines
    cited: Inlines


@dataclass(frozen=True, slots=True)
class FactBoxBlock:
    """A few figures at a glance."""

    title: str
    facts: tuple[FactLine, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class KeyLearningBlock:
    """What others can take from a story."""

    title: str
    points: tuple[Inlines, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PullQuoteBlock:
    """A sentence set large.

    Attributes:
        speaker: None if the sentence is the chapter's own.
    """

    text: str
    speaker: str | None
    role: str | None
    cited: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """What happened on a day, in a month or a year."""

    date: PartialDate
    text: Inlines


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """What happened when, oldest first."""

    label: str | None
    caption: Inlines
    events: tuple[TimelineEvent, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a chart.

    Attributes:
        value: None if it is not known.
        written: as it is printed; empty if it is not known.
        fact: the fact that it comes from, if it is one.
    """

    value: float | None
    written: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One row of a chart, with as many amounts as the chart has series."""

    name: str
    amounts: tuple[Amount, ...]
    date: PartialDate | None
    group: str | None


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Numbers that a stylesheet draws; to a screen reader a table.

    Attributes:
        maximum: the end of the axis; None for the largest amount.
        highlight: names of rows that stand out.
    """

    label: str | None
    kind: ChartKind
    title: Inlines
    message: Inlines
    unit: str
    cited: Inlines
    series: tuple[str, ...]
    rows: tuple[ChartLine, ...]
    highlight: tuple[str, ...]
    maximum: float | None
    source: Source


@dataclass(frozen=True, slots=True)
class JourneyBlock:
    """The story's overall ratings over time."""

    label: str | None
    caption: Inlines
    source: Source


@dataclass(frozen=True, slots=True)
class RatingTableBlock:
    """The five questions of one of the story's ratings."""

    label: str | None
    published: PartialDate
    caption: Inlines
    source: Source


Feature: TypeAlias = (
    FactBoxBlock
    | KeyLearningBlock
    | PullQuoteBlock
    | TimelineBlock
    | ChartBlock
    | JourneyBlock
    | RatingTableBlock
)


def feature_inlines(block: Feature) -> Iterator[Inlines]:
    """Yield the inline runs of a block, in reading order; blocks inside it are the caller's."""
    match block:
        case FactBoxBlock():
            for fact in block.facts:
                yield fact.value
                yield fact.cited
        case KeyLearningBlock():
            yield from block.points
        case PullQuoteBlock():
            yield block.cited
        case TimelineBlock():
            yield block.caption
            yield from (event.text for event in block.events)
        case ChartBlock():
            yield block.title
            yield block.message
            yield block.cited
        case JourneyBlock() | RatingTableBlock():
            yield block.caption
