"""``sources/facts.yaml`` and ``sources/abbreviations.yaml``: what is stated once and used everywhere."""

from __future__ import annotations

from pydantic import RootModel, StrictFloat, StrictInt

from pipeline.model.border import Authored, Id, Words


class StatedFact(Authored):
    """A figure that the report uses more than once."""

    text: Words
    """As it is printed: 29 months."""

    value: StrictInt | StrictFloat
    """The number alone, for charts and comparisons."""

    unit: Words | None = None
    """What it counts: months, %."""

    about: tuple[Words, ...] = ()
    """Words that a sentence about this fact holds; one with another number before the unit is reported."""

    source: Words
    """The key of the reference that it comes from."""


class Facts(RootModel[dict[Id, StatedFact]]):
    """All facts by name."""


class Abbreviations(RootModel[dict[Words, Words]]):
    """What each abbreviation stands for."""
