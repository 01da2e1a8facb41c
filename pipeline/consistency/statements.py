"""What a chapter says, text by text and sentence by sentence, as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.findings import Place
from pipeline.model.features import FactBoxBlock, KeyLearningBlock, TimelineBlock
from pipeline.model.prose import Block, CalloutBlock, Excerpt, List, TableBlock, inlines_of, plain
from pipeline.model.report import Chapter, Report

_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"'”’]?\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A text of a chapter.

    Attributes:
        text: its words.
        place: of its block.
        context: words beside it that say what it is about: the head of a row, the title of a box.
    """

    text: str
    place: Place
    context: str = ""


def statements(chapter: Chapter, report: Report) -> Iterator[Statement]:
    """Yield what a chapter says, text by text: title, standfirst, body, footnotes."""
    facts = report.fact_words
    if chapter.title and "title" in chapter.places:
        yield Statement(chapter.title, chapter.places["title"])
    if chapter.standfirst:
        yield Statement(plain(chapter.standfirst, facts), chapter.places["standfirst"])
    for block in chapter.blocks():
        yield from _of_block(block, facts)
    for note in chapter.footnotes.values():
        yield Statement(plain(note.content, facts), note.source.place)


def _of_block(block: Block, facts: Mapping[str, str]) -> Iterator[Statement]:
    """Yield what a block says; the blocks inside it come by themselves."""
    place = block.source.place
    match block:
        case List() | Excerpt():
            return
        case CalloutBlock():
            yield Statement(block.title, place)
        case FactBoxBlock():
            for fact in block.facts:
                yield Statement(plain(fact.value, facts), place, f"{block.title}, {fact.label}")
        case TimelineBlock():
            yield Statement(plain(block.caption, facts), place)
            for event in block.events:
                yield Statement(f"On {event.date}: {plain(event.text, facts)}", place)
        case TableBlock():
            yield from _of_table(block, facts)
        case KeyLearningBlock():
            yield Statement(block.title, place)
            yield from (Statement(plain(point, facts), place) for point in block.points)
        case _:
            for content in inlines_of(block):
                yield Statement(plain(content, facts), place)


def _of_table(table: TableBlock, facts: Mapping[str, str]) -> Iterator[Statement]:
    """Yield caption, headings, cells and note; a cell is about its row's head, its column's heading and the caption."""
    place, caption = table.source.place, plain(table.caption, facts)
    headings = [plain(column.title, facts) for column in table.columns]
    for text in (caption, *headings, plain(table.note, facts)):
        yield Statement(text, place)
    for row in table.rows:
        cells = [plain(cell, facts) for cell in row]
        for column, heading, cell in zip(table.columns, headings, cells, strict=True):
            context = f"{caption}, {cells[0]}, {heading}" if table.row_headers else ""
            yield Statement(f"{cell} {column.unit}" if column.unit else cell, place, context)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, with their marks."""
    return _SENTENCE.split(text)
