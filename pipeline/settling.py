"""Page numbers that agree: stages 3 to 5 go round until nothing changes.

Text that quotes page numbers changes their own text. In a round each chapter begins where the one before it ended, so
after the first one only what quotes a page, or begins elsewhere, is set again (compare Typst's five attempts).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol

from pipeline.findings import Checked, Finding, warning
from pipeline.markup import ChapterHtml, Marking
from pipeline.markup.chapter import UNNUMBERED
from pipeline.model.report import Chapter, NumberedReport
from pipeline.pagination import Extent, PagedChapter, Pagination, paginate
from pipeline.typesetting import ChapterPdf, Opening, Side

MOST_ROUNDS: Final = 5
"""Rounds after which page numbers that still change are given up on."""


class Typesetter(Protocol):
    """Stage 4, as this loop needs it: the engine, or a stand-in for one."""

    def typeset(self, html: ChapterHtml, opening: Opening) -> Checked[ChapterPdf]:
        """Typeset one chapter that begins so."""


class ChapterProgress(Protocol):
    """Somebody who wants to know which chapter is at hand."""

    def __call__(self, chapter: str, done: int, total: int) -> object:
        """Hear that a chapter is being set, and that ``done`` of ``total`` come before it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """All chapters, with page numbers that agree with each other.

    Attributes:
        rounds: how often the chapters were gone over, the last time to find that nothing had changed.
    """

    chapters: tuple[ChapterPdf, ...]
    pagination: Pagination
    rounds: int


@dataclass(frozen=True, slots=True)
class _Set:
    """A chapter as it was last set, and what it was set from."""

    html: ChapterHtml
    opening: Opening
    result: Checked[ChapterPdf]


def settle(
    numbered: NumberedReport,
    typesetter: Typesetter,
    progress: ChapterProgress,
    marking: Marking | None = None,
) -> Checked[Settled]:
    """Mark up, typeset and paginate until no chapter changes.

    Args:
        marking: has marked up chapters of this report before; None if nobody has.

    Returns:
        The chapters; with a warning if page numbers still change in the last round.
    """
    marking = marking or Marking.of(numbered)
    done: dict[str, _Set] = {}
    before: Pagination | None = None
    pagination: Pagination | None = None
    for rounds in range(1, MOST_ROUNDS + 1):  # noqa: B007 - the last value is what is told
        changed = _go_round(marking, typesetter, progress, done, pagination)
        before, pagination = pagination, _paginate(numbered, numbered.report.chapters, done)
        if not changed:
            break
    assert pagination is not None
    results = [done[chapter.id].result for chapter in numbered.report.chapters]
    findings = [
        _on_report_page(finding, paged)
        for result, paged in zip(results, pagination.chapters, strict=True)
        for finding in result.findings
    ]
    if changed:
        findings.append(_unsettled(before, pagination))
    pdfs = tuple(result.value for result in results if result.value)
    if len(pdfs) < len(results):
        return Checked(None, tuple(findings))
    return Checked(Settled(pdfs, pagination, rounds), tuple(findings))


def _go_round(
    marking: Marking,
    typesetter: Typesetter,
    progress: ChapterProgress,
    done: dict[str, _Set],
    pagination: Pagination | None,
) -> bool:
    """Set every chapter whose HTML or opening is new; return whether there was one."""
    numbered, chapters = marking.numbered, marking.numbered.report.chapters
    folios = pagination.folios if pagination else {}
    changed = False
    for index, chapter in enumerate(chapters):
        html = marking.mark_up(chapter, folios, settled=pagination is not None)
        opening = _opening(numbered, done, index)
        known = done.get(chapter.id)
        if known and (known.html, known.opening) == (html, opening):
            continue
        progress(chapter.id, index, len(chapters))
        done[chapter.id] = _Set(html, opening, typesetter.typeset(html, opening))
        changed = True
    return changed


def _opening(numbered: NumberedReport, done: Mapping[str, _Set], index: int) -> Opening:
    """Return how a chapter begins, given the pages of those before it."""
    paged = _paginate(numbered, numbered.report.chapters[: index + 1], done).chapters[-1]
    return Opening(paged.first_folio, Side.LEFT if paged.opens_left else Side.RIGHT)


def _paginate(numbered: NumberedReport, chapters: Iterable[Chapter], done: Mapping[str, _Set]) -> Pagination:
    extents = [_extent(chapter, done.get(chapter.id)) for chapter in chapters]
    return paginate(extents, numbered.report.manifest.opens_on)


def _extent(chapter: Chapter, known: _Set | None) -> Extent:
    pdf = known.result.value if known else None
    numbered = chapter.kind not in UNNUMBERED
    if pdf is None:
        # Not set yet, or it could not be: one page keeps the rest of the report in order for its findings.
        return Extent(chapter.id, chapter.part, 1, numbered)
    return Extent(chapter.id, chapter.part, pdf.page_count, numbered, pdf.boxes.first_pages())


def _on_report_page(finding: Finding, paged: PagedChapter) -> Finding:
    """Count a finding's page through the report: a PDF reader shows the report, not the chapter."""
    return replace(finding, page=finding.page + paged.first_page) if finding.page else finding


def _unsettled(before: Pagination | None, after: Pagination) -> Finding:
    earlier = before.folios if before else {}
    moving = sorted(label for label, folio in after.folios.items() if folio != earlier.get(label))
    said = f'the page of "{moving[0]}" still changes' if moving else "page numbers still change"
    return warning(
        "unsettled-pages",
        f"after {MOST_ROUNDS} rounds {said}",
        hint="take {.page} off a link near it, or change a word there",
    )
