"""Reasons: what has changed since the last build, as values; the command line words them for ``--why``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.stamp.inputs import Inputs


class How(StrEnum):
    """What happened to something."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Something that is not what it was.

    Attributes:
        what: a path, or a name such as ``package weasyprint``.
        before: the version that it had; empty for files.
        after: the version that it has.
    """

    what: str
    how: How
    before: str = ""
    after: str = ""


def changes(before: Inputs, after: Inputs) -> tuple[Change, ...]:
    """Return what differs between inputs, in the order of names: files first, then the machine."""
    machine = [
        Change(each.what, each.how, before.machine.get(each.what, ""), after.machine.get(each.what, ""))
        for each in _differences(before.machine, after.machine)
    ]
    return (*_differences(before.files, after.files), *machine)


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            found.append(Change(name, How.ADDED))
        elif name not in after:
            found.append(Change(name, How.REMOVED))
        elif before[name] != after[name]:
            found.append(Change(name, How.CHANGED))
    return found
