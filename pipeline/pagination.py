"""Stage 5, paginate: which folio and which side each chapter begins with, and the folio of every label.

The cover is page 1 and prints no folio; front matter goes on in roman numerals; the body begins again at 1, on a
right-hand page, and the back matter follows it. Right-hand pages have odd folios throughout, so a blank page is put in
where the sides would not fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.manifest import OpensOn, Part


class FolioStyle(StrEnum):
    """How page numbers are printed (page label styles of ISO 32000-2:2020, 12.4.2)."""

    ROMAN = "roman"
    ARABIC = "arabic"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Extent:
    """What pagination must know of a chapter.

    Attributes:
        pages: how many it has.
        numbered: whether its pages print folios.
        labels: page index in the chapter, from 0, of each label and of the chapter itself.
    """

    chapter: str
    part: Part
    pages: int
    numbered: bool = True
    labels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PagedChapter:
    """A chapter's pages in the report.

    Attributes:
        blanks_before: blank pages between it and the chapter before.
        first_page: index of its first page in the report, from 0.
        first_folio: the number of its first page, from 1.
        style: how its folios are printed.
    """

    chapter: str
    blanks_before: int
    first_page: int
    pages: int
    first_folio: int
    style: FolioStyle

    @property
    def opens_left(self) -> bool:
        """Whether it begins on a left-hand page: the report's first page is a right-hand one."""
        return self.first_page % 2 == 1


@dataclass(frozen=True, slots=True)
class Pagination:
    """The report's pages.

    Attributes:
        chapters: in order.
        folios: the printed folio of each label and chapter; those on unnumbered pages have none.
    """

    chapters: tuple[PagedChapter, ...]
    folios: Mapping[str, str]

    @property
    def page_count(self) -> int:
        """All pages, blank ones included."""
        last = self.chapters[-1]
        return last.first_page + last.pages

    def of(self, chapter: str) -> PagedChapter:
        """Return a chapter's pages."""
        return next(paged for paged in self.chapters if paged.chapter == chapter)


def paginate(extents: Sequence[Extent], opens_on: OpensOn) -> Pagination:
    """Lay the chapters' pages end to end."""
    chapters: list[PagedChapter] = []
    folios: dict[str, str] = {}
    page, folio = 0, 1
    in_body = False
    for extent in extents:
        begins_body = extent.part is not Part.FRONT and not in_body
        wants_right = opens_on is OpensOn.RIGHT or begins_body
        blanks = page % 2 if wants_right and page else 0
        page, folio = page + blanks, folio + blanks
        if begins_body:
            in_body, folio = True, 1
        style = FolioStyle.NONE
        if extent.numbered:
            style = FolioStyle.ARABIC if in_body else FolioStyle.ROMAN
        paged = PagedChapter(extent.chapter, blanks, page, extent.pages, folio, style)
        chapters.append(paged)
        if extent.numbered:
            folios |= {label: printed_folio(folio + index, style) for label, index in extent.labels.items()}
        page, folio = page + extent.pages, folio + extent.pages
    return Pagination(tuple(chapters), folios)


def printed_folio(number: int, style: FolioStyle) -> str:
    """Return a page number as it is printed: 4, iv, or nothing."""
    match style:
        case FolioStyle.ARABIC:
            return str(number)
        case FolioStyle.ROMAN:
            return roman(number)
        case FolioStyle.NONE:
            return ""


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a number from 1 in lower-case roman numerals."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
