"""What the engine logs, as findings.

WeasyPrint's logger says ERROR for a resource it cannot have and WARNING for CSS it ignores (ENGINE 8). Records carry
line and column, but no file; the caller knows the sheet, or the sheet is found by what is declared on that line.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.findings import Finding, Place, error
from pipeline.stylesheets import Sheet

_AT = re.compile(r" at (\d+):(\d+)")


@contextmanager
def engine_records() -> Iterator[list[logging.LogRecord]]:
    """Collect the engine's warnings and errors while the block runs."""
    records: list[logging.LogRecord] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger = logging.getLogger("weasyprint")
    handlers, propagate = logger.handlers, logger.propagate
    # Nobody else hears them: each record becomes a finding, and is printed as one.
    logger.handlers, logger.propagate = [Collector(logging.WARNING)], False
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def stylesheet_finding(record: logging.LogRecord, find_sheet: Callable[[logging.LogRecord], str]) -> Finding | None:
    """Word a record about CSS; None for one that the reading of stylesheets reports better."""
    said = record.getMessage().rstrip(".")
    at = _AT.search(said)
    place = Place(find_sheet(record), *(int(part) for part in at.groups())) if at else Place(find_sheet(record))
    if said.startswith(("Parse error", "Error: ", "Failed to load")):
        return None
    if said.startswith(("Ignored `", "Deprecated `")):
        declaration, reason = re.match(r"\w+ `(.*?)` at \d+:\d+, (.*)", said, re.DOTALL).groups()  # type: ignore[union-attr]
        return error("css-ignored", f'the engine ignores "{_short(declaration)}": {reason}', place, _CSS_HINT)
    return error("css-ignored", f"the engine ignores this: {_short(_AT.sub('', said))}", place, _CSS_HINT)


_CSS_HINT = "mend it or take it out; what the engine ignores misleads the next designer"


def sheet_of(record: logging.LogRecord, sheets: tuple[Sheet, ...]) -> str:
    """Find the sheet that a nameless record is about: the one that declares that property on that line."""
    arguments = record.args if isinstance(record.args, tuple) else ()
    name = str(arguments[0]).lower().replace("_", "-") if arguments else ""
    at = _AT.search(record.getMessage())
    line = int(at[1]) if at else 0
    for sheet in sheets:
        if (line, name) in sheet.declared:
            return sheet.path
    return sheets[-1].path


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:77]}…" if len(flat) > 80 else flat
