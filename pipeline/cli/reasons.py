"""``--why``: what a build found to do, and why, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.stamp import Change, Compared
from pipeline.stamp.chapters import Cause, Reason

MOST_NAMED: Final = 20
"""Changes that are named one by one; whoever moved a folder wants to see that it was moved, not each file."""


def say_why(compared: Compared) -> None:
    """Say why a report is made again, or is not."""
    for line in worded(compared):
        print(line, file=sys.stderr)


def worded(compared: Compared) -> Iterator[str]:
    """Yield the lines that say why."""
    if compared.stamp is None:
        yield "why: no earlier build says what it was made of"
    elif not compared.changes:
        yield "why: nothing has changed since the last build"
    else:
        yield from (f"why: {_worded(change)}" for change in _named(compared.changes))
        left = len(compared.changes) - MOST_NAMED
        if left > 0:
            yield f"why: and {left} more"


def say_chapters(reasons: Sequence[Reason]) -> None:
    """Say for each chapter why it was set again, or was not."""
    for line in worded_chapters(reasons):
        print(line, file=sys.stderr)


def worded_chapters(reasons: Sequence[Reason]) -> Iterator[str]:
    """Yield a line for each chapter that was set, and one for all that were not."""
    for reason in reasons:
        if reason.cause is not Cause.NOTHING:
            what = f"{reason.file} has changed" if reason.file else reason.cause
            yield f'why: chapter "{reason.chapter}" was set: {what}'
    used = [reason.chapter for reason in reasons if reason.cause is Cause.NOTHING]
    if used:
        yield f"why: not set again, as {Cause.NOTHING}: {', '.join(used)}"


def _named(changes: Sequence[Change]) -> Sequence[Change]:
    return changes[:MOST_NAMED]


def _worded(change: Change) -> str:
    versions = f", from {change.before} to {change.after}" if change.before and change.after else ""
    version = f" ({change.before or change.after})" if not versions and change.before + change.after else ""
    return f"{change.what} was {change.how}{versions}{version}"
