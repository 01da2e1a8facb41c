"""Markdown in bodies, made into blocks."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reports import parse, summary

from pipeline.model.prose import (
    Code,
    Excerpt,
    Heading,
    List,
    Paragraph,
    Text,
    WebLink,
    inlines_of,
    plain,
    runs_of,
)
from pipeline.reading.markdown import Prose
from pipeline.reading.source_text import Segment, SourceText


def shape(blocks):
    """Return blocks as nested lists of their kinds and words."""
    shown = []
    for block in blocks:
        match block:
            case Heading():
                shown.append(f"h{block.level} {plain(block.content)} #{block.label}")
            case Paragraph():
                shown.append(plain(block.content))
            case List():
                kind = "ul" if block.start is None else f"ol {block.start}"
                shown.append(
                    {kind + ("" if block.tight else " loose"): [shape(item.blocks) for item in block.items]}
                )
            case Excerpt():
                shown.append({"excerpt": shape(block.blocks)})
    return shown


def paths(blocks):
    for block in blocks:
        yield block.source.block
        for item in block.items if isinstance(block, List) else ():
            yield item.source.block
            yield from paths(item.blocks)
        if isinstance(block, Excerpt):
            yield from paths(block.blocks)


BLOCKS = {
    "paragraphs": ("One\ntwo.\n\n\nThree.", ["One two.", "Three."]),
    "headings": ("## Two\n\n### Three\n\n#### Four", ["h2 Two #two", "h3 Three #three", "h4 Four #four"]),
    "heading closed by hashes": ("## Two ##", ["h2 Two #two"]),
    "heading above its text": ("## Two\nOne.", ["h2 Two #two", "One."]),
    "tight list": ("- a\n- b", [{"ul": [["a"], ["b"]]}]),
    "loose list": ("- a\n\n- b", [{"ul loose": [["a"], ["b"]]}]),
    "numbered list": ("7. a\n8. b", [{"ol 7": [["a"], ["b"]]}]),
    "numbered list with brackets": ("0) a", [{"ol 0": [["a"]]}]),
    "nested lists": (
        "- a\n  1. b\n     - c\n- d",
        [{"ul": [["a", {"ol 1": [["b", {"ul": [["c"]]}]]}], ["d"]]}],
    ),
    "loose inside, tight outside": ("- a\n  - b\n\n  - c", [{"ul": [["a", {"ul loose": [["b"], ["c"]]}]]}]),
    "list item of paragraphs": ("- a\n\n  b", [{"ul loose": [["a", "b"]]}]),
    "empty list item": ("-\n- b", [{"ul": [[], ["b"]]}]),
    "excerpt": ("> a\n>\n> b", [{"excerpt": ["a", "b"]}]),
    "excerpt with list": ("> - a\n> - b", [{"excerpt": [{"ul": [["a"], ["b"]]}]}]),
    "excerpt without its mark": ("> a\nb", [{"excerpt": ["a b"]}]),
    "list behind a paragraph": ("a\n- b", ["a", {"ul": [["b"]]}]),
    "raw html": ("<div>\n\n<b>a</b> <!-- c --> &amp; &copy; &#65;", ["<div>", "<b>a</b> <!-- c --> & © A"]),
    "reference link": ("[a][b]\n\n[b]: http://c.d", ["[a][b]", "[b]: http://c.d"]),
    "hashes in text": ("Ward #5 and #6", ["Ward #5 and #6"]),
    "escapes": (r"\*a\* \# \[b\] \{.page\} \\", [r"*a* # [b] {.page} \\"[:-1]]),
}


@pytest.mark.parametrize(("markdown", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_markdown_becomes_blocks(markdown, expected):
    """Each construction of the dialect becomes the block that it means, without a finding."""
    parsed = parse(markdown)

    assert expected == shape(parsed.blocks)
    assert parsed.found == []


@pytest.mark.parametrize(
    ("markdown", "label", "words"),
    [
        ("## Safe care", "safe-care", "Safe care"),
        ("## Safe care {#safe}", "safe", "Safe care"),
        ("## Safe *care* {#safe}", "safe", "Safe care"),
        ("## *Safe* {#safe} ##", "safe", "Safe"),
        ("## 2016/17: £70m!", "section-2016-17-70m", "2016/17: £70m!"),
        ("## Élan", "lan", "Élan"),
        ("## 日本", "section", "日本"),
    ],
)
def test_a_heading_has_a_label(markdown, label, words):
    """Crossrefs call a heading by the author's label, else by one made of its words."""
    (heading,) = parse(markdown).blocks

    assert (label, words) == (heading.label, plain(heading.content).strip())


def test_every_block_has_a_path_of_its_own():
    """No two blocks of a body have one path, and a path begins with that of what holds it."""
    found = list(paths(parse("a\n\n- b\n  - c\n\n> d\n>\n> - e\n\n## F\n\ng").blocks))

    assert len(found) == len(set(found))
    assert found[0] == "body/0/0"
    assert all(path.startswith("body/0/") for path in found)


REFUSED = {
    "first-level heading": ("# One", "2:3 unsupported-markdown", "##"),
    "fifth-level heading": ("## A\n\n### B\n\n#### C\n\n##### D", "8:3 unsupported-markdown", "####"),
    "heading that skips a level": ("## A\n\n#### B", "4:3 unsupported-markdown", "write ###"),
    "heading that begins too low": ("### A", "2:3 unsupported-markdown", "write ##"),
    "heading without words": ("## {#a}", "2:3 unsupported-markdown", "words"),
    "heading of a footnote only": ("##", "2:3 unsupported-markdown", "words"),
    "underlined heading": ("One\n===", "3:3 unsupported-markdown", "##"),
    "underlined heading of the second level": ("One\n---", "3:3 unsupported-markdown", "##"),
    "heading without a space": ("##One", "2:3 unsupported-markdown", "space"),
    "label in capitals": ("## A {#Aims}", "2:3 invalid-value", "lower-case"),
    "rule": ("a\n\n***\n\nb", "4:3 unsupported-markdown", "##"),
    "fenced code": ("```\na\n```", "2:3 unsupported-markdown", "indent"),
    "code by indentation": ("a\n\n    b", "4:7 unsupported-markdown", "indent"),
    "table": ("a | b\n--|--\n1 | 2", "2:3 unsupported-markdown", "table:"),
    "table in bars": ("Text.\n\n| a |\n|---|\n| 1 |", "4:3 unsupported-markdown", "table:"),
    "block in the text": ("a\n\n- figure:\n    image: b", "4:5 unsupported-markdown", "list"),
    "two footnotes of one name": ("a[^1]\n\n[^1]: b\n\n[^1]: c", "6:3 duplicate-footnote", "rename"),
    "list in a footnote": ("a[^1]\n\n[^1]: b\n\n    - c", "4:3 unsupported-markdown", "sentence"),
}


@pytest.mark.parametrize(("markdown", "expected", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_place_in_a_body_is_found(markdown, expected, hint):
    """Markdown that means nothing here is a finding at its place that says what to write instead."""
    parsed = parse(markdown)

    assert [expected] == parsed.found
    assert hint in parsed.findings[0].hint


@pytest.mark.parametrize(
    "markdown", ["a - b", "a | b", "a\n- b", "a = b", "a\n-- b", "| a\n- b", "5 # 6\n#7"]
)
def test_marks_of_other_dialects_in_text_are_text(markdown):
    """Bars, hyphens, hashes and equals signs in sentences are no mistakes."""
    assert parse(markdown).found == []


def test_levels_of_headings_go_through_all_pieces_of_a_body():
    """A heading may go one level deeper than the last one of the piece before, and no further."""
    prose = Prose()
    for piece, markdown in enumerate(("## A\n\n### B", "#### C", "## D", "#### E")):
        prose.blocks(SourceText(markdown, "a.yaml", (Segment(0, piece + 1, 1),)), f"body/{piece}")

    assert [summary(finding) for finding in prose.findings] == ["4:1 unsupported-markdown"]


def test_a_footnote_is_known_to_all_pieces_of_a_body():
    """A note may stand in another piece than its call."""
    prose = Prose()
    prose.blocks(SourceText("a[^1]", "a.yaml", (Segment(0, 1, 1),)), "body/0")
    prose.blocks(SourceText("[^1]: b", "a.yaml", (Segment(0, 5, 1),)), "body/2")

    assert list(prose.footnotes) == ["1"]
    assert (prose.footnotes["1"].source.block, prose.footnotes["1"].source.place.line) == ("notes/1", 5)


def test_a_footnote_of_paragraphs_is_one_stretch():
    """The engine sets a note in one line of runs, so its paragraphs are parted by line breaks."""
    note = parse("a[^n]\n\n[^n]: One\n    more.\n\n    Two.").footnotes["n"]

    assert plain(note.content) == "One more. Two."


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("one\ntwo", [(2, 3, 3, 6)]),
        ("- one\n- two", [(2, 3, 3, 8), (2, 5, 2, 8), (3, 5, 3, 8)]),
        ("> one\n> two", [(2, 3, 3, 8), (2, 5, 3, 8)]),
        ("one\n\n## two ##\n\nthree", [(2, 3, 2, 6), (4, 3, 4, 12), (6, 3, 6, 8)]),
    ],
)
def test_blocks_span_from_their_first_to_their_last_character(markdown, expected):
    """Paragraphs begin at their first letter, lists, quotations and headings at their marks."""

    def spans(blocks):
        for block in blocks:
            place = block.source.place
            yield place.line, place.column, place.end_line, place.end_column
            for item in getattr(block, "items", ()):
                yield from spans(item.blocks)
            if isinstance(block, Excerpt):
                yield from spans(block.blocks)

    assert expected == list(spans(parse(markdown).blocks))


WORD = st.text(st.characters(codec="utf-8", categories=("Ll", "Lu", "Nd")), min_size=1, max_size=8).filter(
    lambda word: not word.isdigit()
)
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
PIECE = st.one_of(
    SENTENCE,
    st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join),
    st.lists(SENTENCE, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(SENTENCE, min_size=1, max_size=3).map(lambda items: "\n\n".join(f"1. {item}" for item in items)),
    SENTENCE.map(lambda words: f"> {words}"),
    SENTENCE.map(lambda words: f"## {words}"),
    SENTENCE.map(lambda words: f"*{words}* **{words}** `{words}`"),
    SENTENCE.map(lambda words: f"[{words}](story:b){{.page}} [{words}]{{lang=fr}} [{words}](https://c.d)"),
)


@given(st.lists(PIECE, min_size=1, max_size=5))
@settings(deadline=None, max_examples=120)
def test_no_word_is_lost(pieces):
    """The words of the source, without its marks, stand in the blocks in their order."""
    markdown = "\n\n".join(pieces)
    unmarked = re.sub(
        r"\]\([^)]*\)(\{[^}]*\})?|\]\{[^}]*\}|^(-|1\.|>|##) |[*`\[]", "", markdown, flags=re.MULTILINE
    )
    blocks = parse(markdown).blocks

    words = " ".join(plain(content) for block in blocks for content in inlines_of(block))
    assert unmarked.split() == words.split()


@given(st.text(st.sampled_from("ab \n\t#*_[]()^@{}.=:-+1>`\\&;!<|\"'~é\u00a0\r"), max_size=60))
@example("[^a]: [^a]")
@example("[a](http://[::1]:99999999999/)")
@example("[a](http://xn--\udfff/)".encode("utf-8", "replace").decode())
@settings(deadline=None, max_examples=400)
def test_any_text_is_read(markdown):
    """No Markdown raises, all findings and blocks stand in the text, and what is no mark stays a word."""
    prose = Prose()
    lines = markdown.split("\n")
    offsets = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    segments = tuple(Segment(offset, number, 1) for number, offset in enumerate(offsets, 1))
    blocks = prose.blocks(SourceText(markdown, "a.yaml", segments), "body/0")

    for finding in prose.findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
        assert (finding.place.line, finding.place.column) < (finding.place.end_line, finding.place.end_column)
    assert len(list(paths(blocks))) == len(set(paths(blocks)))
    for content in (content for block in blocks for content in inlines_of(block)):
        for run in runs_of(content):
            assert not isinstance(run, (Text, Code)) or run.text
            assert not isinstance(run, WebLink) or run.address.isascii()
