"""Page numbers that agree: chapters are laid out until nothing changes, and then painted where they begin.

Text that quotes page numbers changes its own text, so marking up, laying out and pagination go round (compare Typst's
five attempts). In a round every chapter is brought to begin where the one before it ended; after the first one only what
quotes a page that has moved is laid out again. A chapter that only begins at another folio is not laid out again: its
margin boxes are made anew when it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, Protocol, TypeVar

from pipeline.findings import Checked, Finding, Place, error, warning
from pipeline.markup import ChapterHtml, mark_up
from pipeline.model.report import NumberedReport
from pipeline.pagination import PagedChapter, Pagination
from pipeline.settling.crew import LostWorkerError, Task, Worker, share
from pipeline.settling.memory import Finished, Keeper, Memory, NoKeeper
from pipeline.settling.standing import Candidate, Laid, Standing, opening_of
from pipeline.typesetting import LaidOut, Opening, Painted

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
        htmls: what it was made from.
        rounds: how often the chapters were gone over, the last time to find that nothing had changed.
        seconds: that each chapter has kept somebody busy, in all rounds together; those that nobody had to set are not there.
    """

    chapters: tuple[T, ...]
    htmls: tuple[ChapterHtml, ...]
    pagination: Pagination
    rounds: int
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


def settle(  # noqa: PLR0913 - what is set, who sets it, who hears of it, and what is remembered
    numbered: NumberedReport,
    crew: Callable[[], Sequence[Worker[T]]],
    progress: SettingProgress,
    *,
    size: int = 1,
    marked: Sequence[ChapterHtml] = (),
    memory: Memory[T] | None = None,
    keeper: Keeper[T] | None = None,
) -> Checked[Settled[T]]:
    """Mark up, lay out and paginate until no chapter changes, then paint.

    Args:
        numbered: the report.
        crew: gives those who set chapters, the same each time; what comes out is the same whoever they are and however
            many. Asked for only when there is something to set.
        size: how many they are.
        progress: hears of each chapter.
        marked: the chapters, if they are marked up already, without folios.
        memory: page counts of the last build or, in a process that has made it, the same crew's chapters. It saves
            time, and changes nothing of what comes out; what is found out is added to it.
        keeper: has chapters that other processes have set, and gets those that are set now.

    Returns:
        The chapters; with a warning if page numbers still change in the last round.
    """
    chapters = numbered.report.chapters
    htmls = [*marked] or [mark_up(chapter, numbered, {}) for chapter in chapters]
    memory, keeper = memory or Memory(), keeper or NoKeeper()
    memory.keep_only({chapter.id for chapter in chapters})
    standing = Standing(
        chapters,
        numbered.report.manifest.opens_on,
        htmls,
        dict(memory.laid),
        {**keeper.pages(), **memory.pages},
    )
    setting = _Setting(numbered, crew, size, progress, memory, keeper, standing)
    try:
        return setting.run()
    except LostWorkerError as lost:
        return Checked(None, (_lost(lost.html),))


@dataclass(frozen=True, slots=True)
class _Setting(Generic[T]):
    """One report on its way."""

    numbered: NumberedReport
    crew: Callable[[], Sequence[Worker[T]]]
    size: int
    progress: SettingProgress
    memory: Memory[T]
    keeper: Keeper[T]
    standing: Standing[Worker[T] | None]
    unknown: set[tuple[str, str, Opening]] = field(default_factory=set)
    """Chapters that the keeper was asked for in vain: id, HTML and opening."""
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self) -> Checked[Settled[T]]:
        pagination, before, changed, rounds = self._first_round(), None, True, 1
        while changed and rounds < MOST_ROUNDS:
            rounds += 1
            changed = self._mark_up_again(pagination, before)
            if changed:
                self._lay_out()
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
        settled = Settled(values, tuple(self.standing.htmls), pagination, rounds, self.seconds)
        return Checked(settled, tuple(findings))

    def _spent(self, chapter: str, seconds: float) -> None:
        self.seconds[chapter] = self.seconds.get(chapter, 0.0) + seconds

    def _first_round(self) -> Pagination:
        """Lay out while no folio is known; what quotes folios is only tried out, since it changes when they are."""
        standing, memory = self.standing, self.memory
        quoting = [html.chapter for html in standing.htmls if html.quoted]
        for name in quoting:
            standing.laid.pop(name, None)
        standing.laid |= {name: memory.tried[name] for name in quoting if name in memory.tried}
        self._lay_out()
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

    def _lay_out(self) -> None:
        """Lay out what does not stand; a crew is called only if there is something that no earlier build has done."""
        if self._next_candidate():
            share(self.crew(), self._next_layout, self._spent)

    def _next_candidate(self) -> Candidate | None:
        """Return the next chapter to be laid out, and take those before it that an earlier build has set."""
        while candidates := self.standing.candidates():
            one = min(candidates, key=self._order)
            if not self._recall(one):
                return one
        return None

    def _recall(self, one: Candidate) -> bool:
        asked = (one.html.chapter, one.html.html, one.opening)
        if asked in self.unknown:
            return False
        name = one.html.chapter
        finished = self.memory.finished.get(name)
        if self._is_trial(one.html):
            extent = self.keeper.recall_extent(one.html, one.opening)
        elif finished and finished.is_of(one.html, one.opening):
            extent = finished.extent
        else:
            kept = self.keeper.recall(one.html, one.opening)
            extent = kept.extent if kept else None
            if kept:
                self.memory.finished[name] = Finished(one.html, one.opening, kept.extent, kept.painted)
        if extent is None:
            self.unknown.add(asked)
            return False
        self._stand(Laid(one.html, one.opening, extent, None))
        return True

    def _is_trial(self, html: ChapterHtml) -> bool:
        """Whether a chapter is only laid out to know how long it is: it quotes folios, and those are not known."""
        return bool(html.quoted) and not self.standing.folios_known

    def _stand(self, laid: Laid[Worker[T] | None]) -> None:
        name = laid.html.chapter
        self.standing.laid[name] = laid
        if not self._is_trial(laid.html):
            had = self.memory.laid.get(name)
            self.memory.laid[name] = laid
            if had and had.worker and had.worker is not laid.worker:
                had.worker.forget(name)

    def _next_layout(self, worker: Worker[T]) -> Task[LaidOut | None] | None:
        standing = self.standing
        one = self._next_candidate()
        if one is None:
            return None
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
            self._stand(Laid(one.html, one.opening, extent, worker))
            if extent and self._is_trial(one.html):
                self.keeper.keep_extent(one.html, one.opening, extent)

        if self._is_trial(one.html):
            return Task(one.html, lambda: worker.try_out(one.html, one.opening), take)
        return Task(one.html, lambda: worker.lay_out(one.html, one.opening, one.index), take)

    def _order(self, candidate: Candidate) -> tuple[bool, int]:
        """Sort candidates: one worker goes in order, so that it knows each opening; several begin with the longest."""
        if self.size == 1:
            return True, candidate.index
        return not candidate.likely, -candidate.pages if candidate.likely else candidate.index

    def _paint(self, pagination: Pagination) -> list[Painted[T]]:
        """Paint every chapter where it was laid out, if it is not painted yet."""
        finished, laid = self.memory.finished, self.standing.laid
        everything = [
            _Place(index, html, opening_of(paged))
            for index, (html, paged) in enumerate(zip(self.standing.htmls, pagination.chapters, strict=True))
        ]
        waiting = [
            each
            for each in everything
            if each.name not in finished or not finished[each.name].is_of(each.html, each.opening)
        ]

        def next_task(worker: Worker[T]) -> Task[Any] | None:
            # What only an earlier build has laid out, with another folio, is laid out by whoever is free.
            own = (each for each in waiting if laid[each.name].worker in (worker, None))
            one = next(own, None)
            if one is None:
                return None
            if laid[one.name].worker is None:
                laid[one.name] = replace(laid[one.name], worker=worker)
                return Task(
                    one.html, lambda: worker.lay_out(one.html, one.opening, one.index), take_layout(one)
                )
            self.progress("paint", one.name, len(everything) - len(waiting), len(everything))
            waiting.remove(one)
            return Task(one.html, lambda: worker.paint(one.name, one.opening, one.index), take_painting(one))

        def take_layout(one: _Place) -> Callable[[LaidOut | None], None]:
            def take(extent: LaidOut | None) -> None:
                self._stand(replace(laid[one.name], opening=one.opening, extent=extent))

            return take

        def take_painting(one: _Place) -> Callable[[Painted[T]], None]:
            def take(painted: Painted[T]) -> None:
                extent = laid[one.name].extent
                if extent:
                    painted = self.keeper.keep(one.html, one.opening, extent, painted)
                finished[one.name] = Finished(one.html, one.opening, extent, painted)

            return take

        if waiting:
            share(self.crew(), next_task, self._spent)
        return [finished[html.chapter].painted for html in self.standing.htmls]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a chapter stands in the settled report."""

    index: int
    html: ChapterHtml
    opening: Opening

    @property
    def name(self) -> str:
        return self.html.chapter


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
