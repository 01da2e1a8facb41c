"""Inline runs as HTML."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import inlines, numbered

from pipeline.markup.inlines import UNKNOWN_FOLIO, Wording
from pipeline.model.prose import Citation, plain, runs_of

CHAPTERS = {
    "a": "[x](story:s)\n\n## Here\n\nSee [@b] [@c; @b, p. 4].[^1]\n\n[^1]: A 'note' [@c].",
    "s": 'kind: story\ntitle: The trust\'s "story"\ntrust: {name: A, type: acute, region: B}\n'
    "ratings: [{published: 2019, overall: good}]\nbody: One.\n",
    "r": "kind: references\ntitle: References\n",
}
WORKS = "b: {type: report, author: B & C, title: T, issued: 2019}\nc: {type: report, author: D, title: U}\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return numbered(tmp_path_factory.mktemp("project"), CHAPTERS, references=WORKS)


@pytest.fixture
def html(report):
    """Return a function that marks inline Markdown up as a part of chapter a."""

    def mark_up(markdown, folios=None, *, settled=True):
        return str(Wording(report.report.chapters[0], report, folios or {}, settled).html(inlines(markdown)))

    return mark_up


MARKED_UP = {
    "emphasis": ("a *b **c***", "a <em>b <strong>c</strong></em>"),
    "code": ("`a < 'b'`", "<code>a &lt; &#39;b&#39;</code>"),
    "line break": ("a\\\nb", "a<br>b"),
    "language": ("[mot *juste*]{lang=fr}", '<i lang="fr">mot <em>juste</em></i>'),
    "hostile": ("<b>&amp; {{ 7 }} {% a %}", "&lt;b&gt;&amp; {{ 7 }} {% a %}"),
    "quotes across runs": ("'*Good*' and \"**better**\"", "‘<em>Good</em>’ and “<strong>better</strong>”"),
    "apostrophe across runs": ("*CQC*'s `x`'s", "<em>CQC</em>’s <code>x</code>’s"),
    "quote behind a line break": ("a\\\n'b'", "a<br>‘b’"),
    "quote in a link": ('"[a](https://b.c)"', '“<a href="https://b.c">a</a>”'),
    "web link": ("[a](https://b.c/?d=e&amp;f=g)", '<a href="https://b.c/?d=e&amp;f=g">a</a>'),
    "hostile address": ('[a](https://b.c/"onclick="d)', '<a href="https://b.c/%22onclick=%22d">a</a>'),
    "crossref": ("[a](story:s)", '<a class="crossref" href="crossref:s">a</a>'),
    "crossref without words": (
        "[](story:s)",
        '<a class="crossref" href="crossref:s">The trust’s “story”</a>',
    ),
    "crossref in its own chapter": ("[a](heading:here)", '<a class="crossref" href="crossref:a/here">a</a>'),
    "emphasis in a link": (
        "[a *b* `c`](story:s)",
        '<a class="crossref" href="crossref:s">a <em>b</em> <code>c</code></a>',
    ),
}


@pytest.mark.parametrize(("markdown", "expected"), MARKED_UP.values(), ids=MARKED_UP)
def test_runs_become_html(html, markdown, expected):
    """Each run becomes its element, with typographer's marks and everything of the author's escaped."""
    assert expected == html(markdown)


@given(st.lists(st.sampled_from(["a ", "*b* ", "**c *d***", "`e`", "'f' "]), min_size=1, max_size=6))
@settings(deadline=None, max_examples=80)
def test_a_link_is_one_element(report, parts):
    """Whatever an author emphasises in a link, it is one <a>: who hears it hears one link."""
    content = inlines(f"[{''.join(parts)}](story:s) [{''.join(parts)}](https://b.c)")
    written = str(Wording(report.report.chapters[0], report, {}, settled=True).html(content))

    assert len(re.findall(r"<a ", written)) == len(re.findall(r"</a>", written)) == 2
    assert plain(content).replace("'", "’") == re.sub(r"<[^>]*>", "", written).replace("‘", "’")


@pytest.mark.parametrize(
    ("folios", "settled", "expected"),
    [
        ({"s": "12"}, True, " on page\u00a012"),
        ({"s": "iv"}, False, " on page\u00a0iv"),
        ({}, False, f" on page\u00a0{UNKNOWN_FOLIO}"),
        ({}, True, None),
    ],
)
def test_a_page_reference_says_the_folio(html, folios, settled, expected):
    """The folio follows the link; one not yet known has room kept for it, and on unnumbered pages there is none."""
    link = '<a class="crossref" href="crossref:s">a</a>'
    span = f'<span class="page-reference">{expected}</span>' if expected else ""

    assert link + span + "." == html("[a](story:s){.page}.", folios, settled=settled)


def test_every_work_of_a_citation_is_a_link_of_its_own(report):
    """Words of a work lead to its entry in the list; brackets and marks between works lead nowhere."""
    chapter = report.report.chapters[0]
    citations = [
        run for content in chapter.running_text() for run in runs_of(content) if isinstance(run, Citation)
    ]
    wording = Wording(chapter, report, {}, settled=True)

    b = '<a class="crossref" href="crossref:r/b">'
    assert [
        f'<span class="citation">({b}B &amp; C, 2019</a>)</span>',
        f'<span class="citation">(<a class="crossref" href="crossref:r/c">D, no date</a>; {b}B &amp; C, 2019, p. 4</a>)</span>',
    ] == [str(wording.html((citation,))) for citation in citations]


def test_a_footnote_stands_where_it_is_called(html):
    """A note is a span in the line that calls it, tied to its source, with quotation marks of its own."""
    written = html("a[^1] 'b'")

    assert written.startswith(
        'a<span class="footnote" role="doc-footnote" data-block="a/notes/1">'
        '<span class="bracket" aria-hidden="true"> (</span>A ‘note’ <span class="citation">'
    )
    assert written.endswith('</span>.<span class="bracket" aria-hidden="true">)</span></span> ‘b’')


def test_a_note_that_is_not_there_is_no_crash(html):
    """Reading has found it; what can be marked up is."""
    assert html("a[^none] b") == "a b"
