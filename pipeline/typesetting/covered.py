"""Covered text as findings: words that something else is painted over, so that nobody can read them.

An error, as text that is cut off is: the page does not say what its author wrote.
"""

from collections.abc import Iterable, Iterator

from pipeline.findings import Finding, error
from pipeline.markup import ChapterHtml
from pipeline.typesetting.boxes import TextLine
from pipeline.typesetting.contrast import source_notes
from pipeline.typesetting.pages import place_of, shortened
from pipeline.typesetting.pairs import TextPair

_HINT = "give one of them more room in the stylesheet, or let what covers it be painted first"


def check_covered(
    pairs: Iterable[TextPair], overlaid: Iterable[tuple[TextLine, TextLine]], html: ChapterHtml
) -> Iterator[Finding]:
    """Find words under a ground or an image, once for each rule of that, and words under words, once for two blocks."""
    for pair in pairs:
        if pair.cover:
            yield error(
                "covered-text",
                f'"{shortened(pair.text, 40)}" is covered by {pair.cover}',
                place_of(pair.block, html),
                _HINT,
                page=pair.page + 1,
                rectangle=pair.rectangle,
                block=pair.block,
                related=tuple(source_notes("what covers it", pair.ground_source)),
                times=pair.count,
            )
    said: set[object] = set()
    for below, above in overlaid:
        key = below.block, above.block, below.page
        if key not in said:
            said.add(key)
            yield error(
                "covered-text",
                f'"{shortened(below.text, 40)}" and "{shortened(above.text, 40)}" stand over each other',
                place_of(below.block, html),
                "give them more room in the stylesheet, or make one of them shorter",
                page=below.page + 1,
                rectangle=below.rectangle,
                block=below.block,
            )
