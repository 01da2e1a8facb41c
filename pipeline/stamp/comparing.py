"""Comparing what is there with what the last build left: whether there is anything to do, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.stamp.inputs import Inputs, digest_of, take_inputs
from pipeline.stamp.reasons import Change, How, changes
from pipeline.stamp.stamp import Stamp, read_stamp


@dataclass(frozen=True, slots=True)
class Compared:
    """What there is to do.

    Attributes:
        inputs: as they are now.
        stamp: of the last build; None if there is none that can be trusted.
        changes: since that build; none without a stamp.
    """

    inputs: Inputs
    stamp: Stamp | None
    changes: tuple[Change, ...] = ()

    @property
    def unchanged(self) -> Stamp | None:
        """The stamp of a build that need not be repeated."""
        return self.stamp if not self.changes else None


def compare(root: Path, machine: Mapping[str, str] | None = None) -> Compared:
    """Compare a project with what its last build left.

    Args:
        root: the project root.
        machine: what shapes the report beside files; None asks this machine.
    """
    stamp = read_stamp(root)
    inputs = take_inputs(root, machine)
    if stamp is None:
        return Compared(inputs, None)
    gone = tuple(Change(path, how) for path, how in _unpublished(root, stamp))
    return Compared(inputs, stamp, (*changes(stamp.inputs, stamp.inputs_now(root, inputs)), *gone))


def _unpublished(root: Path, stamp: Stamp) -> list[tuple[str, How]]:
    """Return what was published and is not there any more, or not as it was."""
    missing = [
        (path, How.CHANGED if (root / path).exists() else How.REMOVED)
        for path, known in stamp.published.items()
        if digest_of(root / path)[0] != known
    ]
    return sorted(missing)
