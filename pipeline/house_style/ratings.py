"""Rating words: 'good' in lower case and single quotation marks, wherever it is a rating."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.house_style.rule import Hit, Line, Rule, before, begins_sentence, each_line, quoted
from pipeline.model.chapters import Rating
from pipeline.model.passages import PassageKind, SpanKind

_WORDS: Final = "|".join(rating.value.replace(" ", "[ -]") for rating in Rating)

_BETWEEN: Final = r"(?:(?:as|at|overall|the|trust|service|hospital|it|them|us|still|only|now|again)\s+){0,3}"
_NOT_A_NAME: Final = r"(?!\s+[A-Z])(?![\w-])"

_RATED: Final = re.compile(
    rf"\b(?:(?:[Rr]ated|[Rr]ates|[Rr]atings? of|[Rr]ated as)\s+{_BETWEEN})"
    rf"(?P<mark>[\"“”'‘]?)(?P<word>(?i:{_WORDS}))(?P<close>[\"“”'’]?){_NOT_A_NAME}"
)
"""A rating behind "rated": whatever marks it stands in."""

_CAPITAL: Final = re.compile(
    rf"\b(?:from|to|as|was|were|is|are|been|remains?|remained|became|become|stayed|than|at|an? overall|overall)\s+"
    rf"(?P<mark>['‘]?)(?P<word>(?:Good|Outstanding|Inadequate|Requires [Ii]mprovement))(?P<close>['’]?){_NOT_A_NAME}"
)
"""A rating with a capital in the middle of a sentence: from Inadequate to Good."""

_STEP: Final = rf"[\"“'‘]?(?:{_WORDS})[\"”'’]?"
_FIRST_OF_STEP: Final = re.compile(
    rf"\b[Ff]rom (?P<mark>)(?P<word>{_WORDS})(?P<close>) to {_STEP}{_NOT_A_NAME}"
)
_SECOND_OF_STEP: Final = re.compile(
    rf"\b[Ff]rom {_STEP} to (?P<mark>)(?P<word>{_WORDS})(?P<close>){_NOT_A_NAME}"
)
"""Two ratings that a step leads between; one alone could be praise: from good to better."""

_NO_VERB: Final = re.compile(
    rf"\b(?:was|were|is|are|been|at|as) (?P<mark>)(?P<word>requires improvement)(?P<close>){_NOT_A_NAME}"
)
"""Words that can only be a rating where they stand."""

_IN_MARKS: Final = re.compile(
    r"(?<!\w)(?P<mark>['‘])(?P<word>(?:Good|Outstanding|Inadequate|Requires [Ii]mprovement))(?P<close>['’])(?!\w)"
)
"""A rating in its marks, with a capital."""


_PATTERNS: Final = (_RATED, _CAPITAL, _IN_MARKS, _FIRST_OF_STEP, _SECOND_OF_STEP, _NO_VERB)


def _find(line: Line) -> Iterator[Hit]:
    # A rating in double marks is no quotation: the words are CQC's own four, so quotations are looked into for them.
    text = line.words if not line.passage.quoted else line.own
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            hit = _of(line, match, text)
            if hit and hit.start not in seen:
                seen.add(hit.start)
                yield hit


def _of(line: Line, match: re.Match[str], text: str) -> Hit | None:
    word = match["word"]
    if _is_programme(match, text) or line.passage.inside(*match.span("word"), SpanKind.EMPHASIS):
        return None
    start, end = match.start("word"), match.end("word")
    marks = match["mark"], match["close"]
    if marks[0] and marks[1]:
        start, end = match.start("mark"), match.end("close")
    elif marks[0] or _inside_quotation(line, start):
        return None  # the marks hold more than the rating: somebody's words
    begins = begins_sentence(text, start)
    right = word.lower().replace("-", " ")
    right = right.capitalize() if begins and word[0].isupper() else right
    if marks in {("'", "'"), ("‘", "’")} and word == right:
        return None
    curly = "‘" in marks or "“" in marks
    replacement = f"‘{right}’" if curly else f"'{right}'"
    message = f"{quoted(text[start:end])} is a rating"
    return Hit(line.passage, start, end, message, f"write {replacement}", replacement)


def _is_programme(match: re.Match[str], text: str) -> bool:
    """Whether a capital belongs to the name of an undertaking: Moving to Good, Towards Outstanding."""
    head = before(text, match.start())
    name = re.search(rf"\b(?!(?i:{_WORDS})\b)[A-Z]\w*\s$", head)
    is_way = match[0].startswith(("to ", "from "))
    if not is_way or name is None:
        return False
    return not begins_sentence(text, match.start() - len(head) + name.start())


def _inside_quotation(line: Line, start: int) -> bool:
    return line.own[start] != line.words[start]


RATING_FORM: Final = Rule(
    code="rating-form",
    family="Names and ratings",
    find=each_line(_find, but=(PassageKind.LABEL, PassageKind.NAME)),
    why="A rating is a word with a meaning of its own. The marks tell it from praise: a good trust may be rated 'requires improvement'.",
    example="The trust was rated Good overall.",
    instead="The trust was rated 'good' overall.",
)
