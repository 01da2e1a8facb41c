"""Blocks beside the running text: boxes of facts and lessons, pulled sentences, callouts, timelines."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.border import Authored, AuthoredBlock, Cited, Id, JobTitle, PersonName, Words
from pipeline.model.dates import PartialDate


class Fact(Authored):
    """One line of a fact box."""

    label: Words
    """What is counted: Beds, Special measures for quality."""

    value: Words
    """The figure with its unit, in Markdown: 29 months."""

    source: Cited | None = None
    """Where it comes from, usually a citation (in quotes, as it begins with a bracket)."""


class FactBox(AuthoredBlock):
    """A few figures at a glance."""

    title: Words
    """The box's heading."""

    facts: Annotated[tuple[Fact, ...], Field(min_length=2, max_length=8)]
    """The figures, two to eight."""


class KeyLearning(AuthoredBlock):
    """What others can take from a story."""

    title: Words = "Key learning"
    """The box's heading."""

    points: Annotated[tuple[Words, ...], Field(min_length=1, max_length=6)]
    """One lesson a line, in Markdown."""


class PullQuote(AuthoredBlock):
    """A sentence set large: the chapter's own, word for word, or somebody's words with their source."""

    text: Words
    """The words, without quotation marks. Without a speaker they must stand in the chapter's text, word for word."""

    speaker: PersonName | None = None
    """Who said or wrote them, if they are not the chapter's own."""

    role: JobTitle | None = None
    """The speaker's role and organisation."""

    source: Cited | None = None
    """Where the words stand, usually a citation. Required with a speaker."""

    @model_validator(mode="after")
    def _sourced(self) -> PullQuote:
        if self.speaker and not self.source:
            raise PydanticCustomError(
                "quotation_without_source", "a quotation without its source", {"key": "speaker"}
            )
        return self


class Callout(AuthoredBlock):
    """A short explanation beside the text."""

    title: Words
    """The box's heading."""

    text: Words
    """Paragraphs and lists, in Markdown; begin it with `|`."""


class Event(Authored):
    """One entry of a timeline."""

    date: PartialDate
    """When it happened: a day, a month or a year."""

    text: Words
    """What happened, in Markdown."""


class Timeline(AuthoredBlock):
    """What happened when."""

    label: Id | None = None
    """A name for crossrefs: `[text](figure:chapter/label)`."""

    caption: Words
    """What the timeline shows, in Markdown."""

    events: Annotated[tuple[Event, ...], Field(min_length=2)]
    """The events, oldest first."""

    @model_validator(mode="after")
    def _oldest_first(self) -> Timeline:
        for earlier, later in zip(self.events, self.events[1:], strict=False):
            if later.date.last_day < earlier.date.first_day:
                raise PydanticCustomError(
                    "dates_out_of_order",
                    "{said}",
                    {
                        "key": "events",
                        "said": f"an event of {later.date} stands after one of {earlier.date}",
                    },
                )
        return self
