"""Special measures in a story's prose, held against the periods that the story's own record has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.consistency.dates import DATE, meets, read_date
from pipeline.consistency.subjects import names_another
from pipeline.findings import Finding, Place, Related, warning
from pipeline.model.chapters import Story
from pipeline.model.dates import PartialDate
from pipeline.model.report import Chapter

# Between verb and date: the regime itself, or nothing where the sentence has named it.
_REGIME: Final = r"(?: special measures| it| them| the regime)?(?: for [a-z ]{1,20}?)?,? (?:on|in) "
_ENTERED: Final = re.compile(
    rf"\b(?:entered|went into|(?:placed|put|placed it|put it|placed the trust|put the trust) (?:in|into)){_REGIME}{DATE}"
)
_LEFT: Final = re.compile(rf"\b(?:left|came out of|was taken out of|was released from){_REGIME}{DATE}")
_UNSURE: Final = re.compile(
    r"\b(?:not|never|would|could|might|if|hope\w*|recommend\w*|chief executive|chair)\b"
)


def check_special_measures(sentence: str, place: Place, chapter: Chapter) -> Iterator[Finding]:
    """Find a sentence by which the trust entered or left special measures on a date that the record does not have."""
    story = chapter.front
    if not isinstance(story, Story) or not story.special_measures or "special measures" not in sentence:
        return
    if _UNSURE.search(sentence) or names_another(sentence, "", story.trust):
        return
    periods = story.special_measures
    entered = [period.entered for period in periods]
    left = [date for period in periods for date in (period.left, period.exit_recommended) if date]
    found = [("entered", entered, match) for match in _ENTERED.finditer(sentence)]
    # A period that is still open may have ended on any date.
    if all(period.left for period in periods):
        found += [("left", left, match) for match in _LEFT.finditer(sentence)]
    for verb, known, match in found:
        date = read_date(match)
        if not meets(date, known):
            yield _contradiction(verb, date, known[0], place, chapter)


def _contradiction(
    verb: str, date: PartialDate, known: PartialDate, place: Place, chapter: Chapter
) -> Finding:
    message = f'this says "{verb}" for {date}, the story\'s special_measures say {known}'
    where = chapter.places.get("special_measures", chapter.places["ratings"])
    hint = "mend the sentence or the period"
    return warning("contradicts-ratings", message, place, hint, related=(Related("the periods", where),))
