"""The tree that a screen reader gets is the document: every block once, whole, in order, named for what it is."""

import textwrap

import page
import pytest
from heard import hear

from pipeline.preflight import preflight

DOT = "src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\""
NOTES = ".f { float: footnote }"
NARROW = "@page { size: 60px 50px } p { hyphens: auto }"
STRUCTURE = {"parent-tree", "unannounced-content", "unannounced-annotation", "untagged"}
NOT_OF_A_CHAPTER = {"PDFUA1-ID-SCHEMA-001", "PDFUA1-ID-PART-001"}
"""What a chapter lacks and the report has: it says which standard it follows."""
CASES = {
    "a paragraph over lines and pages is one": (
        '<p style="orphans:1;widows:1">One two three four five six seven</p>',
        "@page { size: 50px 45px }",
        "P: One two |three four |five six seven",
    ),
    "spaces that line breaks took are said": (
        "<p>One <b>two</b> <i>three four five</i></p>",
        NARROW,
        "P: One two |three four |five",
    ),
    "an inserted hyphen is soft": ("<p>Internally</p>", NARROW, "P: Intern\u00adally"),
    "a hyphen of several signs is soft as one": (
        "<p style=\"hyphenate-character:'=='\">Internationally</p>",
        NARROW,
        "P: Inter\u00ad|nation\u00ad|ally",
    ),
    "addresses break without a sign": (
        '<p style="overflow-wrap:anywhere">example.org/a-b-c-d-e-f</p>',
        "@page { size: 60px 50px }",
        "P: example.org/a-b-|c-d-e-f",
    ),
    "capitals and first letters belong to their words": (
        '<p style="text-transform:uppercase">stra\u00dfe <b>one</b> two</p><p class="i">Three</p>',
        ".i::first-letter { font-size: 20px }",
        "P: STRASSE ONE TWO\nP: Three",
    ),
    "tabs are said": ("<pre>a\tb</pre>", "", "P: a\tb"),
    "words hidden by an ellipsis do not disturb those that follow": (
        '<p class="e">one two three four <b>five</b></p><p>six</p>',
        NARROW + ".e { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }",
        "P: one two three four five\nP: six",
    ),
    "lists, items and paragraphs in them": (
        "<ul><li>One<ol><li><p>Two</p><p>Three</p></li></ol></li></ul>",
        "ul, ol { margin-left: 20px }",
        (
            "L\n  LI\n    Lbl: \u2022 \n    LBody\n      : One\n      L\n        LI\n          Lbl: 1. \n          LBody\n"
            "            P: Two\n            P: Three"
        ),
    ),
    "marks that a stylesheet draws are labels": (
        "<ul><li>One</li></ul>",
        "ul { list-style: none } li::before { content: '\u2013 ' }",
        "L\n  LI\n    Lbl: \u2013 \n    LBody: One",
    ),
    "what strays between items is an item": (
        "<ul>One<li>Two</li></ul><div><li>Three</li></div>",
        "ul { list-style: none }",
        "L\n  LI\n    LBody: One\n  LI\n    LBody: Two\nP: Three",
    ),
    "terms with what is said of them": (
        "<dl><dt>A</dt><dt>B</dt><dd>c</dd><div><dt>D</dt><dd>e</dd></div></dl>",
        "",
        "L\n  LI\n    Lbl: A\n    Lbl: B\n    LBody: c\n  LI\n    Lbl: D\n    LBody: e",
    ),
    "headings without jumps": (
        "<h1>A</h1><h3>B</h3><h3>C</h3><h2>D</h2>",
        "h1, h2, h3 { font-size: 10px }",
        "H1: A\nH2: B\nH2: C\nH2: D",
    ),
    "sections with their titles": (
        '<section>Bare<h2>Head</h2></section><aside aria-label="Box"><p>In it</p></aside>',
        "",
        'Sect title="Head"\n  P: Bare\n  H1: Head\nSect title="Box"\n  P: In it',
    ),
    "a table, its header and footer once on many pages": (
        "<table><caption>C</caption><thead><tr><th>H</th></tr></thead><tfoot><tr><td>F</td></tr></tfoot><tbody>"
        + "<tr><td>x</td></tr>" * 3
        + "</tbody></table>",
        "@page { size: 50px 70px }",
        'Table\n  Caption: C\n  THead\n    TR\n      TH id="table-1-0-0": H\n  TBody'
        + "\n    TR\n      TD: x" * 3
        + "\n  TFoot\n    TR\n      TD: F",
    ),
    "a header that columns of a page repeat": (
        '<div style="columns:2"><table><thead><tr><th>H</th></tr></thead><tr><td>x</td></tr><tr><td>y</td></tr></table></div>',
        "@page { size: 80px 48px }",
        'Table\n  THead\n    TR\n      TH id="table-1-0-0": H\n  TBody\n    TR\n      TD: x\n    TR\n      TD: y',
    ),
    "a table that is laid out as a grid, with an empty cell": (
        "<table><tr><th>A</th><td></td></tr></table>",
        "table, tbody { display: block } tr { display: grid } td, th { display: block }",
        'Table\n  TBody\n    TR\n      TH id="table-1-0-0": A\n      TD',
    ),
    "a cell over pages": (
        "<table><tr><td>One two three four five</td><td>six</td></tr></table>",
        "@page { size: 70px 45px }",
        "Table\n  TBody\n    TR\n      TD: One |two three |four five\n      TD: six",
    ),
    "a note at its call": (
        '<p>One<span class="f">Note <i>a</i></span> two<span class="f">b</span>.</p>',
        NOTES,
        (
            'P\n  : One\n  Reference\n    Lbl: 1\n  Note id="note-1"\n    Lbl: 1. \n    : Note a\n  :  two\n  Reference\n'
            '    Lbl: 2\n  Note id="note-2"\n    Lbl: 2. \n    : b\n  : .'
        ),
    ),
    "a note without a call": (
        '<p>One<span class="f">note</span></p>',
        NOTES + "::footnote-call { content: none }",
        'P\n  : One\n  Note id="note-1"\n    Lbl: 1. \n    : note',
    ),
    "notes in headings and cells": (
        '<h1>A<span class="f">b</span></h1><table><tr><td>C<span class="f">d</span></td></tr></table>',
        NOTES + "h1 { font-size: 10px }",
        (
            'H1\n  : A\n  Reference\n    Lbl: 1\n  Note id="note-1"\n    Lbl: 1. \n    : b\nTable\n  TBody\n    TR\n      TD\n'
            '        : C\n        Reference\n          Lbl: 2\n        Note id="note-3"\n          Lbl: 2. \n          : d'
        ),
    ),
    "an image with its caption": (
        f'<figure><img alt="A dot" {DOT}><figcaption><p>One</p></figcaption></figure>',
        "",
        'Figure alt="A dot"\n  : \n  Caption\n    P: One',
    ),
    "images without alternate text are decoration": (f'<p>One<img alt="" {DOT}></p>', "", "P: One"),
    "a drawing is called by its title": (
        '<svg width="9" height="9"><title>A dot</title><text y="9">x</text></svg>',
        "",
        'Figure alt="A dot": x',
    ),
    "a quotation in a figure": (
        "<figure><blockquote><p>One</p></blockquote><figcaption>Who</figcaption></figure>",
        "",
        "BlockQuote\n  P: One\nP: Who",
    ),
    "abbreviations and languages": (
        '<p><abbr title="One Two">OT</abbr> <i lang="fr">un</i></p><div lang="de">zwei</div>',
        "",
        'P\n  Span expansion="One Two": OT \n  Span lang="fr": un\nDiv lang="de"\n  P: zwei',
    ),
    "entries of contents": (
        '<nav><ul><li><span><a href="#x">One</a></span> <span>1</span></li></ul></nav><p id="x">x</p>',
        "ul { list-style: none }",
        "TOC\n  TOCI\n    Reference\n      Link: One |@\n      : 1\nP: x",
    ),
    "boxes with an opacity": (
        '<div style="opacity:.5"><p>One</p><p style="opacity:.5">Two</p></div>',
        "",
        "P: One\nP: Two",
    ),
    "what is not shown is not read": (
        '<p>One <i hidden>two</i><b style="visibility:hidden">three</b></p>',
        "",
        "P: One ",
    ),
    "floats and positioned boxes stand where they are written": (
        '<p>One<span style="position:absolute;right:0">two</span> three</p><p style="position:absolute;top:0">Four</p>',
        "",
        "P: One|two| three\nP: Four",
    ),
}


@pytest.mark.parametrize(("body", "css", "expected"), CASES.values(), ids=CASES)
def test_the_tree_is_the_document(typeset, body, css, expected):
    """Elements with their words; no rule of structure is broken, seen from our side or from a validator's."""
    made = typeset(body, css)

    content = made.value.content
    assert hear(content) == 'Document title="Test"\n' + textwrap.indent(expected, "  ")
    assert not {each.code for each in preflight(content)} & STRUCTURE
    judged = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert {failure.rule_id for failure in judged.failures} == NOT_OF_A_CHAPTER


def test_a_repeated_box_is_read_once(typeset):
    """What is fixed on every page is furniture from the second on."""
    made = typeset('<p style="position:fixed;top:0">Fixed</p><p>One</p><p style="break-before:page">Two</p>')

    assert hear(made.value.content) == 'Document title="Test"\n  P: Fixed\n  P: One\n  P: Two'
