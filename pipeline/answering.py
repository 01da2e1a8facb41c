"""Warnings and advice held against what authors allow: an answered warning is gone, an answer without one is found.

Errors cannot be answered. An answer counts for its block, or for all of its chapter; words narrow it to the passage
that holds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.findings import Finding, Severity, warning
from pipeline.model.answers import Answer
from pipeline.model.passages import Passage
from pipeline.model.report import Chapter, Report


def answered(
    findings: Iterable[Finding], report: Report | None, unsought: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what is left of findings when authors have had their say, and what is wrong with what they said.

    Args:
        findings: all of them; of half of them, the other half's answers would seem unused.
        report: None if it could not be read; then nobody knows what is allowed.
        unsought: codes that nobody has looked for: an answer to one of them may be used or not.
    """
    left = list(findings)
    wrong: list[Finding] = []
    for chapter in report.chapters if report else ():
        for answer in chapter.answers:
            meant = [finding for finding in left if _is_meant(finding, answer, chapter)]
            answerable = [finding for finding in meant if finding.severity is not Severity.ERROR]
            if not meant and answer.code not in unsought:
                wrong.append(_unused(answer))
            elif meant and not answerable:
                wrong.append(_of_an_error(answer))
            left = [finding for finding in left if finding not in answerable]
    return (*left, *wrong)


def _unused(answer: Answer) -> Finding:
    message = f'nothing here is found that "{answer.code}" could answer'
    hint = "delete the answer" if answer.words is None else "delete the answer, or mend its words"
    return warning("unused-allowance", message, answer.place, hint)


def _of_an_error(answer: Answer) -> Finding:
    message = f'what "{answer.code}" answers is an error, which cannot be allowed'
    return warning("allowed-error", message, answer.place, "mend it, and delete the answer")


def _is_meant(finding: Finding, answer: Answer, chapter: Chapter) -> bool:
    if finding.code != answer.code or not _is_inside(finding, answer, chapter):
        return False
    if answer.words is None:
        return True
    words = _plain(answer.words)
    return any(words in _plain(passage.text) for passage in _passages_of(finding, chapter.passages))


def _is_inside(finding: Finding, answer: Answer, chapter: Chapter) -> bool:
    if finding.block:
        return f"{finding.block}/".startswith(f"{answer.block}/")
    place = finding.place
    return (
        place is not None
        and place.path == chapter.path
        and answer.first_line <= place.line <= answer.last_line
    )


def _passages_of(finding: Finding, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages that a finding is about: that at its place, or else all of its block."""
    place = finding.place
    at_place = [each for each in passages if place and _holds(each, place.line, place.column)]
    return at_place or [each for each in passages if finding.block and each.block == finding.block]


def _holds(passage: Passage, line: int, column: int) -> bool:
    whole = passage.place()
    return (whole.line, whole.column) <= (line, column) < (whole.end_line, whole.end_column)


def _plain(text: str) -> str:
    return " ".join(text.split())
