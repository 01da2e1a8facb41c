"""Marks of passages: by them checks know again what they have read before, wherever it stands now."""

from __future__ import annotations

from hashlib import blake2b

from pipeline.cache.cleared import Memory, mark_of
from pipeline.model.passages import Passage
from pipeline.model.report import Chapter


def mark_of_passage(passage: Passage) -> bytes:
    """Return the mark of a passage: all that a check can see of it but where it stands."""
    seen = f"{passage.kind}\n{passage.slot}\n{passage.style}\n{passage.quoted}\n{passage.text}"
    # Most have no spans, and a report has thousands: this takes half the time.
    if passage.spans:
        return mark_of(seen, passage.spans)
    return blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def marks_of(chapter: Chapter, memory: Memory) -> tuple[bytes, ...]:
    """Return the marks of a chapter's passages, in their order."""
    return memory.once(
        "marks", chapter.id, chapter.mark, lambda: tuple(map(mark_of_passage, chapter.passages))
    )
