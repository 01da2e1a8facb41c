"""What a chapter still has of the starter that it was begun with is found; what may stay is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import project

from pipeline.examples import chapter_example
from pipeline.house_style import check_style
from pipeline.reading import read_report

STARTED = {
    "cover": ["7:12"],
    "imprint": ["8:5", "11:5", "13:5"],
    "contents": [],
    "foreword": ["10:5", "13:5", "18:13", "19:13", "20:21"],
    "prose": ["4:8", "8:14", "10:3", "14:3", "16:6", "18:3", "21:6", "23:5", "24:5"],
    "essay": ["4:8", "8:3", "11:9", "12:9", "13:17", "21:3", "24:3"],
    "story": ["6:8", "9:14", "11:3", "14:9", "45:5", "55:5", "64:11", "65:11", "16:11", "20:1", "35:1"],
    "abbreviations": [],
    "references": [],
    "back-cover": ["7:3", "9:3"],
}
"""Where each starter holds a place."""

FILLED = {
    "Title of the story": "How it rose",
    "short_title: Short title\n": "",
    "From which rating to which, and on what dates.": "It rose.",
    "Full name of the trust, as CQC writes it": "Barts Health NHS Trust",
    "Region": "London",
    "What the trust does, for how many people, and how it was rated before. A rating\n    always stands with its date.": "It rose.",
    "A story has headings of its own, short and in plain words.": "It rose again.",
    "One thing that others can take from the story.": "People come first.",
    "Another one, in one sentence as well.": "So do others.",
    "2016\n    overall": "2017-05\n    overall",
    "entered: 2016": "entered: 2017-06",
}
"""What somebody writes into the starter of a story."""


def found(root: Path, yaml: str) -> list[str]:
    report = read_report(project(root, {"a": yaml})).value
    assert report is not None
    return [
        f"{finding.place.line}:{finding.place.column}"
        for finding in check_style(report)
        if finding.code == "placeholder" and finding.place
    ]


@pytest.mark.parametrize("kind", STARTED)
def test_what_nobody_has_replaced_is_found(kind: str, tmp_path: Path) -> None:
    """A chapter that was begun and left is told every place that it holds, in text and behind keys."""
    assert sorted(STARTED[kind]) == sorted(found(tmp_path, chapter_example(kind)))


@pytest.mark.parametrize("left", FILLED)
def test_a_story_is_told_what_is_left(left: str, tmp_path: Path) -> None:
    """A story that is filled in but for one thing is told that one thing."""
    yaml = chapter_example("story")
    for old, new in FILLED.items():
        if old != left:
            yaml = yaml.replace(old, new)

    assert len(found(tmp_path, yaml)) == 1
    assert found(tmp_path, yaml.replace(left, FILLED[left])) == []


def test_words_of_a_starter_of_another_kind_are_left_alone(tmp_path: Path) -> None:
    """Only the starter of the chapter's own kind is looked at, and only the whole of what it holds."""
    assert (
        found(tmp_path, "kind: prose\ntitle: Title of the essay\nbody: An empty line ends a paragraph.\n")
        == []
    )
    assert found(tmp_path, "kind: prose\ntitle: A title\nbody: First heading of it.\n") == []
