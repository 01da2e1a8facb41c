"""Abbreviations in the HTML say what they stand for, wherever they are read."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from builders import REPOSITORY

from pipeline.markup import mark_up
from pipeline.model.facts import abbreviation_pattern
from pipeline.numbering import number
from pipeline.reading import read_report


class Unmarked(HTMLParser):
    """Gathers the words of a body that stand neither in an <abbr> nor where none may stand: in links and code."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.words = []
        self.feed(html[html.index("<main") : html.index("</main>")])

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's signature
        if tag not in {"img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"abbr", "a", "code"} & set(self.open):
            self.words.append(data)


@pytest.fixture(scope="module")
def sample():
    """Read and number the project's own report."""
    checked = read_report(REPOSITORY).then(number)
    assert checked.value is not None
    return checked.value


def test_every_abbreviation_of_the_sample_is_marked(sample):
    """Titles, names, captions, cells, notes and the list of works have them marked as running text has."""
    pattern = abbreviation_pattern(tuple(sample.report.abbreviations))
    # Its list has the expansion in the next cell.
    chapters = [each for each in sample.report.chapters if each.kind != "abbreviations"]

    found = {
        each.id: [words for words in Unmarked(mark_up(each, sample, {}).html).words if pattern.search(words)]
        for each in chapters
    }

    assert found == {each.id: [] for each in chapters}
