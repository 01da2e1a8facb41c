"""Edits for mistakes that leave one meaning only."""

import pytest
from reports import literal, parse, source, tree

from pipeline.findings import Edit, warning
from pipeline.fixing import fix
from pipeline.reading.images import check_image
from pipeline.reading.mending import date_edits, key_edits, literal_edits, quoting_edits, word_edits
from pipeline.reading.quoting import quoting_of


def mended(text: str, edits: tuple[Edit, ...]) -> str:
    found = warning("unknown-key", "something", edits=edits)
    return fix([found], {"sources/a.yaml": text}).contents.get("sources/a.yaml", text)


def value(text: str, key: str = "a"):
    node = tree(text).get(key)
    assert node
    return node


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Good", "good"),
        ("'GOOD'", "good"),
        ("requires_improvement", "requires improvement"),
        ("Requires-Improvement", "requires improvement"),
        ("“good”", "good"),
        ("goood", "goood"),
        ("adequate", "adequate"),
        ("[Good]", "[Good]"),
        ("|\n  Good", "|\n  Good"),
    ],
)
def test_a_word_in_another_dress_is_respelt(written, expected):
    """Capitals, hyphens, underscores and quotes are taken off; what only looks alike is left to the editor."""
    text = f"a: {written}\n"

    assert (
        mended(text, word_edits(value(text), ["inadequate", "requires improvement", "good"]))
        == f"a: {expected}\n"
    )


def test_a_key_is_respelt_where_its_place_is_free():
    """A key becomes the schema's; where that stands already, or another would become the same, an editor decides."""
    known = ["title", "key_learning"]

    def after(text: str) -> str:
        mapping = tree(text)
        return mended(text, key_edits(mapping.entries[0][0], mapping, known))

    assert after("Title: x\n") == "title: x\n"
    assert after("keyLearning: x\n") == "key_learning: x\n"
    assert after("Title: x\ntitle: y\n") == "Title: x\ntitle: y\n"
    assert after("Title: x\nTITLE: y\n") == "Title: x\nTITLE: y\n"
    assert after("tilte: x\n") == "tilte: x\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8 January 2019", "2019-01-08"),
        ("8th Jan 2019", "2019-01-08"),
        ("'august 2016'", "2016-08"),
        ("Sept 2016", "Sept 2016"),
        ("2019-1-8", "2019-01-08"),
        ("2019/01/08", "2019-01-08"),
        ("2019/1-8", "2019/1-8"),
        ("8/1/2019", "8/1/2019"),
        ("2009/10", "2009/10"),
        ("30 February 2019", "30 February 2019"),
        ("8 Janvier 2019", "8 Janvier 2019"),
    ],
)
def test_a_date_is_written_as_sources_have_it(written, expected):
    """A date in words or with its year first can mean one day only; 8/1/2019 can mean two."""
    text = f"a: {written}\n"

    assert mended(text, date_edits(value(text))) == f"a: {expected}\n"


@pytest.mark.parametrize(
    ("written", "expected"), [("2019", '"2019"'), ("true", '"true"'), ('"x"', '"x"'), ("[]", "[]")]
)
def test_a_value_is_quoted(written, expected):
    """Quotes make a number the text that was written."""
    text = f"a: {written}\n"

    assert mended(text, quoting_edits(value(text))) == f"a: {expected}\n"


@pytest.mark.parametrize(
    ("header", "expected"), [(">", "|"), (">-", "|-"), (">2", "|2"), ("&a >", "&a |"), ("|", "|")]
)
def test_a_folded_block_becomes_a_literal_one(header, expected):
    """Only the angle changes; what chomps and indents stays."""
    text = f"a: {header}\n  words\n"

    assert mended(text, literal_edits(value(text))) == f"a: {expected}\n  words\n"


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("a: b: c\n", 5, 'a: "b: c"\n'),
        ("- a: b: c  \n", 7, '- a: "b: c"  \n'),
        ('a: b "c": d\n', 9, "a: 'b \"c\": d'\n"),
        ("a: @b", 4, 'a: "@b"'),
        ('a: "it\'s" said: b\n', 10, None),
        ("a: b: c # d\n", 5, None),
        ("a: b: c\n  d\n", 5, None),
        ("a: {b: c: d}\n", 9, None),
        ("b: c\n", 2, None),
        ("{a: b: c}\n", 6, None),
        ("words\n", 1, None),
    ],
)
def test_a_value_that_yaml_cannot_read_is_quoted(text, column, expected):
    """Quotes go round a value that ends with its line; where it may not, or is none, there is no edit."""
    assert mended(text, quoting_of(source(text), 1, column)) == (expected or text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("##Aims", "## Aims"),
        ("Words.\n###Aims", "Words.\n### Aims"),
        ("- ##Aims", "- ## Aims"),
        ("[a map](figure:b/c)  {.page}.", "[a map](figure:b/c){.page}."),
        ("**[a map](figure:b/c)** {.page}.", "**[a map](figure:b/c)** {.page}."),
        ("[a map](https://a.b) {.page}.", "[a map](https://a.b) {.page}."),
        ("[a map](figure:b/c)\n{.page}.", "[a map](figure:b/c)\n{.page}."),
        ("[a map](figure:b/c) {lang=fr}.", "[a map](figure:b/c) {lang=fr}."),
    ],
)
def test_spaces_of_markdown_are_mended(written, expected):
    """A heading gets the space that it lacks, a crossref loses the one that parts it from {.page}."""
    edits = tuple(edit for finding in parse(written).findings for edit in finding.edits)

    assert mended(literal(written), edits) == literal(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("images\\Dot.PNG", "images/dot.png"),
        ("'images/DOT.png'", "'images/dot.png'"),
        ('"images\\\\dot.png"', '"images\\\\dot.png"'),
        ("images/dott.png", "images/dott.png"),
        ("image/dot.png", "image/dot.png"),
        ("images/Two.png", "images/Two.png"),
    ],
)
def test_a_path_is_respelt(written, expected, tmp_path):
    """Backslashes and capitals are mended where one file has that name; what only looks alike is left to the editor."""
    for name in ("dot.png", "two.png", "TWO.png"):
        (tmp_path / "sources" / "images").mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / "images" / name).write_bytes(b"")
    text = f"a: {written}\n"
    scalar = value(text)
    (found,) = check_image(tmp_path, scalar.text, scalar.place)

    assert mended(text, found.edits) == f"a: {expected}\n"
