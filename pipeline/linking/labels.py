"""Page labels: a PDF reader's page box shows what is printed at the page's foot (ISO 32000-2:2020, 12.4.2)."""

from collections.abc import Iterator

from pipeline.linking.syntax import spell_text
from pipeline.model.report import Report
from pipeline.pagination import FolioStyle, PagedChapter, Pagination

_STYLES = {FolioStyle.ROMAN: b"/r", FolioStyle.ARABIC: b"/D"}

_UNNUMBERED = {"cover": "Cover", "back-cover": "Back cover"}
"""Labels of pages that print no folio, by chapter kind."""


def spell_page_labels(report: Report, pagination: Pagination) -> bytes:
    """Write the number tree of page labels: by folios, or by what a page is where none is printed."""
    ranges = dict(_ranges(report, pagination))
    pairs = b"".join(b" %d%s" % (index, ranges[index]) for index in sorted(ranges))
    return b"<</Nums[%s]>>" % pairs


def _ranges(report: Report, pagination: Pagination) -> Iterator[tuple[int, bytes]]:
    """Yield the index of a range's first page, from 0, and its label dictionary."""
    kinds = {chapter.id: chapter.kind for chapter in report.chapters}
    for index, paged in enumerate(pagination.chapters):
        if paged.blanks_before:
            yield _blanks(paged, pagination.chapters[index - 1])
        if paged.style is FolioStyle.NONE:
            words = _UNNUMBERED.get(kinds[paged.chapter], kinds[paged.chapter].capitalize())
            yield paged.first_page, _words(words)
        else:
            yield paged.first_page, _folios(paged.style, paged.first_folio)


def _blanks(paged: PagedChapter, before: PagedChapter) -> tuple[int, bytes]:
    """Count a blank page with the pages before it, though nothing is printed on it."""
    first = paged.first_page - paged.blanks_before
    if before.style is FolioStyle.NONE:
        return first, _words("Blank")
    return first, _folios(before.style, before.first_folio + before.pages)


def _words(words: str) -> bytes:
    return b"<</P%s>>" % spell_text(words)


def _folios(style: FolioStyle, first: int) -> bytes:
    return b"<</S%s/St %d>>" % (_STYLES[style], first)
