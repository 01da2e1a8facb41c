"""The engine's own crashes, as findings: WeasyPrint 70.0 dies of some values that it should ignore.

``calc(1px + var(--a))`` where --a has no value ends in an AssertionError, ``column-count: calc(1/0)`` in an
OverflowError, a gradient with two CMYK stops in a NotImplementedError (measured). The traceback holds the token that
was at hand, and with it the file, line and column.
"""

import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from pipeline.findings import Finding, Place, error
from pipeline.stylesheets import Sheet

_HINT: Final = (
    "most often a value that it cannot compute: a division by 0, two CMYK stops in a gradient, "
    "calc() with a custom property that has no value there"
)


def word_crash(problem: Exception, subject: str, sheets: Sequence[Sheet], otherwise: Place) -> Finding:
    """Word an exception of the engine's.

    Args:
        problem: with its traceback.
        subject: what the engine was at.
        sheets: those that can be to blame.
        otherwise: the place, if the traceback tells none.
    """
    frame = traceback.extract_tb(problem.__traceback__)[-1]
    reason = f"{type(problem).__name__} {problem}".strip()
    where = f"{Path(frame.filename).name}, line {frame.lineno}"
    place = next(_places(problem, sheets), otherwise)
    return error("engine", f"the engine gives up on {subject}: {reason} ({where})", place, _HINT)


def _places(problem: Exception, sheets: Sequence[Sheet]) -> Iterator[Place]:
    """Yield where the declarations and functions stand that the engine was at, innermost first."""
    for frame, _ in reversed(list(traceback.walk_tb(problem.__traceback__))):
        for value in frame.f_locals.values():
            if type(value).__module__ != "tinycss2.ast" or not hasattr(value, "lower_name"):
                continue
            marks = {
                (value.source_line, value.source_column, f"{value.lower_name}{ending}")
                for ending in ("", "(")
            }
            yield from (
                Place(sheet.path, value.source_line, value.source_column)
                for sheet in sheets
                if marks & sheet.marks
            )
