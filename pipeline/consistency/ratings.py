"""Ratings in a story's prose, held against the story's own record.

Prose gives a rating in quotation marks, with its date. A claim is found only where one date and one rating belong
together for certain; all that may be history, a wish, a single question or somebody else's rating is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.consistency.dates import dates_in, holds
from pipeline.consistency.subjects import QUESTION_WORDS, is_of_another, names_another
from pipeline.findings import Finding, Place, Related, warning
from pipeline.model.chapters import Question, Rating, RatingRecord, Story
from pipeline.model.dates import PartialDate
from pipeline.model.report import Chapter

_RATING: Final = rf"['‘\"“](?:{'|'.join(rating.value for rating in Rating)})['’\"”]"
_QUOTED: Final = re.compile(_RATING, re.IGNORECASE)
_DIRECT: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"rated (?:the trust |it )?({_RATING}) overall",
        rf"overall(?: rating)?(?: was| is| of)? ({_RATING})",
        # "rated 'good' for caring" is one of the five questions.
        rf"(?:rated the trust|the trust (?:was|is) rated) ({_RATING})(?! for| in)",
    )
)
"""How a sentence gives the overall rating of a trust, whatever else it holds."""

_OF_QUESTION: Final = re.compile(
    rf"({_RATING}) for (?:being )?({QUESTION_WORDS})(?:(?:,| and) (?:being )?(?:{QUESTION_WORDS}))*",
    re.IGNORECASE,
)
_PAIR: Final = re.compile(rf"({_RATING}),? (?:on|in|of) $", re.IGNORECASE)
"""What stands before a date that belongs to the rating before it."""

_OTHER_TIME: Final = re.compile(
    r"\b(?:[Uu]ntil|[Bb]efore|[Ss]ince|[Bb]y|[Aa]fter|[Bb]etween|[Ff]rom) (?=(?:\d|[A-Z][a-z]+ \d))"
    r"|\b(?:[Nn]ot|[Nn]ever|would|[Ii]f)\b"
)
_UNSURE: Final = re.compile(
    r"\b(?:had|hope\w*|hoping|expect\w*|aim\w*|plan\w*|target\w*|could|should|might|may|will|almost|nearly|longer"
    r"|than|instead|before|until|since|earlier|previous\w*|former\w*|prior|unless|whether|such as|so far)\b"
)
"""Words of history, wishes and comparisons: with them a date is not when the rating was given."""

_GIVES: Final = re.compile(r"\b(?:rated|rating|became|becomes)\b", re.IGNORECASE)
_CLAUSE_END: Final = re.compile(r"(?<=[;:,]) ")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence says of a rating.

    Attributes:
        question: one of the five; None for the overall rating.
        left: whether it was left behind on that date: "rose from 'good' on …".
        given: whether it says that the rating was given then; else it may have been given before.
    """

    date: PartialDate
    said: str
    question: Question | None = None
    left: bool = False
    given: bool = True


def check_ratings(sentence: str, before: str, place: Place, chapter: Chapter) -> Iterator[Finding]:
    """Find a sentence that gives a date's rating otherwise than the story's own record.

    Args:
        sentence: the words.
        before: the sentence before it; empty if there is none.
        place: of the sentence's block.
        chapter: any; only a story has a record.
    """
    if not isinstance(chapter.front, Story) or not _QUOTED.search(sentence):
        return
    for claim in dict.fromkeys(_claims(sentence, before, chapter.front)):
        known = _on_record(claim, chapter.front.ratings)
        if not known or claim.said in known:
            continue
        what = f' for "{claim.question.value}"' if claim.question else ""
        message = f'this says "{claim.said}"{what} for {claim.date}, the story\'s ratings say "{known[0]}"'
        related = (Related("the ratings", chapter.places["ratings"]),)
        hint = "mend the sentence or the rating"
        yield warning("contradicts-ratings", message, place, hint, related=related)


def _on_record(claim: _Claim, ratings: tuple[RatingRecord, ...]) -> list[str]:
    """Return the ratings that a claim can rightly give, that of its date first; none if the record has none."""
    indexes = [index for index, each in enumerate(ratings) if holds(claim.date, each.published)]
    # In the month or year of a new rating, the one before it was in force as well.
    is_wider = any(ratings[index].published != claim.date for index in indexes)
    if claim.left or (is_wider and not claim.given):
        indexes += [index - 1 for index in indexes if index]
    if not claim.question:
        return [ratings[index].overall.value for index in indexes]
    known = [ratings[index].questions.get(claim.question) for index in indexes]
    return [each.value for each in known if each] if all(known) else []


def _claims(sentence: str, before: str, story: Story) -> Iterator[_Claim]:
    if _OTHER_TIME.search(sentence):
        return
    dates = {date for date, _ in dates_in(sentence)}
    # With two days or two ratings in a sentence nobody knows which belongs to which.
    direct = {_bare(found) for pattern in _DIRECT for found in pattern.findall(sentence)}
    if len(dates) == len(direct) == 1:
        yield _Claim(next(iter(dates)), next(iter(direct)))
    overall = _OF_QUESTION.sub("", sentence)
    if pairs := _pairs(overall):
        # What follows the last date may speak of anything.
        head = overall[: dates_in(overall)[-1][1].end()]
        if not _UNSURE.search(head) and not is_of_another(head, before, story.trust):
            yield from pairs
        return
    if _UNSURE.search(sentence):
        return
    for match in _OF_QUESTION.finditer(sentence) if len(dates) == 1 else ():
        if not names_another(sentence[: match.end()], before, story.trust):
            yield _Claim(next(iter(dates)), _bare(match[1]), _question(match[2]))
    for part, context in _parts(overall):
        if not is_of_another(context, before, story.trust):
            yield from _single(part)


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield what can hold one claim, with all that stands before it: the sentence, else each clause."""
    if len(dates_in(sentence)) <= 1 and len(_QUOTED.findall(sentence)) <= 1:
        yield sentence, sentence
        return
    begin = 0
    for end in [*(match.start() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]:
        yield sentence[begin:end], sentence[:end]
        begin = end


def _single(part: str) -> Iterator[_Claim]:
    """Yield the claim of words that hold one date and one rating."""
    dates, ratings = dates_in(part), list(_QUOTED.finditer(part))
    # An inspection has another date than the rating that it led to.
    is_inspection = "inspect" in part.lower() and any(not date.day for date, _ in dates)
    if len(dates) == len(ratings) == 1 and not is_inspection:
        left = part[: ratings[0].start()].endswith("from ")
        yield _Claim(dates[0][0], _bare(ratings[0][0]), left=left, given=bool(_GIVES.search(part)))


def _pairs(sentence: str) -> list[_Claim]:
    """Return the claims of a sentence in which each rating has its date behind it: from 'good' in 2017 to …."""
    claims = []
    for date, match in dates_in(sentence):
        pair = _PAIR.search(sentence[: match.start()])
        if not pair:
            return []
        # A rating that has its own date behind it, and is followed by the next, was given then.
        left = sentence[: pair.start()].endswith("from ") and len(_QUOTED.findall(sentence)) == 1
        claims.append(_Claim(date, _bare(pair[1]), left=left, given=bool(_GIVES.search(sentence))))
    return claims if len(claims) == len(_QUOTED.findall(sentence)) else []


def _bare(quoted: str) -> str:
    return quoted.strip("'‘’\"“”").lower()


def _question(word: str) -> Question:
    """Return the question that a word of prose means, by its first letters."""
    if word.lower() == "leadership":
        return Question.WELL_LED
    return next(question for question in Question if question.value[:3] == word.lower()[:3])
