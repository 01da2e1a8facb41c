"""Pulled sentences: each is the chapter's own, whole and word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, error
from pipeline.model.features import PullQuoteBlock
from pipeline.model.prose import Paragraph, plain
from pipeline.model.report import Chapter, Report

_AS_TYPED: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "}
)


def check_pulled(chapter: Chapter, report: Report) -> Iterator[Finding]:
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


def _short(text: str) -> str:
    return f"{text[:57]}…" if len(text) > 60 else text
