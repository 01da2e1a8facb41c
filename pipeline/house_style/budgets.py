"""Word budgets: how much the slots of the layout hold before they stop doing their job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pipeline.house_style.rule import Hit, Line, Rule, each_line
from pipeline.house_style.sentences import words_in
from pipeline.model.passages import PassageKind


class Budget(NamedTuple):
    """Words that a slot holds, and why no more."""

    words: int
    name: str
    reason: str


_OPENER: Final = "it is set in 30 point, four or five words a line"
_TABLE: Final = "cells are narrow: more words make the row tall"

BUDGETS: Final[Mapping[str, Budget]] = {
    "title": Budget(14, "chapter title", _OPENER),
    "short_title": Budget(6, "running head", "it shares a line with the folio"),
    "standfirst": Budget(45, "standfirst", "it is read in one breath, before the text"),
    "strapline": Budget(20, "strapline", "it is read from arm's length"),
    "report.title": Budget(12, "report's title", "it is read from arm's length, on the cover"),
    "report.subtitle": Budget(20, "subtitle", "it is read from arm's length, on the cover"),
    "pull_quote.text": Budget(30, "pull quote", "it is set in 22 point; beyond five lines it is a paragraph"),
    "quote.text": Budget(
        60, "quotation", "it is set in 22 point; a longer one reads better as a block quotation"
    ),
    "quote.role": Budget(14, "speaker's role", "it stands in one line"),
    "person.role": Budget(14, "role", "it stands in one line of the card"),
    "fact_box.title": Budget(10, "box's title", "it stands in one line"),
    "fact_box.facts.label": Budget(12, "fact's label", "it stands in one line beside its figure"),
    "fact_box.facts.value": Budget(6, "fact's value", "it is set large: a figure and its unit"),
    "key_learning.title": Budget(10, "box's title", "it stands in one line"),
    "key_learning.points": Budget(35, "lesson", "one sentence is remembered, two are not"),
    "callout.title": Budget(10, "box's title", "it stands in one line"),
    "figure.caption": Budget(
        50, "caption", "a caption says what is seen; the text says what follows from it"
    ),
    "figure.alt": Budget(
        100, "alternate text", "a screen reader reads it in one go, and nobody can stop midway"
    ),
    "chart.title": Budget(25, "chart's title", "it says what is counted"),
    "chart.message": Budget(35, "chart's message", "it is the one sentence to take away"),
    "chart.rows.name": Budget(8, "row's name", "it stands beside its bar"),
    "chart.series": Budget(5, "series' name", "it stands in the key"),
    "table.caption": Budget(40, "caption", "it says what the table shows"),
    "table.columns.title": Budget(8, "column's title", _TABLE),
    "table.rows": Budget(35, "cell", _TABLE),
    "timeline.caption": Budget(40, "caption", "it says what the timeline shows"),
    "timeline.events.text": Budget(30, "event", "events are read down the line, each at a glance"),
    "rating_journey.caption": Budget(50, "caption", "it says what the journey shows"),
    "rating_table.caption": Budget(40, "caption", "it says what the table shows"),
}
"""Words by slot, as :mod:`pipeline.reading.slots` names them: measured on the screen edition, rounded up."""

HEADING: Final = Budget(12, "heading", "it stands in the contents of readers' programs, in one line")


def _find(line: Line) -> Iterator[Hit]:
    passage = line.passage
    budget = HEADING if passage.kind is PassageKind.HEADING else BUDGETS.get(passage.slot)
    if budget and (count := words_in(passage.text)) > budget.words:
        message = f"the {budget.name} has {count} words; there is room for {budget.words}"
        yield Hit(passage, 0, len(passage.text), message, budget.reason)


WORD_BUDGET: Final = Rule(
    code="word-budget",
    family="Layout",
    find=each_line(_find),
    why="A slot of the layout is made for so many words. Beyond them it pushes others off the page, or nobody reads it.",
    example="a pull quote of 60 words",
    instead="its best sentence",
    english=False,
)
