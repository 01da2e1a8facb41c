"""Data files: CSV under ``sources/`` whose first line names the fields; every cell keeps its line."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pipeline.findings import Checked, Place, error
from pipeline.reading.text import read_source


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a data file: its cells by field, and where it stands."""

    cells: dict[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file that was read."""

    path: str
    fields: tuple[str, ...]
    records: tuple[Record, ...]

    def hint(self, field: str) -> str:
        """Say which fields there are, for one that is not among them."""
        near = get_close_matches(field, self.fields, n=1)
        meant = f'. Did you mean "{near[0]}"?' if near else ""
        return f"{self.path} has the fields {', '.join(self.fields)}{meant}"


def read_data(root: Path, path: str, place: Place) -> Checked[DataFile]:
    """Read one data file.

    Args:
        root: the project root.
        path: as written, relative to ``sources/``.
        place: where it is named.
    """
    if re.match(r"/|[A-Za-z][A-Za-z0-9+.-]*:", path):
        message = f'"{path}" leads out of the project'
        return Checked(None, (error("outside-project", message, place, "a path relative to sources/"),))
    source = read_source(root, f"sources/{path}", place)
    if source.value is None:
        return Checked(None, source.findings)
    name = source.value.path
    reader = csv.reader(source.value.text.splitlines(), strict=True)
    try:
        fields = tuple(field.strip() for field in next(reader))
        records = []
        findings = []
        for cells in reader:
            here = Place(name, reader.line_num)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(fields):
                message = f"this line has {len(cells)} cells, the first line names {len(fields)} fields"
                hint = 'put quotes round a cell that holds a comma: "Brighton, Sussex"'
                findings.append(error("invalid-value", message, here, hint))
                continue
            stripped = (cell.strip() for cell in cells)
            records.append(Record(dict(zip(fields, stripped, strict=True)), here))
    except csv.Error as problem:
        message = f"this line is not CSV: {problem}"
        hint = 'close each quotation mark; inside quotes write "" for one'
        return Checked(None, (error("invalid-value", message, Place(name, reader.line_num), hint),))
    if not records and not findings:
        message = "the file names fields but holds no line below them"
        return Checked(None, (error("empty-file", message, Place(name)),))
    return Checked(DataFile(name, fields, tuple(records)), tuple(findings))
