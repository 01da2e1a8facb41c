"""Name trees, written: sorted keys over leaves that say what they hold (ISO 32000-2:2020, 7.9.6)."""

from collections.abc import Sequence
from typing import Final

from pipeline.linking.report_file import ReportFile
from pipeline.linking.syntax import reference, spell_string

_IN_A_LEAF: Final = 64
"""Entries of a leaf: a viewer reads the limits and one leaf to find a name."""


def add_name_tree(entries: Sequence[tuple[bytes, bytes]], file: ReportFile) -> int:
    """Write a name tree.

    Args:
        entries: keys as bytes and values as they are written; sorted by key, at least one.
        file: the report.

    Returns:
        The number of its root.
    """
    leaves = []
    for begin in range(0, len(entries), _IN_A_LEAF):
        some = entries[begin : begin + _IN_A_LEAF]
        names = b"".join(spell_string(key) + value for key, value in some)
        limits = spell_string(some[0][0]) + spell_string(some[-1][0])
        leaves.append(file.add(b"<</Limits[%s]/Names[%s]>>" % (limits, names)))
    return file.add(b"<</Kids[%s]>>" % b"".join(reference(leaf) for leaf in leaves))
