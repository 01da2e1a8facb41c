"""Whom a sentence of a story speaks of: the trust itself, or a hospital, a service, a question, somebody else.

Told by words alone, so every doubt counts as somebody else: a check that says nothing costs less than one that is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.model.chapters import Trust, TrustType
from pipeline.model.dates import MONTHS

QUESTION_WORDS: Final = (
    r"safe|safety|effective|effectiveness|caring|responsive|responsiveness|well[- ]led|leadership"
)
"""How prose calls CQC's five questions."""

_QUESTION: Final = re.compile(rf"\b(?:{QUESTION_WORDS})\b", re.IGNORECASE)

_PARTS: Final = re.compile(
    r"\b(?:hospitals?|services?|wards?|units?|departments?|sites?|teams?|surgery|maternity|clinics?|emergency care"
    r"|urgent care|resources|homes?|practices?|providers?|trusts|others?|another|both|each|every|all|most|many|some"
    r"|several|neighbours?|they|were|are)\b",
    re.IGNORECASE,
)
"""What has ratings of its own beside a trust, and what stands for several."""

_NAME: Final = re.compile(r"(?<![\w'’])[A-Z][\w-]*")
_KNOWN: Final = frozenset(
    {
        *MONTHS,
        "CQC",
        "NHS",
        "Care",
        "Quality",
        "Commission",
        "England",
        "It",
        "Its",
        "The",
        "Rated",
        "Rating",
        "Overall",
        "Inspectors",
    }
)
_FIRST_WORD: Final = re.compile(
    r"\W*([A-Z][\w-]*)(?:['’]s \w+)? (?:was|is|became|rose|fell|had|has|went|moved|got|received|remained|stayed|entered|left|came|improved|reached)\b"
)


def is_of_another(sentence: str, before: str, trust: Trust) -> bool:
    """Whether a sentence may speak of something else than the trust.

    Args:
        sentence: the words.
        before: the sentence before it, which says what "it" is; empty if there is none.
        trust: whom the story is about.
    """
    if _QUESTION.search(sentence) or _has_parts(sentence, trust) or _names_another(sentence, trust):
        return True
    if re.search(r"\bthe trust\b", sentence, re.IGNORECASE):
        return False
    begins = _FIRST_WORD.match(before)
    is_begun_by_another = begins is not None and begins[1] not in _known(trust)
    return bool(_QUESTION.search(before)) or _has_parts(before, trust) or is_begun_by_another


def names_another(sentence: str, before: str, trust: Trust) -> bool:
    """Whether a sentence may speak of something else than the trust and its questions."""
    return is_of_another(_QUESTION.sub("", sentence), _QUESTION.sub("", before), trust)


def _has_parts(words: str, trust: Trust) -> bool:
    """Whether a part of a trust stands here; an ambulance trust calls itself a service."""
    own = {"service"} if trust.type is TrustType.AMBULANCE else set()
    without_name = words.replace(trust.name, "")
    return any(match[0].lower() not in own for match in _PARTS.finditer(without_name))


def _names_another(sentence: str, trust: Trust) -> bool:
    begins = _FIRST_WORD.match(sentence)
    if begins and begins[1] not in _known(trust):
        return True
    start = re.match(r"\W*\w+", sentence)
    behind = start.end() if start else 0
    names = _NAME.findall(sentence, behind)
    return any(name not in _known(trust) for name in names)


def _known(trust: Trust) -> frozenset[str]:
    return _KNOWN | frozenset(_NAME.findall(trust.name))
