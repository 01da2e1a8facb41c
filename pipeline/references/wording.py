"""Citations and the list behind them, worded once: kept for as long as the same works are cited in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.cache.cleared import Memory
from pipeline.cache.keys import key_of
from pipeline.cache.lists import Lists
from pipeline.cache.remembered import Held, Remembered
from pipeline.model.manifest import CitationStyle
from pipeline.model.prose import Citation, CitedWork
from pipeline.model.references import Reference
from pipeline.model.report import Citations, CitedText, ListedReference


@dataclass(frozen=True, slots=True)
class _Clusters:
    """The works of each citation, and what is printed for them; and the list."""

    works: tuple[tuple[CitedWork, ...], ...]
    worded: tuple[tuple[CitedText, ...], ...]
    listed: tuple[ListedReference, ...]


def word_citations(
    citations: Sequence[Citation],
    works: Mapping[str, Reference],
    style: CitationStyle,
    language: str,
    memory: Memory,
) -> Citations:
    """Word every citation and list every cited work, as :func:`.formatting.format_citations` does."""
    if not citations:
        return Citations()
    # Where a citation stands does not change what it says.
    together = tuple(dict.fromkeys(citation.works for citation in citations))
    cited = {work.key: works[work.key] for cluster in together for work in cluster}
    given = repr((together, cited, style.value, language))
    key = key_of(memory.made_with, {"stage": "citations", "given": given})
    remembered = Remembered(memory, lambda: Lists(_Clusters))
    held = remembered.recall("citations", key)
    if held is None:
        # The library takes as long to load as to word the citations of a report.
        from pipeline.references.formatting import format_citations  # noqa: PLC0415

        made = format_citations(citations, works, style, language)
        worded = {citation.works: words for citation, words in made.in_text.items()}
        held = Held(_Clusters(together, tuple(worded[cluster] for cluster in together), made.listed))
        remembered.keep("citations", key, held.value)
    words_of = dict(zip(held.value.works, held.value.worded, strict=True))
    return Citations({citation: words_of[citation.works] for citation in citations}, held.value.listed)
