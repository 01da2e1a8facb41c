"""What the engine logs, collected: WeasyPrint tells of what it ignores or cannot have in log records only."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LOGGER_NAME = "weasyprint"


@contextmanager
def engine_records() -> Iterator[list[logging.LogRecord]]:
    """Collect the engine's warnings and errors while the block runs."""
    records: list[logging.LogRecord] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    logger = logging.getLogger(LOGGER_NAME)
    handlers, propagate = logger.handlers, logger.propagate
    # Nobody else hears them: each record becomes a finding, and is printed as one.
    logger.handlers, logger.propagate = [Collector(logging.WARNING)], False
    try:
        yield records
    finally:
        logger.handlers, logger.propagate = handlers, propagate


def arguments(record: logging.LogRecord) -> tuple[Any, ...]:
    """Return what a record's message was filled with."""
    return record.args if isinstance(record.args, tuple) else ()


def position(record: logging.LogRecord) -> tuple[int, int] | None:
    """Return the line and column that a record about CSS gives, both from 1; it never gives a file."""
    match [value for value in arguments(record) if isinstance(value, int)]:
        case [line, column, *_]:
            return line, column
    return None
