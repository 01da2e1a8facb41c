"""The keys of the sources that take an author's words: what each holds, and whether it is Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline.model.passages import PassageKind

FACT: Final = "fact"
ABBREVIATION: Final = "abbreviation"
"""What the first keys of ``facts.yaml`` and ``abbreviations.yaml`` name."""


class Slot(NamedTuple):
    """What stands behind a key of the sources."""

    kind: PassageKind
    markdown: bool = False


_PERSON: Final = {
    "name": Slot(PassageKind.NAME),
    "role": Slot(PassageKind.ROLE),
    "organisation": Slot(PassageKind.NAME),
    "alt": Slot(PassageKind.ALT),
}


def _below(key: str, slots: Mapping[str, Slot]) -> dict[str, Slot]:
    return {f"{key}.{name}": slot for name, slot in slots.items()}


SLOTS: Final[Mapping[str, Slot]] = {
    # A chapter's own keys
    "title": Slot(PassageKind.TITLE),
    "short_title": Slot(PassageKind.TITLE),
    "standfirst": Slot(PassageKind.STANDFIRST, markdown=True),
    "strapline": Slot(PassageKind.TITLE),
    "alt": Slot(PassageKind.ALT),
    "trust.name": Slot(PassageKind.NAME),
    **_below("person", _PERSON),
    # Blocks
    "quote.text": Slot(PassageKind.QUOTATION, markdown=True),
    **_below("quote", {"speaker": Slot(PassageKind.NAME), "role": Slot(PassageKind.ROLE)}),
    "quote.source": Slot(PassageKind.CREDIT, markdown=True),
    "figure.alt": Slot(PassageKind.ALT),
    "figure.caption": Slot(PassageKind.CAPTION, markdown=True),
    "figure.credit": Slot(PassageKind.CREDIT, markdown=True),
    "table.caption": Slot(PassageKind.CAPTION, markdown=True),
    "table.columns.title": Slot(PassageKind.LABEL, markdown=True),
    "table.columns.group": Slot(PassageKind.LABEL),
    "table.columns.unit": Slot(PassageKind.LABEL),
    "table.rows": Slot(PassageKind.CELL, markdown=True),
    "table.note": Slot(PassageKind.CREDIT, markdown=True),
    **_below("signature", _PERSON),
    "fact_box.title": Slot(PassageKind.TITLE),
    "fact_box.facts.label": Slot(PassageKind.LABEL),
    "fact_box.facts.value": Slot(PassageKind.CELL, markdown=True),
    "fact_box.facts.source": Slot(PassageKind.CREDIT, markdown=True),
    "key_learning.title": Slot(PassageKind.TITLE),
    "key_learning.points": Slot(PassageKind.POINT, markdown=True),
    "pull_quote.text": Slot(PassageKind.PULL_QUOTE),
    **_below("pull_quote", {"speaker": Slot(PassageKind.NAME), "role": Slot(PassageKind.ROLE)}),
    "pull_quote.source": Slot(PassageKind.CREDIT, markdown=True),
    "callout.title": Slot(PassageKind.TITLE),
    "timeline.caption": Slot(PassageKind.CAPTION, markdown=True),
    "timeline.events.text": Slot(PassageKind.EVENT, markdown=True),
    "chart.title": Slot(PassageKind.CAPTION, markdown=True),
    "chart.message": Slot(PassageKind.MESSAGE, markdown=True),
    "chart.unit": Slot(PassageKind.LABEL),
    "chart.source": Slot(PassageKind.CREDIT, markdown=True),
    "chart.series": Slot(PassageKind.LABEL),
    "chart.rows.name": Slot(PassageKind.LABEL),
    "chart.rows.group": Slot(PassageKind.LABEL),
    "rating_journey.caption": Slot(PassageKind.CAPTION, markdown=True),
    "rating_table.caption": Slot(PassageKind.CAPTION, markdown=True),
    # The manifest
    "report.title": Slot(PassageKind.TITLE),
    "report.subtitle": Slot(PassageKind.TITLE),
    "report.series": Slot(PassageKind.TITLE),
    "report.publisher": Slot(PassageKind.NAME),
    "report.rights": Slot(PassageKind.CREDIT),
    # What is stated once
    f"{FACT}.text": Slot(PassageKind.FACT),
    ABBREVIATION: Slot(PassageKind.FACT),
}
"""Every key that takes words, by its path without indexes; the Markdown of bodies stands beside it.

A block's keys begin with its own: ``person.name`` is the chapter's card, and that of a block.
"""
