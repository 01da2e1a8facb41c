"""Abbreviations that are explained and never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from pipeline.cache.cleared import Memory
from pipeline.findings import Finding, warning
from pipeline.model.facts import abbreviation_pattern
from pipeline.model.prose import plain
from pipeline.model.report import Chapter, Report


def check_abbreviations(report: Report, memory: Memory) -> Iterator[Finding]:
    """Find abbreviations in the list that no chapter uses."""
    if report.unread:
        return
    used = abbreviations_used(report, memory)
    for short, place in report.abbreviation_places.items():
        if short not in used:
            message = f'no chapter uses the abbreviation "{short}"'
            yield warning("unused-abbreviation", message, place, "delete it, or use it in a text")


def abbreviations_used(report: Report, memory: Memory) -> frozenset[str]:
    """Return those of the list's abbreviations that stand in a chapter's text."""
    known, facts = tuple(report.abbreviations), report.fact_words
    if not known:
        return frozenset()
    given = (known, tuple(facts.items()))
    return frozenset().union(
        *(
            memory.once(
                "abbreviations used", each.id, each.mark, partial(_used_in, each, known, facts), *given
            )
            for each in report.chapters
        )
    )


def _used_in(chapter: Chapter, known: tuple[str, ...], facts: Mapping[str, str]) -> frozenset[str]:
    text = "\n".join(plain(content, facts) for content in chapter.inlines())
    return frozenset(abbreviation_pattern(known).findall(text))
