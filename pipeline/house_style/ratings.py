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

_ENDS: Final = (
    r"(?=\s*(?:[.,;:)!?–—]|$)|\s+(?:and|or|nor|but|for|in|on|at|by|when|after|before|from|to|with|then|again|since|until|while|as|"
    r"across|overall|respectively)\b)"
)
"""What follows a rating, and does not follow praise: no noun that it belongs to."""

_CAPITALS: Final = r"Good|Outstanding|Inadequate|Requires [Ii]mprovement"
_IS_RATING: Final = re.compile(
    r"\b[Rr]atings?(?:\s+(?:overall|then|now))?(?::|\s+(?:was|is|were|are|of|remain(?:s|ed)|became|becomes|stayed|stays|(?:rose|fell|went|changed) to))\s+"
    rf"(?P<mark>[\"“'‘]?)(?P<word>(?i:{_WORDS}))(?P<close>[\"”'’]?){_NOT_A_NAME}{_ENDS}"
)
"""Overall rating: Good; its rating was good."""

_RATING_OF: Final = re.compile(
    rf"\b(?i:an?|the|its|their|our|first|second|overall|two|three|another)\s+(?P<mark>['‘]?)(?P<word>{_CAPITALS}|inadequate|requires [Ii]mprovement)"
    r"(?P<close>['’]?)(?=\s+ratings?\b)"
)
"""A Good rating; in lower case good and outstanding may be praise of it."""

_GIVEN: Final = re.compile(
    r"\b(?:got|gets?|getting|received?s?|gave|gives?|given|award(?:s|ed)|achieve[sd]?|earn(?:s|ed)|gain(?:s|ed)|won|scored)\s+"
    rf"(?:(?:it|them|us|him|her|the\s+\w+)\s+)?an?\s+(?P<mark>['‘]?)(?P<word>{_CAPITALS})(?P<close>['’]?){_NOT_A_NAME}{_ENDS}"
)
_GIVEN_BY_CQC: Final = re.compile(
    r"\bCQC\s+(?:(?:has|had)\s+)?(?:gave|gives|given|awarded)\s+(?:it|them|us|the\s+\w+)\s+an?\s+"
    rf"(?P<mark>)(?P<word>{_WORDS})(?P<close>){_NOT_A_NAME}{_ENDS}"
)
"""Got an Outstanding; CQC gave it a good."""

_JUDGED: Final = re.compile(
    r"\b(?:judged|graded|assessed as|judged as|judged to be)\s+(?:overall\s+|as\s+)?"
    rf"(?P<mark>[\"“'‘]?)(?P<word>(?i:{_WORDS}))(?P<close>[\"”'’]?){_NOT_A_NAME}{_ENDS}"
)

_ANOTHER: Final = re.compile(
    r"(?:\s*[,;/]\s*(?:(?:and|or|then|but)\s+)?|\s+(?:and|or|then|but)\s+)(?:then\s+)?"
    rf"(?P<mark>[\"“'‘]?)(?P<word>(?i:{_WORDS}))(?P<close>[\"”'’]?){_NOT_A_NAME}{_ENDS}"
)
"""A further rating of a list: rated Good, Good and Outstanding."""

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
    r"(?<!\w)(?P<mark>['‘])(?P<word>(?:Good|Outstanding|Inadequate|Requires [Ii]mprovement|requires Improvement))(?P<close>['’])(?!\w)"
)
"""A rating in its marks, with a capital."""


_PATTERNS: Final = (
    _RATED,
    _IS_RATING,
    _RATING_OF,
    _GIVEN,
    _GIVEN_BY_CQC,
    _JUDGED,
    _CAPITAL,
    _IN_MARKS,
    _FIRST_OF_STEP,
    _SECOND_OF_STEP,
    _NO_VERB,
)
_LISTED: Final = frozenset({_RATED, _IS_RATING, _JUDGED, _CAPITAL})
"""Those that others may follow."""


def _find(line: Line) -> Iterator[Hit]:
    # A rating in double marks is no quotation: the words are CQC's own four, so quotations are looked into for them.
    text = line.words if not line.passage.quoted else line.own
    seen: set[int] = set()
    for pattern in _PATTERNS:
        for first in pattern.finditer(text):
            for match in _with_list(first, text) if pattern in _LISTED else (first,):
                hit = _of(line, match, text)
                if hit and hit.start not in seen:
                    seen.add(hit.start)
                    yield hit


def _with_list(first: re.Match[str], text: str) -> Iterator[re.Match[str]]:
    """Yield a rating and those that it is listed with."""
    match: re.Match[str] | None = first
    while match:
        yield match
        match = _ANOTHER.match(text, match.end())


def _of(line: Line, match: re.Match[str], text: str) -> Hit | None:
    word = match["word"]
    if _is_programme(match, text):
        return None
    start, end = match.start("word"), match.end("word")
    marks = match["mark"], match["close"]
    if marks[0] and marks[1]:
        start, end = match.start("mark"), match.end("close")
    elif marks[0] or _inside_quotation(line, start):
        return None  # the marks hold more than the rating: somebody's words
    if line.passage.inside(start, end, SpanKind.EMPHASIS):
        return _emphasised(line, start, end, word)
    begins = begins_sentence(text, start) and match.re not in {_IS_RATING, _RATED}
    right = word.lower().replace("-", " ")
    right = right.capitalize() if begins and word[0].isupper() else right
    if marks in {("'", "'"), ("‘", "’")} and word == right:
        return None
    curly = "‘" in marks or "“" in marks
    replacement = f"‘{right}’" if curly else f"'{right}'"
    message = f"{quoted(text[start:end])} is a rating"
    return Hit(line.passage, start, end, message, f"write {replacement}", replacement)


def _emphasised(line: Line, start: int, end: int, word: str) -> Hit | None:
    """Return a rating that stars set off; longer stretches of emphasis are titles or stress."""
    stretches = [span for span in line.passage.spans if span.kind is SpanKind.EMPHASIS]
    if not any(span.start == start and span.end == end for span in stretches):
        return None
    right = word.lower().replace("-", " ")
    message = f"{quoted(word)} is a rating"
    return Hit(line.passage, start, end, message, f"write '{right}', without stars")


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
