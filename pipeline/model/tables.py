"""Tables as the program sees them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.blocks import Align
from pipeline.model.inlines import Inlines, Source


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's heading, alignment, what its numbers count, and the heading that it shares with its neighbours."""

    title: Inlines
    align: Align
    unit: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """A heading over neighbouring columns; a column that is in no group stands alone, without one."""

    name: str | None
    width: int


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; every row has as many cells as there are columns."""

    label: str | None
    caption: Inlines
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headers: bool
    note: Inlines
    source: Source

    @property
    def groups(self) -> tuple[ColumnGroup, ...]:
        """The row of headings above that of the columns; empty if no column has a group."""
        if not any(column.group for column in self.columns):
            return ()
        found: list[ColumnGroup] = []
        for column in self.columns:
            last = found[-1] if found else None
            if column.group and last and last.name == column.group:
                found[-1] = ColumnGroup(last.name, last.width + 1)
            else:
                found.append(ColumnGroup(column.group, 1))
        return tuple(found)
