"""Headers of table cells: which header speaks for which cell, also under spans.

WeasyPrint 70.0 writes no Scope, and wrong Headers as soon as a header spans rows or columns (measured). Here a table's
cells are laid into a grid first, as HTML does it (HTML, 4.9.12.1); then a cell's headers are those that stand above it in
its columns and beside it in its rows (HTML, 4.9.12.2; ISO 32000-1:2008, table 349).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.typesetting.tagging.elements import Cell

_WIDEST: Final = 1000
"""The greatest span, as in HTML, 4.9.11."""

_SCOPES: Final = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell in the grid.

    Attributes:
        row: of its first slot, from 0, counted through all row groups.
        column: the same.
        group: its row group.
        says: the scope attribute, or what a header without one means there.
    """

    element: Any
    row: int
    column: int
    rows: int
    columns: int
    group: Any
    says: str = ""

    @property
    def is_header(self) -> bool:
        return bool(self.element.tag == "th")

    def shares_columns(self, other: "_Slot") -> bool:
        return self.column < other.column + other.columns and other.column < self.column + self.columns

    def shares_rows(self, other: "_Slot") -> bool:
        return self.row < other.row + other.rows and other.row < self.row + self.rows


def describe_cells(table: Any, prefix: str) -> Mapping[Any, tuple[Cell, str | None]]:
    """Describe every cell of a table.

    Args:
        table: the HTML element.
        prefix: begins the identifiers of its headers.

    Returns:
        By element: what the cell says of its place, and a header's identifier.
    """
    slots = list(_slots(table))
    headers = [slot for slot in slots if slot.is_header]
    names = {slot.element: f"{prefix}-{slot.row}-{slot.column}" for slot in headers}
    return {
        slot.element: (
            Cell(
                _SCOPES[slot.says] if slot.is_header else None,
                slot.columns,
                slot.rows,
                tuple(names[header.element] for header in headers if _speaks_for(header, slot)),
            ),
            names.get(slot.element),
        )
        for slot in slots
    }


def _speaks_for(header: _Slot, cell: _Slot) -> bool:
    """Tell whether a header stands for a cell; headers have headers too where one spans them."""
    if header.element is cell.element:
        return False
    above = header.shares_columns(cell) and header.row < cell.row
    before = header.column < cell.column
    match header.says:
        case "rowgroup":
            return header.group is cell.group and (cell.row > header.row or before)
        case "row":
            return before and header.shares_rows(cell) and not cell.is_header
        case "colgroup":
            return above
        case _:
            return above and not cell.is_header


def _slots(table: Any) -> Iterator[_Slot]:
    """Lay the cells into the grid, row by row; a cell begins in the first column that no cell above spans into."""
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for row, (group, element) in enumerate(rows):
        last = max(index for index, (other, _) in enumerate(rows) if other is group)
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            columns = _span(cell.get("colspan"), _WIDEST)
            # A span of 0 rows, and every longer one, ends with the row group.
            height = _span(cell.get("rowspan"), last - row + 1, zero=last - row + 1)
            taken |= {(row + y, column + x) for y in range(height) for x in range(columns)}
            yield _Slot(cell, row, column, height, columns, group, _scope(cell, group, row, column))
            column += columns


def _rows(table: Any) -> Iterator[tuple[Any, Any]]:
    for child in table:
        if child.tag == "tr":
            yield table, child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from ((child, row) for row in child if row.tag == "tr")


def _span(written: str | None, greatest: int, zero: int = 1) -> int:
    number = int(written) if written and written.strip().isdecimal() else 1
    return min(number or zero, greatest)


def _scope(cell: Any, group: Any, row: int, column: int) -> str:
    """Return what a header stands for; one that does not say, for its row if it begins a row below the first."""
    written = str(cell.get("scope") or "").lower()
    if written in _SCOPES:
        return written
    begins_row = column == 0 and row > 0 and group.tag != "thead"
    return "row" if begins_row else "col"
