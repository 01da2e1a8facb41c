"""The lines that a listener hears: words, and what a screen reader announces of structure.

Plain text is read as it is; what is more than that is named: headings with their level, lists and tables with their size,
cells with the header of their column, notes, quotations, captions, alternate texts, links, changes of language, what an
abbreviation is short for. What is said and not printed inside a line stands in square brackets.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pipeline.listening.blocks import INLINE, Block, Entered, Left, hear
from pipeline.listening.grids import Row, column_count, read_grid
from pipeline.pdf import Document
from pipeline.pdf.elements import Elements, Node, read_elements
from pipeline.pdf.objects import raw, text_of
from pipeline.pdf.painting import read_painted

_ANNOUNCED: Final = {"BlockQuote": "quote", "Aside": "aside", "Index": "index", "Form": "form field"}
"""Elements that are announced when they begin and when they end."""

_NAMED: Final = {"Caption": "caption: ", "Figure": "figure: ", "Title": "title: ", "H": "heading: "}
"""What is said before the words of a block."""

_HEADINGS: Final = {f"H{level}": f"heading level {level}: " for level in range(1, 7)}

_BULLETS: Final = ("•", "–", "◦", "▪", "‣")
"""Signs that begin an item which has no label of its own."""

_LABELLED: Final = ("LI", "Note", "FENote")
"""Elements whose label is said with the words behind it."""


def read_aloud(document: Document) -> tuple[str, ...]:
    """Say a document, line by line."""
    elements = read_elements(document)
    language = text_of(raw(document.catalog, "/Lang")) or ""
    speaker = _Speaker(elements, language)
    heard = hear(elements, read_painted(document), asides=speaker.asides, is_inline=_is_inline)
    return tuple(line for event in heard for line in speaker.speak(event))


def _is_inline(node: Node) -> bool:
    """Say whether an element is part of a line: here the label in a sentence is too, which calls a note."""
    is_call = node.kind == "Lbl" and (node.parent is None or node.parent.kind not in _LABELLED)
    return is_call or node.kind in INLINE


@dataclass(slots=True)
class _Table:
    """A table that is being read, row by row.

    Attributes:
        cells: words of the cells of the row at hand, by the column of each.
        heads: words of the header cell that was last met above each column.
    """

    rows: dict[int, tuple[int, Row]]
    cells: dict[int, list[str]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    cell: Node | None = None


@dataclass(slots=True)
class _Speaker:
    """What was said before, as far as it matters for what comes next.

    Attributes:
        label: that waits for the words behind it.
        tables: that are open, the innermost last.
    """

    elements: Elements
    language: str
    label: str = ""
    tables: list[_Table] = field(default_factory=list)

    def asides(self, node: Node) -> tuple[str, str]:
        """Say what is announced of an element in a line."""
        before, behind = "", ""
        if node.kind == "Link":
            before, behind = "[link: ", "]"
        elif node.kind == "Lbl":
            before, behind = "[note ", "]"
        if self._changes_language(node):
            before, behind = f"{before}[{node.text('/Lang')}: ", f"]{behind}"
        short_for = node.text("/E")
        return before, f"{behind} [short for {short_for}]" if short_for else behind

    def speak(self, event: Entered | Left | Block) -> Iterator[str]:
        """Say what there is to say of an event."""
        if isinstance(event, Block):
            yield from self._say_block(event)
        elif isinstance(event, Entered):
            yield from self._say_beginning(event.node)
        else:
            yield from self._say_end(event.node)

    def _say_beginning(self, node: Node) -> Iterator[str]:
        kind = node.kind
        if kind == "L":
            yield from self._line(f"list, {_counted(_count(node, 'LI'), 'item')}")
        elif kind == "TOC":
            yield from self._line(f"table of contents, {_counted(_count(node, 'TOCI'), 'entry', 'entries')}")
        elif kind == "Table":
            rows = read_grid(node)
            size = f"{_counted(len(rows), 'row')}, {_counted(column_count(rows), 'column')}"
            yield from self._line(f"table, {size}")
            self.tables.append(_Table({id(row.node): (number, row) for number, row in enumerate(rows, 1)}))
        elif kind in ("TH", "TD") and self.tables:
            self.tables[-1].cell = node
        elif kind == "LI":
            self.label = "•"
        elif kind in _ANNOUNCED:
            yield from self._line(_ANNOUNCED[kind])

    def _say_end(self, node: Node) -> Iterator[str]:
        kind = node.kind
        if kind == "Table" and self.tables:
            self.tables.pop()
            yield from self._line("end of table")
        elif kind == "TR" and self.tables:
            yield from self._say_row(self.tables[-1], node)
        elif kind in ("TH", "TD") and self.tables:
            self.tables[-1].cell = None
        elif kind == "L":
            yield from self._line("end of list")
        elif kind == "TOC":
            yield from self._line("end of table of contents")
        elif kind in _ANNOUNCED:
            yield from self._line(f"end of {_ANNOUNCED[kind]}")
        if kind in _LABELLED:
            self.label = ""

    def _say_block(self, block: Block) -> Iterator[str]:
        words = block.words()
        holder = block.node.parent
        if not words:
            return
        if block.kind == "Lbl":
            self.label = f"note {words}:" if holder and holder.kind in ("Note", "FENote") else words
            return
        named = _HEADINGS.get(block.kind) or _NAMED.get(block.kind, "")
        if block.kind == "TOCI" or any(each.kind == "TOCI" for each in block.node.ancestors()):
            named = "entry: "
        if block.kind == "Note" and not self.label:
            named = "note: "
        if block.kind == "P" and block.node.parent and block.node.parent.kind == "Caption":
            named = _NAMED["Caption"]
        spoken = f"[{block.node.text('/Lang')}] " if self._changes_language(block.node) else ""
        continued = "continued: " if block.continued else ""
        label, self.label = self.label, ""
        if label == "•" and words.startswith(_BULLETS):
            label = ""
        yield from self._line(f"{label} {named}{continued}{spoken}{words}".strip())

    def _line(self, line: str) -> Iterator[str]:
        """Say a line, or keep it for the row of a table that it is in."""
        table = self.tables[-1] if self.tables else None
        if table is None or table.cell is None:
            yield line
            return
        place = self._place(table, table.cell)
        table.cells.setdefault(place, []).append(line)

    def _place(self, table: _Table, cell: Node) -> int:
        """Return the column that a cell begins in; cells in no row are put behind the others."""
        _, row = table.rows.get(id(cell.parent), (0, None))
        return next((each.column for each in row.cells if each.node is cell), -1) if row else -1

    def _say_row(self, table: _Table, node: Node) -> Iterator[str]:
        """Say a row: its number, then each cell behind the header of its column."""
        number, row = table.rows.get(id(node), (0, None))
        if row is None:
            return
        said = []
        for cell in row.cells:
            words = ", ".join(table.cells.get(cell.column, ())) or "blank"
            head = "" if cell.heads else table.heads.get(cell.column, "")
            said.append(f"{head}: {words}" if head else words)
            if cell.heads and row.heads:
                table.heads |= dict.fromkeys(range(cell.column, cell.column + cell.columns), words)
        table.cells.clear()
        kind = "header row" if row.heads else "row"
        yield f"{kind} {number}: {'; '.join(said)}"

    def _changes_language(self, node: Node) -> bool:
        own = node.text("/Lang")
        if not own:
            return False
        above = next((lang for each in node.ancestors() if (lang := each.text("/Lang"))), self.language)
        return own.lower() != above.lower()


def _count(node: Node, kind: str) -> int:
    return sum(each.kind == kind for each in node.elements())


def _counted(number: int, what: str, several: str = "") -> str:
    return f"{number} {what if number == 1 else several or what + 's'}"
