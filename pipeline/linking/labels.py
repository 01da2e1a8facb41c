"""Page labels: a PDF reader's page box shows what is printed at the page's foot (ISO 32000-2:2020, 12.4.2)."""

from pypdf import PdfWriter
from pypdf.constants import PageLabelStyle

from pipeline.model.report import Report
from pipeline.pagination import FolioStyle, PagedChapter, Pagination

_STYLES = {
    FolioStyle.ROMAN: PageLabelStyle.LOWERCASE_ROMAN,
    FolioStyle.ARABIC: PageLabelStyle.DECIMAL,
}

_UNNUMBERED = {"cover": "Cover", "back-cover": "Back cover"}
"""Labels of pages that print no folio, by chapter kind."""


def add_page_labels(writer: PdfWriter, report: Report, pagination: Pagination) -> None:
    """Label every page: by its folio, or by what it is where none is printed."""
    kinds = {chapter.id: chapter.kind for chapter in report.chapters}
    for index, paged in enumerate(pagination.chapters):
        if paged.blanks_before:
            _label_blanks(writer, paged, pagination.chapters[index - 1])
        last = paged.first_page + paged.pages - 1
        if paged.style is FolioStyle.NONE:
            prefix = _UNNUMBERED.get(kinds[paged.chapter], kinds[paged.chapter].capitalize())
            writer.set_page_label(paged.first_page, last, prefix=prefix)
        else:
            writer.set_page_label(paged.first_page, last, _STYLES[paged.style], start=paged.first_folio)


def _label_blanks(writer: PdfWriter, paged: PagedChapter, before: PagedChapter) -> None:
    """Count a blank page with the pages before it, though nothing is printed on it."""
    first, last = paged.first_page - paged.blanks_before, paged.first_page - 1
    if before.style is FolioStyle.NONE:
        writer.set_page_label(first, last, prefix="Blank")
    else:
        writer.set_page_label(first, last, _STYLES[before.style], start=before.first_folio + before.pages)
