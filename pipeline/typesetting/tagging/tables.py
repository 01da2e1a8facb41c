"""Headers of table cells: which header speaks for which cell, also under spans.

WeasyPrint 70.0 writes no Scope, and wrong Headers as soon as a header spans rows or columns (measured). Here a table's
cells are laid into a grid first, as HTML does it (HTML, 4.9.12.1); then a cell's headers are looked for from the cell to the
left and upwards (HTML, 4.9.12.2; ISO 32000-1:2008, table 349). Unlike there, a header of columns needs no ``colgroup``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """

    element: Any
    row: int
    column: int
    rows: int
    columns: int
    group: Any

    @property
    def is_header(self) -> bool:
        return bool(self.element.tag == "th")


_Line = Sequence[tuple[int, _Slot | None]]
"""The cells of one row or column with where they begin; cells of data that follow each other are one None."""


def describe_cells(table: Any, prefix: str) -> Mapping[Any, tuple[Cell, str | None]]:
    """Describe every cell of a table.

    Args:
        table: the HTML element.
        prefix: begins the identifiers of its headers.

    Returns:
        By element: what the cell says of its place, and a header's identifier.
    """
    grid = _Grid(list(_slots(table)))
    names = {slot.element: f"{prefix}-{slot.row}-{slot.column}" for slot in grid.slots if slot.is_header}
    return {
        slot.element: (
            Cell(
                _SCOPES[grid.says[slot.element]] if slot.is_header else None,
                slot.columns,
                slot.rows,
                tuple(names[header.element] for header in grid.headers(slot)),
            ),
            names.get(slot.element),
        )
        for slot in grid.slots
    }


class _Grid:
    """A table's cells in rows and columns."""

    def __init__(self, slots: list[_Slot]) -> None:
        self.slots = slots
        self.says = dict(_scopes(slots))
        self.columns = _lines(slots, lambda slot: (slot.column, slot.columns, slot.row))
        across = sorted(slots, key=lambda slot: slot.column)
        self.rows = _lines(across, lambda slot: (slot.row, slot.rows, slot.column))
        self.of_groups = [slot for slot in slots if self.says.get(slot.element) == "rowgroup"]

    def headers(self, cell: _Slot) -> Iterator[_Slot]:
        """Yield the headers that speak for a cell, each once: those of its columns, of its rows, of its row group."""
        found: dict[int, _Slot] = {}
        for column in range(cell.column, cell.column + cell.columns):
            above = self._seek(cell, self.columns[column], cell.row, lambda slot: (slot.column, slot.columns))
            found |= {id(slot): slot for slot in above if self.says[slot.element].startswith("col")}
        for row in range(cell.row, cell.row + cell.rows):
            before = self._seek(cell, self.rows[row], cell.column, lambda slot: (slot.row, slot.rows))
            found |= {id(slot): slot for slot in before if self.says[slot.element] == "row"}
        for slot in self.of_groups:
            reaches = slot.column < cell.column + cell.columns and slot.row < cell.row + cell.rows
            if slot.group is cell.group and reaches:
                found[id(slot)] = slot
        yield from (slot for slot in found.values() if slot is not cell and _says_something(slot.element))

    @staticmethod
    def _seek(
        cell: _Slot, line: _Line, end: int, extent: Callable[[_Slot], tuple[int, int]]
    ) -> Iterator[_Slot]:
        """Yield headers from a cell back to the edge, the outermost last; one hides those that it repeats, behind data."""
        hidden: set[tuple[int, int]] = set()
        block = [cell] if cell.is_header else []
        for _, slot in reversed(line[: bisect_left(line, end, key=lambda entry: entry[0])]):
            if slot is None:
                hidden |= {extent(header) for header in block}
                block = []
                continue
            block.append(slot)
            if extent(slot) not in hidden:
                yield slot


def _lines(
    slots: Sequence[_Slot], place: Callable[[_Slot], tuple[int, int, int]]
) -> Mapping[int, list[tuple[int, _Slot | None]]]:
    lines: dict[int, list[tuple[int, _Slot | None]]] = {}
    for slot in slots:
        first, count, begin = place(slot)
        for index in range(first, first + count):
            line = lines.setdefault(index, [])
            if slot.is_header:
                line.append((begin, slot))
            elif not line or line[-1][1] is not None:
                line.append((begin, None))
    return lines


def _scopes(slots: Sequence[_Slot]) -> Iterator[tuple[Any, str]]:
    """Yield what headers stand for: what they say, or what HTML makes of where they stand (4.9.12.2)."""
    data = [slot for slot in slots if not slot.is_header]
    rows = {row for slot in data for row in range(slot.row, slot.row + slot.rows)}
    columns = {column for slot in data for column in range(slot.column, slot.column + slot.columns)}
    for slot in slots:
        if not slot.is_header:
            continue
        written = str(slot.element.get("scope") or "").lower()
        if written in _SCOPES:
            yield slot.element, written
        elif rows.isdisjoint(range(slot.row, slot.row + slot.rows)):
            yield slot.element, "col"
        elif columns.isdisjoint(range(slot.column, slot.column + slot.columns)):
            yield slot.element, "row"
        else:
            # HTML lets it speak for nothing; what begins a row is its header more likely than not.
            yield slot.element, "row" if slot.column == 0 else "col"


def _says_something(header: Any) -> bool:
    return len(header) > 0 or bool((header.text or "").strip())


def _slots(table: Any) -> Iterator[_Slot]:
    """Lay the cells into the grid, row by row; a cell begins in the first column that no cell above spans into."""
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    ends = {group: row for row, (group, _) in enumerate(rows)}
    for row, (group, element) in enumerate(rows):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            columns = _span(cell.get("colspan"), _WIDEST)
            # A span of 0 rows, and every longer one, ends with the row group.
            height = _span(cell.get("rowspan"), ends[group] - row + 1, zero=ends[group] - row + 1)
            taken |= {(row + y, column + x) for y in range(height) for x in range(columns)}
            yield _Slot(cell, row, column, height, columns, group)
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
