"""A rule: what is looked for, why it matters, and what to do when it is broken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.findings import Finding
from pipeline.pdf import Document

Check = Callable[[Document], Iterable[Finding]]
"""Look for what is wrong in a document; nothing found is a pass."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table.

    Attributes:
        code: the word that its findings carry.
        check: yields findings.
        clause: the requirement that it is for.
        why: who suffers if it is broken, in a sentence.
        remedy: what to do, in a sentence.
    """

    code: str
    check: Check
    clause: str
    why: str
    remedy: str
