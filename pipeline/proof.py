"""A proof: one chapter as a PDF of its own, where it stands in the report, without setting any other.

Where it begins, and on which pages others stand, is taken from the last build; a proof is for looking, so a chapter is
shown with the mistakes that its pages have. Links into other chapters lead nowhere here, and become plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.cache.store import FOLDER, Store
from pipeline.findings import Checked
from pipeline.keeping import KeptChapters
from pipeline.linking import Compiled, compile_typeset, in_blocks, link_fragments
from pipeline.making import EDITION, FONT_CACHE, Progress, Ready, compile_and_judge
from pipeline.markup import ChapterHtml, mark_up
from pipeline.model.report import Chapter, NumberedReport
from pipeline.pagination import FolioStyle, PagedChapter, Pagination, printed_folio
from pipeline.preflight import Screen, preflight_whole
from pipeline.publish import publish
from pipeline.settling import MOST_ROUNDS, Kept, Standing, opening_of
from pipeline.typesetting import ChapterPdf, LaidOut, Station, open_engine, traced

_CROSSREF: Final = re.compile(r'(<a\b[^>]*) href="crossref:([^"/]*)([^"]*)"')


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that was written.

    Attributes:
        path: where it stands.
        size: bytes.
        pages: how many it has.
        first: folio of its first page as it is printed; empty where none is.
        unlinked: links into other chapters that became plain text.
        guessed: whether no build has told yet where the chapter begins.
    """

    path: Path
    size: int
    pages: int
    first: str
    unlinked: int
    guessed: bool


def make_proof(root: Path, ready: Ready, chapter: Chapter, progress: Progress) -> Checked[Proof]:
    """Set one chapter and write ``build/proof-ID.pdf``; the report and all that belongs to it stay what they are.

    Args:
        root: the project root.
        ready: the report, without mistakes in its sources.
        chapter: one of it.
        progress: hears of each stage.

    Returns:
        The proof, unless the engine gives up on the chapter or the disk takes none; with all that is wrong with its pages,
        which count from 1 in the proof.
    """
    kept = KeptChapters.open(root, Store.open(root / FOLDER), ready.sheets, EDITION)
    desk = _Desk(root, ready, kept, progress)
    paged = desk.place_of(chapter)
    compiled = desk.set(chapter, paged)
    findings = (*traced(compiled.findings, ready.sheets), *kept.notices)
    if compiled.value is None:
        return Checked(None, findings)
    progress("link")
    linked = link_fragments(_alone(ready.numbered, chapter), in_blocks([compiled.value]), _from_start(paged))
    findings += linked.findings
    if linked.value is None:
        return Checked(None, findings)
    content = linked.value.content
    progress("preflight")
    findings += preflight_whole(content, Screen())
    progress("publish")
    path = root / "build" / f"proof-{chapter.id}.pdf"
    unwritten = publish(content, path)
    if unwritten:
        return Checked(None, (*findings, *unwritten))
    first = printed_folio(paged.first_folio, paged.style)
    pages = linked.value.facts.pages
    return Checked(Proof(path, len(content), pages, first, desk.unlinked, desk.guessed), findings)


@dataclass(slots=True)
class _Desk:
    """Where one chapter is set.

    Attributes:
        unlinked: links of the chapter that became plain text.
        guessed: whether page counts of chapters are guessed by the length of their text.
    """

    root: Path
    ready: Ready
    kept: KeptChapters
    progress: Progress
    unlinked: int = 0
    guessed: bool = False

    def place_of(self, chapter: Chapter) -> PagedChapter:
        """Return where the chapter stands by the page counts of the last build, or else by the length of all text."""
        report, known = self.ready.numbered.report, self.kept.pages()
        self.guessed = any(each.id not in known for each in report.chapters)
        standing: Standing[None] = Standing(
            report.chapters, report.manifest.opens_on, list(self.ready.marked), {}, known
        )
        return standing.paginate().of(chapter.id)

    def set(self, chapter: Chapter, paged: PagedChapter) -> Checked[Compiled]:
        """Set the chapter; again, if it quotes its own pages and these are others than in the last build."""
        opening, folios = opening_of(paged), dict(self.kept.folios)
        station: Station[Compiled] | None = None
        for _ in range(MOST_ROUNDS):
            html = self._mark_up(chapter, folios)
            known = self.kept.recall(html, opening)
            if known is None and station is None:
                opened = self._open()
                if opened.value is None or opened.failed:
                    return Checked(None, opened.findings)
                station = opened.value
            laid = self._lay_out(station, html, paged) if station and not known else None
            extent = known.extent if known else laid
            own = dict(_own_folios(extent, paged)) if extent else {}
            if all(folios.get(key) == own[key] for key in own.keys() & html.quoted):
                break
            folios |= own
        return self._finish(html, paged, known, extent, station)

    def _mark_up(self, chapter: Chapter, folios: Mapping[str, str]) -> ChapterHtml:
        html = mark_up(chapter, self.ready.numbered, folios, settled=not self.guessed)
        text, self.unlinked = _unlinked(html)
        return replace(html, html=text)

    def _lay_out(self, station: Station[Compiled], html: ChapterHtml, paged: PagedChapter) -> LaidOut | None:
        self.progress("typeset", html.chapter, 0, 1)
        return station.lay_out(html, opening_of(paged), 0)

    def _finish(
        self,
        html: ChapterHtml,
        paged: PagedChapter,
        known: Kept[Compiled] | None,
        extent: LaidOut | None,
        station: Station[Compiled] | None,
    ) -> Checked[Compiled]:
        if known:
            painted = known.painted
        else:
            assert station
            painted = station.paint(html.chapter, opening_of(paged), 0)
            if extent:
                painted = self.kept.keep(html, opening_of(paged), extent, painted)
        result = painted.result
        return Checked(result.value, (*(self.kept.recall_opening() or ()), *painted.heard, *result.findings))

    def _open(self) -> Checked[Station[Compiled]]:
        self.progress("open the engine")
        engine = open_engine(self.root, self.ready.sheets, self.root / FONT_CACHE, self.ready.looked)
        if engine.value is None or engine.failed:
            return Checked(None, engine.findings)
        self.kept.keep_opening(engine.findings, engine.value.access.read)
        return Checked(Station(engine.value, _compile), engine.findings)


def _compile(typeset: Checked[ChapterPdf], index: int) -> Checked[Compiled]:
    """Compile a chapter with whatever is wrong with its pages: a proof shows it.

    What is without a mistake is kept for reports too, so it is judged like theirs; of mistakes that are known, the PDF
    would only tell again.
    """
    if not typeset.failed:
        return compile_and_judge(typeset, index)
    compiled = compile_typeset(Checked(typeset.value), index)
    return Checked(compiled.value, (*typeset.findings, *compiled.findings))


def _own_folios(extent: LaidOut, paged: PagedChapter) -> Iterator[tuple[str, str]]:
    if paged.style is not FolioStyle.NONE:
        for label, index in extent.labels.items():
            yield label, printed_folio(paged.first_folio + index, paged.style)


def _unlinked(html: ChapterHtml) -> tuple[str, int]:
    """Return a chapter's HTML with links of its own only, and how many others there were."""
    others = 0

    def keep(found: re.Match[str]) -> str:
        nonlocal others
        if found[2] == html.chapter:
            return found[0]
        others += 1
        return found[1]

    return _CROSSREF.sub(keep, html.html), others


def _alone(numbered: NumberedReport, chapter: Chapter) -> NumberedReport:
    """Return the report as far as it is in the proof; numbers stay."""
    report = numbered.report
    title = f"{chapter.title or chapter.id} (proof): {report.manifest.title}"
    manifest = report.manifest.model_copy(update={"title": title})
    return replace(numbered, report=replace(report, manifest=manifest, chapters=(chapter,)))


def _from_start(paged: PagedChapter) -> Pagination:
    return Pagination((replace(paged, blanks_before=0, first_page=0),), {})
