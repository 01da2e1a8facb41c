"""Facts: what is stated once, held against its uses and its references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial

from pipeline.cache.cleared import Memory
from pipeline.findings import Finding, Place, error, warning
from pipeline.model.features import ChartBlock
from pipeline.model.prose import FactUse, runs_of
from pipeline.model.report import Chapter, Report


def facts_used(report: Report, memory: Memory) -> set[str]:
    """Return the names of the facts that prose and charts use."""
    return {name for name, _ in _uses(report, memory)}


def _uses(report: Report, memory: Memory) -> Iterator[tuple[str, Place]]:
    """Yield each use of a fact, with its place."""
    for chapter in report.chapters:
        yield from memory.once("facts used", chapter.id, chapter.mark, partial(_uses_in, chapter))


def _uses_in(chapter: Chapter) -> list[tuple[str, Place]]:
    runs = (run for content in chapter.inlines() for run in runs_of(content))
    uses = [(run.name, run.place) for run in runs if isinstance(run, FactUse)]
    for block in chapter.blocks():
        if isinstance(block, ChartBlock):
            amounts = (amount for row in block.rows for amount in row.amounts)
            uses += ((amount.fact, block.source.place) for amount in amounts if amount.fact is not None)
    return uses


def check_facts(report: Report, memory: Memory) -> Iterator[Finding]:
    """Find facts that are used and not stated, stated and not used, or without a source."""
    for name, place in _uses(report, memory):
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
    used = facts_used(report, memory)
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
