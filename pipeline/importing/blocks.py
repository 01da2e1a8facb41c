"""Blocks as lines of Markdown, and tables as lines of YAML.

Lists that follow each other change their mark, since two of one mark would be read as one list. Every heading has a label,
so that words in braces at its end stay words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.document import (
    Block,
    Blocks,
    Heading,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Runs,
    Table,
    beginning,
    words_of,
)
from pipeline.importing.markup import markdown, unwrapped, wrapped
from pipeline.importing.scalars import scalar

LONGEST_LABEL: Final = 40
"""Characters; a longer one is cut at a hyphen."""

_WIDEST_ROW: Final = 110
"""Characters of a row of a table that is written on one line."""


class BlockWriter:
    """Writes blocks of one chapter.

    Args:
        origin: of the manuscript, for findings.
        width: characters of a line.
    """

    def __init__(self, origin: Origin, width: int) -> None:
        self.origin = origin
        self.width = width
        self.labels: Counter[str] = Counter()
        self.findings: list[Finding] = []

    def lines(self, blocks: Blocks, taken: int = 0) -> Iterator[str]:
        """Yield the lines of blocks, a blank one between two.

        Args:
            taken: characters of each line that marks of lists and quotations take.
        """
        before: Block | None = None
        other = False
        for block in blocks:
            other = _same_kind(before, block) and not other
            if before is not None:
                yield ""
            yield from self._block(block, taken, other=other)
            before = block

    def _block(self, block: Block, taken: int, *, other: bool) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from wrapped(self._markdown(block.content, block.at), self.width - taken)
            case Heading():
                label = self._label(words_of(block.content))
                words = unwrapped(self._markdown(block.content, block.at, one_line=True))
                yield f"{'#' * block.level} {words} {{#{label}}}"
            case Quote():
                for line in self.lines(block.blocks, taken + 2):
                    yield f"> {line}".rstrip(" ")
            case List():
                yield from self._list(block, taken, other=other)

    def _list(self, block: List, taken: int, *, other: bool) -> Iterator[str]:
        tight = all(len(item) == 1 or _is_tight(item) for item in block.items)
        for index, item in enumerate(block.items):
            if block.start is None:
                mark = "* " if other else "- "
            else:
                mark = f"{block.start + index}{')' if other else '.'} "
            if index and not tight:
                yield ""
            lines = list(self.lines(item, taken + len(mark)))
            if tight and isinstance(item[0], Paragraph) and len(item) == 2:
                lines.remove("")
            for number, line in enumerate(lines):
                before = mark if number == 0 else " " * len(mark)
                yield f"{before}{line}" if line else ""

    def notes(self, notes: Sequence[Note]) -> Iterator[str]:
        """Yield footnotes, a blank line between two."""
        for index, note in enumerate(notes):
            if index:
                yield ""
            before = f"[^{note.name}]: "
            for number, content in enumerate(note.paragraphs):
                if number:
                    yield ""
                first, *rest = wrapped(self._markdown(content, 0), self.width - len(before))
                yield f"{before if number == 0 else '    '}{first}"
                yield from (f"    {line}" for line in rest)

    def table(self, table: Table) -> Iterator[str]:
        """Yield columns and rows; the first row is the heading row."""
        head, *rows = table.rows
        yield "      columns:"
        for cell in head:
            title = self._cell(cell, table.at)
            yield (
                f"        - title: {title}"
                if cell
                else "        - title:  # to fill in: the column's heading"
            )
        yield "      rows:"
        for row in rows:
            cells = [self._cell(cell, table.at) for cell in row]
            line = f"        - [{', '.join(cells)}]"
            if len(line) <= _WIDEST_ROW:
                yield line
            else:
                yield f"        - - {cells[0]}"
                yield from (f"          - {cell}" for cell in cells[1:])

    def _cell(self, cell: Runs, at: int) -> str:
        return scalar(unwrapped(self._markdown(cell, at, one_line=True)))

    def _markdown(self, content: Runs, at: int, *, one_line: bool = False) -> str:
        written = markdown(content, one_line=one_line)
        if written.lost:
            message = f'{written.lost} of "{beginning(words_of(content))}" cannot be written in Markdown; the words are there'
            self.findings.append(self.origin.find("imported-otherwise", message, at))
        return written.text

    def _label(self, words: str) -> str:
        """Make a label of a heading's words that no other heading has."""
        label = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
        if len(label) > LONGEST_LABEL:
            label = label[: LONGEST_LABEL + 1].rsplit("-", 1)[0][:LONGEST_LABEL].strip("-")
        label = label if label[:1].isalpha() else f"section-{label}".strip("-")
        return self._free(label)

    def _free(self, label: str) -> str:
        self.labels[label] += 1
        count = self.labels[label]
        # A heading "Costs 2" has the label that the second "Costs" would get, so it is asked for in turn.
        return label if count == 1 else self._free(f"{label}-{count}")


def _same_kind(before: Block | None, block: Block) -> bool:
    """Whether two lists would be read as one."""
    if not isinstance(before, List) or not isinstance(block, List):
        return False
    return (before.start is None) == (block.start is None)


def _is_tight(item: Blocks) -> bool:
    """Whether an item is a paragraph with a list right below it."""
    if len(item) != 2 or not isinstance(item[0], Paragraph) or not isinstance(item[1], List):
        return False
    # A numbered list that begins elsewhere than at 1 needs a blank line above it (CommonMark 0.31, 5.2).
    return item[1].start in {None, 1}
