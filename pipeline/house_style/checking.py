"""A report held against the house style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.cache.cleared import Memory
from pipeline.findings import Finding
from pipeline.house_style.rule import Line, Manuscript, Part
from pipeline.house_style.rules import RULES
from pipeline.model.marks import mark_of_passage, marks_of
from pipeline.model.report import Chapter, Report


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
    parts = list(_parts(report, memory))
    # Of a chapter of which every line is cleared none is looked at.
    doubted = [part for part in parts if not part.marks <= cleared]
    unread = tuple(
        line for part in doubted for line in part.lines if mark_of_passage(line.passage) not in cleared
    )
    manuscript = Manuscript(report, tuple(parts), unread, memory)
    said: set[bytes] = set()
    for rule in rules:
        for hit in rule.find(manuscript):
            said.add(mark_of_passage(hit.passage))
            yield rule.finding(hit)
    memory.clear(cleared, frozenset().union(*(part.marks for part in parts)) - said, **made_from)


@dataclass(frozen=True, slots=True)
class _Marked(Part):
    """A part with the marks of its lines."""

    marks: frozenset[bytes] = frozenset()


def _parts(report: Report, memory: Memory) -> Iterator[_Marked]:
    passages = report.other_passages
    yield _Marked("", "", tuple(map(Line.of, passages)), frozenset(map(mark_of_passage, passages)))
    for each in report.chapters:
        yield memory.once("lines", each.id, each.mark, partial(_part, each, memory))


def _part(chapter: Chapter, memory: Memory) -> _Marked:
    lines = tuple(map(Line.of, chapter.passages))
    return _Marked(chapter.id, chapter.mark, lines, frozenset(marks_of(chapter, memory)))
