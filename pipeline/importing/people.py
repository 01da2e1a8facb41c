"""Who wrote it: lines with a name, a role and an organisation become a card.

Such lines stand at the top of a guest's text or below its end, one below the other or parted by blank lines::

    Professor Ted Baker

    chief inspector of hospitals
    Care Quality Commission
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.importing.document import BREAK, Block, Paragraph, Style

LONGEST: Final = 90
"""Characters of a line on a card."""

_HONORIFIC: Final = (
    r"(?:Professor|Prof\.?|Dr\.?|Sir|Dame|Lord|Lady|Baroness|Mr\.?|Mrs\.?|Ms\.?|Miss|Rt Hon|The Rt Hon) "
)
_NAME: Final = re.compile(
    rf"(?:{_HONORIFIC})*"
    r"[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|de|van|von|der|la|le|al)){1,4}(?:,? (?:OBE|MBE|CBE|FRS|MP))*"
)
_ROLE: Final = re.compile(
    r"\b(adviser|advisor|analyst|author|chair|chairman|chairwoman|chief|commissioner|consultant|dean|director|doctor|"
    r"editor|engineer|executive|fellow|founder|governor|head|inspector|journalist|lead|leader|lecturer|manager|matron|"
    r"member|midwife|minister|nurse|officer|paramedic|partner|physician|president|principal|professor|registrar|"
    r"researcher|secretary|statistician|surgeon|trustee|writer)s?\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"(?:(?:[Ww]ords|[Ww]ritten|[Tt]ext) )?(?:[Bb]y|BY):? (?=[A-Z])")
"""What a line with a name may begin with, and what is no part of it."""

_ORGANISATION: Final = re.compile(r"(?:[Tt]he )?[A-Z][^.!?:;]*")
_SENTENCE_END: Final = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Person:
    """A card, with the places of its first and last line; what was not there is empty.

    Attributes:
        left_out: what stood before the name and is no part of it: ``By``.
    """

    name: str
    role: str
    organisation: str
    first: int
    last: int
    left_out: str = ""


def card_at_top(blocks: Sequence[Block]) -> tuple[Person | None, int]:
    """Return the card that the first blocks make, if they do, and how many of them it took."""
    lines = _short_lines(blocks[:3])
    return _fullest({count: _card(lines[:count], count) for count in (1, 2, 3)})


def card_at_end(blocks: Sequence[Block]) -> tuple[Person | None, int]:
    """Return the card that the last blocks make, below at least one other, and how many of them it took."""
    counts = (count for count in (1, 2, 3) if len(blocks) > count)
    return _fullest({count: _card(_short_lines(blocks[-count:]), count) for count in counts})


def _fullest(cards: Mapping[int, Person | None]) -> tuple[Person | None, int]:
    """Return the card of the fewest blocks that lacks nothing, else that of the most, with their number.

    A card that is whole already does not take the heading that stands below it.
    """
    found = [(person, count) for count, person in sorted(cards.items()) if person]
    whole = [(person, count) for person, count in found if person.organisation]
    return whole[0] if whole else found[-1] if found else (None, 0)


def _short_lines(blocks: Sequence[Block]) -> list[tuple[list[str], int]]:
    """Return the lines of each paragraph that could stand on a card, up to the first block that could not."""
    found = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.style is not Style.BODY:
            break
        if any(run.note or run.address or run.code for run in block.content):
            break
        lines = [line.strip(" \xa0") for line in _lines(block)]
        if not all(line and len(line) <= LONGEST and not line.endswith(_SENTENCE_END) for line in lines):
            break
        found.append((lines, block.at))
    return found


def _lines(block: Paragraph) -> list[str]:
    return "".join("\n" if run.text == BREAK else run.text for run in block.content).split("\n")


def _card(paragraphs: Sequence[tuple[list[str], int]], count: int) -> Person | None:
    """Make a card of exactly so many paragraphs, if their lines are those of one."""
    if len(paragraphs) != count:
        return None
    lines = [line for lines, _ in paragraphs for line in lines]
    if len(lines) == 1:
        lines = lines[0].split(", ", 2)
    elif len(lines) == 2 and ", " in lines[1]:
        role, organisation = lines[1].split(", ", 1)
        lines = [lines[0], role, organisation] if _ORGANISATION.fullmatch(organisation) else lines
    if not 2 <= len(lines) <= 3 or (len(paragraphs) == 1 and len(lines) < 3):
        return None
    name, role, organisation = (*lines, "")[:3]
    by = _BY.match(name)
    name = name[by.end() :] if by else name
    if not _NAME.fullmatch(name) or _ROLE.search(name.removeprefix("Professor ")) or not _ROLE.search(role):
        return None
    if re.match(f"{_HONORIFIC}[A-Z]", role) or (organisation and not _ORGANISATION.fullmatch(organisation)):
        return None
    left_out = by[0].strip() if by else ""
    return Person(name, role, organisation, paragraphs[0][1], paragraphs[-1][1], left_out)


def is_name(words: str) -> bool:
    """Whether words could be a person's name, as far as capitals tell."""
    return bool(_NAME.fullmatch(words))


def said(person: Person) -> str:
    """Return the card in a line."""
    return ", ".join(filter(None, (person.name, person.role, person.organisation)))
