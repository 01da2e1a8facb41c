"""The rules of the house style: each is listed, explained, tried out and switched off."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builders import REPOSITORY
from reports import chapter_of, literal, report_of

from pipeline.findings import CODES, Severity
from pipeline.findings.catalogue import HOUSE_STYLE
from pipeline.house_style import RULES, Rule, check_style

FIXTURES = REPOSITORY / "tests" / "fixtures"

NOT_IN_PROSE = {"alt-wording", "word-budget"}
"""Rules whose example is no running text."""

by_code = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def found(markdown: str, **options: object) -> list[str]:
    report = report_of(chapter_of(literal(markdown)), **options)
    return [finding.code for finding in check_style(report)]


def test_the_catalogue_lists_the_rules() -> None:
    """The codes that can be switched off are those of the rules, in their order."""
    assert tuple(rule.code for rule in RULES) == HOUSE_STYLE
    assert set(HOUSE_STYLE) <= set(CODES)


@by_code
def test_a_rule_never_stops_publication(rule: Rule) -> None:
    """What a rule finds is a warning or advice."""
    assert rule.severity is not Severity.ERROR


@by_code
def test_a_rule_has_its_fixture(rule: Rule) -> None:
    """Some chapter in tests/fixtures breaks each rule."""
    expected = re.compile(rf"^# expect: \d+:\d+ {rule.code}$", re.MULTILINE)

    assert any(expected.search(path.read_text("utf-8")) for path in FIXTURES.glob("style-*.yaml"))


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in NOT_IN_PROSE], ids=lambda rule: rule.code
)
def test_a_rules_example_breaks_it_and_the_other_does_not(rule: Rule) -> None:
    """The example of an explanation breaks that rule and no other; what stands there instead breaks none."""
    assert {rule.code} == set(found(rule.example))
    assert found(rule.instead) == []


@by_code
def test_a_rule_can_be_switched_off(rule: Rule) -> None:
    """A rule that the manifest disables finds nothing."""
    assert rule.code not in found(rule.example, disable=(rule.code,))


def test_english_rules_leave_other_languages_alone() -> None:
    """In a report in another language only what holds for every language is found."""
    text = "The trust was rated Good in xx. The Trust  left."

    assert found(text) == ["rating-form", "trust-case", "doubled-space", "placeholder"]
    assert found(text, language="fr") == ["doubled-space", "placeholder"]


def test_words_of_another_language_are_left_alone() -> None:
    """A stretch in another language is not held against English rules."""
    assert found("A [the the CQC]{lang=fr} `the the` <https://the.the/12345/20000> word.") == []


def test_what_an_unread_chapter_explains_nobody_knows() -> None:
    """While a chapter cannot be read, no abbreviation is said to be unexplained."""
    report = report_of(chapter_of(literal("The plan was agreed with the ICB.")))

    assert [finding.code for finding in check_style(report)] == ["unexplained-abbreviation"]
    assert list(check_style(replace(report, unread=frozenset({"other"})))) == []
