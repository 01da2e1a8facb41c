"""Answers to warnings: what an author allows, where, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.findings import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry of an ``allow`` list.

    Attributes:
        code: of the warning that is seen and right as it is.
        place: where the code stands.
        block: id of the block that it belongs to, qualified by the chapter; the chapter's id for all of the chapter.
        first_line: of the block in the chapter's file, from 1.
        last_line: of the block.
        words: of the passage that alone is meant, if they are given.
    """

    code: str
    place: Place
    block: str
    first_line: int
    last_line: int
    words: str | None = None
