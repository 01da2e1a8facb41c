"""What stands one below the other in a Word file: headings and quotations by their style, lists by their level, tables.

mammoth's elements go in, blocks come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mammoth import documents

from pipeline.importing.document import (
    Block,
    Blocks,
    Heading,
    List,
    Paragraph,
    Quote,
    Run,
    Runs,
    Style,
    Table,
    tidied,
    words_of,
)
from pipeline.importing.word_runs import RunReader
from pipeline.importing.word_styles import HEADING, QUOTES, STYLES

WIDEST: Final = 60
"""Columns that a merged cell may take: Word allows 63 in a table (its specifications and limits)."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A list's paragraph, with its level from 0."""

    level: int
    is_numbered: bool
    paragraph: Paragraph


class BlockReader:
    """Reads the blocks of one file by the runs of their paragraphs.

    Args:
        styles: known names of the file's styles, by their ids.
    """

    def __init__(self, runs: RunReader, styles: Mapping[str, str]) -> None:
        self.runs = runs
        self.styles = styles

    def read(self, elements: Iterable[Any]) -> Blocks:
        """Read what stands one below the other."""
        blocks: list[Block] = []
        items: list[_Item] = []
        for element in (*elements, None):
            level = self._level(element)
            if level is None and items and not _is_void(element):
                blocks += _nested(items)
                items = []
            if isinstance(element, documents.Paragraph):
                block = self._paragraph(element)
                if isinstance(block, Paragraph) and level is not None:
                    items.append(_Item(*level, block))
                elif block is not None:
                    blocks.append(block)
            elif isinstance(element, documents.Table):
                blocks.append(self._table(element))
            elif isinstance(element, documents.Image):
                self.runs.read_image(element)
            if not items:
                blocks += self.runs.take_images()
        return _joined_quotes(blocks)

    def _paragraph(self, element: Any) -> Block | None:
        content = self.runs.read(element)
        at = self.runs.at
        if not words_of(content).strip() and not any(run.note for run in content):
            return None
        name = self._name(element)
        if heading := HEADING.fullmatch(name):
            return Heading(int(heading[1]), content, at)
        if name in QUOTES:
            return Quote((Paragraph(content, at),), at)
        return Paragraph(content, at, STYLES.get(name, Style.BODY))

    def _name(self, element: Any) -> str:
        return self.styles.get(element.style_id or "", "")

    def _level(self, element: Any) -> tuple[int, bool] | None:
        """Return the level of a list's paragraph from 0, and whether it is numbered; None of anything else."""
        numbering = getattr(element, "numbering", None)
        # Numbered headings are headings.
        if numbering is None or HEADING.fullmatch(self._name(element)):
            return None
        return int(numbering.level_index), bool(numbering.is_ordered)

    def _table(self, element: Any) -> Table:
        at = self.runs.at + 1
        rows: list[list[Runs]] = []
        merged = False
        taken: set[tuple[int, int]] = set()
        for index, row in enumerate(element.children):
            line: list[Runs] = []
            # A damaged table holds other things, too; words that are lost with them are counted elsewhere.
            for cell in (
                cell for cell in getattr(row, "children", ()) if isinstance(cell, documents.TableCell)
            ):
                _skip(line, index, taken)
                colspan, rowspan = max(1, min(cell.colspan, WIDEST)), max(1, cell.rowspan)
                merged = merged or colspan > 1 or rowspan > 1
                below = range(index + 1, index + rowspan)
                taken |= {(y, len(line) + x) for y in below for x in range(colspan)}
                line += [self._cell(cell), *(() for _ in range(colspan - 1))]
            _skip(line, index, taken)
            rows.append(line)
        if merged:
            message = "cells that were merged stand alone now, with empty ones beside or below them"
            self.runs.find("imported-otherwise", message, at)
        width = max(map(len, rows), default=0)
        return Table(tuple((*row, *(() for _ in range(width - len(row)))) for row in rows), at)

    def _cell(self, cell: Any) -> Runs:
        at = self.runs.at + 1
        paragraphs = [content for content in self.runs.paragraphs_in(cell.children) if content]
        if len(paragraphs) > 1:
            message = f"{len(paragraphs)} paragraphs of a cell were run together: a cell is one line"
            self.runs.find("imported-otherwise", message, at)
        return tidied(run for content in paragraphs for run in (Run(" "), *content))


def _skip(line: list[Runs], row: int, taken: set[tuple[int, int]]) -> None:
    """Put empty cells where one above reaches down."""
    while (row, len(line)) in taken:
        line.append(())


def _is_void(element: Any) -> bool:
    """Whether an element parts no list: an empty paragraph, or an image that belongs to the paragraph before it."""
    return isinstance(element, documents.Image) or (
        isinstance(element, documents.Paragraph) and not element.children
    )


def _nested(items: Sequence[_Item]) -> Iterator[Block]:
    """Make lists of paragraphs that know their level."""
    index = 0
    while index < len(items):
        first = items[index]
        entries: list[Blocks] = []
        while index < len(items) and items[index].level >= first.level:
            item = items[index]
            if item.level > first.level:
                below = index
                while below < len(items) and items[below].level > first.level:
                    below += 1
                entries[-1] = (*entries[-1], *_nested(items[index:below]))
                index = below
            elif item.is_numbered != first.is_numbered:
                break
            else:
                entries.append((item.paragraph,))
                index += 1
        yield List(1 if first.is_numbered else None, tuple(entries), first.paragraph.at)


def _joined_quotes(blocks: Iterable[Block]) -> Blocks:
    """Join paragraphs in the style of quotations that follow each other."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Quote) and joined and isinstance(last := joined[-1], Quote):
            joined[-1] = Quote((*last.blocks, *block.blocks), last.at)
        else:
            joined.append(block)
    return tuple(joined)
