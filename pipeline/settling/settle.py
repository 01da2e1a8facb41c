"""Page numbers that agree: chapters are laid out until nothing changes, and then painted where they begin.

Text that quotes page numbers changes its own text, so marking up, laying out and pagination go round (compare Typst's
five attempts). In a round every chapter is brought to begin where the one before it ended; after the first one only what
quotes a page that has moved is laid out again. A chapter that only begins at another folio is not laid out again: its
margin boxes are made anew when it is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, Protocol, TypeVar

from pipeline.findings import Checked, Finding, Place, error, warning
from pipeline.markup import ChapterHtml, mark_up
from pipeline.model.report import NumberedReport
from pipeline.pagination import PagedChapter, Pagination
from pipeline.settling.crew import LostWorkerError, Task, Worker, share
from pipeline.settling.memory import Finished, Memory
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
    memory: Memory[T] | None = None,
) -> Checked[Settled[T]]:
    """Mark up, lay out and paginate until no chapter changes, then paint.

    Args:
        numbered: the report.
        crew: those who set chapters; what comes out is the same whoever they are and however many.
        progress: hears of each chapter.
        marked: the chapters, if they are marked up already, without folios.
        memory: page counts of the last build or, in a process that has made it, the same crew's chapters. It saves
            time, and changes nothing of what comes out; what is found out is added to it.

    Returns:
        The chapters; with a warning if page numbers still change in the last round.
    """
    chapters = numbered.report.chapters
    htmls = [*marked] or [mark_up(chapter, numbered, {}) for chapter in chapters]
    memory = memory or Memory()
    memory.keep_only({chapter.id for chapter in chapters})
    standing = Standing(
        chapters, numbered.report.manifest.opens_on, htmls, dict(memory.laid), dict(memory.pages)
    )
    setting = _Setting(numbered, crew, progress, memory, standing)
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
    memory: Memory[T]
    standing: Standing[Worker[T]]

    def run(self) -> Checked[Settled[T]]:
        pagination, before, changed, rounds = self._first_round(), None, True, 1
        while changed and rounds < MOST_ROUNDS:
            rounds += 1
            changed = self._mark_up_again(pagination, before)
            if changed:
                share(self.crew, self._next_layout)
                before, pagination = pagination, self.standing.paginate()
        self.memory.pages.update({paged.chapter: paged.pages for paged in pagination.chapters})
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

    def _first_round(self) -> Pagination:
        """Lay out while no folio is known; what quotes folios is only tried out, since it changes when they are."""
        standing, memory = self.standing, self.memory
        quoting = [html.chapter for html in standing.htmls if html.quoted]
        for name in quoting:
            standing.laid.pop(name, None)
        standing.laid |= {name: memory.tried[name] for name in quoting if name in memory.tried}
        share(self.crew, self._next_layout)
        pagination = standing.paginate()
        for name in quoting:
            memory.tried[name] = tried = standing.laid.pop(name)
            standing.guesses[name] = tried.pages
        standing.laid |= {name: memory.laid[name] for name in quoting if name in memory.laid}
        standing.folios_known = True
        return pagination

    def _mark_up_again(self, pagination: Pagination, before: Pagination | None) -> bool:
        """Mark up what quotes a folio that is new; return whether a chapter has changed."""
        changed = False
        for index, html in enumerate(self.standing.htmls):
            if not any(before is None or _moved(key, before, pagination) for key in html.quoted):
                continue
            chapter = self.numbered.report.chapters[index]
            anew = mark_up(chapter, self.numbered, pagination.folios, settled=True)
            # What was only tried out is yet to be laid out.
            changed = changed or anew != html or before is None
            self.standing.htmls[index] = anew
        return changed

    def _next_layout(self, worker: Worker[T]) -> Task[LaidOut | None] | None:
        standing = self.standing
        candidates = standing.candidates()
        if not candidates:
            return None
        one = min(candidates, key=self._order)
        name = one.html.chapter
        known = sum(
            html.chapter in standing.laid and standing.laid[html.chapter].html == html
            for html in standing.htmls
        )
        done = min(known + len(standing.running), len(standing.htmls) - 1)
        self.progress("typeset", name, done, len(standing.htmls))
        standing.running.add(name)

        def take(extent: LaidOut | None) -> None:
            standing.running.discard(name)
            standing.laid[name] = laid = Laid(one.html, one.opening, extent, worker)
            if not tried:
                had = self.memory.laid.get(name)
                self.memory.laid[name] = laid
                if had and had.worker is not worker:
                    had.worker.forget(name)

        if tried := bool(one.html.quoted) and not standing.folios_known:
            return Task(one.html, lambda: worker.try_out(one.html, one.opening), take)
        return Task(one.html, lambda: worker.lay_out(one.html, one.opening, one.index), take)

    def _order(self, candidate: Candidate) -> tuple[bool, int]:
        """Sort candidates: one worker goes in order, so that it knows each opening; several begin with the longest."""
        if len(self.crew) == 1:
            return True, candidate.index
        return not candidate.likely, -candidate.pages if candidate.likely else candidate.index

    def _paint(self, pagination: Pagination) -> list[Painted[T]]:
        """Paint every chapter where it was laid out, if it is not painted yet."""
        finished = self.memory.finished
        waiting = [
            (index, html, opening_of(paged))
            for index, (html, paged) in enumerate(zip(self.standing.htmls, pagination.chapters, strict=True))
        ]
        total = len(waiting)
        waiting = [
            (index, html, opening)
            for index, html, opening in waiting
            if html.chapter not in finished or not finished[html.chapter].is_of(html, opening)
        ]

        def next_painting(worker: Worker[T]) -> Task[Painted[T]] | None:
            own = (each for each in waiting if self.standing.laid[each[1].chapter].worker is worker)
            one = next(own, None)
            if one is None:
                return None
            self.progress("paint", one[1].chapter, total - len(waiting), total)
            waiting.remove(one)
            index, html, opening = one

            def take(painted: Painted[T]) -> None:
                finished[html.chapter] = Finished(html, opening, painted)

            return Task(html, lambda: worker.paint(html.chapter, opening, index), take)

        share(self.crew, next_painting)
        return [finished[html.chapter].painted for html in self.standing.htmls]


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
