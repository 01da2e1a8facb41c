"""Marking up again: what comes from the memory is what would be made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders import REPOSITORY, project
from reports import manifest, numbered

from pipeline.cache.cleared import Memory
from pipeline.markup import ChapterHtml, Marking, mark_up
from pipeline.model.report import NumberedReport
from pipeline.numbering import number
from pipeline.reading import read_report

GOLDEN = REPOSITORY / "tests/golden/report"
"""A report with every chapter kind and every block."""


class Kept(dict[str, bytes]):
    """Keeps entries, and counts what it is given."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def golden(root: Path) -> NumberedReport:
    checked = read_report(root).then(number)
    assert checked.value, checked.findings
    return checked.value


def marked(report: NumberedReport, memory: Memory) -> list[ChapterHtml]:
    marking = Marking.of(report, memory)
    return [marking.mark_up(chapter) for chapter in report.report.chapters]


def anew(report: NumberedReport) -> list[ChapterHtml]:
    return [mark_up(chapter, report, {}) for chapter in report.report.chapters]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, project(tmp_path), dirs_exist_ok=True)
    (tmp_path / "sources/introduction.yaml").unlink()
    return tmp_path


def test_what_is_kept_is_what_would_be_made(root: Path) -> None:
    """The second time nothing is marked up, and every chapter of every kind is the same with all its places."""
    kept, report = Kept(), golden(root)
    first = marked(report, Memory(kept))
    entries = dict(kept)

    assert marked(golden(root), Memory(kept)) == first == anew(report)
    assert kept == entries


def test_every_change_of_the_sources_shows(root: Path) -> None:
    """Whichever file of the sources changes, and in whatever way: no chapter keeps what it should not."""
    kept = Kept()
    marked(golden(root), Memory(kept))
    for file in sorted((root / "sources").rglob("*.*")):
        content = file.read_bytes()
        for old, new in ((b"one", b"two"), (b"1", b"3")):
            file.write_bytes(content.replace(old, new))
            checked = read_report(root).then(number)
            if checked.value:
                assert marked(checked.value, Memory(kept)) == anew(checked.value)
        file.write_bytes(content)


def test_a_word_makes_one_chapter_again(root: Path) -> None:
    """A change that others do not quote leaves them as they are."""
    kept = Kept()
    marked(golden(root), Memory(kept))
    before = len(kept)
    file = root / "sources/foreword.yaml"
    body, words = file.read_text().split("body:", 1)
    file.write_text(f"{body}body:{words.rstrip()} More words.\n")

    marked(golden(root), Memory(kept))

    assert len(kept) == before + 1


def test_what_quotes_pages_still_says_so(tmp_path: Path) -> None:
    """Pages are not known when chapters are kept; which of them quotes whose is."""
    kept = Kept()
    report = numbered(tmp_path, {"a": "See [b](chapter:b){.page}.", "b": "Words."})
    marked(report, Memory(kept))

    assert [html.quoted for html in marked(report, Memory(kept))] == [{"b"}, set()]


def test_the_manifest_is_part_of_every_chapter(tmp_path: Path) -> None:
    """A cover prints the report's title; nobody knows which layout will print what."""
    kept = Kept()
    chapters = {"a": "Words."}
    marked(numbered(tmp_path / "one", chapters), Memory(kept))
    changed = project(tmp_path / "two", manifest=manifest("a").replace("A test report", "Another"))
    (changed / "sources/a.yaml").write_bytes((tmp_path / "one/sources/a.yaml").read_bytes())

    marked(golden(changed), Memory(kept))

    assert len(kept) == 2
