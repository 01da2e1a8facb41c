"""The clean corpus: ten chapters of ordinary report prose that the rules are held against."""

from __future__ import annotations

from pathlib import Path

from builders import REPOSITORY, bring_styles

from pipeline.build import check
from pipeline.findings import Severity
from pipeline.model.prose import plain

CORPUS = REPOSITORY / "tests" / "corpus"


def corpus(root: Path) -> Path:
    """Bring the corpus and the real styles to an empty folder."""
    for file in sorted((CORPUS / "sources").iterdir()):
        target = root / "sources" / file.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(file.read_bytes())
    bring_styles(root)
    return root


def test_next_to_nothing_is_said_about_the_corpus(tmp_path: Path) -> None:
    """Of ten clean pages at most three stretches are found fault with, and those are no more than advice."""
    found = check(corpus(tmp_path)).findings

    assert len(found) <= 3
    assert [finding.message for finding in found if finding.severity is not Severity.ADVICE] == []


def test_the_corpus_is_long_enough_to_judge_by(tmp_path: Path) -> None:
    """Ten pages of a report are about 3,800 words; the corpus holds more, its lists apart."""
    report = check(corpus(tmp_path)).value
    assert report is not None
    words = sum(
        len(words.split())
        for chapter in report.numbered.report.chapters
        if chapter.kind not in {"abbreviations", "references"}
        for words in map(plain, chapter.inlines())
    )

    assert words > 3800
