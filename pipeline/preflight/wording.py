"""Findings of preflight as text, rule by rule: what, on which pages, where first, what it stands on, what to do."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.findings import Finding
from pipeline.findings.remedies import REMEDIES
from pipeline.findings.wording import summarise, visible
from pipeline.pdf.spelling import page_ranges
from pipeline.preflight.rules import RULES

_MOST_KINDS: Final = 12
"""Messages of one rule that are told; the others are counted."""


def grouped(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield lines, without line ends, in the order of the table of rules; none where there are no findings."""
    order = {rule.code: number for number, rule in enumerate(RULES)}
    by_rule = sorted(findings, key=lambda finding: order[finding.code])
    for code, group in groupby(by_rule, key=lambda finding: finding.code):
        yield from _rule(code, list(group))
        yield ""
    if findings:
        yield summarise(findings)


def _rule(code: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"{code}: {summarise(findings)}"
    messages: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        messages.setdefault((str(finding.severity), finding.message), []).append(finding)
    for (severity, message), same in list(messages.items())[:_MOST_KINDS]:
        yield f"  {severity}: {visible(message)}"
        where = "; ".join(_where(same))
        if where:
            yield f"    {where}"
    if len(messages) > _MOST_KINDS:
        yield f"  and {len(messages) - _MOST_KINDS} more of the kind"
    yield f"  stands on: {clause_of(code)}"
    yield f"  remedy: {remedy_of(code)}"


def _where(findings: Sequence[Finding]) -> Iterator[str]:
    """Say on which pages, and of the first place where on its page, in which object, and where in the sources."""
    indexes = sorted({finding.page - 1 for finding in findings if finding.page})
    if indexes:
        times = sum(finding.times for finding in findings)
        yield page_ranges(indexes) + (f", {times} times" if times > len(indexes) else "")
    first = findings[0]
    if first.rectangle:
        box = first.rectangle
        edges = " ".join(f"{edge:.0f}" for edge in (box.left, box.bottom, box.right, box.top))
        yield f"first at {edges} pt"
    if first.object_number:
        yield f"object {first.object_number}"
    sources = list(dict.fromkeys(str(finding.place) for finding in findings if finding.place))
    if sources:
        more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
        yield visible(", ".join(sources[:3])) + more


def clause_of(code: str) -> str:
    """Return what a rule stands on."""
    return next(rule.clause for rule in RULES if rule.code == code)


def remedy_of(code: str) -> str:
    """Return what to do about a finding."""
    return next(remedies[code] for remedies in REMEDIES.values() if code in remedies)


def pages_with(findings: Iterable[Finding]) -> list[int]:
    """Return the indexes, from 0, of pages that findings name."""
    return sorted({finding.page - 1 for finding in findings if finding.page})
