"""What a report says twice, held against itself: facts, ratings, pulled sentences.

A number in two places is two numbers as soon as one of them changes. These checks find where prose, charts, facts and a
story's own record disagree; they read words, so they warn where a sentence may mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.findings import Finding, Place, Related, error, warning
from pipeline.model.chapters import Rating, Story
from pipeline.model.dates import MONTHS, PartialDate
from pipeline.model.facts import StatedFact
from pipeline.model.features import ChartBlock, JourneyBlock, PullQuoteBlock, RatingTableBlock
from pipeline.model.prose import FactUse, Inlines, Paragraph, plain, runs_of
from pipeline.model.report import Chapter, Report

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’]?\s+")
_ONE_OF_FOUR = "|".join(rating.value for rating in Rating)
_OVERALL = re.compile(
    rf"rated (?:the trust |the service |it )?['‘](?P<a>{_ONE_OF_FOUR})['’] overall"
    rf"|overall(?: rating)?(?: was| is| of)? ['‘](?P<b>{_ONE_OF_FOUR})['’]"
)
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")


def check_consistency(report: Report) -> Iterator[Finding]:
    """Hold a report's statements against each other."""
    yield from _check_facts(report)
    for chapter in report.chapters:
        yield from _check_pulled(chapter)
        yield from _check_ratings(chapter)
        yield from _check_story_blocks(chapter)
        for paragraph, place in _paragraphs(chapter):
            yield from _check_sentences(paragraph, place, report)


def _paragraphs(chapter: Chapter) -> Iterator[tuple[Inlines, Place]]:
    for block in chapter.blocks():
        if isinstance(block, Paragraph):
            yield block.content, block.source.place


def _check_facts(report: Report) -> Iterator[Finding]:
    used = set()
    for chapter in report.chapters:
        for content in chapter.inlines():
            for run in runs_of(content):
                if isinstance(run, FactUse):
                    used.add(run.name)
                    if run.name not in report.facts and run.name not in report.fact_places:
                        yield _unknown_fact(run.name, run.place, report)
        for block in chapter.blocks():
            if isinstance(block, ChartBlock):
                for name in (amount.fact for row in block.rows for amount in row.amounts if amount.fact):
                    used.add(name)
                    if name not in report.facts and name not in report.fact_places:
                        yield _unknown_fact(name, block.source.place, report)
    for name, fact in report.facts.items():
        if fact.source not in report.references and fact.source not in report.reference_places:
            message = f'no reference has the key "{fact.source}"'
            yield error(
                "unknown-citation", message, report.fact_places[name], "add it to sources/references.yaml"
            )
    if not report.unread:
        for name, place in report.fact_places.items():
            if name not in used:
                yield warning(
                    "unused-fact", f'nothing uses the fact "{name}"', place, f"use it: [](fact:{name})"
                )


def _unknown_fact(name: str, place: Place, report: Report) -> Finding:
    known = ", ".join(sorted(report.facts)[:8])
    hint = f"known: {known}" if known else "state it in sources/facts.yaml"
    return error("unknown-fact", f'facts.yaml has no fact "{name}"', place, hint)


def _check_sentences(content: Inlines, place: Place, report: Report) -> Iterator[Finding]:
    """Find sentences that are about a fact and have another number before its unit."""
    text = plain(content)
    for sentence in _SENTENCE.split(text):
        for name, fact in report.facts.items():
            if fact.about and fact.unit and all(word.lower() in sentence.lower() for word in fact.about):
                yield from _other_numbers(sentence, name, fact, place, report.fact_places)


def _other_numbers(
    sentence: str, name: str, fact: StatedFact, place: Place, places: Mapping[str, Place]
) -> Iterator[Finding]:
    for match in re.finditer(rf"\b(\d[\d,]*(?:\.\d+)?)\s*{re.escape(fact.unit or '')}\b", sentence):
        if float(match[1].replace(",", "")) != float(fact.value):
            yield warning(
                "contradicts-fact",
                f'this says "{match[0]}", facts.yaml says "{fact.text}" ({name})',
                place,
                f"mend one of them, or print the fact: [](fact:{name})",
                related=(Related("the fact", places[name]),),
            )


def _check_pulled(chapter: Chapter) -> Iterator[Finding]:
    text = " ".join(" ".join(plain(content) for content, _ in _paragraphs(chapter)).split())
    for block in chapter.blocks():
        if isinstance(block, PullQuoteBlock) and block.speaker is None and block.text not in text:
            yield error(
                "not-in-text",
                f'the chapter does not have the sentence "{_short(block.text)}"',
                block.source.place,
                "repeat one of its sentences word for word; somebody else's words need speaker: and source:",
            )


def _check_ratings(chapter: Chapter) -> Iterator[Finding]:
    """Find sentences that give a day's rating otherwise than the story's own record."""
    if not isinstance(chapter.front, Story):
        return
    record = {rating.published: rating.overall for rating in chapter.front.ratings if rating.published.day}
    for content, place in _paragraphs(chapter):
        for sentence in _SENTENCE.split(plain(content)):
            days = [_day(match) for match in _DAY.finditer(sentence)]
            words = {match["a"] or match["b"] for match in _OVERALL.finditer(sentence)}
            # With two days or two ratings in a sentence nobody knows which belongs to which.
            if len(days) != 1 or len(words) != 1 or days[0] not in record:
                continue
            (said,) = words
            if said != record[days[0]].value:
                yield warning(
                    "contradicts-ratings",
                    f'this says "{said}" for {days[0]}, the story\'s ratings say "{record[days[0]].value}"',
                    place,
                    "mend the sentence or the rating",
                    related=(Related("the ratings", chapter.places["ratings"]),),
                )


def _day(match: re.Match[str]) -> PartialDate:
    return PartialDate(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))


def _check_story_blocks(chapter: Chapter) -> Iterator[Finding]:
    """Find journeys and rating tables that have no ratings to show."""
    for block in chapter.blocks():
        if not isinstance(block, (JourneyBlock, RatingTableBlock)):
            continue
        if not isinstance(chapter.front, Story):
            hint = "ratings are a story's; here, write a table"
            yield error("misplaced-block", "only a story has ratings of its own", block.source.place, hint)
        elif isinstance(block, RatingTableBlock):
            found = [rating for rating in chapter.front.ratings if rating.published == block.published]
            if not found or not found[0].questions:
                known = (
                    ", ".join(r.published.iso for r in chapter.front.ratings if r.questions)
                    or "none has questions:"
                )
                message = f"no rating published {block.published} has its five questions"
                yield error(
                    "unknown-published", message, block.source.place, f"ratings with questions: {known}"
                )


def _short(text: str) -> str:
    return f"{text[:57]}…" if len(text) > 60 else text
