"""What a report says twice, held against itself: facts, charts, ratings, pulled sentences, abbreviations.

A number in two places is two numbers as soon as one of them changes. These checks find where prose, charts, facts and a
story's own record disagree; they read words, so they warn where a sentence may mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from pipeline.findings import Finding, Place, Related, error, warning
from pipeline.model.chapters import Rating, Story
from pipeline.model.charts import ChartKind, add_up
from pipeline.model.dates import MONTHS, PartialDate
from pipeline.model.facts import StatedFact, abbreviation_pattern
from pipeline.model.features import (
    ChartBlock,
    ChartLine,
    FactBoxBlock,
    JourneyBlock,
    PullQuoteBlock,
    RatingTableBlock,
)
from pipeline.model.prose import CalloutBlock, Excerpt, FactUse, List, Paragraph, inlines_of, plain, runs_of
from pipeline.model.report import Chapter, Report

_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"'”’]?\s+")
_RATING: Final = rf"['‘\"“](?:{'|'.join(rating.value for rating in Rating)})['’\"”]"
_OVERALL: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"rated (?:the trust |it )?({_RATING}) overall",
        rf"overall(?: rating)?(?: was| is| of)? ({_RATING})",
        # "rated 'good' for caring" is one of the five questions.
        rf"(?:rated the trust|the trust (?:was|is|were) rated) ({_RATING})(?! for| in)",
    )
)
"""How a sentence gives the overall rating of a trust."""

_DAY: Final = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")

_AS_TYPED: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "}
)


def check_consistency(report: Report) -> Iterator[Finding]:
    """Hold a report's statements against each other."""
    yield from _check_facts(report)
    yield from _check_abbreviations(report)
    for chapter in report.chapters:
        yield from _check_pulled(chapter, report)
        yield from _check_story_blocks(chapter)
        for block in chapter.blocks():
            if isinstance(block, ChartBlock):
                yield from _check_chart(block, report)
        for text, place in _statements(chapter, report):
            for sentence in _SENTENCE.split(text):
                yield from _check_numbers(sentence, place, report)
                yield from _check_rating(sentence, place, chapter)


def facts_used(report: Report) -> set[str]:
    """Return the names of the facts that prose and charts use."""
    return {name for name, _ in _uses(report)}


def _uses(report: Report) -> Iterator[tuple[str, Place]]:
    """Yield each use of a fact, with its place."""
    for chapter in report.chapters:
        for content in chapter.inlines():
            yield from ((run.name, run.place) for run in runs_of(content) if isinstance(run, FactUse))
        for block in chapter.blocks():
            if isinstance(block, ChartBlock):
                amounts = (amount for row in block.rows for amount in row.amounts)
                yield from (
                    (amount.fact, block.source.place) for amount in amounts if amount.fact is not None
                )


def _statements(chapter: Chapter, report: Report) -> Iterator[tuple[str, Place]]:
    """Yield what a chapter says, text by text: standfirst, body, footnotes."""
    facts = report.fact_words
    if chapter.standfirst:
        yield plain(chapter.standfirst, facts), chapter.places["standfirst"]
    for block in chapter.blocks():
        match block:
            case List() | Excerpt() | CalloutBlock():
                continue  # the blocks inside it come by themselves
            case FactBoxBlock():
                for fact in block.facts:
                    text = f"{block.title}, {fact.label}: {plain(fact.value, facts)}"
                    yield text, block.source.place
            case _:
                for content in inlines_of(block):
                    yield plain(content, facts), block.source.place
    for note in chapter.footnotes.values():
        yield plain(note.content, facts), note.source.place


def _check_facts(report: Report) -> Iterator[Finding]:
    """Find facts that are used and not stated, stated and not used, or without a source."""
    for name, place in _uses(report):
        # A fact that stands in the file but could not be read has its finding already.
        if name not in report.fact_places:
            yield _unknown_fact(name, place, report)
    for name, fact in report.facts.items():
        if fact.source not in report.reference_places:
            message = f'no reference has the key "{fact.source}"'
            hint = _meant(fact.source, report.reference_places) or "add it to sources/references.yaml"
            yield error("unknown-citation", message, report.fact_places[name], hint)
    if report.unread:  # one of them may use it
        return
    used = facts_used(report)
    for name, place in report.fact_places.items():
        if name not in used:
            message = f'nothing uses the fact "{name}"'
            yield warning("unused-fact", message, place, f"use it: [](fact:{name})")


def _unknown_fact(name: str, place: Place, report: Report) -> Finding:
    known = ", ".join(sorted(report.fact_places)[:8])
    hint = f"known: {known}" if known else "state it in sources/facts.yaml"
    return error(
        "unknown-fact", f'facts.yaml has no fact "{name}"', place, _meant(name, report.fact_places) or hint
    )


def _meant(name: str, known: Mapping[str, Place]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f'did you mean "{near[0]}"?' if near else ""


def _check_abbreviations(report: Report) -> Iterator[Finding]:
    if report.unread or not report.abbreviations:
        return
    pattern = abbreviation_pattern(tuple(report.abbreviations))
    facts = report.fact_words
    used = {
        short
        for chapter in report.chapters
        for content in chapter.inlines()
        for short in pattern.findall(plain(content, facts))
    }
    for short, place in report.abbreviation_places.items():
        if short not in used:
            message = f'no chapter uses the abbreviation "{short}"'
            yield warning("unused-abbreviation", message, place, "delete it, or use it in a text")


def _check_numbers(sentence: str, place: Place, report: Report) -> Iterator[Finding]:
    """Find a sentence that is about a fact and has another number before its unit, and the fact's nowhere."""
    about = {name: fact for name, fact in report.facts.items() if fact.unit and _is_about(sentence, fact)}
    said = {name: _numbers(sentence, fact.unit or "") for name, fact in about.items()}
    # A sentence may compare two facts: each number that is one of them is right.
    right = {(fact.unit, float(fact.value)) for fact in about.values()}
    for name, fact in about.items():
        if float(fact.value) in said[name]:
            continue
        for number, words in said[name].items():
            if (fact.unit, number) not in right:
                hint = f"mend one of them, or print the fact: [](fact:{name})"
                yield _contradiction(f'this says "{words}"', name, place, hint, report)


def _is_about(text: str, fact: StatedFact) -> bool:
    """Whether a text holds every word that a sentence about a fact holds."""
    return bool(fact.about) and all(_has(text, word) for word in fact.about)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _numbers(sentence: str, unit: str) -> dict[float, str]:
    """Return the numbers that stand before a unit, with their words."""
    # £70m has its unit on both sides.
    currency = unit[:1] if unit[:1] in "£$€" else ""
    behind = re.escape(unit.removeprefix(currency))
    number = r"(?<![\w.,])([0-9][0-9,]{0,30}(?:\.[0-9]{1,30})?)"
    pattern = rf"{re.escape(currency)}{number}\s*{behind}(?!\w)"
    return {float(match[1].replace(",", "")): match[0] for match in re.finditer(pattern, sentence)}


def _contradiction(said: str, name: str, place: Place, hint: str, report: Report) -> Finding:
    message = f'{said}, facts.yaml says "{report.facts[name].text}" ({name})'
    related = (Related("the fact", report.fact_places[name]),)
    return warning("contradicts-fact", message, place, hint, related=related)


def _check_chart(block: ChartBlock, report: Report) -> Iterator[Finding]:
    """Hold a chart against the facts: those that it draws, and those that its numbers are about."""
    for row in block.rows:
        names = [amount.fact for amount in row.amounts if amount.fact is not None]
        if names and set(names) <= set(report.facts):
            yield from _check_drawn(block, row, {name: report.facts[name] for name in names}, report)
        # Of several numbers in a row, and of one number over time, nobody knows which the fact is.
        elif not names and block.kind is ChartKind.BARS:
            yield from _check_bar(block, row, report)


def _check_drawn(
    block: ChartBlock, row: ChartLine, facts: Mapping[str, StatedFact], report: Report
) -> Iterator[Finding]:
    """Find facts that a row cannot draw: of another unit, beyond the axis, or with a sum that is none."""
    place = block.source.place
    for name, fact in facts.items():
        if fact.unit and fact.unit != block.unit:
            hint = "take a fact of the chart's unit, or a number"
            yield _contradiction(f'the chart counts "{block.unit}"', name, place, hint, report)
    values = [float(facts[amount.fact].value) if amount.fact else amount.value for amount in row.amounts]
    known = [value for value in values if value is not None]
    if block.kind is ChartKind.STACKED and not add_up(values):
        message = f'the shares of "{row.name}" add up to {sum(known):g}, not to 100'
        yield error("wrong-sum", message, place, "check the facts in the row, and the numbers beside them")
    if min(known) < 0:
        message = f'"{row.name}" has a value below 0, which cannot be drawn'
        yield error("invalid-value", message, place, "show it in a table")
    if block.maximum and max(known) > block.maximum:
        message = f"the axis ends at {block.maximum:g}, before the largest value, {max(known):g}"
        yield error("invalid-value", message, place, "leave maximum: out")


def _check_bar(block: ChartBlock, row: ChartLine, report: Report) -> Iterator[Finding]:
    """Find a number that is about a fact and is another one."""
    about = f"{plain(block.title, report.fact_words)} {row.name}"
    amount = row.amounts[0]
    for name, fact in report.facts.items():
        is_other = amount.value is not None and amount.value != float(fact.value)
        if is_other and fact.unit == block.unit and _is_about(about, fact):
            said = f'the chart says "{amount.written}" for "{row.name}"'
            hint = f"mend one of them, or draw the fact: {{fact: {name}}}"
            yield _contradiction(said, name, block.source.place, hint, report)


def _check_pulled(chapter: Chapter, report: Report) -> Iterator[Finding]:
    """Find pulled sentences that no paragraph has; marks and spaces count as their plain forms."""
    facts = report.fact_words
    paragraphs = [
        _as_typed(plain(block.content, facts)) for block in chapter.blocks() if isinstance(block, Paragraph)
    ]
    for block in chapter.blocks():
        if not isinstance(block, PullQuoteBlock) or block.speaker is not None:
            continue
        wanted = _as_typed(block.text)
        holding = [text for text in paragraphs if wanted in text]
        if not holding:
            message = f'the chapter does not have the sentence "{_short(block.text)}"'
            hint = (
                "repeat one of its sentences word for word; somebody else's words need speaker: and source:"
            )
            yield error("not-in-text", message, block.source.place, hint)
        elif not any(_as_sentence(wanted, text) for text in holding):
            message = f'"{_short(block.text)}" is a part of a sentence'
            hint = "repeat the whole sentence: a part may say what the whole does not"
            yield error("not-in-text", message, block.source.place, hint)


def _as_typed(text: str) -> str:
    """Return text as a keyboard has it, with single spaces, and none that a note or citation leaves before a mark."""
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(text.translate(_AS_TYPED).split()))


def _as_sentence(wanted: str, text: str) -> bool:
    """Whether words stand in a text as a whole sentence, or as several."""
    begins = r"(?:^|(?<=[.!?:] )|(?<=[.!?:][\"')] ))[\"'(]?"
    return re.search(rf"{begins}{re.escape(wanted)}(?<=[.!?\"')])[\"')]?(?: |$)", text) is not None


def _check_rating(sentence: str, place: Place, chapter: Chapter) -> Iterator[Finding]:
    """Find a sentence that gives a day's rating otherwise than the story's own record."""
    if not isinstance(chapter.front, Story):
        return
    record = {rating.published: rating.overall for rating in chapter.front.ratings if rating.published.day}
    days = {_day(match) for match in _DAY.finditer(sentence)}
    words = {found.strip("'‘’\"“”").lower() for pattern in _OVERALL for found in pattern.findall(sentence)}
    # With two days or two ratings in a sentence nobody knows which belongs to which.
    if len(days) != 1 or len(words) != 1:
        return
    (day,), (said,) = days, words
    if day in record and said != record[day].value:
        message = f'this says "{said}" for {day}, the story\'s ratings say "{record[day].value}"'
        related = (Related("the ratings", chapter.places["ratings"]),)
        yield warning(
            "contradicts-ratings", message, place, "mend the sentence or the rating", related=related
        )


def _day(match: re.Match[str]) -> PartialDate:
    return PartialDate(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))


def _check_story_blocks(chapter: Chapter) -> Iterator[Finding]:
    """Find journeys and rating tables that have no ratings to show."""
    for block in chapter.blocks():
        if not isinstance(block, (JourneyBlock, RatingTableBlock)):
            continue
        place = block.source.place
        if not isinstance(chapter.front, Story):
            hint = "ratings are a story's; here, write a table"
            yield error("misplaced-block", "only a story has ratings of its own", place, hint)
        elif isinstance(block, RatingTableBlock):
            ratings = chapter.front.ratings
            # The first of a date is the one that is shown.
            shown = next((rating for rating in ratings if rating.published == block.published), None)
            if not shown or not shown.questions:
                known = ", ".join(rating.published.iso for rating in ratings if rating.questions)
                message = f"no rating published {block.published} has its five questions"
                hint = f"ratings with questions: {known or 'none'}"
                yield error("unknown-published", message, place, hint)


def _short(text: str) -> str:
    return f"{text[:57]}…" if len(text) > 60 else text
