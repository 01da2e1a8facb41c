"""Chapters that were read before are what they would be if they were read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import REPOSITORY, project

from pipeline.cache.cleared import Memory
from pipeline.cache.recent import Recent
from pipeline.model.manifest import Part
from pipeline.model.report import Chapter
from pipeline.reading import read_report


class Entries(dict[str, bytes]):
    """Keeps entries, and counts them."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def chapters(root: Path, memory: Memory | None = None) -> tuple[Chapter, ...]:
    report = read_report(root, memory).value
    assert report
    return report.chapters


@pytest.mark.parametrize("root", [REPOSITORY, REPOSITORY / "tests/golden/report"], ids=["sample", "golden"])
def test_chapters_of_every_kind_come_back(root: Path) -> None:
    """Equal, and the same in print, with every block, passage and place; the second time nothing is kept anew."""
    entries = Entries()
    first = chapters(root, Memory(entries))
    kept = dict(entries)

    again = chapters(root, Memory(entries))

    assert again == first == chapters(root)
    assert list(map(repr, again)) == list(map(repr, first))
    assert entries == kept
    assert len(kept) > len(first) * 2 // 3


def test_a_chapter_with_a_finding_is_read_again(tmp_path: Path) -> None:
    """Findings are found anew each time, with their places; only what had none is kept."""
    body = "kind: prose\ntitle: A\nbody: |\n  One.[^a]\n"
    entries, recent = Entries(), Recent()
    root = project(tmp_path, {"a": body, "b": "kind: prose\ntitle: B\nbody: |\n  Two.\n"})

    found = [read_report(root, Memory(entries, {}, recent)).findings for _ in range(2)]

    assert found[0] == found[1] != ()
    assert len(entries) == 1


def test_a_warm_process_has_the_very_same_chapter(tmp_path: Path) -> None:
    """Whoever keeps what he made of it need not look into it."""
    memory = Memory(Entries(), {}, Recent())
    (first,), (second,) = (chapters(project(tmp_path), memory) for _ in range(2))

    assert first is second
    assert first.mark


def test_equal_files_of_two_chapters_have_two_marks(tmp_path: Path) -> None:
    """A chapter's mark tells its id and its file, which its HTML and its findings name."""
    words = "kind: prose\ntitle: A\nbody: |\n  One.\n"
    one, two = chapters(project(tmp_path, {"a": words, "b": words}), Memory(Entries()))

    assert one.mark != two.mark


def test_a_changed_copy_has_no_mark(tmp_path: Path) -> None:
    """What was read says nothing about what somebody has made of it."""
    (chapter,) = chapters(project(tmp_path), Memory(Entries()))

    assert chapter.mark
    assert not replace(chapter, part=Part.BACK).mark
