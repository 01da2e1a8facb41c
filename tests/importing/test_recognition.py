"""Titles, standfirsts, labels of pages and glued numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import body, codes, imported, said, written

LONG = (
    "It goes on with a sentence that is a good deal longer than any heading, and that ends with a full stop."
)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (f"# A title\n\n{LONG}", "a.md", "A title"),
        (f"# *A* title\n\n## One\n\n{LONG}\n\n## Two\n\n{LONG}", "a.md", "A title"),
        (f"A title\n\n{LONG}", "a.txt", "A title"),
    ],
)
def test_the_texts_own_title_is_taken(tmp_path: Path, text: str, name: str, title: str) -> None:
    """A first-level heading, or a short line above all others, is the title, and does not stand in the body again."""
    imported(tmp_path, text, name, title=None)

    assert f"\ntitle: {title}\n" in written(tmp_path)
    assert title not in written(tmp_path).partition("body:")[2]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LONG, "a.txt"),
        (f"# One\n\n{LONG}\n\n# Two\n\n{LONG}", "a.md"),
        (f"{LONG}\n\n# One\n\n{LONG}", "a.md"),
        (f"Ann Other\nchief executive\nThe Trust\n\n{LONG}", "a.txt"),
    ],
)
def test_a_title_is_never_made_up(tmp_path: Path, text: str, name: str) -> None:
    """Where the text has no title that can be told, one is asked for, and nothing is written."""
    checked = imported(tmp_path, text, name, title=None)

    assert checked.value is None
    assert "missing-title" in codes(checked)
    assert not (tmp_path / "sources" / "chapter.yaml").exists()


def test_a_title_that_is_given_outweighs_the_texts_own(tmp_path: Path) -> None:
    """The other title is named, since it is not in the chapter."""
    checked = imported(tmp_path, f"# A title\n\n{LONG}", "a.md", title="Another")

    assert "\ntitle: Another\n" in written(tmp_path)
    assert 'the title "A title" was left out' in said(checked)


def test_a_given_title_leaves_a_line_that_may_be_none_in_the_text(tmp_path: Path) -> None:
    """The first line of plain text is a title by guess only."""
    checked = imported(tmp_path, f"A title\n\n{LONG}", title="Another")

    assert body(tmp_path).startswith("## A title {#a-title}\n")
    assert codes(checked) == []


@pytest.mark.parametrize(
    "label",
    ["Item 1", "Profile picture of Ann Other", "Image of a ward", "Page 3 of 10", "Skip to main content"],
)
def test_labels_of_pages_are_left_out_and_named(tmp_path: Path, label: str) -> None:
    """What a page of the web had around the text is not text; the report has its words and its line."""
    checked = imported(tmp_path, f"{LONG}\n\n{label}\n\n{LONG}")

    assert label not in written(tmp_path)
    (finding,) = checked.findings
    assert (finding.code, finding.place and finding.place.line) == ("left-out", 3)
    assert f'"{label}" was left out' in finding.message


@pytest.mark.parametrize(
    "words", ["Item 1 was the longest of them.", "The picture of health is a sentence.", "Page"]
)
def test_sentences_that_look_like_labels_stay(tmp_path: Path, words: str) -> None:
    """Only a whole paragraph is a label."""
    imported(tmp_path, f"{LONG}\n\n{words}\n\n- x")

    assert words in body(tmp_path)


@pytest.mark.parametrize(
    ("words", "glued"),
    [
        ("It covers 6,425 square miles1 in all.", "miles1"),
        ("They care.12 Then it rained.", "care.12"),
        ("(“care.”3 it said)", "care.”3"),
    ],
)
def test_glued_numbers_are_kept_and_reported(tmp_path: Path, words: str, glued: str) -> None:
    """A number at the end of a word may call a footnote: only the author knows."""
    checked = imported(tmp_path, words)

    assert body(tmp_path) == words
    assert codes(checked) == ["glued-number"]
    assert f'"{glued}"' in said(checked)


@pytest.mark.parametrize(
    "words", ["A4 and CO2", "see pp.12", "https://example.org/page12", "in 2019", "word 12", "20mph", "v1.5"]
)
def test_numbers_that_belong_to_words_are_not_reported(tmp_path: Path, words: str) -> None:
    """Sizes, formulas, addresses and years are no calls of footnotes."""
    assert codes(imported(tmp_path, words)) == []


def test_a_card_below_the_text_is_a_signature(tmp_path: Path) -> None:
    """Who signs a foreword stands at its end."""
    imported(tmp_path, f"{LONG}\n\nAnn Other\nchief executive\nThe Trust", kind="foreword")

    assert (
        "  - signature:\n      name: Ann Other\n      role: chief executive\n      organisation: The Trust\n"
        in written(tmp_path)
    )


def test_a_card_above_prose_stands_in_the_body(tmp_path: Path) -> None:
    """Only essays and stories have a key for it."""
    imported(tmp_path, f"Ann Other\nchief executive\nThe Trust\n\n{LONG}")

    assert "body:\n  - person:\n      name: Ann Other\n" in written(tmp_path)


@pytest.mark.parametrize(("words", "glued"), [("a word¹ here", "word¹"), ("some care.¹²", "care.¹²")])
def test_raised_numbers_of_plain_text_are_reported(tmp_path: Path, words: str, glued: str) -> None:
    """A number may be raised by its own letter; the hint writes it as one on the line."""
    checked = imported(tmp_path, f"{words}\n\n{LONG} 5 m² and 3 km² of CO₂.")

    assert codes(checked) == ["glued-number"]
    assert f'"{glued}"' in said(checked)
    assert "[^1" in said(checked)


def test_the_name_that_a_hint_proposes_is_free(tmp_path: Path) -> None:
    """A note that has the number already is not written twice."""
    checked = imported(tmp_path, f"One[^1] and ten miles1.\n\n{LONG}\n\n[^1]: A note.\n", "text.md")

    assert "write miles[^text-1], and at the end a paragraph [^text-1]:" in said(checked)
