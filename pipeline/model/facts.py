"""``sources/facts.yaml`` and ``sources/abbreviations.yaml``: what is stated once and used everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import Field, RootModel

from pipeline.model.border import Authored, Id, Number, Unit, Words


class StatedFact(Authored):
    """A figure that the report uses more than once."""

    text: Annotated[Words, Field(examples=["29 months"])]
    """As it is printed."""

    value: Number
    """The number alone, for charts and comparisons."""

    unit: Unit | None = None
    """What it counts."""

    about: Annotated[tuple[Words, ...], Field(examples=[["Medway", "special measures"]])] = ()
    """Words that a sentence about this fact holds; one with another number before the unit is reported."""

    source: Annotated[Words, Field(examples=["cqc-2019"])]
    """The key of the reference that it comes from."""


class Facts(RootModel[dict[Id, StatedFact]]):
    """All facts by name."""


class Abbreviations(RootModel[dict[Words, Words]]):
    """What each abbreviation stands for."""


@cache
def abbreviation_pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of these abbreviations (at least one) as a word of its own, the longest first."""
    words = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?:{words})(?![\w&])")
