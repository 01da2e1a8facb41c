"""Bodies: Markdown and blocks in one sequence."""

from pathlib import Path

import pytest
from reports import scalar, source, summary, tree

from pipeline.model.blocks import Align, RoleInChapter
from pipeline.model.prose import (
    FigureBlock,
    Heading,
    Paragraph,
    PersonBlock,
    QuoteBlock,
    SignatureBlock,
    TableBlock,
    plain,
)
from pipeline.reading.body import read_body
from pipeline.reading.markdown import Prose


def body(yaml, *, sound=True):
    prose = Prose()
    blocks = read_body(Path(), tree(yaml).get("body"), source(yaml), prose, sound=sound)
    return blocks, [summary(finding) for finding in prose.findings]


BLOCKS = """\
body:
  - |
    ## A heading

    A paragraph.
  - quote: {text: A *quote*, speaker: Ann, role: nurse, source: "[@a]"}
  - figure:
      label: fig
      image: images/a.png
      alt: " What it shows. "
      caption: A caption
      credit: A credit
  - table:
      caption: A table
      columns: [{title: A}, {title: B, align: right}]
      rows:
        - [Brighton, 12.50]
        - ["", 1_000]
      row_headers: true
      note: A note
  - person: {name: Ann, role: nurse, organisation: B, role_in_chapter: author}
  - signature: {name: Ann, role: ~}
  - A last paragraph.
"""


def test_a_body_is_one_sequence_of_blocks():
    """Markdown and blocks stand in the order of the file, each with a path and a place."""
    blocks, found = body(BLOCKS)

    assert found == []
    assert [
        Heading,
        Paragraph,
        QuoteBlock,
        FigureBlock,
        TableBlock,
        PersonBlock,
        SignatureBlock,
        Paragraph,
    ] == [type(block) for block in blocks]
    assert [block.source.block for block in blocks] == [
        "body/0/0",
        "body/0/1",
        "body/1",
        "body/2",
        "body/3",
        "body/4",
        "body/5",
        "body/6/0",
    ]
    assert [block.source.place.line for block in blocks] == [3, 5, 6, 7, 13, 21, 22, 23]


def test_blocks_hold_what_was_written():
    """Texts are inline runs or words, choices are words of the model, and what is left out is empty."""
    blocks, _ = body(BLOCKS)
    quote, figure, table, person, signature = blocks[2:7]

    assert (plain(quote.text), quote.speaker, quote.role, len(quote.cited)) == ("A quote", "Ann", "nurse", 1)
    assert (figure.label, figure.image, figure.alt) == ("fig", "images/a.png", "What it shows.")
    assert (plain(figure.caption), plain(figure.credit)) == ("A caption", "A credit")
    assert (table.label, table.row_headers, plain(table.note)) == (None, True, "A note")
    assert [(plain(each.title), each.align) for each in table.columns] == [
        ("A", Align.LEFT),
        ("B", Align.RIGHT),
    ]
    assert RoleInChapter.AUTHOR is person.person.role_in_chapter
    assert (signature.signature.role, signature.signature.name) == (None, "Ann")


def test_numbers_in_cells_are_as_written():
    """A cell prints what the author typed: 12.50 keeps its nought, 1_000 its underscore."""
    table = body(BLOCKS)[0][4]

    assert [[plain(cell) for cell in row] for row in table.rows] == [["Brighton", "12.50"], ["", "1_000"]]


def test_a_row_of_another_width_is_found_and_goes_on_with_the_tables():
    """Every row has as many cells as there are columns, also where an author wrote more or fewer."""
    blocks, found = body(
        "body:\n  - table: {caption: A, columns: [{title: B}, {title: C}], rows: [[1], [1, 2, 3], [1, 2]]}\n"
    )

    assert found == ["2:67 invalid-value", "2:72 invalid-value"]
    assert [len(row) for row in blocks[0].rows] == [2, 2, 2]


@pytest.mark.parametrize(
    "yaml",
    [
        "body: >\n  a\n",
        "body: >-\n  a\n",
        "body: a\n  b\n",
        "body: 'a\n  b'\n",
        'body: "a\n  b"\n',
        'body: "a\\\n  b"\n',
    ],
)
def test_a_folded_body_is_refused(yaml):
    """Where YAML takes line ends away, lines and paragraphs cannot be told, so the text is not read at all."""
    assert body(yaml) == ((), ["1:7 folded-body"])


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("body: |\n  a\n\n  b [@c]\n", (4, 5)),
        ("body: a [@c]\n", (1, 9)),
        ("body: 'it''s [@c]'\n", (1, 14)),
        ('body: "a\\n\\nb\\u00e9 [@c]"\n', (1, 21)),
    ],
)
def test_a_body_on_one_line_may_be_quoted(yaml, place):
    """A quoted body on one line loses nothing: its escapes are line ends that the author wrote, its places are exact."""
    blocks, found = body(yaml)

    citation = blocks[-1].content[-1]
    assert found == []
    assert place == (citation.place.line, citation.place.column)


@pytest.mark.parametrize("yaml", ["body:\n", "body: ~\n", "body: [~]\n", "body: ''\n"])
def test_a_body_of_nothing_has_no_blocks(yaml):
    """Nothing is not printed as a tilde."""
    assert body(yaml) == ((), [])


def test_an_unsound_body_is_read_for_the_mistakes_of_its_markdown():
    """Where a block is wrong, mistakes in the Markdown beside it are found all the same."""
    blocks, found = body("body:\n  - quot: {}\n  - '# A'\n  - figure: {}\n", sound=False)

    assert blocks == ()
    assert found == ["3:6 unsupported-markdown"]


def test_captions_are_read_with_their_places():
    """A mistake in a caption is found in the caption."""
    _, found = body("body:\n  - figure: {image: a.png, alt: A, caption: 'See [b](c)'}\n")

    assert found == ["2:54 unknown-scheme"]
    assert scalar("body: a\n")[0].text == "a"


FORMATS = {
    "text": ("text", "1987", "1987"),
    "number": ("number", "1987", "1,987"),
    "number with decimals": ("number", "17000.50", "17,000.50"),
    "percent": ("percent", "48", "48%"),
    "pounds": ("pounds", "'1,987'", "£1,987"),
    "words": ("number", "not *known*", "not known"),
    "nothing": ("number", "''", ""),
}


@pytest.mark.parametrize(("form", "cell", "printed"), FORMATS.values(), ids=FORMATS)
def test_a_column_formats_the_numbers_of_its_own_rows(form, cell, printed):
    """Numbers in the chapter are printed as those of a data file are; words stay as they are."""
    columns = f"[{{title: B}}, {{title: C, format: {form}}}]"
    blocks, found = body(f"body:\n  - table: {{caption: A, columns: {columns}, rows: [[D, {cell}]]}}\n")

    assert found == []
    assert [[plain(each) for each in row] for row in blocks[0].rows] == [["D", printed]]
