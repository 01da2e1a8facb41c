"""The table of rules, and the walk over it."""

from dataclasses import dataclass
from typing import Final

from pipeline.collecting import collector_at_rest
from pipeline.findings import Finding
from pipeline.listening import utterances_of
from pipeline.pdf import open_document
from pipeline.preflight import (
    boxes,
    carried,
    colours,
    fonts,
    headings,
    images,
    ink,
    lines,
    links,
    metadata,
    order,
    pages,
    structure,
    tables,
    words,
)
from pipeline.preflight.blocks import at_their_blocks, hold_map
from pipeline.preflight.edition import Edition, Screen
from pipeline.preflight.rule import Reach, Rule
from pipeline.preflight.subject import Subject
from pipeline.utterances import Utterance

RULES: Final[tuple[Rule, ...]] = (
    boxes.PAGE_BOXES,
    boxes.PAGE_SIZES,
    boxes.BLEED,
    colours.PRINT_INTENT,
    colours.RGB,
    colours.FOREIGN_COLOUR,
    ink.INK,
    ink.FINE_TEXT,
    ink.BLACK,
    images.RESOLUTION,
    images.LOOKED_AT,
    fonts.EMBEDDED,
    fonts.WHOLE,
    fonts.CHARACTERS,
    lines.HAIRLINE,
    structure.UNTAGGED,
    structure.PARENT_TREE,
    structure.UNANNOUNCED_CONTENT,
    words.UNHEARD,
    words.ARTIFACTS,
    words.FILE_NAMES,
    headings.EMPTY,
    headings.SKIPPED,
    tables.EMPTY_HEADER,
    tables.REPEATED_HEADER,
    order.SPLIT,
    order.JUMP,
    structure.UNANNOUNCED_ANNOTATION,
    links.DEAD_LINK,
    links.SILENT_LINK,
    metadata.SAID,
    metadata.AGREEMENT,
    metadata.CLAIMS,
    metadata.FOR_PRINT,
    carried.ENCRYPTED,
    carried.SCRIPT,
    carried.ANNOTATION,
    pages.SIGNATURE,
    pages.SAFETY,
    pages.BUDGETS,
    pages.LABELS,
)
"""Every rule, in the order in which findings are reported."""

_AS_ON_SCREEN: Final = Screen()


def preflight(
    content: bytes,
    edition: Edition = _AS_ON_SCREEN,
    map: bytes | None = None,  # noqa: A002 - the plan's word for report.map.json
) -> tuple[Finding, ...]:
    """Hold a PDF against every rule of an edition.

    Args:
        content: of any PDF.
        edition: what it is for, with the limits that rules go by.
        map: ``report.map.json``, if the PDF is a report of ours: findings then name the source block.

    Raises:
        UnreadablePdfError: no PDF, damaged beyond repair, or locked by a password.
        ValueError: the map is none, or that of a report with another number of pages.
    """
    findings = _judge(content, edition, (Reach.CONTENT, Reach.WHOLE), map)
    return at_their_blocks(findings, map) if map is not None and findings else findings


@dataclass(frozen=True, slots=True)
class Judged:
    """A chapter that was judged.

    Attributes:
        utterances: what it says by its text alone; word breaks that only places imply are none.
    """

    findings: tuple[Finding, ...]
    utterances: tuple[Utterance, ...]


def preflight_chapter(content: bytes, edition: Edition = _AS_ON_SCREEN) -> Judged:
    """Hold a chapter's PDF, before it is linked, against the rules of content: linking changes no content stream.

    Args:
        content: of the chapter's PDF.
        edition: as for :func:`preflight`.

    Raises:
        UnreadablePdfError: as there.
    """
    with collector_at_rest():
        subject = Subject(open_document(content), edition, len(content))
        findings = _check(subject, (Reach.CONTENT,))
        return Judged(findings, utterances_of(subject.heard.blocks, implied_breaks=False))


def preflight_whole(content: bytes, edition: Edition = _AS_ON_SCREEN) -> tuple[Finding, ...]:
    """Hold a report whose chapters have been judged against all other rules; no content stream is read.

    Args:
        content: of the report.
        edition: as for :func:`preflight`.

    Raises:
        UnreadablePdfError: as there.
    """
    return _judge(content, edition, (Reach.WHOLE,))


def _judge(
    content: bytes, edition: Edition, reaches: tuple[Reach, ...], boxes: bytes | None = None
) -> tuple[Finding, ...]:
    with collector_at_rest():
        subject = Subject(open_document(content), edition, len(content), Reach.CONTENT in reaches)
        if boxes is not None:
            hold_map(boxes, len(subject.document.pages))
        return _check(subject, reaches)


def _check(subject: Subject, reaches: tuple[Reach, ...]) -> tuple[Finding, ...]:
    rules = (rule for rule in RULES if subject.edition.name in rule.editions and rule.reach in reaches)
    return tuple(finding for rule in rules for finding in rule.check(subject))
