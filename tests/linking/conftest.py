"""Reports to link: chapters of a few lines of HTML, typeset by the real engine on small pages."""

from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2
import pytest
import reports
from builders import entry, project
from PIL import Image
from workshop import BASE, FIRST, Workshop, chapter_html

from pipeline.findings import Checked
from pipeline.linking import LinkedPdf, link
from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import FIRST_BLOCK, next_block
from pipeline.linking.link import link_fragments
from pipeline.markup.chapter import UNNUMBERED
from pipeline.model.manifest import OpensOn, Part
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


PAGE = '<p style="break-before:page">next</p>'

ODD = {
    "empty": "<div></div>",
    "words": '<h1 id="{0}/one">One</h1><p>Words, <b>bold</b> and <i>slanted</i>, fi\u00a0ﬀ.</p>' + PAGE,
    "links": '<p><a href="#{0}/x">in</a> <a href="https://example.org/">out</a> <a href="crossref:first">to</a></p>'
    '<h2 id="{0}/x">There</h2>',
    "faint": '<p style="opacity:.5">faint <span style="opacity:.3">fainter</span></p>' + PAGE,
    "table": "<table><thead><tr><th>H<th>I</thead><tbody><tr><td>a<td>b</tbody></table>",
    "image": '<img src="images/dot.png" alt="A dot" style="width:20px">',
    "same image": '<p>again</p><img src="images/dot.png" alt="A dot" style="width:30px">',
    "mask": '<img src="images/faint.png" alt="A faint dot" style="width:20px">',
    "turned": '<p dir="rtl">Right to left (1, 2).</p><p style="transform:rotate(9deg)">turned</p>',
    "missing": "<p>\u05d0\u05d1 and \u2603</p>",
    "accents": "<p>ÁÉÍÓÚ áéíóú ñ ç ø ŵ Ǿ ½</p>",
    "other accents": "<p>e ´ A É</p>",
    "no outline": '<p style="bookmark-level:none">no title</p>',
}
"""Chapters that are odd in one way each; {0} is the chapter's id."""


@pytest.fixture(scope="session")
def workshop(tmp_path_factory):
    """Open a workshop with two images: one opaque, one that is half transparent."""
    workshop = Workshop(tmp_path_factory.mktemp("odd"))
    images = workshop.root / "sources/images"
    images.mkdir()
    Image.new("RGB", (3, 2), (200, 10, 10)).save(images / "dot.png")
    Image.new("RGBA", (2, 2), (10, 10, 200, 100)).save(images / "faint.png")
    return workshop


@pytest.fixture(scope="session")
def odd_chapter(workshop):
    """Typeset every odd chapter; return a function that gives the PDF of one by its name."""
    engine = workshop.open("", FURNITURE).value
    bodies = {name: body.replace("{0}", name.replace(" ", "-")) for name, body in ODD.items()}
    pdfs = {name: engine.typeset(chapter_html(body), FIRST).value.content for name, body in bodies.items()}
    return lambda name: pdfs[name]


@pytest.fixture(scope="session")
def join(tmp_path_factory):
    """Link PDFs as chapters of a report: ``join({"a": pdf, "b": pdf})``."""

    def make(chapters: Mapping[str, bytes]) -> Checked[LinkedPdf]:
        numbered = reports.numbered(tmp_path_factory.mktemp("join"), dict.fromkeys(chapters, "Word."))
        base, fragments, extents = FIRST_BLOCK, [], []
        for name, content in chapters.items():
            fragment = compile_chapter(name, content, base).value
            base = next_block(base, fragment.size)
            fragments.append(fragment)
            extents.append(Extent(name, Part.BODY, fragment.exports.page_count))
        return link_fragments(numbered, fragments, paginate(extents, OpensOn.ANY))

    return make


@pytest.fixture(scope="session")
def chapter_pdf(workshop):
    """Typeset a chapter with rules of its own: ``chapter_pdf(body, css)``."""

    def typeset(body: str, css: str = "") -> bytes:
        return workshop.open(css, FURNITURE).value.typeset(chapter_html(body), FIRST).value.content

    return typeset


@pytest.fixture(scope="session")
def ink():
    """Count the dark pixels of each page."""

    def count(content: bytes) -> list[int]:
        document = pypdfium2.PdfDocument(content)
        try:
            return [sum(value < 128 for value in bytes(page.render(scale=4).buffer)) for page in document]
        finally:
            document.close()

    return count
