"""The road: from ``sources/`` to ``build/report.pdf`` in eight stages, each a function from one value to the next.

Stages 1 to 3 and all that can be known without pages stand here, in :func:`_look`; stages 4 to 8 follow in
:meth:`pipeline.making.Maker.make`, which loads the engine and pypdf. Disk stands at the two ends. An author's mistakes are
collected on the way and nothing is published if there is one; what was published before stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pipeline.answering import answered
from pipeline.cache.cleared import Memory, mark_of
from pipeline.cache.kept import States
from pipeline.cache.recent import Recent
from pipeline.cache.store import FOLDER, Store
from pipeline.cache.toolchain import quick_toolchain
from pipeline.collecting import collector_at_rest
from pipeline.errors import UsageError
from pipeline.findings import Checked, Finding
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
from pipeline.typesetting import Faces, check_drawing, folded, read_faces

if TYPE_CHECKING:
    from pipeline.making import Built, Maker, Progress
    from pipeline.proof import Proof

STYLESHEET = "styles/screen.css"


def _silent(stage: str, chapter: str = "", done: int = 0, total: int = 0) -> None:
    """Want to know nothing."""


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


def build(root: Path, progress: Progress = _silent, *, jobs: int | None = 1) -> Checked[Built]:
    """Build the screen edition of a project and publish it as ``build/report.pdf``.

    Args:
        root: the project root.
        progress: hears of each stage and chapter.
        jobs: processes that typeset side by side; with 1, this one does it; None for as many as there
            are processor cores.
    """
    with Session(root, jobs) as session:
        return session.build(progress)


def prove(root: Path, chapter: str, progress: Progress = _silent) -> Checked[Proof]:
    """Set one chapter of a project and write ``build/proof-ID.pdf``.

    Args:
        root: the project root.
        chapter: its id.
        progress: hears of each stage.

    Returns:
        The proof, with what is wrong with this chapter; or nothing, with every finding, if there is a mistake anywhere in
        the sources: then nobody knows what this chapter is.

    Raises:
        UsageError: the report has no such chapter.
    """
    looked = _look(root, progress, Recent())
    ids = [each.id for each in looked.report.manifest.chapters] if looked.report else []
    if looked.report and chapter not in ids:
        near = get_close_matches(chapter, ids, n=1, cutoff=0.5)
        known = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(ids)}"
        raise UsageError(f'the report has no chapter "{chapter}"', known)
    if looked.prepared is None or looked.report is None or Checked(None, looked.findings).failed:
        return Checked(None, looked.answered())
    from pipeline.making import Ready  # noqa: PLC0415 - as in Session
    from pipeline.proof import make_proof  # noqa: PLC0415

    one = next(each for each in looked.report.chapters if each.id == chapter)
    prepared = looked.prepared
    ready = Ready(prepared.numbered, prepared.sheets, prepared.marked, prepared.marking.memory)
    proof = make_proof(root, ready, one, progress)
    answered = looked.answered(proof.findings, to_the_end=proof.value is not None)
    # Pages of the others were not looked at, and their words are the business of `check`.
    others = {each.path for each in looked.report.chapters} - {one.path}
    found = (each for each in answered if each.place is None or each.place.path not in others)
    return Checked(proof.value, tuple(found))


class Session:
    """Builds of one project in one process, each of which uses what it can of those before it."""

    def __init__(self, root: Path, jobs: int | None = 1, *, warm: bool = False) -> None:
        """Begin with nothing.

        Args:
            root: the project root.
            jobs: processes that typeset side by side; None for as many as there are processor cores.
            warm: whether there will be another build: layouts are kept for it, which takes memory.
        """
        self.root = root
        self.jobs = jobs
        self.warm = warm
        self._recent = Recent()
        self._maker: Maker | None = None
        self._ending = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._ending.__exit__(*problem)  # type: ignore[arg-type] # the three things that a context is given

    def build(self, progress: Progress = _silent) -> Checked[Built]:
        """Build the screen edition as the sources are now, and publish it."""
        looked = _look(self.root, progress, self._recent)
        if looked.prepared is None or Checked(None, looked.findings).failed:
            return Checked(None, looked.answered())
        built = self._made(looked.prepared, progress)
        return Checked(built.value, looked.answered(built.findings, to_the_end=built.value is not None))

    def _made(self, prepared: Prepared, progress: Progress) -> Checked[Built]:
        # These rooms load pypdf and what keeps chapters; a report with mistakes never needs them.
        from pipeline.making import Maker, Ready  # noqa: PLC0415

        if self._maker is None:
            self._maker = self._ending.enter_context(Maker(self.root, self.jobs, warm=self.warm))
        looked = prepared.marking.memory
        return self._maker.make(Ready(prepared.numbered, prepared.sheets, prepared.marked, looked), progress)


def _check_words(root: Path, report: Report, memory: Memory) -> tuple[Finding, ...]:
    return (*check_style(report, memory), *check_spelling(root, report, memory=memory))


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
