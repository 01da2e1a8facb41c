"""The outline: the titles of all chapters, nested, beside the pages (ISO 32000-2:2020, 12.3.3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.linking.fragment import OutlineEntry
from pipeline.linking.report_file import ReportFile
from pipeline.linking.syntax import reference, spell_text


@dataclass(frozen=True, slots=True)
class Branch:
    """An outline item with those below it."""

    entry: OutlineEntry
    below: tuple["Branch", ...] = ()

    @property
    def count(self) -> int:
        """Items below it, at any depth."""
        return sum(1 + branch.count for branch in self.below)


def nest(entries: Sequence[OutlineEntry]) -> tuple[Branch, ...]:
    """Nest items by their levels; one whose level skips some stands below the item before it."""
    if not entries:
        return ()
    top = min(entry.level for entry in entries[:1])
    branches: list[Branch] = []
    begin = 0
    for end in range(1, len(entries) + 1):
        if end == len(entries) or entries[end].level <= top:
            branches.append(Branch(entries[begin], nest(entries[begin + 1 : end])))
            begin = end
    return tuple(branches)


def flatten(branches: Iterable[Branch]) -> Iterator[OutlineEntry]:
    """Give items in order, each before those below it."""
    for branch in branches:
        yield branch.entry
        yield from flatten(branch.below)


def add_outline(branches: Sequence[Branch], file: ReportFile) -> int | None:
    """Write the outline, chapters closed; return the number of its root, None without an item."""
    if not branches:
        return None
    root = file.reserve()
    first, last = _add_level(branches, root, file)
    # /Count is the number of items that show: the chapters, as all of them are closed (table 151).
    ends = b"/First%s/Last%s/Count %d" % (reference(first), reference(last), len(branches))
    return file.add(b"<</Type/Outlines%s>>" % ends, root)


def _add_level(branches: Sequence[Branch], parent: int, file: ReportFile) -> tuple[int, int]:
    """Write items of one level and all below; return the numbers of the first and the last."""
    numbers = [file.reserve() for _ in branches]
    for index, (branch, number) in enumerate(zip(branches, numbers, strict=True)):
        parts = [b"<</Title", spell_text(branch.entry.title), b"/Dest", branch.entry.destination]
        parts += [b"/Parent", reference(parent)]
        if index:
            parts += [b"/Prev", reference(numbers[index - 1])]
        if index + 1 < len(numbers):
            parts += [b"/Next", reference(numbers[index + 1])]
        if branch.below:
            first, last = _add_level(branch.below, number, file)
            # A closed item's count is negative (table 152).
            parts += [b"/First", reference(first), b"/Last", reference(last), b"/Count %d" % -branch.count]
        file.add(b"".join((*parts, b">>")), number)
    return numbers[0], numbers[-1]
