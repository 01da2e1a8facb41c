"""What a chapter says, text by text and sentence by sentence, as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Place
from pipeline.model.features import FactBoxBlock, TimelineBlock
from pipeline.model.prose import CalloutBlock, Excerpt, List, inlines_of, plain
from pipeline.model.report import Chapter, Report

_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"'”’]?\s+")


def statements(chapter: Chapter, report: Report) -> Iterator[tuple[str, Place]]:
    """Yield what a chapter says, text by text: standfirst, body, footnotes."""
    facts = report.fact_words
    if chapter.standfirst:
        yield plain(chapter.standfirst, facts), chapter.places["standfirst"]
    for block in chapter.blocks():
        match block:
            case List() | Excerpt() | CalloutBlock():
                continue  # the blocks inside it come by themselves
            case FactBoxBlock():
                for fact in block.facts:
                    text = f"{block.title}, {fact.label}: {plain(fact.value, facts)}"
                    yield text, block.source.place
            case TimelineBlock():
                yield plain(block.caption, facts), block.source.place
                for event in block.events:
                    yield f"On {event.date}: {plain(event.text, facts)}", block.source.place
            case _:
                for content in inlines_of(block):
                    yield plain(content, facts), block.source.place
    for note in chapter.footnotes.values():
        yield plain(note.content, facts), note.source.place


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, with their marks."""
    return _SENTENCE.split(text)
