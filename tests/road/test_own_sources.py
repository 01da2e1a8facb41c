"""The project's own report is built whole, and says what its sources say."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader
from runs import words_of
from sample import Sample

from pipeline.model.prose import plain
from pipeline.preflight import RULES, preflight
from pipeline.reading import read_report


def test_builds_the_projects_own_sources(sample: Sample) -> None:
    """The report in sources/ is built without an error; every word of every chapter stands in it, in colours that can be read."""
    errors = [finding for finding in sample.findings if finding["severity"] == "error"]
    assert (errors, sample.code) == ([], 0)
    assert [finding for finding in sample.findings if "contrast" in finding["code"]] == []
    printed = set(re.findall(r"\w+", words_of(sample.content)))
    report = read_report(sample.root).value
    assert report is not None
    missing = {
        chapter.id: sorted(words)
        for chapter in report.chapters
        if (words := set(re.findall(r"\w+", words_in(chapter))) - printed)
    }
    assert missing == {}
    assert len(PdfReader(BytesIO(sample.content)).pages) >= len(report.chapters)


def words_in(chapter: object) -> str:
    """Return title and prose of a chapter; citations and folios are worded later."""
    return " ".join([chapter.title or "", *map(plain, chapter.inlines())])


def test_the_report_is_judged_as_its_chapters_were(sample: Sample) -> None:
    """Preflight of the whole file finds what the build found, chapter by chapter and behind the linker."""
    codes = {rule.code for rule in RULES}
    built = [(each["code"], each["message"]) for each in sample.findings if each["code"] in codes]

    judged = [(each.code, each.message) for each in preflight(sample.content)]

    assert sorted(judged) == sorted(built)
