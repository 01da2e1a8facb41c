"""Numbers in prose and tables, held against the facts that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.findings import Finding, Place, Related, warning
from pipeline.model.facts import StatedFact
from pipeline.model.report import Report

_DIGIT: Final = re.compile("[0-9]")
_NUMBER: Final = r"(?<![\w.,])([0-9][0-9,]{0,30}(?:\.[0-9]{1,30})?)"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text.

    Attributes:
        offset: of its first character in the text, from 0.
        words: the number with its unit, as they stand there.
    """

    offset: int
    value: float
    words: str


def check_numbers(sentence: str, context: str, place: Place, report: Report) -> Iterator[Finding]:
    """Find a sentence that is about a fact and has another number before its unit, and the fact's nowhere.

    Args:
        sentence: whose numbers are held against the facts.
        context: words that say what it is about as well: a row's head, a box's title.
        place: of the sentence's block.
        report: for its facts.
    """
    # Most sentences have no number, so nobody needs to ask what they are about.
    if not _DIGIT.search(sentence):
        return
    words = f"{context} {sentence}"
    about = {name: fact for name, fact in report.facts.items() if fact.unit and is_about(words, fact)}
    for unit in dict.fromkeys(fact.unit for fact in about.values() if fact.unit):
        facts = {name: fact for name, fact in about.items() if fact.unit == unit}
        said = quantities(sentence, unit)
        owners = _owners(sentence, facts)
        if len(owners) > 1:
            said += _without_unit(sentence, owners)
        # A sentence may compare two facts: each number that is one of them is right.
        right = {float(fact.value) for fact in facts.values()}
        for name, fact in facts.items():
            if float(fact.value) in {each.value for each in said}:
                continue
            wrong = (
                each for each in said if each.value not in right and _owner(each, owners) in {None, name}
            )
            for each in {each.words: each for each in wrong}.values():
                hint = f"mend one of them, or print the fact: [](fact:{name})"
                yield contradiction(f'this says "{each.words}"', name, place, hint, report)


def is_about(text: str, fact: StatedFact) -> bool:
    """Whether a text holds every word that a sentence about a fact holds."""
    folded = text.casefold()
    # Most facts are out by one word that does not stand there at all, which is seen without a pattern.
    if not fact.about or not all(word in folded for word in _folded(fact.about)):
        return False
    return all(_word(word).search(text) for word in fact.about)


def quantities(text: str, unit: str) -> list[Quantity]:
    """Return the numbers of a text that stand before a unit."""
    # £70m has its unit on both sides.
    currency = unit[:1] if unit[:1] in "£$€" else ""
    behind = re.escape(unit.removeprefix(currency))
    pattern = rf"{re.escape(currency)}{_NUMBER}\s*{behind}(?!\w)"
    return [_quantity(match) for match in re.finditer(pattern, text)]


def contradiction(said: str, name: str, place: Place, hint: str, report: Report) -> Finding:
    """Word that something says otherwise than a fact."""
    message = f'{said}, facts.yaml says "{report.facts[name].text}" ({name})'
    related = (Related("the fact", report.fact_places[name]),)
    return warning("contradicts-fact", message, place, hint, related=related)


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


@cache
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _quantity(match: re.Match[str]) -> Quantity:
    return Quantity(match.start(), float(match[1].replace(",", "")), match[0])


def _owners(sentence: str, facts: Mapping[str, StatedFact]) -> list[tuple[int, int, str]]:
    """Return where the words stand that tell several facts apart: begin, end, and the fact's name, in their order."""
    owners = []
    for name, fact in facts.items():
        others = {word for key, other in facts.items() if key != name for word in other.about}
        for word in fact.about:
            if word not in others:
                owners += [(*match.span(), name) for match in _word(word).finditer(sentence)]
    return sorted(owners) if len({name for *_, name in owners}) == len(facts) > 1 else []


def _owner(quantity: Quantity, owners: list[tuple[int, int, str]]) -> str | None:
    """Return the fact that a number belongs to: that named last before it, else first behind it; None if that is open."""
    before = [name for begin, _, name in owners if begin < quantity.offset]
    behind = [name for begin, _, name in owners if begin > quantity.offset]
    return before[-1] if before else behind[0] if behind else None


def _without_unit(sentence: str, owners: list[tuple[int, int, str]]) -> list[Quantity]:
    """Return numbers right behind the words that they belong to, whose unit the sentence has said: Medway 44."""
    bare = re.compile(rf" {_NUMBER}(?=[.,;)]?(?: |$))(?! \w+s\b)")
    found = [match for _, end, _ in owners if (match := bare.match(sentence, end))]
    return [Quantity(match.start(1), float(match[1].replace(",", "")), match[1]) for match in found]
