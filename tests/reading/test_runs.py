"""Inline runs, and the places of links, citations and footnote calls."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import INDENT, inlines, literal, parse, scalar, summary

from pipeline.model.prose import (
    Citation,
    CitedWork,
    Code,
    Crossref,
    Emphasis,
    FootnoteCall,
    Foreign,
    LineBreak,
    Strong,
    Text,
    WebLink,
    inlines_of,
    runs_of,
)
from pipeline.reading.markdown import Prose
from pipeline.reading.source_text import SourceText


def show(content):
    """Write runs as a reader of tests would: kinds of marks round words."""
    shown = ""
    for run in content:
        match run:
            case Text(text):
                shown += text
            case Code(text):
                shown += f"`{text}`"
            case LineBreak():
                shown += "⏎"
            case Emphasis(children):
                shown += f"<em {show(children)}>"
            case Strong(children):
                shown += f"<strong {show(children)}>"
            case Foreign(language, children):
                shown += f"<{language} {show(children)}>"
            case WebLink(address, children):
                shown += f"<{address} {show(children)}>"
            case Crossref(kind, target, children, with_page):
                shown += f"<{kind} {target}{'+page' if with_page else ''} {show(children)}>"
            case Citation(works):
                shown += (
                    "<"
                    + "; ".join(
                        f"@{work.key}" + (f", {work.locator}" if work.locator else "") for work in works
                    )
                    + ">"
                )
            case FootnoteCall(name):
                shown += f"<^{name}>"
    return shown


INLINE = {
    "emphasis": ("a *b **c** d* e", "a <em b <strong c> d> e"),
    "unused delimiters": ("a * b ** c _d", "a * b ** c _d"),
    "code": ("a `b *c* [@d]` e", "a `b *c* [@d]` e"),
    "lines": ("a\nb", "a b"),
    "line break by backslash": ("a\\\nb", "a⏎b"),
    "line break by spaces": ("a  \nb", "a⏎b"),
    "entities": ("&lt;b&gt; &amp;&nbsp;&#x2013; &unknown;", "<b> &\u00a0– &unknown;"),
    "raw html": ('<b onclick="x">a</b> <br> <!-- c -->', '<b onclick="x">a</b> <br> <!-- c -->'),
    "language": ("[mot]{lang=fr} and [*Wort* `x`]{lang=de-AT}", "<fr mot> and <de-AT <em Wort> `x`>"),
    "link in another language": ("[[mot](story:b)]{lang=fr}", "<fr <story b mot>>"),
    "web link": ("[a *b*](https://c.d/?e=f#g)", "<https://c.d/?e=f#g a <em b>>"),
    "web link with a title": ('[a](https://c.d "e")', "<https://c.d a>"),
    "web link in angle brackets": ("[a](<https://c.d/e f>)", "<https://c.d/e%20f a>"),
    "web link in other letters": ("[a](https://é.d/ü)", "<https://xn--9ca.d/%C3%BC a>"),
    "mail": ("[a](mailto:b@c.d) <https://e.f>", "<mailto:b@c.d a> <https://e.f https://e.f>"),
    "bare address": ("see https://c.d now", "see https://c.d now"),
    "crossrefs": ("[a](chapter:b) [c](figure:d/e) [](table:f)", "<chapter b a> <figure d/e c> <table f >"),
    "crossref with page": ("[a *b*](story:c){.page}.", "<story c+page a <em b>>."),
    "citations": ("a [@b] [@c, p. 4; @d; e, pp. 3–4]", "a <@b> <@c, p. 4; @d; @e, pp. 3–4>"),
    "citation over lines": ("a [@b;\n@c, p.\n4]", "a <@b; @c, p. 4>"),
    "footnote calls": ("a[^1] b[^long-name][^ä]", "a<^1> b<^long-name><^ä>"),
    "braces in text": ("{a} {1} {} { .page } a{b}", "{a} {1} {} { .page } a{b}"),
    "escaped": (r"\[@a\] \[^1\] \{.page}", "[@a] [^1] {.page}"),
    "brackets": ("[a] [b][c] [] [d] (e)", "[a] [b][c] [] [d] (e)"),
    "dots and dashes": ("a -- b ... (c) 'd' \"e\"", "a -- b ... (c) 'd' \"e\""),
}


@pytest.mark.parametrize(("markdown", "expected"), INLINE.values(), ids=INLINE)
def test_inline_markdown_becomes_runs(markdown, expected):
    """Each inline construction becomes the run that it means, and everything else stays as it is typed."""
    assert expected == show(inlines(markdown))


PLACED = {
    "paragraph": ("See [a](story:b).", "story:b"),
    "second line": ("One\ntwo [a](story:b).", "story:b"),
    "behind escapes": (r"\*\*one\*\* \[ [a](story:b)", "story:b"),
    "behind entities": ("&amp;&nbsp;&#x41; [a](story:b)", "story:b"),
    "behind wide letters": ("𝒂é日 [a](story:b)", "story:b"),
    "behind code": ("`[a](story:x)` [a](story:b)", "story:b"),
    "emphasis": ("one *two **[a](story:b)** three*", "story:b"),
    "list": ("- one\n- two [a](story:b)", "story:b"),
    "nested list": ("- one\n  1. two\n     - three [a](story:b)\n       more", "story:b"),
    "second line in a nested list": ("- one\n  - two\n    more [a](story:b)", "story:b"),
    "lazy line in a list": ("- one\ntwo [a](story:b)", "story:b"),
    "excerpt": ("> one\n> > two [a](story:b)", "story:b"),
    "list in an excerpt": ("> - one\n>   two [a](story:b)", "story:b"),
    "heading": ("## One [a](story:b) ##", "story:b"),
    "behind a hard break": ("- one  \n  two  \n  three [a](story:b)", "story:b"),
    "footnote": ("a[^1]\n\n[^1]: one\n    two [a](story:b)", "story:b"),
    "citation": ("- > a *b [@c, p. 4]* d", "[@c, p. 4]"),
    "citation behind a citation": ("[@x] [@c]", "[@c]"),
    "call": ("- a\n  - b *c[^note]*", "[^note]"),
    "web address": ("> a <https://c.d>", "https://c.d"),
    "in angle brackets": ("[a](<story:b>)", "story:b"),
    "same address twice": ("[x](story:b) [y](story:b)", "story:b"),
}


@pytest.mark.parametrize(("markdown", "words"), PLACED.values(), ids=PLACED)
def test_links_citations_and_calls_know_their_place(markdown, words):
    """Lines and columns lead to the address, the citation or the call itself, wherever it stands."""
    yaml = literal(markdown).split("\n")
    parsed = parse(markdown)
    contents = [
        content for block in (*parsed.blocks, *parsed.footnotes.values()) for content in inlines_of(block)
    ]
    placed = [run.place for content in contents for run in runs_of(content) if hasattr(run, "place")]

    found = [yaml[place.line - 1][place.column - 1 : place.end_column - 1] for place in placed]
    assert words == found[-1]


def test_a_citation_over_lines_ends_on_its_last():
    """A place may go over a line end, also inside a list."""
    (citation,) = [
        run
        for run in runs_of(parse("- a [@b;\n  @c]").blocks[0].items[0].blocks[0].content)
        if isinstance(run, Citation)
    ]
    place = citation.place

    assert (CitedWork("b"), CitedWork("c")) == citation.works
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 7, 3, 8)


FILLER = st.lists(
    st.sampled_from(
        [
            "one ",
            "*two* ",
            r"\* ",
            "&amp; ",
            "`x` ",
            "𝒂 ",
            "[q]{lang=fr} ",
            "**b *c* d** ",
            "[z](http://y.x) ",
        ]
    ),
    max_size=6,
).map("".join)
SHELL = st.sampled_from(
    ["{}", "- {}", "> {}", "1. {}", "- a\n  - {}", "> - {}", "## {}", "- a\n\n  {}", "a\n{}", "> a\n> {}"]
)


@given(FILLER, SHELL, st.sampled_from(["[@key]", "[^note]"]))
@settings(deadline=None, max_examples=150)
def test_whatever_stands_before_it_a_mark_knows_its_place(filler, shell, mark):
    """Emphasis, escapes, entities, code and links before a mark do not move it."""
    markdown = shell.format(filler + mark + " more")
    yaml = literal(markdown).split("\n")
    runs = [
        run for block in parse(markdown).blocks for content in inlines_of(block) for run in runs_of(content)
    ]
    (place,) = (run.place for run in runs if isinstance(run, (Citation, FootnoteCall)))

    assert mark == yaml[place.line - 1][place.column - 1 : place.end_column - 1]


REFUSED = {
    "page behind a space": ("[a](story:b) {.page}", 13 + 1, "unknown-attribute", "right behind"),
    "page behind words": ("a{.page}", 2, "unknown-attribute", "right behind"),
    "other class": ("[a](story:b){.pages}", 5, "unknown-attribute", "{.page}"),
    "two classes": ("[a](story:b){.page .x}", 5, "unknown-attribute", "{.page}"),
    "page behind a web link": ("[a](https://b.c){.page}", 5, "unknown-attribute", "{.page}"),
    "class on words": ("a [b]{.red}", 3, "unknown-attribute", "{lang=fr}"),
    "language and class": ("[b]{lang=fr .red}", 1, "unknown-attribute", "{lang=fr}"),
    "no language": ("[b]{lang=français}", 4, "unknown-attribute", "{lang=fr}"),
    "label in text": ("a {#b}", 3, "unknown-attribute", "heading"),
    "citation without key": ("[@]", 1, "unknown-citation", "[@key"),
    "citation with words": ("[@see key]", 1, "unknown-citation", "[@key"),
    "citations parted by a comma": ("[@a, @b]", 1, "unknown-citation", "; @other"),
    "web link without words": ("[](https://b.c)", 4, "empty-link", "brackets"),
    "address without scheme": ("[a](b/c)", 5, "unknown-scheme", "https://"),
    "no address": ("[a]()", 5, "unknown-scheme", "https://"),
    "no host": ("[a](http://)", 5, "unknown-scheme", "https://"),
    "no host before the path": ("[a](https:///b)", 5, "unknown-scheme", "https://"),
    "no slashes": ("[a](https:b.c)", 5, "unknown-scheme", "https://"),
    "mail to nobody": ("[a](mailto:)", 5, "unknown-scheme", "mailto:"),
    "mail without a host": ("[a](mailto:b)", 5, "unknown-scheme", "mailto:"),
    "script": ("[a](javascript:alert)", 5, "unknown-scheme", "https://"),
    "file": ("[a](file:///etc/passwd)", 5, "unknown-scheme", "https://"),
    "data": ("[a](data:text/html,b)", 5, "unknown-scheme", "https://"),
    "scheme misspelt": ("[a](fig:b/c)", 5, "unknown-scheme", 'Did you mean "figure:b/c"?'),
    "address with a space": ("[a](https://b.c/d e)", 5, "unknown-scheme", "%20"),
    "citation in a link": ("[a [@b]](story:c)", 10, "unsupported-markdown", "behind the link"),
    "footnote in a link": ("[a [^b]](story:c)", 10, "unsupported-markdown", "behind the link"),
    "other language in a link": (
        "[[mot]{lang=fr}](story:c)",
        18,
        "unsupported-markdown",
        "[[mot](address)]{lang=fr}",
    ),
    "link in a link": ("[a [b](story:c)](story:d)", 18, "unsupported-markdown", "behind the link"),
    "image": ("![a](b.png)", 6, "unsupported-markdown", "figure:"),
}


@pytest.mark.parametrize(("markdown", "column", "code", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_printed_or_lost_is_found(markdown, column, code, hint):
    """Attributes, links and citations that mean nothing are findings at their place that say what to write."""
    parsed = parse(markdown)

    assert [f"2:{column + len(INDENT)} {code}"] == parsed.found
    assert hint in parsed.findings[0].hint


def test_a_row_of_asterisks_is_found_without_recursion():
    """Marks nested a thousand levels deep are one finding where they begin, and no word is lost."""
    parsed = parse("a " + "*" * 3000 + "words" + "*" * 3000)

    assert parsed.found == ["2:5 unsupported-markdown"]
    assert (Text("a words"),) == parsed.blocks[0].content


def test_a_label_belongs_to_a_heading_only():
    """At the end of a heading {#label} is taken off; before its end it is a mistake."""
    assert parse("## A {#b}").found == []
    assert parse("## A {#b} c").found == ["2:8 unknown-attribute"]


@pytest.mark.parametrize(
    ("yaml", "column"),
    [
        ("body: a [@b] [x](story:c)\n", 18),
        ("body: 'it''s [x](story:c)'\n", 18),
        ('body: "a\\u00e9\\n[x](story:c)"\n', 21),
        ("body: |\n   a\n   [x](story:c)\n", 8),
    ],
)
def test_captions_and_cells_know_their_columns(yaml, column):
    """Short texts are written in any style of YAML, and their links know their columns in all of them."""
    prose = Prose()
    runs = prose.inlines(SourceText.of(*scalar(yaml)))

    (place,) = (run.place for run in runs if isinstance(run, Crossref))
    assert column == place.column
    assert [summary(finding) for finding in prose.findings] == []


def test_space_round_a_caption_is_no_part_of_it():
    """A literal block's last line end, and blank lines before it, are not printed."""
    assert (Text("a b"),) == inlines("\na\nb\n\n")
