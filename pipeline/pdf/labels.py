"""Page labels: the page numbers that viewers show (ISO 32000-2:2020, 12.4.2).

Ranges of pages have a style, a prefix and a first number: ``[0 <</P (Cover)>> 1 <</S /r /St 2>>]`` labels four
pages Cover, ii, iii, iv.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, integer_of, name_of, raw, text_of
from pipeline.pdf.trees import read_number_tree
from pipeline.pdf.walk import Ending

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

_LARGEST_IN_LETTERS: Final = 20_000
"""Above it letters become figures: a label grows with its number, and a hostile file can ask for any number."""


def roman(number: int) -> str:
    """Write a number from 1 in lower-case roman numerals."""
    written = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        written += numeral * times
    return written


def letters(number: int) -> str:
    """Write a number from 1 as the standard counts in letters: a to z, aa to zz, aaa to zzz."""
    rounds, position = divmod(number - 1, 26)
    return chr(ord("a") + position) * (rounds + 1)


STYLES: Final[Mapping[str, tuple[str, Callable[[int], str]]]] = {
    "D": ("decimal", str),
    "R": ("upper-case roman", lambda number: roman(number).upper()),
    "r": ("roman", roman),
    "A": ("upper-case letters", lambda number: letters(number).upper()),
    "a": ("letters", letters),
}
"""Numbering styles (table 161): the name in the file, its name in words, how it writes a number."""


@dataclass(frozen=True, slots=True)
class LabelRange:
    """Pages that are numbered in one way.

    Attributes:
        first_index: index, from 0, of the first page.
        page_count: how many pages of the file it labels.
        style: a key of :data:`STYLES`; None for labels that are the prefix alone.
        first_number: the first page's number.

    """

    first_index: int
    page_count: int
    style: str | None = None
    prefix: str = ""
    first_number: int = 1

    def labels(self) -> Iterator[str]:
        """Give each page's label."""
        for number in range(self.first_number, self.first_number + self.page_count):
            yield self.prefix + self._written(number)

    def _written(self, number: int) -> str:
        if self.style is None:
            return ""
        return STYLES[self.style][1](number) if 1 <= number <= _LARGEST_IN_LETTERS else str(number)


@dataclass(frozen=True, slots=True)
class PageLabels:
    """A document's page labels.

    Attributes:
        ranges: in page order; empty when the document has no page labels.
        oddities: why parts of the number tree were not read.

    """

    ranges: tuple[LabelRange, ...] = ()
    oddities: tuple[Ending, ...] = ()

    def by_page(self) -> dict[int, str]:
        """Return page index, from 0, to label, for the pages that have one."""
        return {
            each.first_index + offset: label
            for each in self.ranges
            for offset, label in enumerate(each.labels())
        }


def read_page_labels(document: Document) -> PageLabels:
    """Read the number tree /PageLabels; ranges that begin outside the document are passed over."""
    tree = read_number_tree(raw(document.catalog, "/PageLabels"))
    page_count = len(document.pages)
    starts = {index: value for index, value in reversed(tree.entries) if 0 <= index < page_count}
    bounds = pairwise([*sorted(starts), page_count])
    return PageLabels(
        tuple(_read_range(first, end - first, starts[first]) for first, end in bounds), tree.oddities
    )


def _read_range(first_index: int, page_count: int, value: object) -> LabelRange:
    entries = dictionary_of(value)
    style = name_of(raw(entries, "/S"))
    first_number = integer_of(raw(entries, "/St"))
    return LabelRange(
        first_index=first_index,
        page_count=page_count,
        style=style if style in STYLES else None,
        prefix=text_of(raw(entries, "/P")) or "",
        first_number=1 if first_number is None else first_number,
    )
