"""A report held against the house style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from pipeline.cache.cleared import Memory, mark_of
from pipeline.findings import Finding
from pipeline.house_style.rule import Line, Manuscript
from pipeline.house_style.rules import RULES
from pipeline.model.passages import Passage
from pipeline.model.report import Report


def check_style(report: Report, memory: Memory | None = None) -> Iterator[Finding]:
    """Find what the house would write otherwise; none of it stops publication.

    Rules that the manifest switches off find nothing, and those of English words nothing in another language.

    Args:
        memory: remembers the lines that no rule had anything to say about.
    """
    off = frozenset(report.manifest.house_style.disable)
    is_english = report.manifest.language.split("-")[0] == "en"
    rules = [rule for rule in RULES if rule.code not in off and (is_english or not rule.english)]
    memory = memory or Memory()
    made_from = {"check": "house style", "rules": " ".join(rule.code for rule in rules)}
    cleared = memory.cleared(**made_from)
    marked = [*_lines(report.other_passages)]
    for chapter in report.chapters:
        marked += memory.once("lines", chapter.id, chapter.mark, partial(_lines, chapter.passages))
    unread = tuple(line for mark, line in marked if mark not in cleared)
    manuscript = Manuscript(report, tuple(line for _, line in marked), unread)
    said: set[int] = set()
    for rule in rules:
        for hit in rule.find(manuscript):
            said.add(id(hit.passage))
            yield rule.finding(hit)
    memory.clear(cleared, (mark for mark, line in marked if id(line.passage) not in said), **made_from)


def _lines(passages: Iterable[Passage]) -> tuple[tuple[bytes, Line], ...]:
    return tuple((mark_of_passage(passage), Line.of(passage)) for passage in passages)


def mark_of_passage(passage: Passage) -> bytes:
    """Return the mark of a passage: all that a rule can see of it but where it stands."""
    return mark_of(
        passage.text, str(passage.kind), passage.slot, passage.spans, passage.quoted, passage.style
    )
