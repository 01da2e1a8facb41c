"""Counts: a report has as many paragraphs, items, tables, notes and links as its model has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from builders import REPOSITORY
from counted import BLOCKS, counts_in, counts_of, expected_counts, unlike

from pipeline.markup import mark_up
from pipeline.model import prose
from pipeline.numbering import number
from pipeline.reading import read_report

REPORTS = {"sample": REPOSITORY, "golden": Path(__file__).parent.parent / "golden/report"}


@pytest.fixture(scope="module", params=REPORTS)
def numbered(request):
    """Read and number a report."""
    checked = read_report(REPORTS[request.param]).then(number)
    assert checked.value is not None
    return checked.value


def test_every_block_kind_is_counted():
    """A new block kind says what it adds."""
    assert set(BLOCKS) == set(prose.Block.__args__)


def test_each_chapter_has_what_its_model_has(numbered):
    """Paragraphs, headings, items, tables, entries, notes, links and figures of the HTML are those of the model."""
    found = {
        chapter.id: unlike(counts_of(chapter, numbered), counts_in(mark_up(chapter, numbered, {}).html))
        for chapter in numbered.report.chapters
    }

    assert found == {chapter.id: {} for chapter in numbered.report.chapters}


def test_the_report_has_what_its_chapters_have(numbered):
    """The whole is the sum of its chapters, by structure type."""
    counts = [counts_in(mark_up(chapter, numbered, {}).html) for chapter in numbered.report.chapters]

    assert unlike(expected_counts(numbered), sum(counts, Counter())) == {}


def test_one_element_too_few_is_noticed(numbered):
    """Counts that differ are named with what was expected and what is there."""
    expected = expected_counts(numbered)

    assert unlike(expected, expected | {"P": expected["P"] - 1}) == {"P": (expected["P"], expected["P"] - 1)}
    assert unlike(expected, {}).keys() == {name for name, count in expected.items() if count}
