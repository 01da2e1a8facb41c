"""The shape of a body: what chapters have no form for is brought into one that they have, and said.

Headings of a chapter begin at the second level and skip none; lists and quotations hold no tables and images; a table has
at least two rows and two columns; links lead to the web; notes have names that Markdown can call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.document import (
    Block,
    Blocks,
    Heading,
    Image,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Runs,
    Table,
    counted,
)

DEEPEST: Final = 6
"""Levels of lists and quotations within each other; what lies deeper becomes paragraphs of the last."""

HIGHEST, LOWEST = 2, 4
"""Levels of headings that a body can have; the chapter's title is level 1."""

_ADDRESS: Final = re.compile(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """A body that a chapter can hold, with its notes and what was changed."""

    blocks: Blocks
    notes: tuple[Note, ...]
    findings: tuple[Finding, ...]


def shaped(blocks: Blocks, notes: tuple[Note, ...], origin: Origin) -> Shape:
    """Bring blocks and notes into forms that a chapter has."""
    shaper = _Shaper(origin, {note.name: _safe(note.name, number) for number, note in enumerate(notes, 1)})
    top = list(shaper.headings(tuple(shaper.top(blocks))))
    made = tuple(
        Note(shaper.names[note.name], tuple(shaper.runs(content, 0) for content in note.paragraphs))
        for note in notes
    )
    return Shape(tuple(top), made, tuple(shaper.findings))


def _safe(name: str, number: int) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9-]+", name) else f"note-{number}"


class _Shaper:
    def __init__(self, origin: Origin, names: dict[str, str]) -> None:
        self.origin = origin
        self.names = names
        # Said once, however often it happens in one place.
        self.findings: dict[Finding, None] = {}
        self.hoisted: list[Block] = []

    def top(self, blocks: Blocks) -> Iterator[Block]:
        """Yield blocks, and behind a list or quotation what could not stand in it."""
        for block in blocks:
            match block:
                case List() | Quote():
                    yield from self._inner((block,), 1)
                case Table():
                    yield from self._table(block)
                case Paragraph() | Heading():
                    yield replace(block, content=self.runs(block.content, block.at))
                case Image():
                    yield replace(block, caption=self.runs(block.caption, block.at))
            hoisted, self.hoisted = self.hoisted, []
            yield from self.top(tuple(hoisted))

    def _inner(self, blocks: Blocks, depth: int) -> Iterator[Block]:
        """Yield the blocks that may stand in a list or quotation."""
        for block in blocks:
            match block:
                case Paragraph():
                    yield replace(block, content=self.runs(block.content, block.at))
                case Heading():
                    self._find("a heading in a list or quotation became a paragraph", block.at)
                    yield Paragraph(self.runs(block.content, block.at), block.at)
                case List() | Quote() if depth > DEEPEST:
                    self._find(f"what lies more than {DEEPEST} levels deep became paragraphs", block.at)
                    yield from self._flat(block)
                case List():
                    items = (tuple(self._inner(item, depth + 1)) for item in block.items)
                    if kept := tuple(item for item in items if item):
                        yield replace(block, items=kept)
                case Quote():
                    if inner := tuple(self._inner(block.blocks, depth + 1)):
                        yield replace(block, blocks=inner)
                case Table() | Image():
                    what = "a table" if isinstance(block, Table) else "an image"
                    self._find(f"{what} in a list or quotation stands behind it now", block.at)
                    self.hoisted.append(block)

    def _flat(self, block: Block) -> Iterator[Block]:
        match block:
            case List():
                for item in block.items:
                    for inner in item:
                        yield from self._flat(inner)
            case Quote():
                for inner in block.blocks:
                    yield from self._flat(inner)
            case Heading():
                yield Paragraph(self.runs(block.content, block.at), block.at)
            case Paragraph():
                yield replace(block, content=self.runs(block.content, block.at))
            case Table() | Image():
                self.hoisted.append(block)

    def _table(self, table: Table) -> Iterator[Block]:
        rows = tuple(tuple(self.runs(cell, table.at) for cell in row) for row in table.rows)
        caption = self.runs(table.caption, table.at)
        if len(rows) >= 2 and len(rows[0]) >= 2:
            yield replace(table, rows=rows, caption=caption)
            return
        self._find("a table of one row or one column became paragraphs", table.at)
        for content in (caption, *(cell for row in rows for cell in row)):
            if content:
                yield Paragraph(content, table.at)

    def runs(self, content: Runs, at: int) -> Runs:
        """Return runs with links that a chapter can have, and with the names that notes have now."""
        made = []
        for run in content:
            address = run.address
            if address and not _ADDRESS.fullmatch(address):
                self._find(f'the link to "{address}" was left out, and its words kept', at, "left-out")
                address = ""
            made.append(replace(run, address=address, note=self.names.get(run.note, run.note)))
        return tuple(made)

    def headings(self, blocks: Blocks) -> Iterator[Block]:
        """Yield blocks with headings of the levels that a body can have, none of them skipped."""
        levels = [block.level for block in blocks if isinstance(block, Heading)]
        highest, last = min(levels, default=HIGHEST), HIGHEST - 1
        moved = 0
        for block in blocks:
            if not isinstance(block, Heading):
                yield block
                continue
            level = min(block.level - highest + HIGHEST, last + 1, LOWEST)
            moved += level != block.level - highest + HIGHEST
            last = level
            yield replace(block, level=level)
        if moved:
            message = (
                f"{counted(moved, 'heading')} moved up: levels cannot be skipped, and there are three of them"
            )
            self._find(message, 0)

    def _find(self, message: str, at: int, code: str = "imported-otherwise") -> None:
        self.findings[self.origin.find(code, message, at)] = None
