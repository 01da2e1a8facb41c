"""Reports to link: chapters of a few lines of HTML, typeset by the real engine on small pages."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from builders import entry, project
from workshop import BASE, Workshop, chapter_html

from pipeline.findings import Checked
from pipeline.linking import LinkedPdf, link
from pipeline.markup.chapter import UNNUMBERED
from pipeline.model.manifest import OpensOn
from pipeline.model.report import NumberedReport
from pipeline.numbering import number
from pipeline.pagination import Extent, Pagination, paginate
from pipeline.pdf import Document, open_document
from pipeline.reading import read_report
from pipeline.typesetting import ChapterPdf, Opening, Side

FURNITURE = BASE + (
    "@page { @bottom-left { content: counter(page); vertical-align: bottom } }"
    "@page front { @bottom-left { content: counter(page, lower-roman) } }"
    "@page plain { @bottom-left { content: none } }"
    ".front { page: front } .plain { page: plain } h1, h2 { font: inherit } a { color: inherit }"
)

KINDS = {"cover": "kind: cover\n", "back-cover": "kind: back-cover\n"}


@dataclass(frozen=True)
class Made:
    """A linked report with what it was made of."""

    numbered: NumberedReport
    chapters: tuple[ChapterPdf, ...]
    pagination: Pagination
    linked: Checked[LinkedPdf]

    @property
    def document(self) -> Document:
        return open_document(self.linked.value.content)


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """Open the engine once for all reports."""
    return Workshop(tmp_path_factory.mktemp("workshop")).open("", FURNITURE).value


@pytest.fixture
def report(tmp_path):
    """Read and number a report of chapters: part by id. A chapter named like a cover is one."""

    def make(parts: Mapping[str, str], manifest: str = "") -> NumberedReport:
        head = "title: A 'test' report\npublisher: Test's publisher\ndate: 2019-11-01\nlanguage: en-GB\n"
        lines = "".join(entry(name, part=part) for name, part in parts.items())
        sources = {
            name: KINDS.get(name, f"kind: prose\ntitle: Chapter {name}\nbody: |\n  Word.\n") for name in parts
        }
        root = project(tmp_path, sources, manifest=f"{head}{manifest}chapters:\n{lines}")
        checked = read_report(root).then(number)
        assert checked.value, checked.findings
        return checked.value

    return make


@pytest.fixture
def linked(report, engine):
    """Link chapters: ``linked({"a": html}, parts={"a": "front"})``."""

    def make(
        bodies: Mapping[str, str],
        parts: Mapping[str, str] | None = None,
        manifest: str = "",
        opens_on: OpensOn = OpensOn.ANY,
    ) -> Made:
        parts = {name: (parts or {}).get(name, "body") for name in bodies}
        numbered = report(parts, manifest)
        extents, chapters = [], []
        for chapter in numbered.report.chapters:
            extents.append(Extent(chapter.id, chapter.part, 1, chapter.kind not in UNNUMBERED))
            paged = paginate(extents, opens_on).chapters[-1]
            style = "plain" if chapter.kind in UNNUMBERED else chapter.part.value
            body = f'<main class="{style}" id="{chapter.id}">{bodies[chapter.id]}</main>'
            opening = Opening(paged.first_folio, Side.LEFT if paged.opens_left else Side.RIGHT)
            pdf = engine.typeset(chapter_html(body, name=chapter.id), opening).value
            chapters.append(pdf)
            numbered_pages = chapter.kind not in UNNUMBERED
            extents[-1] = Extent(
                chapter.id, chapter.part, pdf.page_count, numbered_pages, pdf.boxes.first_pages()
            )
        pagination = paginate(extents, opens_on)
        return Made(numbered, tuple(chapters), pagination, link(numbered, chapters, pagination))

    return make
