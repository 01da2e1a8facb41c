"""The way back from the text of a scalar to its characters in the file."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from reports import scalar, source

from pipeline.findings import Checked
from pipeline.reading.source_text import SourceText
from pipeline.reading.text import read_source
from pipeline.reading.tree import Mapping, Scalar, parse_yaml

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"), max_codepoint=0x1F9FF)
LINE = st.text(LETTERS | st.just(" "), max_size=12)
LINES = st.lists(LINE, min_size=1, max_size=6)
MANY = settings(deadline=None, max_examples=150)


def text_of(yaml, key="body"):
    """Parse YAML and return the text behind a key with its way back, or None where it is another thing."""
    checked: Checked = parse_yaml(source(yaml))
    assume(checked.value is not None)
    node = checked.value.get(key) if isinstance(checked.value, Mapping) else None
    assume(isinstance(node, Scalar))
    return SourceText.of(node, source(yaml))


def stands_where_it_says(text, yaml):
    """Hold every character of a text against the file; line ends and what segments do not know exactly are left out."""
    lines = yaml.split("\n")
    exact = 0
    for offset, character in enumerate(text.text):
        place = text.place(offset)
        segment = max((each for each in text.segments if each.offset <= offset), key=text.segments.index)
        if segment.exact and character not in "\n ":
            assert character == lines[place.line - 1][place.column - 1], f"offset {offset} at {place}"
            exact += 1
    return exact


@given(LINES, st.integers(1, 9), st.sampled_from(["|", "|-", "|+", "| # comment"]), st.integers(0, 2))
@example(["a", "", "  b"], 2, "|", 0)
@MANY
def test_a_literal_block_is_exact(lines, indentation, header, blanks):
    """Every character of a literal block stands where it says, with any indentation and blank lines anywhere."""
    assume(lines[0].strip() and not lines[0].startswith(" "))
    written = [" " * indentation + line if line.strip() else "" for line in [*[""] * blanks, *lines]]
    yaml = "a: b\nbody: " + header + "\n" + "\n".join(written) + "\nc: d\n"
    text = text_of(yaml)

    words = "".join(lines).replace(" ", "")
    assert words == text.text.replace("\n", "").replace(" ", "")
    assert len(words) == stands_where_it_says(text, yaml)


@given(LINES, st.lists(st.integers(0, 2), min_size=6, max_size=6), st.integers(1, 5))
@example(["a", "b"], [2, 0, 0, 0, 0, 0], 3)
@MANY
def test_a_plain_scalar_is_exact_over_its_lines(lines, blanks, indentation):
    """Every character of a plain scalar stands where it says, also folded, and with blank lines between."""
    words = [line.strip() for line in lines if line.strip()]
    between = ["\n" * (count + 1) + " " * indentation for count in blanks]
    yaml = (
        "body: "
        + "".join(word + space for word, space in zip(words, between, strict=False)).rstrip()
        + "\nc: d\n"
    )
    text = text_of(yaml)
    assume("".join(words).replace(" ", "") == text.text.replace("\n", "").replace(" ", ""))

    assert len("".join(words).replace(" ", "")) == stands_where_it_says(text, yaml)


@given(st.text(LETTERS | st.sampled_from("' "), max_size=20))
@MANY
def test_a_single_quoted_scalar_is_exact_round_its_doubled_marks(words):
    """Characters before and behind '' stand where they say, and '' itself at its first."""
    yaml = "a: b\nbody: '" + words.replace("'", "''") + "' # comment\n"
    text = text_of(yaml)

    assert words == text.text
    assert len(words.replace(" ", "").replace("'", "")) == stands_where_it_says(text, yaml)
    for offset in (offset for offset, character in enumerate(words) if character == "'"):
        place = text.place(offset)
        assert yaml.split("\n")[1][place.column - 1 : place.column + 1] == "''"


ESCAPES = {
    "\n": r"\n",
    "\t": r"\t",
    '"': r"\"",
    "\\": r"\\",
    "é": r"\xe9",
    "–": r"\u2013",
    "😀": r"\U0001f600",
}


@given(st.text(LETTERS | st.sampled_from([*ESCAPES, " "]), max_size=20))
@MANY
def test_a_double_quoted_scalar_is_exact_round_its_escapes(words):
    """Characters before and behind an escape stand where they say, and an escape at its backslash."""
    yaml = 'body: "' + "".join(ESCAPES.get(each, each) for each in words) + '"\n'
    text = text_of(yaml)

    assert words == text.text
    plain = [each for each in words if each not in ESCAPES and each != " "]
    assert len(plain) == stands_where_it_says(text, yaml)
    for offset, character in enumerate(words):
        if character in ESCAPES:
            assert yaml[text.place(offset).column - 1] == "\\"


@given(st.text(LETTERS, min_size=1, max_size=10), st.sampled_from(["\r\n", "\n", "\r"]), st.booleans())
@settings(deadline=None, max_examples=40)
def test_line_ends_and_marks_of_other_systems_change_no_place(tmp_path_factory, words, line_end, has_mark):
    """A file with CRLF or a byte order mark gives the places of the same file without."""
    yaml = f"a: b\nbody: |\n\n   {words}\n     {words}\n"
    root = tmp_path_factory.mktemp("project")
    (root / "a.yaml").write_bytes((("\ufeff" if has_mark else "") + yaml.replace("\n", line_end)).encode())
    file = read_source(root, "a.yaml").value
    text = SourceText.of(parse_yaml(file).value.get("body"), file)

    assert 2 * len(words) == stands_where_it_says(text, yaml)


@given(LINES, st.integers(1, 9), st.sampled_from([">", ">-", ">+"]), st.lists(st.integers(0, 2), min_size=6))
@example(["a", "b"], 2, ">", [0] * 6)
@MANY
def test_a_folded_block_is_exact_over_its_lines(lines, indentation, header, blanks):
    """Every character of a folded block stands where it says, over lines and blank lines."""
    assume(lines[0].strip() and not lines[0].startswith(" "))
    written = [" " * indentation + line + "\n" * blank for line, blank in zip(lines, blanks, strict=False)]
    yaml = f"body: {header}\n" + "\n".join(written) + "\nc: d\n"
    text = text_of(yaml)

    exact = stands_where_it_says(text, yaml)
    if not any(line.startswith(" ") or line.endswith(" ") or not line for line in lines):
        assert len("".join(lines).replace(" ", "")) == exact


@pytest.mark.parametrize("yaml", ["body: 'a\n  b'\n", 'body: "a\n  b"\n', 'body: "a\\\n  b"\n'])
def test_a_quoted_scalar_over_lines_stands_at_its_beginning(yaml):
    """A quoted scalar that goes over lines keeps its first character's place only."""
    text = SourceText.of(*scalar(yaml))

    assert {(1, 8)} == {
        (text.place(offset).line, text.place(offset).column) for offset in range(len(text.text))
    }


def test_a_stretch_spans_from_its_first_character_to_its_last():
    """A place of several characters ends one past the last, on whichever line that stands."""
    text = SourceText.of(*scalar("body: |\n  one two\n   three\n"))

    assert text.path == "sources/a.yaml"
    first = text.place(4, 7)
    assert (first.line, first.column, first.end_line, first.end_column) == (2, 7, 2, 10)
    over = text.place(4, 14)
    assert (over.line, over.column, over.end_line, over.end_column) == (2, 7, 3, 9)


def test_a_place_behind_the_text_is_no_error():
    """Asking for more than there is gives a place at the end."""
    text = SourceText.of(*scalar("body: ab\n"))

    assert (text.place(102).line, text.place(102).column) == (1, 109)


def test_an_alias_stands_where_its_anchor_does():
    """Text that is used twice has the places of the first use."""
    place = SourceText.of(*scalar("a: &x words\nbody: *x\n")).place(0)

    assert (place.line, place.column) == (1, 7)
