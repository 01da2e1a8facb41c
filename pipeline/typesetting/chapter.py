"""One chapter through the engine: layout, painting, box map, and everything that is wrong with the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from pipeline.findings import Checked, Finding, Place
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import Sheet
from pipeline.typesetting.boxes import BoxMap, check_version, map_boxes
from pipeline.typesetting.faces import Faces
from pipeline.typesetting.fetcher import Access, ImportsApartFetcher, ProjectFetcher
from pipeline.typesetting.log import engine_records, sheet_of, stylesheet_finding
from pipeline.typesetting.pages import check_faces, check_spills, word_records


class Side(StrEnum):
    """Which side of a spread a page is: right-hand pages have odd folios."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chapter begins.

    Attributes:
        folio: the number of its first page, from 1, whether or not it is printed.
        side: the side of its first page.
    """

    folio: int
    side: Side

    @property
    def css(self) -> str:
        """The two rules that begin a chapter so (measured in WeasyPrint 70.0: neither adds a page)."""
        return f"@page :first {{ counter-reset: page {self.folio} }} html {{ break-before: {self.side} }}"


@dataclass(frozen=True, slots=True)
class ChapterPdf:
    """A typeset chapter.

    Attributes:
        chapter: its id.
        content: the PDF.
        page_count: at least 1.
        boxes: where everything landed.
        places: the source of each block, by block id.
        read: digest of every file that the engine read, by path.
    """

    chapter: str
    content: bytes
    page_count: int
    boxes: BoxMap
    places: Mapping[str, Place] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Engine:
    """WeasyPrint with a project's fonts and parsed stylesheets.

    Attributes:
        sheets: the stylesheets as read.
        parsed: the same as the engine's objects.
        fonts: the engine's font configuration, which the parsed sheets belong to.
    """

    root: Path
    sheets: tuple[Sheet, ...]
    parsed: tuple[Any, ...]
    fonts: Any
    faces: Faces
    access: Access

    @classmethod
    def open(cls, root: Path, sheets: tuple[Sheet, ...], faces: Faces) -> Checked[Engine]:
        """Parse the stylesheets once, for all chapters."""
        check_version()
        fonts, access = FontConfiguration(), Access()
        findings: list[Finding] = []
        parsed = []
        for sheet in sheets:
            with engine_records() as records:
                parsed.append(
                    weasyprint.CSS(
                        string=sheet.text,
                        base_url=(root / sheet.path).resolve().as_uri(),
                        font_config=fonts,
                        url_fetcher=ImportsApartFetcher(root, access),
                    )
                )
            worded = (stylesheet_finding(record, lambda _, sheet=sheet: sheet.path) for record in records)  # type: ignore[misc]
            findings += [finding for finding in worded if finding]
        return Checked(cls(root, sheets, tuple(parsed), fonts, faces, access), tuple(findings))

    def typeset(self, html: ChapterHtml, opening: Opening) -> Checked[ChapterPdf]:
        """Typeset one chapter."""
        access = Access(dict(self.access.read))
        fetcher = ProjectFetcher(self.root, access)
        base = (self.root / "sources").resolve().as_uri() + "/"
        boxes: list[BoxMap] = []
        with engine_records() as records:
            document = weasyprint.HTML(string=html.html, base_url=base, url_fetcher=fetcher).render(
                font_config=self.fonts,
                stylesheets=[*self.parsed, weasyprint.CSS(string=opening.css, font_config=self.fonts)],
            )
            content = document.write_pdf(finisher=lambda document, _: boxes.append(map_boxes(document)))
        (box_map,) = boxes
        findings = (
            *word_records(records, html, access.refused, lambda record: sheet_of(record, self.sheets)),
            *check_faces(box_map, html, self.faces),
            *check_spills(box_map, html),
        )
        pdf = ChapterPdf(html.chapter, content, len(document.pages), box_map, html.places, access.read)
        return Checked(pdf, findings)
