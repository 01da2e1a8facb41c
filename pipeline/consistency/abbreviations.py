"""Abbreviations that are explained and never used."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding, warning
from pipeline.model.facts import abbreviation_pattern
from pipeline.model.prose import plain
from pipeline.model.report import Report


def check_abbreviations(report: Report) -> Iterator[Finding]:
    """Find abbreviations in the list that no chapter uses."""
    if report.unread or not report.abbreviations:
        return
    pattern = abbreviation_pattern(tuple(report.abbreviations))
    facts = report.fact_words
    used = {
        short
        for chapter in report.chapters
        for content in chapter.inlines()
        for short in pattern.findall(plain(content, facts))
    }
    for short, place in report.abbreviation_places.items():
        if short not in used:
            message = f'no chapter uses the abbreviation "{short}"'
            yield warning("unused-abbreviation", message, place, "delete it, or use it in a text")
