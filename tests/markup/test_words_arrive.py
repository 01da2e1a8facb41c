"""From YAML to HTML: what authors wrote is what their chapters say, once and in order."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from announced import announced, folded
from builders import REPOSITORY

from pipeline.collation import compare
from pipeline.markup import mark_up, reading_text
from pipeline.model.passages import STAND_IN
from pipeline.model.report import Chapter, NumberedReport
from pipeline.numbering import number
from pipeline.reading import read_report
from pipeline.utterances import Utterance

REPORTS = {"sample": REPOSITORY, "golden": Path(__file__).parent.parent / "golden/report"}
"""The project's own report, and the small one that has every chapter kind and block kind."""

ELSEWHERE = frozenset({"short_title"})
"""Keys whose words no chapter's text has: running heads are no part of it."""

SHARED = frozenset({"chart.unit", "chart.rows.group", "table.columns.group"})
"""Keys whose words are said once for several of them, or once with others that have the same words."""


@pytest.fixture(scope="module", params=REPORTS)
def numbered(request) -> NumberedReport:
    """Read and number a report."""
    checked = read_report(REPORTS[request.param]).then(number)
    assert checked.value is not None
    return checked.value


def said(chapter: Chapter, numbered: NumberedReport) -> list[Utterance]:
    return plain(reading_text(mark_up(chapter, numbered, {}).html), numbered)


def plain(utterances, numbered: NumberedReport) -> list[Utterance]:
    known = numbered.report.abbreviations
    each_folded = (Utterance(each.kind, folded(each.words, known)) for each in utterances)
    return [each for each in each_folded if each.words]


def test_every_chapter_says_what_its_source_says(numbered):
    """Each block of the model is said once, whole, in its place and by its kind, with facts, citations and numbers put in."""
    differences = []
    for chapter in numbered.report.chapters:
        expected = plain(announced(chapter, numbered), numbered)
        differences += compare(expected, said(chapter, numbered), chapter.id)

    assert [each.message for each in differences] == []


def words_of(texts, numbered: NumberedReport) -> Counter[str]:
    """Count words; one that touches a stand-in may be half a word, and is left out."""
    known = numbered.report.abbreviations
    stretches = " ".join(folded(text, known) for text in texts).split()
    return Counter(word for each in stretches if STAND_IN not in each for word in re.findall(r"\w+", each))


def test_every_word_that_authors_wrote_is_said(numbered):
    """No word of any passage is lost, whichever key it stands behind; each is said as often as it was written."""
    missing = {}
    for chapter in numbered.report.chapters:
        heard = words_of([each.words for each in said(chapter, numbered)], numbered)
        written = [each.text for each in chapter.passages if each.slot not in {*ELSEWHERE, *SHARED}]
        lost = words_of(written, numbered) - heard
        lost += words_of({each.text for each in chapter.passages if each.slot in SHARED}, numbered) - heard
        missing |= {chapter.id: lost} if lost else {}

    assert missing == {}


def test_every_word_of_the_manifest_and_the_facts_is_said(numbered):
    """Title, publisher, rights and what is stated once stand somewhere in the report."""
    report = numbered.report
    everything = words_of(
        (each.words for chapter in report.chapters for each in said(chapter, numbered)), numbered
    )

    assert not words_of([each.text for each in report.other_passages], numbered) - everything


MADE = re.compile(
    r'"[•. ]?"|none|counter\((?:item|footnote|reference|page)(?:, lower-roman)?\)|string\((?:report|chapter)\)'
)
"""What stylesheets may make: bullets, numbers of items, notes, works and pages, running heads, and boxes without words."""


def test_no_stylesheet_says_words():
    """What is to be read aloud stands in the HTML: no ``content`` of a stylesheet has words or quotation marks."""
    sheets = sorted((REPOSITORY / "styles").glob("*.css"))
    found = [
        f"{sheet.name}: {content}"
        for sheet in sheets
        for content in re.findall(r"[{;]\s*content:\s*([^;}]*)", sheet.read_text(encoding="utf-8"))
        if MADE.sub("", content).strip()
    ]

    assert sheets
    assert found == []


MUTATIONS = {
    "dropped": lambda blocks, at: blocks[:at] + blocks[at + 1 :],
    "doubled": lambda blocks, at: blocks[: at + 1] + blocks[at:],
    "swapped": lambda blocks, at: [*blocks[:at], blocks[at + 1], blocks[at], *blocks[at + 2 :]],
    "joined": lambda blocks, at: (
        [
            *blocks[:at],
            Utterance(blocks[at].kind, f"{blocks[at].words} {blocks[at + 1].words}"),
            *blocks[at + 2 :],
        ]
    ),
}


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS)
def test_every_block_that_is_lost_doubled_or_moved_is_found(numbered, change):
    """Wherever in a chapter a block is dropped, said twice, moved or run into the next, the comparison says so."""
    for chapter in numbered.report.chapters:
        blocks = list(reading_text(mark_up(chapter, numbered, {}).html))
        changed = (change(blocks, at) for at in range(len(blocks) - 1) if blocks[at] != blocks[at + 1])
        assert all(compare(blocks, each, chapter.id) for each in changed)
