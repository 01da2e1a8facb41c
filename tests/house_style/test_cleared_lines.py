"""House style and spelling with a memory find what they find without."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders import REPOSITORY, project
from reports import prose, read

from pipeline.cache.cleared import Memory
from pipeline.findings import Finding
from pipeline.house_style import check_style
from pipeline.model.report import Report
from pipeline.reading import read_report
from pipeline.spelling import check_spelling


class Kept(dict[str, bytes]):
    """Keeps entries."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


class Few:
    """A dictionary of a few words."""

    def has(self, word: str) -> bool:
        return word.lower() in {"a", "chapter", "test", "report", "the", "trust", "led", "was"}

    def near(self, _word: str) -> tuple[str, ...]:
        return ()


def sources(root: Path) -> Path:
    shutil.copytree(REPOSITORY / "sources", project(root) / "sources", dirs_exist_ok=True)
    (root / "sources/introduction.yaml").write_bytes((REPOSITORY / "sources/introduction.yaml").read_bytes())
    return root


def report_in(root: Path) -> Report:
    report = read_report(root).value
    assert report
    return report


def test_the_house_style_finds_the_same_with_a_memory(tmp_path: Path) -> None:
    """After every edit, mistakes put in and taken out: the same findings, in the same order, at the same places."""
    memory = Memory(Kept(), {"code": "1"})
    root = sources(tmp_path)
    file = root / "sources/stories/bristol.yaml"
    content = file.read_text()
    edits = (
        ("2 March 2017", "March 2nd, 2017"),
        ("the trust", "the the trust"),
        ("CQC", "the CQC"),
        ("## Background", "## Background TBC"),
        ("'outstanding'", '"outstanding"'),
        ("", ""),
    )
    for old, new in (("", ""), *edits):
        file.write_text(content.replace(old, new) if old else f"# moved by a line\n{content}")
        report = report_in(root)
        assert list(check_style(report, memory)) == list(check_style(report))


def test_spelling_finds_the_same_with_a_memory(tmp_path: Path) -> None:
    """A word that the project's list knew, and knows no more, is found wherever it stands."""
    memory = Memory(Kept(), {"code": "1"})

    def found(body: str, words: str) -> tuple[list[Finding], list[Finding]]:
        report = read(tmp_path, {"a": prose(body)}, files={"sources/words.txt": words}).value
        assert report
        with_memory = list(check_spelling(tmp_path, report, Few, memory))
        return with_memory, list(check_spelling(tmp_path, report, Few))

    for body, words, count in (
        ("The trust was led.", "x\n", 0),
        ("The trust was led.", "x\n", 0),
        ("The trust was ledd.", "x\n", 1),
        ("The trust was ledd.", "ledd\n", 0),
        ("The trust was ledd.\n\nThe trust.", "ledd\n", 0),
        ("The trust was ledd.\n\nThe trust.", "x\n", 1),
    ):
        with_memory, without = found(body, words)
        assert with_memory == without
        assert len(without) == count


def test_a_dictionary_is_not_opened_for_texts_that_are_cleared(tmp_path: Path) -> None:
    """Opening it takes longer than reading a chapter."""
    memory = Memory(Kept(), {"code": "1"})
    report = read(tmp_path, {"a": prose("The trust was led.")}).value
    assert report
    opened: list[Few] = []

    def dictionary() -> Few:
        opened.append(Few())
        return opened[-1]

    for _ in range(3):
        assert list(check_spelling(tmp_path, report, dictionary, memory)) == []

    assert len(opened) == 1
