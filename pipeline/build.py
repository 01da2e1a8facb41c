"""The road: from ``sources/`` to ``build/report.pdf`` in eight stages, each a function from one value to the next.

Disk stands at the two ends: :func:`read_report` and :func:`publish`. An author's mistakes are collected on the way and
nothing is published if there is one; what was published before stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.answering import answered
from pipeline.cache.cleared import Memory, mark_of
from pipeline.cache.kept import States
from pipeline.cache.recent import Recent
from pipeline.cache.store import FOLDER, Store
from pipeline.cache.toolchain import quick_toolchain
from pipeline.collecting import collector_at_rest
from pipeline.files import digest
from pipeline.findings import Checked, Finding, Severity
from pipeline.findings.catalogue import KNOWN_LATER
from pipeline.findings.finding import in_reading_order
from pipeline.house_style import check_style
from pipeline.markup import ChapterHtml, LayoutError, Marking
from pipeline.model.prose import FigureBlock
from pipeline.model.report import NumberedReport, Report
from pipeline.numbering import number
from pipeline.reading import read_report
from pipeline.spelling import check_spelling
from pipeline.stylesheets import Sheet, properties_in_styles, read_stylesheets
from pipeline.typesetting import Faces, Station, check_drawing, folded, open_engine, read_faces, traced

if TYPE_CHECKING:
    from pipeline.linking import Compiled, LinkFacts
    from pipeline.settling import Worker
    from pipeline.typesetting.chapter import Engine

STYLESHEET = "styles/screen.css"

FONT_CACHE = "build/cache/fonts"


class Progress(Protocol):
    """Somebody who wants to know how far the build is."""

    def __call__(self, stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
        """Hear that a stage has begun, or that a chapter of it is at hand (``done`` of ``total`` are finished)."""


def _silent(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
    """Want to know nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """A report that was published.

    Attributes:
        path: where it stands.
        size: bytes.
        rounds: how often typesetting went over the chapters until page numbers settled.
        published: digest of each file that was written, by path relative to the project root.
        read: digest of every file that the engine asked for, by path.
    """

    path: Path
    size: int
    facts: LinkFacts
    rounds: int
    published: Mapping[str, str]
    read: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that typesetting starts from.

    Attributes:
        marking: the numbered report, with the HTML of its chapters.
        sheets: the stylesheets in cascade order.
        marked: the chapters as HTML, without folios; fewer than there are if a layout is wrong.
    """

    marking: Marking
    sheets: tuple[Sheet, ...]
    marked: tuple[ChapterHtml, ...] = ()

    @property
    def numbered(self) -> NumberedReport:
        """The report."""
        return self.marking.numbered


@dataclass(frozen=True, slots=True)
class _Looked:
    """What can be known without typesetting.

    Attributes:
        report: None if it could not be read.
        prepared: None if there is nothing that typesetting could start from.
    """

    report: Report | None
    prepared: Prepared | None
    findings: tuple[Finding, ...]

    def answered(self, further: Iterable[Finding] = (), *, to_the_end: bool = False) -> tuple[Finding, ...]:
        """Return these and further findings without those that authors have answered, in reading order.

        Args:
            to_the_end: whether everything was looked for; what was not may well answer something.
        """
        unsought = frozenset() if to_the_end else KNOWN_LATER
        if any(finding.code == "spelling-unchecked" for finding in self.findings):
            unsought |= {"unknown-word"}
        return tuple(folded(in_reading_order(answered((*self.findings, *further), self.report, unsought))))


def check(root: Path, progress: Progress = _silent, recent: Recent | None = None) -> Checked[Prepared]:
    """Find everything that can be known without typesetting: stages 1 to 3, house style, stylesheets and fonts.

    Args:
        root: the project root.
        progress: hears of each stage.
        recent: what this process has made so far, for one that looks more than once; what it makes now is added.
    """
    looked = _look(root, progress, recent or Recent())
    return Checked(looked.prepared, looked.answered())


@collector_at_rest()
def _look(root: Path, progress: Progress, recent: Recent) -> _Looked:
    memory = Memory(Store.open(root / FOLDER), quick_toolchain(), recent)
    progress("read")
    report = read_report(root, memory)
    progress("house style")
    styled = _check_words(root, report.value, memory) if report.value else ()
    progress("number")
    numbered = report.then(partial(number, memory=memory))
    progress("mark up")
    marking = Marking.of(numbered.value, memory) if numbered.value else None
    marked = _mark_up_all(marking) if marking else Checked(())
    progress("stylesheets")
    sheets = _read_sheets(root, marked.value or (), memory)
    faces = read_faces(root, memory)
    # A drawing that reading has refused is not opened again.
    sound = numbered.value is not None and not numbered.failed
    drawings = _check_drawings(root, numbered.value, faces.value, memory) if sound and faces.value else ()
    found = (*numbered.findings, *styled, *marked.findings, *sheets.findings, *faces.findings, *drawings)
    if marking is None or sheets.value is None:
        return _Looked(report.value, None, found)
    return _Looked(report.value, Prepared(marking, sheets.value, marked.value or ()), found)


def build(
    root: Path, progress: Progress = _silent, *, jobs: int | None = 1, recent: Recent | None = None
) -> Checked[Built]:
    """Build the screen edition of a project and publish it as ``build/report.pdf``.

    Args:
        root: the project root.
        progress: hears of each stage and chapter.
        jobs: processes that typeset side by side; with 1, this one does it; None for as many as there
            are processor cores.
        recent: see :func:`check`.
    """
    looked = _look(root, progress, recent or Recent())
    if looked.prepared is None or Checked(None, looked.findings).failed:
        return Checked(None, looked.answered())
    built = _build(root, looked.prepared, progress, jobs)
    return Checked(built.value, looked.answered(built.findings, to_the_end=built.value is not None))


def _build(root: Path, prepared: Prepared, progress: Progress, jobs: int | None) -> Checked[Built]:
    # These rooms load the engine and pypdf, which takes most of a second; a report with mistakes never needs them.
    from pipeline.linking import in_blocks, link_fragments  # noqa: PLC0415
    from pipeline.preflight import preflight  # noqa: PLC0415
    from pipeline.publish import publish, report_map  # noqa: PLC0415
    from pipeline.settling import settle  # noqa: PLC0415

    progress("open the engine")
    engine = open_engine(root, prepared.sheets, root / FONT_CACHE)
    if engine.value is None or engine.failed:
        return Checked(None, engine.findings)
    with _crew(root, prepared, engine.value, jobs) as crew:
        typeset = settle(prepared.numbered, crew, progress, marked=prepared.marked)
    findings = (*engine.findings, *traced(typeset.findings, prepared.sheets))
    if typeset.value is None or typeset.failed:
        return Checked(None, findings)
    progress("link")
    fragments = in_blocks(typeset.value.chapters)
    linked = link_fragments(prepared.numbered, fragments, typeset.value.pagination)
    findings += linked.findings
    if linked.value is None or linked.failed:
        return Checked(None, findings)
    progress("preflight")
    findings += preflight(linked.value.content)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Checked(None, findings)
    progress("publish")
    path = root / "build" / "report.pdf"
    content = linked.value.content
    boxes = report_map(typeset.value.chapters, typeset.value.pagination)
    beside = {path.with_name("report.map.json"): boxes}
    findings += publish(content, path, beside=beside)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Checked(None, findings)
    written = {
        each.relative_to(root).as_posix(): digest(new) for each, new in {**beside, path: content}.items()
    }
    read = {name: known for chapter in typeset.value.chapters for name, known in chapter.read.items()}
    facts, rounds = linked.value.facts, typeset.value.rounds
    return Checked(Built(path, len(content), facts, rounds, written, read), findings)


def _check_words(root: Path, report: Report, memory: Memory) -> tuple[Finding, ...]:
    return (*check_style(report, memory), *check_spelling(root, report, memory=memory))


def _crew(
    root: Path, prepared: Prepared, engine: Engine, jobs: int | None
) -> AbstractContextManager[Sequence[Worker[Compiled]]]:
    """Return those who typeset: one in this process, or as many processes as there is work for."""
    from pipeline.linking import compile_typeset  # noqa: PLC0415 - as in _build
    from pipeline.settling import alone, cores, side_by_side  # noqa: PLC0415

    jobs = min(jobs or cores(), len(prepared.marked))
    if jobs == 1:
        # Whoever works alone knows where each chapter begins, and paints it there at once: nothing need be kept.
        return nullcontext(alone(Station(engine, compile_typeset, keep=0)))
    here = partial(Station, engine, compile_typeset)
    return side_by_side(jobs, here, partial(_open_station, root, prepared.sheets))


def _open_station(root: Path, sheets: tuple[Sheet, ...]) -> Station[Compiled]:
    """Open the engine once more, in a process that has inherited nothing."""
    from pipeline.linking import compile_typeset  # noqa: PLC0415 - as in _build

    engine = open_engine(root, sheets, root / FONT_CACHE).value
    assert engine  # the process that commands this one has opened it before
    return Station(engine, compile_typeset)


def _mark_up_all(marking: Marking) -> Checked[tuple[ChapterHtml, ...]]:
    marked: list[ChapterHtml] = []
    findings: list[Finding] = []
    for chapter in marking.numbered.report.chapters:
        try:
            marked.append(marking.mark_up(chapter))
        except LayoutError as problem:
            findings.append(problem.finding)
    return Checked(tuple(marked), tuple(findings))


def _check_drawings(
    root: Path, numbered: NumberedReport | None, faces: Faces, memory: Memory
) -> Iterator[Finding]:
    """Check the text in every drawing that a figure shows, once for each place that names it."""
    made_from = {"check": "drawings", "faces": faces.mark}
    cleared, states, in_order = memory.cleared(**made_from), States(root), set()
    for chapter in numbered.report.chapters if numbered else ():
        for block in chapter.blocks():
            if isinstance(block, FigureBlock) and block.image.lower().endswith(".svg"):
                mark = mark_of(states.of(f"sources/{block.image}"))
                findings = (
                    () if mark in cleared else check_drawing(root, block.image, block.source.place, faces)
                )
                found = tuple(findings)
                yield from found
                in_order |= set() if found else {mark}
    memory.clear(cleared, in_order, **made_from)


def _read_sheets(root: Path, marked: Sequence[ChapterHtml], memory: Memory) -> Checked[tuple[Sheet, ...]]:
    given = {name for html in marked for name in properties_in_styles(html.html)}
    return read_stylesheets(root, STYLESHEET, given=given, memory=memory)
