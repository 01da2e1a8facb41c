"""The project's own report is built whole, and says what its sources say."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from runs import Runner, own_project, words_of

from pipeline.model.prose import plain
from pipeline.reading import read_report


def test_builds_the_projects_own_sources(tmp_path: Path, run: Runner) -> None:
    """The report in sources/ is built without an error; every word of every chapter stands in it, in colours that can be read."""
    answer = run(own_project(tmp_path), "build")

    assert (answer.errors, answer.code) == ([], 0)
    assert [finding for finding in answer.findings if "contrast" in finding["code"]] == []
    content = (tmp_path / "build" / "report.pdf").read_bytes()
    printed = set(re.findall(r"\w+", words_of(content)))
    report = read_report(tmp_path).value
    assert report is not None
    missing = {
        chapter.id: sorted(words)
        for chapter in report.chapters
        if (words := set(re.findall(r"\w+", words_in(chapter))) - printed)
    }
    assert missing == {}
    assert len(PdfReader(BytesIO(content)).pages) >= len(report.chapters)


def words_in(chapter: object) -> str:
    """Return title and prose of a chapter; citations and folios are worded later."""
    return " ".join([chapter.title or "", *map(plain, chapter.inlines())])
