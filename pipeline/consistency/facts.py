"""Facts: what is stated once, held against its uses and against the sentences that are about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from pipeline.findings import Finding, Place, Related, error, warning
from pipeline.model.facts import StatedFact
from pipeline.model.features import ChartBlock
from pipeline.model.prose import FactUse, runs_of
from pipeline.model.report import Report


def facts_used(report: Report) -> set[str]:
    """Return the names of the facts that prose and charts use."""
    return {name for name, _ in _uses(report)}


def _uses(report: Report) -> Iterator[tuple[str, Place]]:
    """Yield each use of a fact, with its place."""
    for chapter in report.chapters:
        for content in chapter.inlines():
            yield from ((run.name, run.place) for run in runs_of(content) if isinstance(run, FactUse))
        for block in chapter.blocks():
            if isinstance(block, ChartBlock):
                amounts = (amount for row in block.rows for amount in row.amounts)
                yield from (
                    (amount.fact, block.source.place) for amount in amounts if amount.fact is not None
                )


def check_facts(report: Report) -> Iterator[Finding]:
    """Find facts that are used and not stated, stated and not used, or without a source."""
    for name, place in _uses(report):
        # A fact that stands in the file but could not be read has its finding already.
        if name not in report.fact_places:
            yield _unknown_fact(name, place, report)
    for name, fact in report.facts.items():
        if fact.source not in report.reference_places:
            message = f'no reference has the key "{fact.source}"'
            hint = _meant(fact.source, report.reference_places) or "add it to sources/references.yaml"
            yield error("unknown-citation", message, report.fact_places[name], hint)
    if report.unread:  # one of them may use it
        return
    used = facts_used(report)
    for name, place in report.fact_places.items():
        if name not in used:
            message = f'nothing uses the fact "{name}"'
            yield warning("unused-fact", message, place, f"use it: [](fact:{name})")


def _unknown_fact(name: str, place: Place, report: Report) -> Finding:
    known = ", ".join(sorted(report.fact_places)[:8])
    hint = f"known: {known}" if known else "state it in sources/facts.yaml"
    return error(
        "unknown-fact", f'facts.yaml has no fact "{name}"', place, _meant(name, report.fact_places) or hint
    )


def _meant(name: str, known: Mapping[str, Place]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f'did you mean "{near[0]}"?' if near else ""


def check_numbers(sentence: str, place: Place, report: Report) -> Iterator[Finding]:
    """Find a sentence that is about a fact and has another number before its unit, and the fact's nowhere."""
    about = {name: fact for name, fact in report.facts.items() if fact.unit and is_about(sentence, fact)}
    said = {name: _numbers(sentence, fact.unit or "") for name, fact in about.items()}
    # A sentence may compare two facts: each number that is one of them is right.
    right = {(fact.unit, float(fact.value)) for fact in about.values()}
    for name, fact in about.items():
        if float(fact.value) in said[name]:
            continue
        for number, words in said[name].items():
            if (fact.unit, number) not in right:
                hint = f"mend one of them, or print the fact: [](fact:{name})"
                yield contradiction(f'this says "{words}"', name, place, hint, report)


def is_about(text: str, fact: StatedFact) -> bool:
    """Whether a text holds every word that a sentence about a fact holds."""
    return bool(fact.about) and all(_has(text, word) for word in fact.about)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _numbers(sentence: str, unit: str) -> dict[float, str]:
    """Return the numbers that stand before a unit, with their words."""
    # £70m has its unit on both sides.
    currency = unit[:1] if unit[:1] in "£$€" else ""
    behind = re.escape(unit.removeprefix(currency))
    number = r"(?<![\w.,])([0-9][0-9,]{0,30}(?:\.[0-9]{1,30})?)"
    pattern = rf"{re.escape(currency)}{number}\s*{behind}(?!\w)"
    return {float(match[1].replace(",", "")): match[0] for match in re.finditer(pattern, sentence)}


def contradiction(said: str, name: str, place: Place, hint: str, report: Report) -> Finding:
    """Word that something says otherwise than a fact."""
    message = f'{said}, facts.yaml says "{report.facts[name].text}" ({name})'
    related = (Related("the fact", report.fact_places[name]),)
    return warning("contradicts-fact", message, place, hint, related=related)
