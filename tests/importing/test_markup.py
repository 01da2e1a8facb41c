"""Runs as Markdown: text stays text, and looks stay where they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.document import BREAK, Run, tidied, words_of
from pipeline.importing.markup import markdown, unwrapped, wrapped
from pipeline.reading.dialect import parser

PIECES = [
    "a",
    "b c",
    " ",
    ".",
    "(",
    ")",
    "*",
    "_",
    "`",
    "[",
    "]",
    "\\",
    "<",
    "&amp;",
    "~~",
    "{.page}",
    "1",
    "!",
    "“",
    BREAK,
]
RUN = st.builds(
    Run,
    st.lists(st.sampled_from(PIECES[:-1]), min_size=1, max_size=3).map("".join) | st.just(BREAK),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "", "https://example.org/a(b)_*c*"]),
)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("one "), Run("two", strong=True), Run(" three")], "one **two** three"),
        # Spaces stand outside the marks.
        ([Run("one"), Run(" two ", emphasis=True), Run("three")], "one *two* three"),
        (
            [Run("one "), Run("two ", strong=True), Run("three", strong=True, emphasis=True)],
            "one **two *three***",
        ),
        ([Run("a", address="https://example.org/x y")], "[a](https://example.org/x%20y)"),
        ([Run("a *b* [c]", address="https://example.org/")], r"[a \*b\* \[c\]](https://example.org/)"),
        ([Run("x`y", code=True)], "``x`y``"),
        ([Run("one"), Run("", note="1"), Run(": two")], r"one[^1]\: two"),
        ([Run("one"), Run(BREAK), Run("two")], "one\\\ntwo"),
        (
            [Run("[@key], [^1] and {.page} of a_b, R&D &amp; p < 1, <b>")],
            r"\[@key\], \[^1\] and \{.page} of a_b, R&D \&amp; p < 1, \<b>",
        ),
    ],
)
def test_runs_become_markdown(runs: list[Run], expected: str) -> None:
    """Marks are written as an author would, and signs that mean something are escaped."""
    written = markdown(tidied(runs))

    assert (expected, "") == (written.text, written.lost)


def test_emphasis_that_markdown_cannot_say_is_given_up() -> None:
    """A mark between a sign and a letter closes nothing; the words are written, and the loss is named."""
    written = markdown((Run("a.", strong=True), Run("b")))

    assert (written.text, written.lost) == ("a.b", "emphasis")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("+ no item", r"\+ no item"),
        ("> no quotation", r"\> no quotation"),
        ("1. no item", r"1\. no item"),
        ("12) no item", r"12\) no item"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("| --- | --- |", r"\| --- | --- |"),
        ("#hashtag", r"\#hashtag"),
        ("-5 degrees", "-5 degrees"),
        ("1.5 million", "1.5 million"),
        ("2019 was", "2019 was"),
    ],
)
def test_lines_that_begin_like_markup_are_escaped(text: str, expected: str) -> None:
    """A line is escaped at its beginning only where it would be read as something else."""
    assert [expected] == wrapped(text, 100)


def test_a_line_that_begins_like_markup_once_it_is_wrapped_is_escaped() -> None:
    """Wrapping puts words at the beginning of a line that did not stand there."""
    assert wrapped("it costs - about - 1. half", 9) == ["it costs", r"\- about -", r"1\. half"]


@settings(max_examples=150, deadline=None)
@given(st.lists(RUN, max_size=6))
def test_markdown_is_read_as_the_words_that_were_meant(runs: list[Run]) -> None:
    """Whatever runs are written, the words are read again, each once and in order."""
    content = tidied(runs)

    (token,) = parser().parseInline(unwrapped(markdown(content).text), {})

    kinds = {"text", "text_special", "code_inline"}
    read = "".join(child.content for child in token.children or [] if child.type in kinds)
    assert "".join(words_of(content).split()) == "".join(read.split())
