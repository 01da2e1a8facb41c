"""What a chapter still has of the starter that it was begun with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.examples.starters import starter_values, starters
from pipeline.house_style.rule import Hit, Manuscript, quoted
from pipeline.model.chapters import Story
from pipeline.model.dates import PartialDate
from pipeline.model.passages import Passage, PassageKind, Segment
from pipeline.model.report import Chapter

_HINT: Final = "write what belongs here, or leave it out"


def unfilled(manuscript: Manuscript) -> Iterator[Hit]:
    """Find words and invented values of a starter that nobody has replaced."""
    kinds = {chapter.id: chapter.kind for chapter in manuscript.report.chapters}
    for line in manuscript.lines:
        passage = line.passage
        key, text = passage.slot.rpartition(".")[2], passage.text.strip()
        if passage.chapter and {(key, text), ("", text)} & starters(kinds[passage.chapter]):
            message = f"{quoted(text)} holds the place of something"
            yield Hit(passage, 0, len(passage.text), message, _HINT)
    for chapter in manuscript.report.chapters:
        if isinstance(chapter.front, Story):
            yield from _invented(chapter, chapter.front)


def _invented(chapter: Chapter, story: Story) -> Iterator[Hit]:
    """Find the starter's region, ratings and special measures, which are about no trust."""
    if ("region", story.trust.region) in starters("story"):
        message = f"{quoted(story.trust.region)} holds the place of something"
        yield _at(chapter, "trust/region", story.trust.region, message)
    published = [(each.published, each.inspected) for each in story.ratings]
    if _iso(date for pair in published for date in pair) == starter_values("story", "published", "inspected"):
        yield _at(chapter, "ratings", " ", "the ratings have the dates of the starter, which are invented")
    periods = [(each.entered, each.exit_recommended, each.left) for each in story.special_measures]
    dates = _iso(date for period in periods for date in period)
    if dates and dates == starter_values("story", "entered", "exit_recommended", "left"):
        message = "the special measures have the dates of the starter, which are invented"
        yield _at(chapter, "special_measures", " ", message)


def _iso(dates: Iterable[PartialDate | None]) -> frozenset[str]:
    return frozenset(date.iso for date in dates if date)


def _at(chapter: Chapter, path: str, words: str, message: str) -> Hit:
    """Make a hit of a value that is no passage."""
    place = chapter.places[path]
    segments = (Segment(0, place.line, place.column, exact=path == "trust/region"),)
    passage = Passage(words, PassageKind.LABEL, chapter.id, "", path, chapter.path, segments)
    return Hit(passage, 0, len(words), message, _HINT)
