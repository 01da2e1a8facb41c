"""Data files: CSV under ``sources/`` whose first line names the fields; every cell keeps its line."""

from __future__ import annotations

import csv
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.findings import Checked, Finding, Place, error
from pipeline.reading.text import SourceFile, read_source


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
        small = {name.lower(): name for name in reversed(self.fields)}
        near = get_close_matches(field.lower(), small, n=1)
        meant = f'. Did you mean "{small[near[0]]}"?' if near else ""
        return f"{self.path} has the fields {', '.join(self.fields)}{meant}"


def read_data(root: Path, path: str, place: Place) -> Checked[DataFile]:
    """Read one data file.

    Args:
        root: the project root.
        path: as written, relative to ``sources/``.
        place: where it is named.
    """
    if re.match(r"/|\.\./|[A-Za-z][A-Za-z0-9+.-]*:", posixpath.normpath(path)):
        hint = "save the file under sources/data/ and write data/name.csv"
        if "://" in path and not path.lower().startswith("file:"):
            message = f'"{path}" is an address; nothing is fetched'
            return Checked(None, (error("not-fetched", message, place, hint),))
        return Checked(None, (error("outside-project", f'"{path}" leads out of sources/', place, hint),))
    source = read_source(root, f"sources/{path}", place)
    if any(finding.code == "missing-file" for finding in source.findings):
        return Checked(None, tuple(replace(each, hint=_neighbour(root, path)) for each in source.findings))
    return source.then(parse_data)


def _neighbour(root: Path, path: str) -> str:
    sources = root / "sources"
    files = sorted(file.relative_to(sources).as_posix() for file in sources.rglob("*.csv"))
    near = get_close_matches(path.replace("\\", "/"), files, n=1, cutoff=0.7)
    return f'did you mean "{near[0]}"?' if near else "paths are relative to sources/"


def parse_data(source: SourceFile) -> Checked[DataFile]:
    """Read CSV (RFC 4180); lines of nothing but commas and spaces, as spreadsheets leave them, are passed over."""
    lines: list[_Line] = []
    findings: list[Finding] = []
    for line in _lines(source):
        if isinstance(line, Finding):
            findings.append(line)
        elif any(line.cells):
            lines.append(line)
    if not lines:
        nothing = error("empty-file", "the file holds no line", Place(source.path))
        return Checked(None, tuple(findings) or (nothing,))
    head, *below = lines
    findings += _check_fields(head)
    findings += (_wrong_width(line, head) for line in below if len(line.cells) != len(head.cells))
    if not below and not findings:
        message = "the file names fields but holds no line below them"
        findings.append(error("empty-file", message, Place(source.path)))
    records = (
        Record(dict(zip(head.cells, line.cells, strict=True)), line.place)
        for line in below
        if len(line.cells) == len(head.cells)
    )
    sound = not any(finding.code == "duplicate-key" for finding in findings)
    value = DataFile(source.path, head.cells, tuple(records)) if below and sound else None
    return Checked(value, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Line:
    """The cells of one line, or of several that a quoted cell goes over; it stands where it begins."""

    cells: tuple[str, ...]
    place: Place


def _lines(source: SourceFile) -> Iterator[_Line | Finding]:
    """Yield the lines up to the first that is not CSV."""
    reader = csv.reader(source.text.splitlines(keepends=True), strict=True)
    here = Place(source.path)
    try:
        for cells in reader:
            # A line end in a quoted cell is a space: cells are set as running text.
            yield _Line(tuple(" ".join(cell.split()) for cell in cells), here)
            here = Place(source.path, reader.line_num + 1)
    except csv.Error as problem:
        hint = 'close each quotation mark; inside quotes write "" for one'
        yield error("invalid-value", f"this line is not CSV: {problem}", here, hint)


def _check_fields(head: _Line) -> Iterator[Finding]:
    for field in sorted({field for field in head.cells if field and head.cells.count(field) > 1}):
        message = f'two fields have the name "{field}"'
        yield error("duplicate-key", message, head.place, "give one of them another name")


def _wrong_width(line: _Line, head: _Line) -> Finding:
    message = f"this line has {len(line.cells)} cells, the first line names {len(head.cells)} fields"
    hint = 'put quotes round a cell that holds a comma: "Brighton, Sussex"'
    return error("invalid-value", message, line.place, hint)
