"""Mending a chapter's tree changes nothing that is painted: the engine's own PDF is what it is held against."""

import io
import re
import shutil

import pypdfium2
import pytest
from builders import REPOSITORY, bring_styles
from heard import artifacts, hear
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from workshop import FIRST, chapter_html

from pipeline.build import STYLESHEET
from pipeline.markup import mark_up
from pipeline.numbering import number
from pipeline.pdf import open_document
from pipeline.pdf.intents import read_output_intents
from pipeline.pdf.structure import read_structure
from pipeline.preflight import preflight
from pipeline.reading import read_report
from pipeline.stylesheets import properties_in_styles, read_stylesheets
from pipeline.typesetting import open_engine
from pipeline.typesetting.chapter import INTENT, VARIANT, _written

MARKS = re.compile(rb"/\S+\s*(?:<<.*?>>)?\s*\bB[DM]C\b|\bEMC\b", re.DOTALL)


def both_ways(engine, html) -> tuple[bytes, bytes]:
    """Set a chapter once; write it as the engine does, and as we do."""
    document = engine.lay_out(html, FIRST).document
    plain = document.write_pdf(pdf_variant=VARIANT, output_intent=INTENT)
    return plain, _written(document)


def operators(content: bytes) -> list[bytes]:
    """Return what pages paint, without marks; text operators that follow each other are one."""
    return [
        painted
        for page in PdfReader(io.BytesIO(content)).pages
        for painted in _operators(page["/Contents"], page["/Resources"])
    ]


def _operators(stream, resources):
    words = b" ".join(MARKS.sub(b" ", stream.get_data()).split())
    yield words.replace(b"] TJ [", b"").replace(b"><", b"")
    for name in re.findall(rb"/(\S+) Do\b", words):
        form = resources["/XObject"].get("/" + name.decode())
        if form is not None and form["/Subtype"] == "/Form":
            yield from _operators(form, form["/Resources"])


def pixels(content: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.render(scale=1).to_pil().tobytes() for page in document]
    finally:
        document.close()


TAGS = st.sampled_from(["b", 'a href="#x"', 'i lang="fr"', 'u class="o"', 'span class="f"'])
WORDS = st.sampled_from(["one", "unquestionably international", "well-known", "x" * 40, "<br>", "\u00a0"])


def wrapped(tag, *inner):
    return f"<{tag}>{' '.join(inner)}</{tag.split()[0]}>"


INLINE = st.recursive(WORDS, lambda inner: st.builds(wrapped, TAGS, inner, inner), max_leaves=4)
BLOCK = st.recursive(
    st.lists(INLINE, min_size=1, max_size=4).map(lambda words: f"<p>{' '.join(words)}</p>"),
    lambda inner: st.one_of(
        st.builds("<ul><li>{}</li><li>{}</li></ul>".format, inner, INLINE),
        st.builds("<table><thead><tr><th>A</th></tr></thead><tr><td>{}</td></tr></table>".format, inner),
        st.builds('<div class="o">{}{}</div>'.format, inner, inner),
    ),
    max_leaves=4,
)
CSS = """
@page { size: 120px 90px; @top-left { content: 'head' } }
.o { opacity: .5 } u.o { display: inline-block } .f { float: footnote }
p { hyphens: auto; text-align: justify }
"""


@pytest.fixture(scope="module")
def engine(workshop):
    return workshop.open(CSS).value


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCK, min_size=1, max_size=3))
def test_nothing_painted_changes(engine, blocks):
    """Operators are those of the engine, whatever stands on the pages, and the tree fits them."""
    html = chapter_html("".join(blocks) + '<p id="x">x</p>')
    plain, made = both_ways(engine, html)

    assert operators(made) == operators(plain)
    assert not {each.code for each in preflight(made)} & {"parent-tree", "unannounced-content", "untagged"}


def test_the_sample_is_painted_as_before(tmp_path):
    """Its operators stay, and the pixels of a chapter; its trees have at most a third of the engine's elements."""
    shutil.copytree(REPOSITORY / "sources", tmp_path / "sources")
    bring_styles(tmp_path)
    report = number(read_report(tmp_path).value).value
    chapters = [mark_up(chapter, report, {}, settled=True) for chapter in report.report.chapters]
    given_ = properties_in_styles("".join(chapter.html for chapter in chapters))
    sheets = read_stylesheets(tmp_path, STYLESHEET, given=given_).value
    engine = open_engine(tmp_path, sheets, tmp_path / "cache").value
    written = [both_ways(engine, chapter) for chapter in chapters]

    assert [operators(made) for _, made in written] == [operators(plain) for plain, _ in written]
    # Of one chapter: where a text operator is parted PDFium rounds the place of a glyph anew, and may be a pixel off.
    plain, made = written[6]
    assert pixels(made) == pixels(plain)
    elements = [[len(read_structure(open_document(each)).elements) for each in pair] for pair in written]
    assert 3 * sum(made for _, made in elements) <= sum(plain for plain, _ in elements)


HEAD = "@page { @top-left { content: 'running' } @bottom-right { content: counter(page) } }"
TEXT = '<p>One</p><p style="break-before:page">Two <b>three</b></p>'


def test_running_heads_are_artifacts(typeset):
    """Each stands in an artifact of the kind Pagination, and no element has it."""
    content = typeset(TEXT, HEAD).value.content

    furniture = [("Pagination", words) for words in ("running", "1", "running", "2")]
    assert sorted(artifacts(content)) == sorted(furniture)
    assert hear(content) == 'Document title="Test"\n  P: One\n  P: Two three'


ARTIFACTS = {
    "rules and grounds": (
        "<p>One</p><hr>",
        "p { background: red; border-bottom: 1px solid } hr { border: 0; border-top: 1px solid }",
        ["Layout"] * 3,
    ),
    "crop marks": (
        "<p>One</p>",
        "@page { marks: crop; bleed: 10px; background: #eee } p { background: red }",
        ["Layout", "Page", "Layout"],
    ),
    "what a stylesheet writes": ("<p>One</p>", "p::before { content: 'x' }", ["Layout"]),
    "what is fixed on pages": (
        '<p class="f">One</p><p>Two</p><p style="break-before:page">Three</p>',
        ".f { position: fixed; bottom: 0 }",
        ["Pagination"],
    ),
}


@pytest.mark.parametrize(("body", "css", "expected"), ARTIFACTS.values(), ids=ARTIFACTS)
def test_artifacts_say_what_they_are(typeset, body, css, expected):
    """Running heads and repetitions are of pagination, crop marks of the page, all else of layout."""
    assert [kind for kind, _ in artifacts(typeset(body, css).value.content)] == expected


def test_every_chapter_has_the_same_output_intent(typeset):
    """One profile for all chapters, byte for byte, however many are set one after the other."""
    contents = [typeset(text).value.content for text in ("one", "two", "three")]

    intents = [read_output_intents(open_document(content)) for content in contents]
    assert {(intent.kind, intent.colour_space) for (intent,) in intents} == {("GTS_PDFA1", "RGB")}
    profiles = {
        PdfReader(io.BytesIO(content)).root_object["/OutputIntents"][0]["/DestOutputProfile"].get_data()
        for content in contents
    }
    assert len(profiles) == 1
