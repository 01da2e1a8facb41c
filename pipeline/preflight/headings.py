"""Rules of headings: they say something, and go down one level at a time."""

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, error
from pipeline.preflight.rule import ON_SCREEN, Rule
from pipeline.preflight.subject import Subject
from pipeline.preflight.words import shortened

_LEVELS: Final = {f"H{level}": level for level in range(1, 10)}


def check_heading_words(subject: Subject) -> Iterator[Finding]:
    """Find headings without words: they stand in the list of headings as blanks (ISO 14289-1, 7.4)."""
    for node in subject.elements.nodes:
        if (node.kind in _LEVELS or node.kind == "H") and not subject.heard.words_of(node):
            yield error("empty-heading", f"a heading {node.written} has no words", page=subject.page_of(node))


def check_heading_levels(subject: Subject) -> Iterator[Finding]:
    """Find headings that skip a level on the way down, or begin below the first (ISO 14289-1, 7.4.2)."""
    before = 0
    for node in subject.elements.nodes:
        level = _LEVELS.get(node.kind)
        if level is None:
            continue
        if level > before + 1:
            after = f"follows H{before}" if before else "is the first heading"
            message = f'the heading "{shortened(subject.heard.words_of(node))}" is {node.kind} and {after}'
            hint = f"make it H{before + 1}"
            yield error("skipped-level", message, page=subject.page_of(node), hint=hint)
        before = level


EMPTY: Rule = Rule(
    "empty-heading",
    check_heading_words,
    "ISO 14289-1, 7.4",
    "The list of headings, by which listeners find their way, has a blank in it.",
    "an element H2 without content",
    "an element H2 with the words of the heading",
    ON_SCREEN,
)
SKIPPED: Rule = Rule(
    "skipped-level",
    check_heading_levels,
    "ISO 14289-1, 7.4.2",
    "A listener looks for the part that the missing level promises.",
    "an H4 behind an H2",
    "an H3 behind an H2",
    ON_SCREEN,
)
