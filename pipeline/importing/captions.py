"""Captions: paragraphs in the style of one go to the image or table that they stand beside.

Captions of tables stand above them by custom, those of images below. The number that a caption begins with is left out, since
the pipeline numbers figures and tables itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from pipeline.findings import Finding
from pipeline.importing.document import Block, Blocks, Image, Origin, Paragraph, Runs, Style, Table, words_of

_NUMBER: Final = re.compile(
    r"(?:table|figure|fig\.|illustration|drawing|chart|image)[ \xa0]\d+(?:\.\d+)*[.:]?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Captioned:
    """Blocks with their captions, and the numbers that were left out."""

    blocks: Blocks
    findings: tuple[Finding, ...]


def with_captions(blocks: Blocks, origin: Origin) -> Captioned:
    """Give images and tables the captions that stand beside them; others stay paragraphs."""
    made: list[Block] = []
    findings: list[Finding] = []
    waiting: Paragraph | None = None
    for block, below in zip_longest(blocks, blocks[1:]):
        last = made[-1] if made else None
        if waiting and isinstance(block, Table):
            made.append(replace(block, caption=_without_number(waiting, origin, findings)))
            waiting = None
        elif not isinstance(block, Paragraph) or block.style is not Style.CAPTION:
            made.append(block)
        elif isinstance(below, Table) and not (isinstance(last, Image) and not _names_a_table(block)):
            waiting = block
        elif isinstance(last, (Image, Table)) and not last.caption:
            made[-1] = replace(last, caption=_without_number(block, origin, findings))
        else:
            made.append(block)
    return Captioned(tuple(made), tuple(findings))


def _names_a_table(caption: Paragraph) -> bool:
    return words_of(caption.content).lower().startswith("table")


def _without_number(caption: Paragraph, origin: Origin, findings: list[Finding]) -> Runs:
    """Return a caption without its number, if words are left; the number stands in its first run as a rule."""
    first, *rest = caption.content
    number = _NUMBER.match(first.text)
    if not number or len(number[0]) == len(words_of(caption.content)):
        return caption.content
    message = (
        f'"{number[0].strip()}" was left out of a caption: figures and tables are numbered when they are set'
    )
    findings.append(origin.advise("left-out", message, caption.at))
    return (replace(first, text=first.text[number.end() :]), *rest)
