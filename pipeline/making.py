"""Stages 4 to 8: from marked-up chapters to ``build/report.pdf``, with what can be used again of builds before.

A maker lives for one build, or in a warm process for many: then its workers keep their engines and layouts, and it
remembers the chapters. What is published never depends on that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pipeline.cache import cleared
from pipeline.cache.store import FOLDER, Store
from pipeline.collation import compare
from pipeline.files import digest
from pipeline.findings import Checked, Finding, Place, Severity
from pipeline.keeping import KeptChapters
from pipeline.linking import Compiled, LinkFacts, compile_typeset, in_blocks, link_fragments
from pipeline.markup import ChapterHtml
from pipeline.model.report import NumberedReport
from pipeline.preflight import Screen, at_their_blocks, preflight_chapter, preflight_whole
from pipeline.publish import publish, report_map
from pipeline.settling import Memory, Settled, Worker, alone, cores, settle, side_by_side
from pipeline.stamp.chapters import Cause, Reason
from pipeline.stamp.inputs import Standing
from pipeline.stylesheets import Sheet
from pipeline.typesetting import KEPT_PAGES, ChapterPdf, Station, open_engine, traced

if TYPE_CHECKING:
    from pipeline.typesetting.chapter import Engine

EDITION = "screen"

FONT_CACHE = "build/cache/fonts"


class Progress(Protocol):
    """Somebody who wants to know how far the build is."""

    def __call__(self, stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
        """Hear that a stage has begun, or that a chapter of it is at hand (``done`` of ``total`` are finished)."""


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was published.

    Attributes:
        path: where it stands.
        size: bytes.
        rounds: how often typesetting went over the chapters until page numbers settled.
        published: digest of each file that was written, by path relative to the project root.
        read: digest of every file that the engine asked for, by path.
        reasons: why each chapter was set, or was not, in their order.
        seconds: that each chapter took which was set.
    """

    path: Path
    size: int
    facts: LinkFacts
    rounds: int
    published: Mapping[str, str]
    read: Mapping[str, str]
    reasons: tuple[Reason, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that typesetting starts from.

    Attributes:
        sheets: the stylesheets in cascade order.
        marked: the chapters as HTML, without folios.
        looked: what was remembered when the sources were looked at, fonts among it.
    """

    numbered: NumberedReport
    sheets: tuple[Sheet, ...]
    marked: tuple[ChapterHtml, ...]
    looked: cleared.Memory | None = None


@dataclass(slots=True)
class Maker:
    """Makes the reports of one project, one after the other.

    Attributes:
        jobs: processes that typeset side by side; with 1, this one does it; None for as many as there are processor cores.
        warm: whether layouts are kept for another build.
        memory: the chapters as the present crew has set them.
        shared: states of the stylesheets and fonts that the present crew works with.
        standing: how those fonts stood on the disk.
        open_store: opens the folder in which chapters are kept, for one build.
    """

    root: Path
    jobs: int | None = 1
    warm: bool = False
    memory: Memory[Compiled] = field(default_factory=Memory)
    shared: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[str, Standing | None] = field(default_factory=dict)
    open_store: Callable[[Path], Store] = Store.open
    _crew: Sequence[Worker[Compiled]] = ()
    _engine: Engine | None = None
    _ending: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.__exit__(kind, problem, trace)

    def make(self, ready: Ready, progress: Progress) -> Checked[Built]:
        """Make a report and publish it.

        Args:
            ready: the report, without mistakes.
            progress: hears of each stage and chapter. If it raises, nothing is published, and the maker can go on.
        """
        kept = KeptChapters.open(self.root, self.open_store(self.root / FOLDER), ready.sheets, EDITION)
        self._renew(kept)
        opening = self._opening_findings(ready, kept, progress)
        if any(finding.severity is Severity.ERROR for finding in opening):
            return Checked(None, opening)
        typeset = self._settle(ready, kept, progress)
        findings = (*opening, *traced(typeset.findings, ready.sheets))
        if typeset.value is None:
            return Checked(None, findings)
        boxes = report_map(typeset.value.chapters, typeset.value.pagination)
        findings = at_their_blocks(findings, boxes)
        if typeset.failed:
            return Checked(None, findings)
        finished = _finish(self.root, ready.numbered, typeset.value, boxes, progress)
        if finished.value:
            kept.keep_build(typeset.value.htmls, typeset.value.pagination)
        return _with_reasons(finished, kept, typeset.value).plus((*findings, *kept.notices))

    def _renew(self, kept: KeptChapters) -> None:
        """Forget chapters that were set from files that have changed: all, if stylesheets or fonts are among them.

        All, too, if the engine has said something of the stylesheets: it says that once in its life, of whichever chapter
        comes first, so nobody knows whether it still holds.
        """
        heard = any(finished.painted.heard for finished in self.memory.finished.values())
        # A font that was another one for a moment may have been used then.
        same = (self.shared, self.standing) == (kept.shared, kept.standing)
        if not same or heard or not self._engine_holds(kept):
            self._dismiss()
            self.memory = Memory()
            self.shared, self.standing = kept.shared, kept.standing
        for name, finished in [*self.memory.finished.items()]:
            value = finished.painted.result.value
            if value is None or any(kept.states.of(path) != state for path, state in value.read.items()):
                self.memory.forget(name)

    def _engine_holds(self, kept: KeptChapters) -> bool:
        """Whether the files that stylesheets name are those that the present engine was opened on."""
        read = self._engine.access.read if self._engine else {}
        return all(kept.states.of(path) == state for path, state in read.items())

    def _opening_findings(self, ready: Ready, kept: KeptChapters, progress: Progress) -> tuple[Finding, ...]:
        """Return what there is to say of stylesheets and fonts: if nobody knows, the engine is opened on them."""
        known = kept.recall_opening()
        return self._open(ready, kept, progress) if known is None else known

    def _open(self, ready: Ready, kept: KeptChapters, progress: Progress) -> tuple[Finding, ...]:
        progress("open the engine")
        engine = open_engine(self.root, ready.sheets, self.root / FONT_CACHE, ready.looked)
        self._engine = engine.value
        if not engine.failed:
            kept.keep_opening(engine.findings, engine.value.access.read if engine.value else {})
        return engine.findings

    def _settle(self, ready: Ready, kept: KeptChapters, progress: Progress) -> Checked[Settled[Compiled]]:
        jobs = min(self.jobs or cores(), len(ready.marked))

        def crew() -> Sequence[Worker[Compiled]]:
            if not self._crew:
                if self._engine is None:
                    self._open(ready, kept, progress)
                assert self._engine  # it was opened on the same files before, and nothing was wrong
                self._crew = self._call_crew(self._engine, ready.sheets, jobs)
            return self._crew

        try:
            settled = settle(
                ready.numbered,
                crew,
                progress,
                size=jobs,
                marked=ready.marked,
                memory=self.memory,
                keeper=kept,
            )
        except BaseException as problem:
            # Somebody may still be at work on what nobody waits for any more.
            self._dismiss(problem)
            raise
        if settled.value is None or not self.warm:
            self._dismiss()
        return settled

    def _call_crew(self, engine: Engine, sheets: tuple[Sheet, ...], jobs: int) -> Sequence[Worker[Compiled]]:
        if jobs == 1:
            # Whoever works alone knows where each chapter begins, and paints it there at once: nothing need be kept, unless
            # for another build.
            keep = KEPT_PAGES if self.warm else 0
            return alone(Station(engine, compile_and_judge, keep=keep, retain=self.warm))
        here = partial(Station, engine, compile_and_judge, retain=self.warm)
        there = partial(_open_station, self.root, sheets, retain=self.warm)
        return self._ending.enter_context(side_by_side(jobs, here, there))

    def _dismiss(self, problem: BaseException | None = None) -> None:
        """Let the crew go, with everything that it has laid out; what is painted stays.

        Args:
            problem: why its work is not waited for.
        """
        ending, self._ending = self._ending, ExitStack()
        self._crew, self._engine = (), None
        self.memory.laid.clear()
        self.memory.tried.clear()
        ending.__exit__(
            type(problem) if problem else None, problem, problem.__traceback__ if problem else None
        )


def _open_station(root: Path, sheets: tuple[Sheet, ...], *, retain: bool) -> Station[Compiled]:
    """Open the engine once more, in a process that has inherited nothing."""
    engine = open_engine(root, sheets, root / FONT_CACHE).value
    assert engine  # the process that commands this one has opened it before
    return Station(engine, compile_and_judge, retain=retain)


def compile_and_judge(typeset: Checked[ChapterPdf], index: int) -> Checked[Compiled]:
    """Make a fragment of a chapter's PDF, hold it against the rules of preflight, and read it back.

    Read aloud by its text alone, it must say what its HTML says: this check on tagging knows nothing of tagging.

    Args:
        typeset: with its findings.
        index: the chapter's place in the report, from 0.
    """
    compiled, pdf = compile_typeset(typeset, index), typeset.value
    if pdf is None or compiled.value is None:
        return compiled
    judged = preflight_chapter(pdf.content)
    read_back = compare(pdf.said, judged.utterances, pdf.chapter, Place(pdf.path))
    return compiled.plus((*judged.findings, *read_back))


def _finish(
    root: Path, numbered: NumberedReport, settled: Settled[Compiled], boxes: bytes, progress: Progress
) -> Checked[Built]:
    """Link, judge and publish.

    Args:
        root: of the project.
        numbered: the report.
        settled: its chapters, each of which has been judged by itself.
        boxes: ``report.map.json``.
        progress: hears of each stage.
    """
    progress("link")
    linked = link_fragments(numbered, in_blocks(settled.chapters), settled.pagination)
    findings = linked.findings
    if linked.value is None or linked.failed:
        return Checked(None, findings)
    content = linked.value.content
    progress("preflight")
    budgets = numbered.report.manifest.budgets
    edition = Screen(budgets.pages, budgets.bytes) if budgets else Screen()
    findings += preflight_whole(content, edition)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Checked(None, findings)
    progress("publish")
    path = root / "build" / "report.pdf"
    beside = {path.with_name("report.map.json"): boxes}
    findings += publish(content, path, beside=beside)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Checked(None, findings)
    published = {
        each.relative_to(root).as_posix(): digest(new) for each, new in {**beside, path: content}.items()
    }
    read = {name: known for chapter in settled.chapters for name, known in chapter.read.items()}
    return Checked(Built(path, len(content), linked.value.facts, settled.rounds, published, read), findings)


def _with_reasons(finished: Checked[Built], kept: KeptChapters, settled: Settled[Compiled]) -> Checked[Built]:
    if finished.value is None:
        return finished
    reasons = (kept.reasons.get(html.chapter, Reason(html.chapter, Cause.NOTHING)) for html in settled.htmls)
    told = replace(finished.value, reasons=tuple(reasons), seconds=settled.seconds)
    return Checked(told, finished.findings)
