"""The command that explains findings."""

from __future__ import annotations

import pytest
from runs import Runner

from pipeline.findings import CODES
from pipeline.findings.remedies import REMEDIES
from pipeline.house_style import RULES

REMEDIED = [code for remedies in REMEDIES.values() for code in remedies]


def test_every_finding_has_a_remedy() -> None:
    """Every code is one of a rule, which explains itself, or has words on what to do, once."""
    assert sorted(CODES) == sorted([*REMEDIED, *(rule.code for rule in RULES)])


@pytest.mark.parametrize("code", CODES)
def test_explains_every_code(code: str, run: Runner) -> None:
    """An explanation begins with the code and what it means, and goes on."""
    answer = run.words("explain", code)

    assert answer.code == 0
    first, *further = answer.out.splitlines()
    assert first == f"{code}: {CODES[code]}"
    assert any(further)
    assert all(len(line) <= 88 for line in further)


def test_explains_a_rule_by_example(run: Runner) -> None:
    """A rule says why, shows words that break it, and what to write instead."""
    said = run.words("explain", "money-form").out

    assert "why:     One short form" in said
    assert "example: a deficit of £70 million\ninstead: a deficit of £70m" in said
    assert "disable:\n[money-form]" in said or "disable: [money-form]" in said


def test_says_what_to_do_about_other_findings(run: Runner) -> None:
    """What is no matter of style has its remedy."""
    said = run.words("explain", "tab-indentation").out

    assert said == "tab-indentation: YAML does not allow tabs in indentation.\n\nwhat to do: Use spaces.\n"


def test_lists_every_code(run: Runner) -> None:
    """Without a code, each stands in one line below its family."""
    lines = run.words("explain").out.splitlines()

    assert [code for code in CODES if not any(line.startswith(f"  {code} ") for line in lines)] == []
    assert "House style: names and ratings" in lines


def test_an_unknown_code_is_a_mistake_of_usage(run: Runner) -> None:
    """A misspelt code is told the nearest one, brackets or not."""
    answer = run.words("explain", "[rating-from]")

    assert answer.code == 2
    assert 'did you mean "rating-form"?' in answer.err
