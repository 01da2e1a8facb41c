"""A rule: what is looked for, what it stands on, and why it matters.

What its code means stands in ``findings/catalogue.py``, what to do in ``findings/remedies.py``, as for all findings.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pipeline.findings import Finding
from pipeline.preflight.edition import PRINT, SCREEN
from pipeline.preflight.subject import Subject

BOTH: Final = (SCREEN, PRINT)
ON_SCREEN: Final = (SCREEN,)
IN_PRINT: Final = (PRINT,)

Check = Callable[[Subject], Iterable[Finding]]
"""Look for what is wrong in a document; nothing found is a pass."""


class Reach(StrEnum):
    """What a rule has to look at.

    Content: content streams and structure elements of pages; a report keeps such a rule if each of its chapters does.
    Whole: what only the whole file has, such as its catalog, its joined fonts, and where links lead.
    """

    CONTENT = "content"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    Attributes:
        code: the word that its findings carry.
        check: yields findings.
        clause: the requirement that it is for, or where the trade asks for it.
        why: who suffers if it is broken, in a sentence.
        example: of what breaks it.
        instead: the same, as it should be.
        editions: that it is for.
        reach: what it looks at.
    """

    code: str
    check: Check
    clause: str
    why: str
    example: str
    instead: str
    editions: tuple[str, ...] = BOTH
    reach: Reach = Reach.CONTENT
