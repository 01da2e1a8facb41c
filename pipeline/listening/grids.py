"""Tables as grids: which cell stands in which row and column, spans counted (ISO 32000-2:2020, 14.8.4.8.3, 14.8.5.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.pdf.elements import Node
from pipeline.pdf.objects import dictionary_of, integer_of, items_of, name_of, raw

_PARTS: Final = ("THead", "TBody", "TFoot")

_WIDEST: Final = 500
"""Rows or columns that a cell may span; a larger number is a mistake."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in its place.

    Attributes:
        row: from 0, as ``column``: where its first corner is.
        columns: how many it spans.
        heads: whether it is a header cell.
    """

    node: Node
    row: int
    column: int
    columns: int
    heads: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        heads: whether it stands in THead, or has nothing but header cells.
    """

    node: Node
    cells: tuple[Cell, ...]
    heads: bool


def read_grid(table: Node) -> tuple[Row, ...]:
    """Read the rows of a table, those of tables in its cells left out."""
    rows: list[Row] = []
    taken: dict[int, int] = {}
    for node in _rows(table):
        cells, column, now = [], 0, len(rows)
        for each in node.elements():
            if each.kind not in ("TH", "TD"):
                continue
            # Columns that a cell of an earlier row reaches down into are passed over.
            while taken.get(column, 0) > now:
                column += 1
            columns = _span(each, "/ColSpan")
            cells.append(Cell(each, now, column, columns, each.kind == "TH"))
            taken |= dict.fromkeys(range(column, column + columns), now + _span(each, "/RowSpan"))
            column += columns
        in_head = node.parent is not None and node.parent.kind == "THead"
        rows.append(Row(node, tuple(cells), in_head or (bool(cells) and all(cell.heads for cell in cells))))
    return tuple(rows)


def column_count(rows: tuple[Row, ...]) -> int:
    """Count the columns of the widest row."""
    return max((cell.column + cell.columns for row in rows for cell in row.cells), default=0)


def _rows(table: Node) -> Iterator[Node]:
    for each in table.elements():
        if each.kind == "TR":
            yield each
        elif each.kind in _PARTS:
            yield from (row for row in each.elements() if row.kind == "TR")


def _span(cell: Node, name: str) -> int:
    attributes = raw(cell.entries, "/A")
    for item in items_of(attributes) or (attributes,):
        entries = dictionary_of(item)
        if name_of(raw(entries, "/O")) == "Table":
            number = integer_of(raw(entries, name))
            if number is not None:
                return min(max(number, 1), _WIDEST)
    return 1
