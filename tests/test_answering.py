"""Warnings that authors answer in place, and answers to nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders import project
from reports import chapter_of, literal, report_of, summary

from pipeline.answering import answered
from pipeline.findings import Place, advice, error, warning
from pipeline.model.answers import Answer
from pipeline.reading import read_report

HERE = Place("sources/a.yaml", 3, 5)


def answers(*given: Answer, markdown: str = "Some words.\n\nOther words."):
    """Return a report of one chapter with these answers."""
    return report_of(replace(chapter_of(literal(markdown)), answers=given))


def of_block(code: str, block: str = "a/body/0", **more: str) -> Answer:
    return Answer(code, HERE, block, 2, 4, **more)


@pytest.mark.parametrize("make", [warning, advice])
def test_an_answer_takes_what_is_found_in_its_block(make) -> None:
    """A warning or a piece of advice whose block is the answer's, or stands in it, is gone."""
    found = [
        make("overflow", "too wide", block=block)
        for block in ("a/body/0", "a/body/0/3", "a/body/01", "b/body/0")
    ]

    assert found[2:] == list(answered(found, answers(of_block("overflow"))))


def test_an_answer_takes_what_stands_in_its_lines() -> None:
    """A finding that names no block is held against the lines of the answer's."""
    found = [warning("overflow", "too wide", Place("sources/a.yaml", line)) for line in (1, 2, 4, 5)]
    elsewhere = warning("overflow", "too wide", Place("sources/b.yaml", 3))

    assert [found[0], found[3], elsewhere] == list(
        answered([*found, elsewhere], answers(of_block("overflow")))
    )


def test_an_answer_with_words_takes_their_passage_only() -> None:
    """Words narrow an answer to the passages that hold them, whether a finding has a place or a block only."""
    by_block = [warning("overflow", "too wide", block=f"a/body/0/{paragraph}") for paragraph in (0, 1)]
    by_place = [warning("overflow", "too wide", Place("sources/a.yaml", line, 4)) for line in (2, 4)]
    report = answers(of_block("overflow", "a", words="Other  words"))

    assert [by_block[0]] == list(answered(by_block, report))
    assert [by_place[0]] == list(answered(by_place, report))


def test_an_error_cannot_be_answered() -> None:
    """An error stays, and whoever answered it is told."""
    found = error("overflow", "too wide", block="a/body/0")

    left = answered([found], answers(of_block("overflow")))

    assert [summary(each) for each in left] == ["overflow", "3:5 allowed-error"]


def test_an_answer_to_nothing_is_found() -> None:
    """An answer that nothing needs is a finding, unless nobody has looked for what it answers."""
    report = answers(of_block("overflow"))

    assert [summary(each) for each in answered([], report)] == ["3:5 unused-allowance"]
    assert answered([], report, unsought={"overflow"}) == ()


def test_without_a_report_nothing_is_answered() -> None:
    """What could not be read has no say."""
    found = (warning("overflow", "too wide", block="a/body/0"),)

    assert found == answered(found, None)


CHAPTER = """\
kind: essay
title: A chapter
allow:
  - {code: trust-case, reason: the trust asked for it}
person:
  name: Jane Smith
  role: Chief Executive
  organisation: A trust
  role_in_chapter: author
  allow: [{code: job-title-case, reason: her own card}]
body:
  - The Trust rose.
  - callout:
      title: A box
      text: |
        The Trust rose.
      allow:
        - code: trust-case
          reason: as above
"""


def test_answers_are_read_from_chapters_cards_and_blocks(tmp_path: Path) -> None:
    """Each answer knows the block that it belongs to, and its lines."""
    report = read_report(project(tmp_path, {"a": CHAPTER})).value

    assert report is not None
    assert [
        (answer.code, answer.block, answer.first_line, answer.last_line)
        for answer in report.chapters[0].answers
    ] == [
        ("trust-case", "a", 1, 20),
        ("job-title-case", "a/person", 5, 10),
        ("trust-case", "a/body/1", 13, 19),
    ]
