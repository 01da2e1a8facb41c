"""A report held against the house style."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.findings import Finding
from pipeline.house_style.rule import Line, Manuscript
from pipeline.house_style.rules import RULES
from pipeline.model.report import Report


def check_style(report: Report) -> Iterator[Finding]:
    """Find what the house would write otherwise; none of it stops publication.

    Rules that the manifest switches off find nothing, and those of English words nothing in another language.
    """
    off = frozenset(report.manifest.house_style.disable)
    is_english = report.manifest.language.split("-")[0] == "en"
    manuscript = Manuscript(report, tuple(map(Line.of, report.passages)))
    for rule in RULES:
        if rule.code not in off and (is_english or not rule.english):
            yield from rule.findings(manuscript)
