"""Page numbers that agree: chapters are laid out until nothing changes, and then painted where they begin.

Text that quotes page numbers changes its own text, so marking up, laying out and pagination go round (compare Typst's
five attempts). In a round every chapter is brought to begin where the one before it ended; after the first one only what
quotes a page that has moved is laid out again. A chapter that only begins at another folio is not laid out again: its
margin boxes are made anew when it is painted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, Protocol, TypeVar

from pipeline.findings import Checked, Finding, Place, error, warning
from pipeline.markup import ChapterHtml, mark_up
from pipeline.model.report import NumberedReport
from pipeline.pagination import PagedChapter, Pagination
from pipeline.settling.crew import LostWorkerError, Task, Worker, share
from pipeline.settling.standing import Candidate, Laid, Standing, opening_of
from pipeline.typesetting import LaidOut, Painted

T = TypeVar("T")

MOST_ROUNDS: Final = 5
"""Rounds after which page numbers that still change are given up on."""


class SettingProgress(Protocol):
    """Somebody who wants to know which chapter is at hand."""

    def __call__(self, stage: str, chapter: str, done: int, total: int, /) -> object:
        """Hear that a chapter is being set or painted, and that ``done`` of ``total`` are."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """All chapters, with page numbers that agree with each other.

    Attributes:
        chapters: what was made of each, in order.
        rounds: how often the chapters were gone over, the last time to find that nothing had changed.
    """

    chapters: tuple[T, ...]
    pagination: Pagination
    rounds: int


def settle(
    numbered: NumberedReport,
    crew: Sequence[Worker[T]],
    progress: SettingProgress,
    *,
    marked: Sequence[ChapterHtml] = (),
    guesses: Mapping[str, int] | None = None,
) -> Checked[Settled[T]]:
    """Mark up, lay out and paginate until no chapter changes, then paint.

    Args:
        numbered: the report.
        crew: those who set chapters; what comes out is the same whoever they are and however many.
        progress: hears of each chapter.
        marked: the chapters, if they are marked up already, without folios.
        guesses: page counts of the last build, by chapter; they save time, and change nothing.

    Returns:
        The chapters; with a warning if page numbers still change in the last round.
    """
    chapters = numbered.report.chapters
    htmls = [*marked] or [mark_up(chapter, numbered, {}) for chapter in chapters]
    standing: Standing[Worker[T]] = Standing(
        chapters, numbered.report.manifest.opens_on, htmls, guesses or {}
    )
    setting = _Setting(numbered, crew, progress, standing)
    try:
        return setting.run()
    except LostWorkerError as lost:
        return Checked(None, (_lost(lost.html),))


@dataclass(frozen=True, slots=True)
class _Setting(Generic[T]):
    """One report on its way."""

    numbered: NumberedReport
    crew: Sequence[Worker[T]]
    progress: SettingProgress
    standing: Standing[Worker[T]]

    def run(self) -> Checked[Settled[T]]:
        pagination, before, changed, rounds = None, None, True, 0
        while changed and rounds < MOST_ROUNDS:
            rounds += 1
            changed = pagination is None or self._mark_up_again(pagination, before)
            if changed:
                self._lay_out()
                before, pagination = pagination, self.standing.paginate()
        assert pagination is not None
        painted = self._paint(pagination)
        heard = {finding: None for each in painted for finding in each.heard}
        findings = sorted(heard, key=lambda finding: (finding.place or Place(""), finding.message))
        for each, paged in zip(painted, pagination.chapters, strict=True):
            findings += (_on_report_page(finding, paged) for finding in each.result.findings)
        if changed:
            findings.append(_unsettled(before, pagination))
        values = tuple(each.result.value for each in painted if each.result.value is not None)
        if len(values) < len(painted):
            return Checked(None, tuple(findings))
        return Checked(Settled(values, pagination, rounds), tuple(findings))

    def _mark_up_again(self, pagination: Pagination, before: Pagination | None) -> bool:
        """Mark up what quotes a folio that is new; return whether a chapter has changed."""
        changed = False
        for index, html in enumerate(self.standing.htmls):
            if not any(before is None or _moved(key, before, pagination) for key in html.quoted):
                continue
            chapter = self.numbered.report.chapters[index]
            anew = mark_up(chapter, self.numbered, pagination.folios, settled=True)
            changed = changed or anew != html
            self.standing.htmls[index] = anew
        return changed

    def _lay_out(self) -> None:
        """Lay out until every chapter begins where the one before it ends."""
        share(self.crew, self._next_layout)

    def _next_layout(self, worker: Worker[T]) -> Task[LaidOut | None] | None:
        standing = self.standing
        candidates = standing.candidates()
        if not candidates:
            return None
        one = min(candidates, key=self._order)
        name = one.html.chapter

        def take(extent: LaidOut | None) -> None:
            standing.running.discard(name)
            had = standing.laid.get(name)
            standing.laid[name] = Laid(one.html, one.opening, extent, worker)
            if had and had.worker is not worker:
                had.worker.forget(name)

        done = sum(
            name in standing.laid and standing.laid[name].html == html
            for name, html in ((html.chapter, html) for html in standing.htmls)
        )
        self.progress("typeset", name, done, len(standing.htmls))
        standing.running.add(name)
        return Task(one.html, lambda: worker.lay_out(one.html, one.opening, one.index), take)

    def _order(self, candidate: Candidate) -> tuple[bool, int]:
        """Sort candidates: one worker goes in order, so that it knows each opening; several begin with the longest."""
        if len(self.crew) == 1:
            return True, candidate.index
        return not candidate.likely, -candidate.pages if candidate.likely else candidate.index

    def _paint(self, pagination: Pagination) -> list[Painted[T]]:
        """Paint every chapter where it was laid out."""
        painted: dict[str, Painted[T]] = {}
        waiting = list(enumerate(pagination.chapters))

        def next_painting(worker: Worker[T]) -> Task[Painted[T]] | None:
            own = (each for each in waiting if self.standing.laid[each[1].chapter].worker is worker)
            one = next(own, None)
            if one is None:
                return None
            waiting.remove(one)
            index, paged = one
            self.progress("paint", paged.chapter, len(painted), len(pagination.chapters))
            return Task(
                self.standing.htmls[index],
                lambda: worker.paint(paged.chapter, opening_of(paged), index),
                lambda result: painted.__setitem__(paged.chapter, result),
            )

        share(self.crew, next_painting)
        return [painted[paged.chapter] for paged in pagination.chapters]


def _lost(html: ChapterHtml) -> Finding:
    return error(
        "engine",
        f'the process that set chapter "{html.chapter}" has died',
        Place(html.path),
        "if the machine is short of memory, build with --jobs 1; else something in the chapter crashes the engine",
    )


def _moved(key: str, before: Pagination, now: Pagination) -> bool:
    return before.folios.get(key) != now.folios.get(key)


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
