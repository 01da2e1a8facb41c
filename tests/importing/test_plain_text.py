"""Plain text becomes paragraphs and lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import body, codes, imported, said, written

LONG = "A long line that no program has wrapped, because it goes on and on beyond any measure that a program would wrap its lines at."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n\n{LONG}", [LONG, LONG]),
        # Wrapped lines are one paragraph.
        (
            "These lines were wrapped at a measure of some\nsixty characters or so, as mail programs do\nit.",
            ["These lines were wrapped at a measure of some sixty characters or so, as mail programs do it."],
        ),
        # A line that ends early ends on purpose.
        (f"First\nsecond\n{LONG}", ["First", "second", LONG]),
        # A word divided at its own hyphen stays one.
        (
            "These lines were wrapped at a measure of a well-\nknown program, which divides words at a hyphen\nit.",
            [
                "These lines were wrapped at a measure of a well-known program, which divides words at a hyphen it."
            ],
        ),
        ("- one\n- two", ["- one\n- two"]),
        ("• one\n\n• two\n\nx", ["- one\n- two", "x"]),
        ("3. one\n4. two", ["3. one\n4. two"]),
        # One number alone is no list.
        ("2019. It was a good year.", ["2019\\. It was a good year."]),
        # Lists of different marks stay two.
        ("- one\n* two", ["- one", "* two"]),
        ("1. one\n\n1. two\n2. three", ["1\\. one", "1. two\n2. three"]),
    ],
)
def test_lines_become_paragraphs_and_lists(tmp_path: Path, text: str, expected: list[str]) -> None:
    """What stands together is told by blank lines, marks, and the measure at which lines were wrapped."""
    imported(tmp_path, text)

    assert expected == [
        " ".join(block.split("\n")) if block[0] not in "-*•13" else block
        for block in body(tmp_path).split("\n\n")
    ]


def test_short_lines_above_long_ones_are_headings(tmp_path: Path) -> None:
    """Text has no other sign for headings than to stand alone and end without a stop."""
    imported(tmp_path, f"{LONG}\n\nWhat it costs\n\n{LONG}")

    assert "\n\n## What it costs {#what-it-costs}\n\n" in body(tmp_path)


def test_lines_that_hold_a_no_break_space_are_blank_and_reported(tmp_path: Path) -> None:
    """Pages of the web leave such lines; they part paragraphs, and are named once with their numbers."""
    checked = imported(tmp_path, "One.\n\xa0\nTwo.\n\u200b\nThree.")

    assert body(tmp_path) == "One.\n\nTwo.\n\nThree."
    assert codes(checked) == ["left-out"]
    assert "lines 2, 4 hold nothing" in said(checked)


def test_no_break_spaces_between_words_stay(tmp_path: Path) -> None:
    """A space at which no line may end is the author's."""
    imported(tmp_path, "It weighs 5\xa0g.")

    assert body(tmp_path) == "It weighs 5\xa0g."


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    """Windows, old Macs and Unix end lines in ways of their own."""
    imported(tmp_path, f"One.{end}{end}Two.")

    assert body(tmp_path) == "One.\n\nTwo."


def test_soft_hyphens_are_left_out_and_counted(tmp_path: Path) -> None:
    """The typesetter knows where words may be divided."""
    checked = imported(tmp_path, "co\xadoperate")

    assert body(tmp_path) == "cooperate"
    assert "left out 1 soft hyphen" in said(checked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A sentence that goes on below with a small letter is one paragraph, though the line had room.
        (
            f"{LONG}\n\nThe trust was rated good in 2017, when\nit left special measures.",
            [LONG, "The trust was rated good in 2017, when it left special measures."],
        ),
        (f"{LONG}\n\nIt was rated good in 2017.\nit left", [LONG, "It was rated good in 2017.", "it left"]),
        (f"{LONG}\n\nWe need\napples\npears", [LONG, "We need", "apples", "pears"]),
        (f"{LONG}\n\nProfessor Ann Other-Sample\nchief inspector\n\n{LONG}", [LONG, "Professor Ann Other-Sample", "chief inspector", LONG]),
        # A hollow bullet of Word's is one behind another item, and a word elsewhere.
        ("• one\n  o two\n  o three", ["- one", "* two\n* three"]),
        ("o two", ["o two"]),
        ("A line\twith a tab that is wrapped at a measure\nof some characters", ["A line with a tab that is wrapped at a measure of some characters"]),
    ],
)  # fmt: skip
def test_lines_go_on_or_end(tmp_path: Path, text: str, expected: list[str]) -> None:
    """What lines are told by their ends and beginnings."""
    imported(tmp_path, text)

    assert expected == [
        block if block.startswith(("- ", "* ")) else " ".join(block.split())
        for block in body(tmp_path).split("\n\n")
    ]


@pytest.mark.parametrize("rule", ["* * *", "***", "-----", "=====", "– – –"])
def test_rules_are_left_out_and_named(tmp_path: Path, rule: str) -> None:
    """A line of signs that parts a text is no bullet."""
    checked = imported(tmp_path, f"one\n{rule}\ntwo\n")

    assert body(tmp_path) == "one\n\ntwo"
    assert [(finding.code, str(finding.place)) for finding in checked.findings] == [
        ("left-out", "text.txt:2:1")
    ]


def test_lines_parted_by_tabs_become_a_table(tmp_path: Path) -> None:
    """Lines with equally many tabs are rows of a table, as spreadsheets paste them; it is said."""
    checked = imported(tmp_path, "zero\nName\tYear\nOne\t2017\nTwo\t2018\nlast")

    assert (
        "columns:\n        - title: Name\n        - title: Year\n"
        "      rows:\n        - [One, '2017']\n        - [Two, '2018']\n\n  - |\n    last\n"
    ) in written(tmp_path)
    assert codes(checked) == ["imported-otherwise", "invalid-value"]
