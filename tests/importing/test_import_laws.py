"""Laws of an import: whatever comes in, nothing breaks and no word is lost."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from manuscripts import chapter, imported, words, words_read, written
from word import docx, paragraph

from pipeline.importing.traps import STRAYS
from pipeline.reading.dialect import Token, everyday_parser
from pipeline.reading.text import UNPRINTABLE

MARKS = [
    "#", "##", "- ", "* ", "1. ", "2. ", "7) ", "> ", "[", "]", "(", ")", "[@x]", "[^1]", "[^1]: ", "{.page}", "{#a}", "{lang=fr}",
    "|", "| --- |", "---", "===", "***", "**", "*", "_", "__", "`", "```", "~~", "~~~", "\\", "&amp;", "&", "<b>", "<http://x.y>",
    "[a](b)", "[a](https://x.y/z)", "![a](b.png)", ":", ": ", "'", '"', "!", "%", "@", "\t", "    ", "\xa0", "\u200b", "\xad", "\ufeff",
    "table: ", "figure:", "null", "Item 1", "miles1", "care.2", "Professor Ann Other", "director", "Trust", "\u2028", "\x0c", "\x85",
]  # fmt: skip
"""What means something in Markdown, in YAML, or to the recognition."""

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
LINE = st.lists(st.sampled_from([*MARKS, "word", "other words", "1", "a"]) | TEXT, max_size=6).map("".join)
LINES = st.lists(LINE, max_size=12).map("\n".join)

slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(LINES)
@example("1. a\n2. b\n\n1. c")
@example("Heading {#label}\n\n" + "long " * 30)
@example("x[^1]: y")
@example("a\tb\n1\t2\n\nc\td\nmore words than these, and\nthen\tsome")
@example("- a\n* * *\nword¹ and words that\ngo on below")
@example("- a\n- b\n\n* c\n* d")
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    """The words of any text stand in the chapter, in their order; labels of pages are named instead."""
    assume(not any(map(is_label, re.split("[\n\r\x0b\x0c\x85\u2028\u2029]", text))))
    with tempfile.TemporaryDirectory() as folder:
        checked = imported(Path(folder), text)
        if checked.value is None:
            assert not words(text) or "\0" in text or "\ufeff" in text
            return
        # A text of which nothing is left but a card has a body to fill in.
        assume("to fill in: the text" not in written(Path(folder)))
        fill_in(Path(folder))

        assert words(text) == words_read(chapter(Path(folder)))


@slow
@given(LINES)
@example("- a\n\n  - b\n\n    1. c\n\n      > d\n")
@example("**a**b *c*d ***e** f*")
@example("| a | b |\n|---|---|\n| *c* | d |\n")
@example("a\\\nb `c  d` `` ` ``")
def test_no_word_of_markdown_is_lost(text: str) -> None:
    """What a browser would show of a Markdown file stands in the chapter."""
    text = f"zero\n\n{text}"
    # The words of a ticked box and of surplus cells are not what the parser shows.
    assume("[x]" not in text.lower())
    assume("| --- |" not in text or all(line.count("|") <= 2 for line in text.splitlines()))
    assume(not any(is_label(token.content) for token in tokens_of(text)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        checked = imported(root, text, "text.md")
        if checked.value is None:
            return
        fill_in(root)

        assert sorted(_shown(text)) == sorted(words_read(chapter(root), numbers=False))


PARAGRAPHS = st.lists(
    st.sampled_from(MARKS)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), max_size=20)
)


@slow
@given(st.lists(PARAGRAPHS.map("".join), max_size=8))
@example(["a\u2028b\ufdd0c"])
def test_no_word_of_a_word_file_is_lost(paragraphs: list[str]) -> None:
    """The words of any paragraphs of a Word file stand in the chapter, in their order."""
    kept = [re.sub("[\x0b\x0c\ufffe\uffff]", "", text) for text in paragraphs]
    assume(not any(map(is_label, kept)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        checked = imported(
            root,
            docx("".join(paragraph(f"<w:r><w:t>{escape(text)}</w:t></w:r>") for text in kept)),
            "text.docx",
        )
        if checked.value is None:
            assert words("".join(kept)) == []
            return
        assume("to fill in: the text" not in written(root))

        assert words("\n".join(kept)) == words_read(chapter(root))


def fill_in(root: Path) -> None:
    """Give tables what a manuscript did not have for them."""
    filled = re.sub(r"(caption|title):  # .*", r"\1: '-'", written(root))
    (root / "sources" / "chapter.yaml").write_text(filled, encoding="utf-8")


def is_label(line: str) -> bool:
    """Whether an import leaves a line out, which it says."""
    words = "".join(UNPRINTABLE.sub("", line).split("\xad")).strip().strip("\u200b\u2060\ufeff")
    return any(pattern.fullmatch(words.strip()) for pattern, _ in STRAYS)


def tokens_of(text: str) -> list[Token]:
    """Parse what is left of a text when its lines end alike and what no text can hold is gone."""
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return everyday_parser().parse(UNPRINTABLE.sub("", lines).replace("\xad", ""), {})


def _shown(text: str) -> list[str]:
    """Return the words of a Markdown file that are neither addresses nor numbers of lists and notes."""
    shown = []
    tokens = tokens_of(text)
    for token, before in zip(tokens, [None, *tokens], strict=False):
        shown += words(f"{token.info} {token.content}") if token.type in {"fence", "code_block"} else []
        if token.type == "inline":
            kinds = {"text", "code_inline", "softbreak", "hardbreak"}
            runs = (
                " " if child.type.endswith("break") else child.content
                for child in token.children or []
                if child.type in kinds
            )
            inline = "".join(runs)
            if before and before.type == "heading_open":
                # The label of a heading is left out, which is said.
                inline = re.sub(r"\s*\{#[\w:.-]+\}\s*$", "", inline)
            shown += words(inline)
    return shown
