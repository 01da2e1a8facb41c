"""Rating journeys made ready for their layout: each rating a step, each period in special measures a band under them.

What is computed here becomes custom properties, as for charts. Where a source knows only a month or a year, a step begins
no earlier and a band ends no earlier than other dates of the same record allow.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.markup.labels import Label, lift_labels, width_of
from pipeline.markup.lengths import per_cent
from pipeline.model.chapters import Question, Rating, RatingRecord, SpecialMeasures, Story
from pipeline.model.dates import PartialDate

LAST_STEP = 0.12
"""How far the last rating is drawn, as a share of the whole: what came after the report is not ours to say."""

DRAWN = 0.82
"""The share of the measure that the axis of time takes; the rest is for the words of the last rating."""


@dataclass(frozen=True, slots=True)
class Step:
    """One rating of a journey: from its publication to the next.

    Attributes:
        lifted: whether its words stand over those of later steps.
        style: where it stands: left and right ends in per cent of the span, level from 0 for the worst rating, and by how
            many rows its words are lifted over those of the next steps.
    """

    date: PartialDate
    rating: str
    slug: str
    lifted: bool
    style: str


@dataclass(frozen=True, slots=True)
class Band:
    """A period in special measures.

    Attributes:
        before: whether its words end where it begins, because they have no room behind that.
        style: its ends in per cent of the span.
    """

    words: str
    before: bool
    style: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A story's overall ratings over time, and its special measures under them.

    Attributes:
        style: the lowest and the highest level that was reached, and how many lines a level takes.
    """

    steps: tuple[Step, ...]
    bands: tuple[Band, ...]
    style: str


def draw_journey(front: Story) -> Journey:
    """Compute what the layout of a rating journey needs."""
    starts = _starts(front.ratings)
    entries = [period.entered.first_day for period in front.special_measures]
    exits = [period.left.last_day for period in front.special_measures if period.left]
    first, last = min(starts + entries), max(starts + entries + exits)
    length = max((last - first).days, 365)
    span = first, first + datetime.timedelta(days=length * (1 + LAST_STEP))
    ends = [*starts[1:], span[1]]
    levels = [list(Rating).index(rating.overall) for rating in front.ratings]
    lifts = _lifts(front.ratings, [float(per_cent(start, span)) for start in starts])
    steps = tuple(
        Step(
            rating.published,
            rating.overall.value,
            rating.overall.value.replace(" ", "-"),
            lift > 0,
            f"--from: {per_cent(start, span)}; --to: {per_cent(end, span)}; --level: {level}; --lift: {lift}",
        )
        for rating, start, end, level, lift in zip(front.ratings, starts, ends, levels, lifts, strict=True)
    )
    tall = 2 + -(-max(lifts) * 3 // 2)  # a row of words is one line and a half, a level whole lines
    style = f"--lowest: {min(levels)}; --highest: {max(levels)}; --tall: {tall}"
    return Journey(steps, tuple(_band(period, span) for period in front.special_measures), style)


def _starts(ratings: Sequence[RatingRecord]) -> list[datetime.date]:
    """Return the first day on which each rating can have been published: after its inspection, before the next rating."""
    starts: list[datetime.date] = []
    for rating in reversed(ratings):
        start = max(date.first_day for date in (rating.published, rating.inspected) if date)
        starts.insert(0, min([start, *starts[:1]]))
    return starts


def _lifts(ratings: Sequence[RatingRecord], places: Sequence[float]) -> list[int]:
    """Return by how many rows each rating's words stand over its step, so that words of one level keep apart."""
    lifts = [0] * len(ratings)
    for level in Rating:
        members = [index for index, rating in enumerate(ratings) if rating.overall is level]
        labels = [
            Label(
                places[index] * DRAWN,
                max(width_of(str(ratings[index].published)), width_of(level.value, bold=True)),
            )
            for index in members
        ]
        for index, lift in zip(members, lift_labels(labels), strict=True):
            lifts[index] = lift
    return lifts


def _band(period: SpecialMeasures, span: tuple[datetime.date, datetime.date]) -> Band:
    start = per_cent(period.entered.first_day, span)
    # What is known as a month or a year ends with it: never before the exit was recommended, as the model has checked.
    end = period.left.last_day if period.left else span[1]
    left = f"left {period.left}" if period.left else "not left by the report's date"
    words = f"Special measures for {period.reason.value}: entered {period.entered}, {left}"
    behind = 100 - float(start) * DRAWN
    return Band(
        words,
        before=width_of(words) > behind and behind < 50,
        style=f"--from: {start}; --to: {per_cent(end, span)}",
    )


def questions_of(front: Story, published: PartialDate) -> tuple[tuple[str, Rating | None], ...]:
    """Return the five questions in CQC's order with their ratings; None for one that is not known."""
    record: RatingRecord = next(rating for rating in front.ratings if rating.published == published)
    return tuple(
        (question.value.replace("_", " ").capitalize(), record.questions.get(question))
        for question in Question
    )
