"""Chapters as they really are, for the cache."""

import pytest
from workshop import Workshop

from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import FIRST_BLOCK, Fragment
from pipeline.typesetting import ChapterPdf

BODY = (
    '<h1 id="test/one">One</h1><p>Words, <b>bold</b>; <i>slanted</i> ﬁ ½.</p>'
    '<p style="color: #ccc" data-block="test/body.1">faint</p><p style="opacity: .5">half</p>'
    '<p style="break-before: page"><a href="crossref:first">to</a> \u05d0 <a href="#test/one">back</a></p>'
    "<table><thead><tr><th>H<th>I</thead><tbody><tr><td>a<td>b</tbody></table>"
)


@pytest.fixture(scope="session")
def odd_chapters(tmp_path_factory):
    """Set and compile a chapter with faint text, two pages, a table, and links into and out of it."""
    workshop = Workshop(tmp_path_factory.mktemp("cache"))
    pdf = workshop.typeset(BODY, ":root { --faint: #ddd } b { color: var(--faint) }").value
    assert any(pair.ink_source and pair.ink_source.tokens for pair in pdf.pairs)
    return [(pdf, ChapterPdf), (compile_chapter("test", pdf.content, FIRST_BLOCK).value, Fragment)]
