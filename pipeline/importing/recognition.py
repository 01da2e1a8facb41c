"""What the parts of a manuscript are: title, standfirst, card, headings, captions.

A document goes in, a :class:`Manuscript` comes out: what a chapter needs, and in words what was understood. A title that the
text does not have is asked for and never made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from pipeline.findings import Checked, Finding
from pipeline.importing.captions import with_captions
from pipeline.importing.document import (
    Block,
    Blocks,
    Document,
    Heading,
    Image,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Runs,
    Style,
    Table,
    counted,
    words_of,
)
from pipeline.importing.people import Person, card_at_end, card_at_top, said
from pipeline.importing.shape import shaped
from pipeline.importing.traps import find_glued, without_strays

LONGEST_HEADING: Final = 80
"""Characters of a line in plain text that may be a heading."""

_END: Final = (".", ",", ";", ":", "!", "…", "-", "–")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript whose parts are known.

    Attributes:
        person: the card at its top.
        signature: the card below its end.
        understood: what was understood, as pairs of what it is and what was found.
    """

    title: str
    standfirst: Runs
    person: Person | None
    signature: Person | None
    blocks: Blocks
    notes: tuple[Note, ...]
    origin: Origin
    understood: tuple[tuple[str, str], ...]


def recognise(document: Document, title: str | None) -> Checked[Manuscript]:
    """Tell the parts of a document.

    Args:
        title: the chapter's title, if somebody has given one.
    """
    kept, strays = without_strays(document)
    found = _take_title(kept, document, title)
    findings = [*strays, *found.findings]
    blocks, lead = _take_standfirst(found.blocks)
    person, count = card_at_top(blocks)
    blocks = blocks[count:]
    signature, count = (None, 0) if person else card_at_end(blocks)
    blocks = blocks[: len(blocks) - count]
    captioned = with_captions(_with_headings(blocks) if document.is_plain else blocks, document.origin)
    shape = shaped((*lead, *captioned.blocks), document.notes, document.origin)
    standfirst = tuple(run for block in shape.blocks[: len(lead)] for run in _content(block))
    body = shape.blocks[len(lead) :]
    findings += captioned.findings
    findings += [_find_by(card, document.origin) for card in (person, signature) if card and card.left_out]
    findings += [*shape.findings, *find_glued(shape.blocks, document.notes, document.origin)]
    if found.title is None:
        findings.append(
            document.origin.refuse(
                "missing-title", "the text has no title that can be told", 'give one: --title "…"'
            )
        )
        return Checked(None, tuple(findings))
    understood = (
        ("title", f'"{found.title}", {found.how}'),
        *([("standfirst", f'"{words_of(standfirst)}"')] if standfirst else []),
        *_said_of_card("person", person, document.origin),
        *_said_of_card("signature", signature, document.origin),
        ("body", _counted(body, shape.notes)),
    )
    manuscript = Manuscript(
        found.title, standfirst, person, signature, body, shape.notes, document.origin, understood
    )
    return Checked(manuscript, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Titled:
    """The title, how it is known, and the blocks without it."""

    title: str | None
    how: str
    blocks: Blocks
    findings: tuple[Finding, ...] = ()


def _take_title(blocks: Blocks, document: Document, given: str | None) -> _Titled:
    index = _title_index(blocks, document)
    if index is None:
        return _Titled(given, "as given", blocks)
    block = blocks[index]
    words = words_of(_content(block)).strip()
    rest = (*blocks[:index], *blocks[index + 1 :])
    unit = "line" if document.origin.counts_lines else "paragraph"
    if given is None or _same(given, words):
        return _Titled(given or words, f"{unit} {block.at}", rest)
    if document.is_plain:
        # A guess does not outweigh what somebody said: the line stays in the text.
        return _Titled(given, "as given", blocks)
    message = f'the title "{words}" was left out: another was given'
    return _Titled(given, "as given", rest, (document.origin.find("left-out", message, block.at),))


def _title_index(blocks: Blocks, document: Document) -> int | None:
    """Return the index of the block that is the title: styled so, the only first-level heading, or a first short line."""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.style is Style.TITLE:
            return index
    if not blocks:
        return None
    first = blocks[0]
    if isinstance(first, Heading):
        firsts = [block for block in blocks if isinstance(block, Heading) and block.level == first.level]
        return 0 if first.level == 1 and len(firsts) == 1 else None
    if document.is_plain and len(blocks) > 1 and _looks_like_heading(first) and not card_at_top(blocks)[0]:
        return 0
    return None


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _take_standfirst(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Return the blocks without the standfirst, and it alone, if there is one."""
    for index, block in enumerate(blocks[:2]):
        if isinstance(block, Paragraph) and block.style is Style.SUBTITLE:
            return (*blocks[:index], *blocks[index + 1 :]), (block,)
    return blocks, ()


def _content(block: Block) -> Runs:
    return block.content if isinstance(block, (Paragraph, Heading)) else ()


def _looks_like_heading(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    words = words_of(block.content)
    begins = words[:1].isupper() or words[:1].isdigit()
    return begins and len(words) <= LONGEST_HEADING and not words.endswith(_END)


def _with_headings(blocks: Blocks) -> Blocks:
    """Make headings of short lines above long ones: text has no other sign for them."""
    made: list[Block] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        long = isinstance(below, Paragraph) and len(words_of(below.content)) > LONGEST_HEADING
        if isinstance(block, Paragraph) and long and _looks_like_heading(block):
            made.append(Heading(2, block.content, block.at))
        else:
            made.append(block)
    return tuple(made)


def _find_by(person: Person, origin: Origin) -> Finding:
    message = f'"{person.left_out}" was left out before the name "{person.name}"'
    return origin.advise("left-out", message, person.first)


def _said_of_card(what: str, person: Person | None, origin: Origin) -> Iterator[tuple[str, str]]:
    if person:
        unit = "line" if origin.counts_lines else "paragraph"
        where = (
            f"{unit} {person.first}"
            if person.first == person.last
            else f"{unit}s {person.first} to {person.last}"
        )
        yield what, f"{said(person)}, {where}"


def _counted(blocks: Sequence[Block], notes: Sequence[Note]) -> str:
    """Count what the body is made of: ``7 paragraphs, 1 list``."""
    names = {
        Paragraph: "paragraph",
        Heading: "heading",
        List: "list",
        Quote: "quotation",
        Table: "table",
        Image: "image",
    }
    counts = Counter(names[type(block)] for block in blocks)
    counts["footnote"] = len(notes)
    parts = [counted(count, name) for name, count in counts.items() if count]
    return ", ".join(parts) or "nothing"
