"""The road: from ``sources/`` to ``build/report.pdf`` in eight stages, each a function from one value to the next.

Disk stands at the two ends: :func:`read_report` and :func:`publish`. An author's mistakes are collected on the way and
nothing is published if there is one; what was published before stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import jinja2

from pipeline.findings import Checked, Finding, Place, Severity, error, warning
from pipeline.findings.finding import in_reading_order
from pipeline.markup import ChapterHtml, mark_up
from pipeline.markup.chapter import UNNUMBERED
from pipeline.model.report import Chapter, NumberedReport
from pipeline.numbering import number
from pipeline.pagination import Extent, Pagination, paginate
from pipeline.reading import read_report
from pipeline.stylesheets import Sheet, properties_in_styles, read_stylesheets

if TYPE_CHECKING:
    from pipeline.linking import LinkFacts
    from pipeline.typesetting import ChapterPdf
    from pipeline.typesetting.chapter import Engine, Opening

STYLESHEET = "styles/screen.css"

MOST_ROUNDS = 5
"""Rounds of typesetting after which page numbers that still change are given up on."""


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
    """

    path: Path
    size: int
    facts: LinkFacts
    rounds: int


def check(root: Path, progress: Progress = _silent) -> Checked[NumberedReport]:
    """Find everything that can be known without typesetting: stages 1 to 3, and the stylesheets.

    Args:
        root: the project root.
        progress: hears of each stage.
    """
    progress("read")
    report = read_report(root)
    progress("number")
    numbered = report.then(number)
    if numbered.value is None:
        return numbered.plus(read_stylesheets(root, STYLESHEET).findings)
    progress("mark up")
    marked = _mark_up_all(numbered.value, {}, settled=False)
    sheets = _read_sheets(root, marked.value or ())
    return numbered.plus((*marked.findings, *sheets.findings))


def build(root: Path, progress: Progress = _silent) -> Checked[Built]:
    """Build the screen edition of a project and publish it as ``build/report.pdf``.

    Args:
        root: the project root.
        progress: hears of each stage and chapter.
    """
    checked = check(root, progress)
    if checked.failed or checked.value is None:
        return Checked(None, in_reading_order(checked.findings))
    built = _build(root, checked.value, progress)
    return Checked(built.value, in_reading_order((*checked.findings, *built.findings)))


def _build(root: Path, numbered: NumberedReport, progress: Progress) -> Checked[Built]:
    # These rooms load the engine and pypdf, which takes most of a second; a report with mistakes never needs them.
    from pipeline.linking import link  # noqa: PLC0415
    from pipeline.publish import publish, report_map  # noqa: PLC0415
    from pipeline.typesetting import open_engine  # noqa: PLC0415

    marked = _mark_up_all(numbered, {}, settled=False)
    sheets = _read_sheets(root, marked.value or ())
    engine = open_engine(root, sheets.value or (), root / "build" / "cache" / "fonts")
    if engine.value is None or engine.failed:
        return Checked(None, engine.findings)
    typeset = _typeset_all(numbered, engine.value, progress)
    findings = (*engine.findings, *typeset.findings)
    if typeset.value is None or typeset.failed:
        return Checked(None, findings)
    progress("link")
    linked = link(numbered, typeset.value.chapters, typeset.value.pagination)
    findings += linked.findings
    if linked.value is None or linked.failed:
        return Checked(None, findings)
    progress("publish")
    path = root / "build" / "report.pdf"
    content = linked.value.content
    findings += publish(content, path)
    findings += publish(
        report_map(typeset.value.chapters, typeset.value.pagination), path.with_name("report.map.json")
    )
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Checked(None, findings)
    return Checked(Built(path, len(content), linked.value.facts, typeset.value.rounds), findings)


@dataclass(frozen=True, slots=True)
class Typeset:
    """All chapters, with page numbers that agree with each other."""

    chapters: tuple[ChapterPdf, ...]
    pagination: Pagination
    rounds: int


def _mark_up_all(
    numbered: NumberedReport, folios: Mapping[str, str], *, settled: bool
) -> Checked[tuple[ChapterHtml, ...]]:
    marked: list[ChapterHtml] = []
    findings: list[Finding] = []
    for chapter in numbered.report.chapters:
        try:
            marked.append(mark_up(chapter, numbered, folios, settled=settled))
        except jinja2.TemplateError as problem:
            findings.append(_layout_finding(chapter, problem))
    return Checked(tuple(marked), tuple(findings))


def _layout_finding(chapter: Chapter, problem: jinja2.TemplateError) -> Finding:
    if isinstance(problem, jinja2.TemplateSyntaxError):
        place = Place(f"pipeline/layouts/{problem.name}", problem.lineno)
    else:
        place = Place(f"pipeline/layouts/{chapter.kind}.html.j2")
    return error("layout", f'chapter "{chapter.id}" cannot be marked up: {problem.message}', place)


def _read_sheets(root: Path, marked: Sequence[ChapterHtml]) -> Checked[tuple[Sheet, ...]]:
    given = {name for html in marked for name in properties_in_styles(html.html)}
    return read_stylesheets(root, STYLESHEET, given=given)


def _typeset_all(numbered: NumberedReport, engine: Engine, progress: Progress) -> Checked[Typeset]:
    """Run stages 3 to 5 until page numbers settle.

    In the first round each chapter begins where the one before it ended, so a second one sets only what quotes page
    numbers. A chapter is set again only if its HTML or its opening changed.
    """
    chapters = numbered.report.chapters
    done: dict[str, tuple[ChapterHtml, Opening, Checked[ChapterPdf]]] = {}
    folios: Mapping[str, str] = {}
    pagination: Pagination | None = None
    for rounds in range(1, MOST_ROUNDS + 1):
        changed = 0
        for index, chapter in enumerate(chapters):
            html = mark_up(chapter, numbered, folios, settled=pagination is not None)
            opening = _opening(numbered, done, chapter)
            if chapter.id in done and done[chapter.id][:2] == (html, opening):
                continue
            progress("typeset", chapter.id, index, len(chapters))
            done[chapter.id] = html, opening, engine.typeset(html, opening)
            changed += 1
        following = _paginate(numbered, done, len(chapters))
        settled = pagination is not None and following.folios == folios and not changed
        pagination, before, folios = following, folios, following.folios
        if settled or (rounds > 1 and not changed):
            break
    assert pagination is not None
    results = [done[chapter.id][2] for chapter in chapters]
    findings = tuple(finding for result in results for finding in result.findings)
    if changed:
        findings += (_unsettled(before, folios),)
    pdfs = tuple(result.value for result in results if result.value)
    return Checked(Typeset(pdfs, pagination, rounds), findings)


def _unsettled(before: Mapping[str, str], after: Mapping[str, str]) -> Finding:
    moving = sorted(label for label in after if after[label] != before.get(label))
    return warning(
        "unsettled-pages",
        f'after {MOST_ROUNDS} rounds the page of "{moving[0] if moving else "?"}" still changes',
        hint="take {.page} off a link near it, or change a word there",
    )


def _opening(
    numbered: NumberedReport,
    done: Mapping[str, tuple[ChapterHtml, Opening, Checked[ChapterPdf]]],
    chapter: Chapter,
) -> Opening:
    """Return how a chapter begins, given what is known of the chapters before it."""
    from pipeline.typesetting.chapter import Opening, Side  # noqa: PLC0415 - see _build

    ids = [each.id for each in numbered.report.chapters]
    paged = _paginate(numbered, done, ids.index(chapter.id) + 1).chapters[-1]
    return Opening(paged.first_folio, Side.LEFT if paged.opens_left else Side.RIGHT)


def _paginate(
    numbered: NumberedReport, done: Mapping[str, tuple[ChapterHtml, Opening, Checked[ChapterPdf]]], count: int
) -> Pagination:
    extents = []
    for chapter in numbered.report.chapters[:count]:
        pdf = done[chapter.id][2].value if chapter.id in done else None
        extents.append(
            Extent(
                chapter.id,
                chapter.part,
                pdf.page_count if pdf else 1,
                chapter.kind not in UNNUMBERED,
                pdf.boxes.first_pages() if pdf else {},
            )
        )
    return paginate(extents, numbered.report.manifest.opens_on)
