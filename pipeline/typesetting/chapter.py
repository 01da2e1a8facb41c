"""One chapter through the engine: layout, painting, box map, and everything that is wrong with the pages."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from pipeline.collecting import collector_at_rest
from pipeline.findings import Checked, Finding, Place
from pipeline.markup import ChapterHtml, reading_text
from pipeline.stylesheets import Sheet
from pipeline.stylesheets.cascade import Cascade
from pipeline.stylesheets.rules import Rules
from pipeline.typesetting.chapter_log import word_records
from pipeline.typesetting.contrast import check_contrast
from pipeline.typesetting.covered import check_covered
from pipeline.typesetting.crash import word_crash
from pipeline.typesetting.css_log import word_parsing
from pipeline.typesetting.faces import Faces
from pipeline.typesetting.fetcher import Access, ImportsApartFetcher, ProjectFetcher
from pipeline.typesetting.geometry import check_geometry
from pipeline.typesetting.intent import INTENT, screen_profile
from pipeline.typesetting.layout_tree import check_version, colour_of, map_boxes
from pipeline.typesetting.layout_tree.pieces import watch_painting
from pipeline.typesetting.layout_tree.refolio import Source, can_refolio, labels_of, refolio, render
from pipeline.typesetting.log import engine_records
from pipeline.typesetting.pages import check_faces, check_spills
from pipeline.typesetting.pairs import pair_up
from pipeline.typesetting.pictures import Pictures
from pipeline.typesetting.result import ChapterPdf, LaidOut, Opening, Side
from pipeline.typesetting.tagging.finishing import finish

__all__ = ["ChapterPdf", "Engine", "Opening", "Side"]

VARIANT: Final = "pdf/a-2a"
"""What a chapter is written as: tagged, with an sRGB output intent. Linking adds what is missing to PDF/UA-1 as well."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Stylesheets as the engine's objects, with what their rules gathered for whole documents.

    Attributes:
        fonts: the font configuration, which knows the project's fonts only.
        counters: ``@counter-style`` rules.
        profiles: ``@color-profile`` rules.
        layers: the order of ``@layer`` names, which all sheets share.
    """

    sheets: list[Any] = field(default_factory=list)
    fonts: Any = field(default_factory=FontConfiguration)
    counters: Any = field(default_factory=CounterStyle)
    profiles: dict[str, Any] = field(default_factory=dict)
    layers: list[str] = field(default_factory=list)

    def parse(self, text: str, **where: Any) -> Any:
        """Parse one sheet; ``where`` is its address and the way to what it names."""
        return weasyprint.CSS(
            string=text,
            font_config=self.fonts,
            counter_style=self.counters,
            color_profiles=self.profiles,
            layers=self.layers,
            **where,
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """A chapter that is laid out.

    Attributes:
        source: the chapter as the engine has parsed it.
        document: made of it; None if the engine has given up on the chapter.
        records: what the engine logged meanwhile.
        crash: why it has given up.
    """

    html: ChapterHtml
    opening: Opening
    source: Any
    document: Any
    access: Access
    records: list[Any]
    crash: Finding | None

    @property
    def crashes(self) -> tuple[Finding, ...]:
        """Why there is no document, if there is none."""
        return (self.crash,) if self.crash else ()

    @property
    def pages(self) -> int:
        """How many there are; none if there is no document."""
        return len(self.document.pages) if self.document else 0

    @property
    def extent(self) -> LaidOut | None:
        """What pagination must know; None if there is no document."""
        if self.document is None:
            return None
        labels = labels_of(self.document)
        return LaidOut(self.html.chapter, self.pages, labels, can_refolio(self.source))

    def opened(self, opening: Opening) -> Self | None:
        """Return the same pages with another first folio; None where that takes another layout."""
        if opening == self.opening or self.document is None:
            return self
        if opening.side != self.opening.side or not can_refolio(self.source):
            return None
        with engine_records() as records:
            refolio(self.document, self.source, opening.folio)
        return replace(self, opening=opening, records=[*self.records, *records])


@dataclass(frozen=True, slots=True)
class Engine:
    """WeasyPrint with a project's fonts and parsed stylesheets.

    Attributes:
        sheets: the stylesheets as read.
        parsed: the same as the engine's objects.
        heard: what the engine has said of the stylesheets while it set chapters. It says most of that once only, with
            the first chapter that it meets it in, so it belongs to none of them.
    """

    root: Path
    sheets: tuple[Sheet, ...]
    parsed: Parsed
    faces: Faces
    access: Access
    heard: dict[Finding, None] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, sheets: tuple[Sheet, ...], faces: Faces) -> Checked[Self]:
        """Parse the stylesheets once, for all chapters; one that the engine gives up on is left out, with an error."""
        check_version()
        parsed, access = Parsed(), Access()
        fetcher = ImportsApartFetcher(root, access)
        findings: list[Finding] = []
        for sheet in sheets:
            base = (root / sheet.path).resolve().as_uri()
            with engine_records() as records:
                try:
                    parsed.sheets.append(parsed.parse(sheet.text, base_url=base, url_fetcher=fetcher))
                except Exception as problem:  # noqa: BLE001 - as in typeset
                    findings.append(
                        word_crash(problem, f'stylesheet "{sheet.path}"', [sheet], Place(sheet.path))
                    )
            findings += word_parsing(records, sheet)
        return Checked(cls(root, sheets, parsed, faces, access), tuple(dict.fromkeys(findings)))

    def typeset(self, html: ChapterHtml, opening: Opening) -> Checked[ChapterPdf]:
        """Typeset one chapter; without a value, if the engine gives up on it."""
        painted = self.paint(self.lay_out(html, opening))
        return Checked(painted.value, (*self.heard, *painted.findings))

    def lay_out(self, html: ChapterHtml, opening: Opening) -> Layout:
        """Lay one chapter out."""
        access = Access(dict(self.access.read))
        source, document, crash = None, None, None
        with collector_at_rest(), engine_records() as records:
            try:
                source = self._source(html, access)
                document = self._lay_out(source, opening)
            except Exception as problem:  # noqa: BLE001 - an assertion of the engine's says that it cannot set this
                crash = self._crash(problem, html)
        # Said once in the engine's life, so it is heard now, whether or not these pages are painted.
        self._said(records, html, access)
        return Layout(html, opening, source, document, access, records, crash)

    def paint(self, layout: Layout) -> Checked[ChapterPdf]:
        """Paint a chapter, as often as is wanted; without a value, if the engine has given up on it or does now.

        Returns:
            With what is wrong with the chapter; what the engine says of the stylesheets is in :attr:`heard`.
        """
        with collector_at_rest():
            return self._paint(layout)

    def _crash(self, problem: Exception, html: ChapterHtml) -> Finding:
        return word_crash(problem, f'chapter "{html.chapter}"', self.sheets, Place(html.path))

    def _paint(self, layout: Layout) -> Checked[ChapterPdf]:
        html, document, access, records = layout.html, layout.document, layout.access, list(layout.records)
        if document is None:
            return Checked(None, (*self._said(records, html, access), *layout.crashes))
        # What a painting leaves behind changes the next one: glyphs that were used, a profile that was written.
        document.fonts, document.color_profiles[INTENT] = {}, screen_profile()
        with engine_records() as painting:
            try:
                content = _written(document)
            except Exception as problem:  # noqa: BLE001 - as in lay_out
                said = self._said([*records, *painting], html, access)
                return Checked(None, (*said, self._crash(problem, html)))
        records += painting
        with engine_records() as late:  # what no layout asked for is computed when the map asks
            mapped = map_boxes(document)
        records += late
        # Rules are parsed with their places only for a chapter that has something to say about them.
        pairs = pair_up(mapped.seen, lambda: Cascade(Rules.of(self.sheets), mapped.root), colour_of)
        findings = (
            *self._said(records, html, access),
            *check_faces(mapped.boxes, html, self.faces, self.sheets),
            *check_spills(mapped.boxes, html),
            *check_contrast(pairs, html),
            *check_geometry(mapped.cramped, self.sheets, html),
            *check_covered(pairs, mapped.overlaid, html),
        )
        pdf = ChapterPdf(
            html.chapter,
            content,
            layout.pages,
            mapped.boxes,
            html.places,
            access.read,
            pairs,
            html.path,
            reading_text(html.html),
        )
        return Checked(pdf, findings)

    def _source(self, html: ChapterHtml, access: Access) -> Source:
        return Source(
            string=html.html,
            base_url=(self.root / "sources").resolve().as_uri() + "/",
            url_fetcher=ProjectFetcher(self.root, access),
        )

    def _lay_out(self, source: Source, opening: Opening) -> Any:
        return render(
            source,
            font_config=self.parsed.fonts,
            counter_style=self.parsed.counters.copy(),
            color_profiles={**self.parsed.profiles, INTENT: screen_profile()},
            stylesheets=[*self.parsed.sheets, self.parsed.parse(opening.css)],
            output_intent=INTENT,
            cache=Pictures(self.root),
        )

    def _said(self, records: list[Any], html: ChapterHtml, access: Access) -> tuple[Finding, ...]:
        """Return what the engine said of this chapter, each once; what it said of the stylesheets is heard."""
        of_sheets = {sheet.path for sheet in self.sheets}
        said = dict.fromkeys(word_records(records, html, access.refused, self.sheets))
        heard = {finding: None for finding in said if finding.place and finding.place.path in of_sheets}
        self.heard.update(heard)
        return tuple(finding for finding in said if finding not in heard)


def _written(document: Any) -> Any:
    """Write a document as a PDF that is tagged by its HTML."""
    with watch_painting(document) as marks:
        return document.write_pdf(
            pdf_variant=VARIANT,
            output_intent=INTENT,
            finisher=lambda document, pdf: finish(document, pdf, marks),
        )
