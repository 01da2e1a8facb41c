"""The words that authors wrote, as passages: their kinds, their places, and what may be changed in them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import literal, read, source

from pipeline.findings import Edit
from pipeline.model.passages import STAND_IN, Passage, SpanKind, segment_at
from pipeline.reading.markdown import Prose
from pipeline.reading.passages import chapter_passages
from pipeline.reading.source_text import SourceText
from pipeline.reading.tree import Mapping, Scalar, parse_yaml

STORY = """\
kind: story
title: A story
standfirst: In short.
trust: {name: Brighton Trust, type: acute, region: South East}
ratings: [{published: 2019, overall: good}]
body:
  - |
    ## First *things* {#first}

    A word[^n] of [the BBC](https://bbc.co.uk) and "a quotation", [](fact:huddle) long.

    - One
      point

    > Taken over.

    [^n]: A note.
  - quote: {text: Not **ours**., speaker: Dr A, source: A letter}
  - figure: {image: a.png, alt: What it shows., caption: Under it}
  - table:
      caption: Above it
      columns: [{title: One}, {title: Two, unit: miles}]
      rows: [[a, b], [1, '']]
  - pull_quote: {text: A pulled one., speaker: Dr B, source: A letter}
  - callout: {title: A box, text: With a text.}
"""
"""A story with most of the keys that take words; not all of its values are sound."""


FACTS = "huddle: {text: 15 minutes, value: 15, source: x}"


def passages_in(yaml, path="sources/a.yaml"):
    """Return the passages of a chapter of YAML that need not be sound."""
    file = source(yaml, path)
    tree = parse_yaml(file).value
    if not isinstance(tree, Mapping):
        return ()
    prose = Prose()
    body = tree.get("body")
    if isinstance(body, Scalar):
        prose.blocks(SourceText.of(body, file), "body/0")
    return chapter_passages(tree, file, "a", prose.passages)


def applied(edit: Edit, yaml: str) -> str:
    """Make an edit."""
    lines = yaml.split("\n")
    line = lines[edit.place.line - 1]
    assert edit.place.line == edit.place.end_line
    lines[edit.place.line - 1] = (
        line[: edit.place.column - 1] + edit.replacement + line[edit.place.end_column - 1 :]
    )
    return "\n".join(lines)


def test_every_key_that_takes_words_is_a_passage(tmp_path):
    """A story's passages come in the order of the file, each with its kind, slot and block."""
    checked = read(tmp_path, {"a": STORY}, files={"sources/facts.yaml": FACTS})

    assert checked.value is not None
    chapter = checked.value.chapters[0]
    assert [
        "title title a/title: A story",
        "standfirst standfirst a/standfirst: In short.",
        "name trust.name a/trust/name: Brighton Trust",
        "heading body a/body/0/0: First things",
        f'paragraph body a/body/0/1: A word{STAND_IN} of the BBC and "a quotation", {STAND_IN} long.',
        "list-item body a/body/0/2/0/0: One point",
        "quotation body a/body/0/3/0: Taken over.",
        "footnote body a/notes/n/0: A note.",
        "quotation quote.text a/body/1: Not ours.",
        "name quote.speaker a/body/1: Dr A",
        "credit quote.source a/body/1: A letter",
        "alt figure.alt a/body/2: What it shows.",
        "caption figure.caption a/body/2: Under it",
        "caption table.caption a/body/3: Above it",
        "label table.columns.title a/body/3: One",
        "label table.columns.title a/body/3: Two",
        "label table.columns.unit a/body/3: miles",
        "cell table.rows a/body/3: a",
        "cell table.rows a/body/3: b",
        "cell table.rows a/body/3: 1",
        "pull-quote pull_quote.text a/body/4: A pulled one.",
        "name pull_quote.speaker a/body/4: Dr B",
        "credit pull_quote.source a/body/4: A letter",
        "title callout.title a/body/5: A box",
        "paragraph body a/body/5/text/0: With a text.",
    ] == [f"{each.kind} {each.slot} {each.block}: {each.text}" for each in chapter.passages]
    quoted = [each.text for each in chapter.passages if each.quoted]
    assert quoted == ["Taken over.", "Not ours.", "A pulled one."]
    assert [each.text for each in checked.value.other_passages] == [
        "A test report",
        "Test publisher",
        "15 minutes",
    ]


def test_a_passage_knows_what_stands_in_it():
    """Links, facts, quotations and foreign words are spans; a mask hides what no dictionary can judge."""
    markdown = 'A [link](https://a.uk), *Driving* [mot]{lang=fr} `x` "said" <https://b.uk> [@key].'
    (passage,) = passages_in(literal(markdown))

    said = [(span.kind, passage.text[span.start : span.end], span.detail) for span in passage.spans]
    assert said == [
        (SpanKind.LINK, "link", "https://a.uk"),
        (SpanKind.EMPHASIS, "Driving", ""),
        (SpanKind.FOREIGN, "mot", "fr"),
        (SpanKind.CODE, "x", ""),
        (SpanKind.ADDRESS, "https://b.uk", "https://b.uk"),
        (SpanKind.CITATION, STAND_IN, ""),
        (SpanKind.QUOTED, '"said"', ""),
    ]
    hidden = STAND_IN
    assert f'A link, Driving {hidden * 3} {hidden} "said" {hidden * 12} {hidden}.' == passage.masked()


def test_the_cells_of_a_data_file_are_passages(tmp_path):
    """What a table or chart prints of a data file is said to stand in its line there, and is not edited."""
    body = """\
kind: prose
title: A
body:
  - table: {caption: T, data: data/a.csv, columns: [{title: name}, {title: Two, format: number}]}
  - chart: {kind: bars, title: T, message: M, unit: x, source: S, series: [Two], data: data/a.csv}
"""
    checked = read(tmp_path, {"a": body}, files={"sources/data/a.csv": "name,Two\nfirst,1000\n"})

    cells = [each for each in checked.value.chapters[0].passages if each.path == "sources/data/a.csv"]
    assert [
        (each.text, each.slot, each.block, each.place().line, each.edit(0, 1, "x")) for each in cells
    ] == [
        ("first", "table.rows", "a/body/0", 2, None),
        ("1,000", "table.rows", "a/body/0", 2, None),
        ("first", "chart.rows.name", "a/body/1", 2, None),
    ]


LETTER = st.characters(codec="utf-8", categories=("L", "P", "N"))
PIECES = ["a", "b c", " ", "\n", "\n\n", "- ", "> ", "## ", "*", "**", "_", "`", "[", "](x:y)", "]{lang=fr}"]
WRITTEN = ["[@k]", "[](fact:n)", "[^n]: ", "&amp;", "\\*", "  \n", "<https://b.uk>"]
MARKDOWN = st.lists(st.sampled_from(PIECES + WRITTEN) | LETTER, max_size=25).map("".join)


@given(MARKDOWN)
@settings(deadline=None, max_examples=100)
def test_what_is_exact_stands_in_the_file(markdown):
    """Every character that is said to be exact stands at its place, whatever the Markdown round it is."""
    yaml = literal("x " + markdown)
    for passage in passages_in(yaml):
        stands_where_it_says(passage, yaml)


@given(st.text(st.just(" ") | LETTER, max_size=20), st.sampled_from(["'", '"', None, "|", ">"]))
@settings(deadline=None, max_examples=100)
def test_keys_of_any_style_stand_where_they_say(words, style):
    """The same holds for what stands behind a key, whichever way YAML writes it."""
    yaml = {
        "'": "title: '" + words.replace("'", "''") + "'",
        '"': 'title: "' + words.replace("\\", "\\\\").replace('"', '\\"') + '"',
        None: f"title: {words}",
        "|": "title: |\n  " + words,
        ">": "title: >\n  " + words,
    }[style]
    for passage in passages_in(yaml + "\n"):
        stands_where_it_says(passage, yaml)


def stands_where_it_says(passage: Passage, yaml: str) -> None:
    lines = yaml.split("\n")
    for offset, character in enumerate(passage.text):
        place = passage.place(offset, offset + 1)
        if segment_at(passage.segments, offset).exact:
            assert character == lines[place.line - 1][place.column - 1]


@given(MARKDOWN)
@settings(deadline=None, max_examples=60)
def test_an_edit_changes_the_passage_as_it_says(markdown):
    """What an edit writes is what is read afterwards, and no other passage has changed."""
    yaml = literal("x " + markdown)
    passages = passages_in(yaml)
    for at, passage in enumerate(passages):
        for word in re.finditer(r"[a-z]+", passage.text):
            edit = passage.edit(word.start(), word.end(), "word")
            if edit:
                text = passage.text[: word.start()] + "word" + passage.text[word.end() :]
                expected = [each.text for each in passages]
                expected[at] = text
                assert expected == [each.text for each in passages_in(applied(edit, yaml))]


@pytest.mark.parametrize(
    ("yaml", "old", "new", "expected"),
    [
        ("title: 'It''s Good'", "Good", "'good'", "title: 'It''s ''good'''"),
        ('title: "It is Good"', "Good", '"good"', 'title: "It is \\"good\\""'),
        ("title: It is Good", "Good", "good", "title: It is good"),
        ("title: It is Good", "Good", "'good'", None),
        ("title: Good it is", "Good", "'good'", None),
        ("title: 1234 people", "1234", "1,234", None),
        ("title: |\n  It is Good", "Good", "'good'", "title: |\n  It is 'good'"),
        ("title: >-\n  It is Good", "Good", "good", "title: >-\n  It is good"),
        ("title: It's\n  Good", "It's Good", "Good", None),
        ("title: It's\n  Good", "It's Good", "It's good", "title: It's\n  good"),
        ('title: "\\x47ood it is"', "Good", "good", None),
    ],
)
def test_an_edit_is_exact_or_none(yaml, old, new, expected):
    """An edit writes words as their scalar does; where that is not certain there is none."""
    (passage,) = passages_in(yaml + "\n")
    start = passage.text.index(old)

    edit = passage.edit(start, start + len(old), new)

    assert expected == (applied(edit, yaml) if edit else None)
