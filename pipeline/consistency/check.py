"""What a report says twice, held against itself.

A number in two places is two numbers as soon as one of them changes. These checks find where prose, charts, facts and a
story's own record disagree; they read words, so they warn where a sentence may mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cache.cleared import Memory, mark_of
from pipeline.consistency.abbreviations import check_abbreviations
from pipeline.consistency.charts import check_chart
from pipeline.consistency.facts import check_facts
from pipeline.consistency.numbers import check_numbers
from pipeline.consistency.pulled import check_pulled
from pipeline.consistency.ratings import check_ratings
from pipeline.consistency.special_measures import check_special_measures
from pipeline.consistency.statements import sentences, statements
from pipeline.consistency.story_blocks import check_story_blocks
from pipeline.findings import Finding
from pipeline.model.features import ChartBlock
from pipeline.model.report import Chapter, Report


def check_consistency(report: Report, memory: Memory | None = None) -> Iterator[Finding]:
    """Hold a report's statements against each other.

    Args:
        memory: remembers the chapters in which there was nothing to say.
    """
    memory = memory or Memory()
    yield from check_facts(report, memory)
    yield from check_abbreviations(report, memory)
    # Beside its own words a chapter is held against the facts alone.
    made_from = {"check": "consistency", "facts": repr(report.facts)}
    cleared = memory.cleared(**made_from)
    in_order: list[bytes] = []
    for chapter in report.chapters:
        mark = mark_of(chapter.mark or (chapter.front, chapter.standfirst, chapter.body, chapter.footnotes))
        found = () if mark in cleared else tuple(_check_chapter(chapter, report))
        yield from found
        in_order += [] if found else [mark]
    memory.clear(cleared, in_order, **made_from)


def _check_chapter(chapter: Chapter, report: Report) -> Iterator[Finding]:
    yield from check_pulled(chapter, report)
    yield from check_story_blocks(chapter)
    for block in chapter.blocks():
        if isinstance(block, ChartBlock):
            yield from check_chart(block, report)
    for statement in statements(chapter, report):
        before, place = "", statement.place
        for sentence in sentences(statement.text):
            yield from check_numbers(sentence, statement.context, place, report)
            yield from check_ratings(sentence, before, place, chapter)
            yield from check_special_measures(sentence, place, chapter)
            before = sentence
