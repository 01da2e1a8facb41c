"""``pipeline explain``: what a finding means, why it matters, and what to write instead."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pipeline.errors import ExitCode, UsageError
from pipeline.findings import CODES, Severity
from pipeline.findings.remedies import REMEDIES

if TYPE_CHECKING:
    from pipeline.house_style import Rule

_WIDTH: Final = 88
"""Characters in a line of an explanation."""


_JUDGED: Final = ("References", "Preflight", "Preflight for print")
"""Families of remedies that have findings of preflight: the rules need pypdf, and most who ask do not."""


def explain(options: argparse.Namespace) -> ExitCode:
    """Explain the code that stands in brackets behind a message; without a code, list them all, or print the ledger."""
    if options.ledger:
        print(ledger().rstrip())
        return ExitCode.FINE
    print("\n".join(explained(options.code) if options.code else listed()))
    return ExitCode.FINE


def ledger() -> str:
    """Return the ledger of preflight: each requirement, and who sees to it."""
    return files("pipeline.preflight").joinpath("LEDGER.md").read_text(encoding="utf-8")


def explained(code: str) -> Iterator[str]:
    """Yield the lines that explain a code.

    Raises:
        UsageError: there is no such code.
    """
    if code not in CODES:
        near = get_close_matches(code.strip("[]").lower(), CODES, n=1, cutoff=0.5)
        meant = f'did you mean "{near[0]}"?' if near else '"pipeline explain" lists them all'
        raise UsageError(f'there is no finding "{code}"', meant)
    rule = next((rule for rule in _rules() if rule.code == code), None)
    yield f"{code}: {CODES[code]}"
    yield from _rule(rule) if rule else (*_judged(code), *_finding(code))


def _judged(code: str) -> Iterator[str]:
    """Say what a rule of preflight looks for, and what it stands on."""
    if not any(code in REMEDIES[family] for family in _JUDGED):
        return
    from pipeline.preflight.rules import RULES as JUDGING  # noqa: PLC0415 - start-up stays lean

    for rule in JUDGING:
        if rule.code == code:
            yield ""
            yield from _paragraph("why", rule.why)
            yield from _paragraph("example", rule.example)
            yield from _paragraph("instead", rule.instead)
            yield ""
            yield from _paragraph("stands on", rule.clause)
            yield from _paragraph("editions", ", ".join(rule.editions))


def _finding(code: str) -> Iterator[str]:
    for remedies in REMEDIES.values():
        if code in remedies:
            yield from ("", *_paragraph("what to do", remedies[code]))


def _rule(rule: Rule) -> Iterator[str]:
    yield ""
    yield from _paragraph("why", rule.why)
    yield from _paragraph("example", rule.example)
    yield from _paragraph("instead", rule.instead)
    yield ""
    kind = "advice" if rule.severity is Severity.ADVICE else "a warning"
    yield from textwrap.wrap(
        f"House style, {kind}: it stops no report. One that is right as it is can be answered where it stands, by "
        f"allow: [{{code: {rule.code}, reason: ...}}] in the block or at the top of the chapter (there with words: of the "
        f"passage that is meant); house_style: {{disable: [{rule.code}]}} in sources/report.yaml switches the rule off.",
        _WIDTH,
        break_on_hyphens=False,
    )


def _paragraph(name: str, text: str) -> list[str]:
    head = f"{name + ':':<8} "
    return textwrap.wrap(head + text, _WIDTH, subsequent_indent=" " * len(head), break_on_hyphens=False)


def listed() -> Iterator[str]:
    """Yield every code with its meaning, by families."""
    width = max(map(len, CODES))
    for family, codes in _families().items():
        yield from (family, *(f"  {code:<{width}}  {CODES[code]}" for code in codes), "")
    yield "pipeline explain CODE says more about each."


def _rules() -> tuple[Rule, ...]:
    from pipeline.house_style import RULES  # noqa: PLC0415 - start-up stays lean

    return RULES


def _families() -> Mapping[str, list[str]]:
    families: dict[str, list[str]] = {family: list(remedies) for family, remedies in REMEDIES.items()}
    for rule in _rules():
        families.setdefault(f"House style: {rule.family[0].lower()}{rule.family[1:]}", []).append(rule.code)
    told = {code for codes in families.values() for code in codes}
    others = [code for code in CODES if code not in told]
    return families | ({"Others": others} if others else {})
