"""YAML as a tree of values with places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import source, summary, tree, walk

from pipeline.findings import Severity
from pipeline.reading.tree import DEEPEST, Mapping, Scalar, Sequence, parse_yaml


def found(text):
    return [summary(finding) for finding in parse_yaml(source(text)).findings]


def places(text):
    """Return each scalar's text with its place as line, column, end line, end column."""
    return {
        node.text: (node.place.line, node.place.column, node.place.end_line, node.place.end_column)
        for node in walk(tree(text))
        if isinstance(node, Scalar)
    }


def test_every_value_knows_its_place():
    """Lines and columns count from 1, and the end is one past the last character."""
    text = "kind: story\nratings:\n  - overall: 'good'\n  - [a, \"b c\"]\n𝒂é: x # comment\n"

    assert places(text) == {
        "story": (1, 7, 1, 12),
        "good": (3, 14, 3, 20),
        "a": (4, 6, 4, 7),
        "b c": (4, 9, 4, 14),
        "x": (5, 5, 5, 6),
    }


def test_every_key_knows_its_place():
    """Keys have places of their own, however deep they stand."""
    mapping = tree("a:\n  - bc: 1\n    d: 2\n")

    assert isinstance(mapping, Mapping)
    inner = mapping.get("a").items[0]
    assert [(inner.key(key).place.line, inner.key(key).place.column) for key in ("bc", "d")] == [
        (2, 5),
        (3, 5),
    ]
    assert inner.key("none") is None
    assert inner.get("none") is None


def test_a_value_over_lines_ends_on_its_last():
    """A plain or quoted value that goes on below spans its lines; a block is a point at its header."""
    assert places("a: b\n   c\n")["b c"] == (1, 4, 2, 5)
    assert places('a: "b\n   c"\n')["b c"] == (1, 4, 2, 6)
    assert places("a: |\n  b\n  c\n")["b\nc\n"] == (1, 4, 1, 4)


@pytest.mark.parametrize(
    ("written", "style"), [("b", None), ("'b'", "'"), ('"b"', '"'), ("|\n  b", "|"), (">\n  b", ">")]
)
def test_every_scalar_knows_its_style(written, style):
    """How a value is written is kept: plain ones alone can be numbers or nothing."""
    assert style == tree(f"a: {written}\n").get("a").style


def test_an_alias_is_the_value_it_names():
    """An anchor's value stands again where its alias stands, with the place of the first."""
    mapping = tree("a: &x [1, 2]\nb: *x\n")

    assert mapping.get("a") == mapping.get("b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: 1\na: 2\na: 3\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("- {a: 1, 'a': 2}\n- {a: 3}\n", ["1:10 duplicate-key"]),
        ("a: *none\n", ["1:4 unknown-alias"]),
        ("a: !!str b\n", ["1:4 unsupported-yaml"]),
        ("a: !Important words\n", ["1:4 unsupported-yaml"]),
        ("a: !!map {b: c}\n", ["1:4 unsupported-yaml"]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", ["3:3 unsupported-yaml"]),
        ("a: 1\n---\nb: 2\n---\nc: 3\n", ["2:1 unsupported-yaml"]),
        ("? [a]\n: b\n", ["1:3 unsupported-yaml"]),
        ("# nothing\n", ["1:1 empty-file"]),
        ('a: "b\\0c\\x07"\n', ["1:4 not-text"]),
        ("title: Ward #5 and its staff\n", ["1:13 comment-in-text"]),
        ("body: Just one line with a # hash and more\n", ["1:28 comment-in-text"]),
        ("body:\n  - Just one line with a # hash and more\n", ["2:26 comment-in-text"]),
        ("body: Just one line with a stop. # hash and more\n", []),
        ("body: Just one line with a # Comment on it\n", []),
        ("body: Words # words to come\n", []),
        ("title: Just one line with a # hash and more\n", []),
    ],
)
def test_what_sources_do_not_use_is_found(text, expected):
    """YAML that would lose or change words in silence is a finding where it stands."""
    assert expected == found(text)


def test_a_second_key_names_the_first():
    """Who finds a key twice is told where it stood before."""
    (finding,) = parse_yaml(source("a: 1\nb:\na: 2\n")).findings

    assert [(related.place.line, related.place.column) for related in finding.related] == [(1, 1)]


def test_the_first_of_two_values_counts():
    """A tree with a key that stands twice can still be read."""
    assert parse_yaml(source("a: 1\na: 2\n")).value.get("a").text == "1"


def test_a_comment_behind_a_space_is_a_comment():
    """Only a hash that words follow at once is suspicious, and it is no more than a warning."""
    assert found("a: b # comment\nc: 'Ward #5'\nd: Ward#5\n# e\nf: |\n  Ward #5\n") == []
    assert [finding.severity for finding in parse_yaml(source("a: b #c\n")).findings] == [Severity.WARNING]


def test_nesting_has_a_floor():
    """The last bearable depth is read, one level more is a finding."""
    assert found("[" * DEEPEST + "]" * DEEPEST) == []
    assert [f"1:{DEEPEST + 1} too-deep"] == found("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_absurd_nesting_is_found_without_recursion():
    """A hundred thousand brackets end in a finding, not in a crash."""
    assert [f"1:{DEEPEST + 1} too-deep"] == found("[" * 100_000)


def test_an_alias_bomb_is_not_unfolded():
    """Nine lines that unfold to a thousand million values are refused."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert found("\n".join(lines)) == ["6:10 too-many-aliases"]


def test_many_keys_take_no_more_than_linear_time():
    """Looking for a second key does not compare every key with every other: 60,000 of them are read at once."""
    mapping = tree("".join(f"k{n}: v\n" for n in range(60_000)))

    assert len(mapping.entries) == 60_000


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=5)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
)


def written(value):
    """Write a value as YAML in braces and brackets, words in quotation marks."""
    match value:
        case dict():
            return "{" + ", ".join(f'"{key}": {written(inner)}' for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
    return f'"{value}"'


def shape(node):
    match node:
        case Mapping(entries):
            return {key.text: shape(value) for key, value in entries}
        case Sequence(items):
            return [shape(item) for item in items]
    return node.text


@given(VALUES)
@settings(deadline=None, max_examples=60)
def test_the_tree_holds_what_was_written(value):
    """Keys, values and their order survive parsing, and each scalar stands at its place in the text."""
    text = written(value)
    root = tree(text)

    assert value == shape(root)
    for node in walk(root):
        if isinstance(node, Scalar):
            assert f'"{node.text}"' == text[node.place.column - 1 : node.place.end_column - 1]


@given(st.text(st.sampled_from("ab:-[]{}'\"|>#&*!%@`,?\n \t0~<=."), max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_gives_a_tree_or_findings(text):
    """No YAML raises, and no finding stands outside the file."""
    checked = parse_yaml(source(text))

    assert checked.value is not None or checked.findings
    lines = source(text).lines
    for finding in checked.findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
