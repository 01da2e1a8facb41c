"""What the house style writes instead of a slip, word for word."""

from __future__ import annotations

import pytest
from reports import chapter_of, literal, report_of

from pipeline.house_style import check_style

MENDED = [
    ("It rose on the 28th of March 2017.", "It rose on 28 March 2017."),
    ("On the 3rd of April it rose.", "On 3 April it rose."),
    ("It was on the 3rd July, and on April 3rd.", "It was on 3 July, and on 3 April."),
    ("The 3rd July meeting was short.", "The 3rd July meeting was short."),
    ("On 28 march 2017 and in may 2018.", "On 28 March 2017 and in May 2018."),
    ("It cost £1.2 million pounds.", "It cost £1.2m."),
    ("It cost £70000000 or £1,500,000,000.", "It cost £70m or £1.5bn."),
    ("It cost £2500 and £2.5 thousand.", "It cost £2,500 and £2,500."),
    ("It cost GBP 70m, £ 70m and £70 mil.", "It cost £70m, £70m and £70m."),
    ("It cost £5-10 million.", "It cost £5m to £10m."),
    ("It cost between £5 and £10 million.", "It cost between £5m and £10m."),
    ("It cost £500 to £2 million.", "It cost £500 to £2m."),
    ("With 1500-2000 beds and 17 000 staff.", "With 1,500-2,000 beds and 17,000 staff."),
    (
        "It was rated Requires Improvement and Inadequate and outstanding.",
        "It was rated 'requires improvement' and 'inadequate' and 'outstanding'.",
    ),
    ("They were rated Good, Good, and Outstanding.", "They were rated 'good', 'good', and 'outstanding'."),
    ("Overall rating: Good.", "Overall rating: 'good'."),
    ("It was rated *Good*.", "It was rated *Good*."),
]
"""Slips, and what comes of them; the last of each kind are left to people."""


@pytest.mark.parametrize(("slip", "right"), MENDED)
def test_the_house_writes(slip: str, right: str) -> None:
    """The edits of all findings together make of a slip what the house writes."""
    edits = [edit for finding in check_style(report_of(chapter_of(literal(slip)))) for edit in finding.edits]
    lines = literal(slip).split("\n")
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        line, place = lines[edit.place.line - 1], edit.place
        lines[place.line - 1] = line[: place.column - 1] + edit.replacement + line[place.end_column - 1 :]

    assert literal(right) == "\n".join(lines)
