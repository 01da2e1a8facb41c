"""Reading a chapter back: its PDF, opened like any other, must say what its HTML says.

This is the check on tagging that knows nothing of tagging: text comes from the glyphs of the pages and what they say, the
order from the structure tree, as a screen reader has them. Word breaks that only the place of the words implies do not
count: a reader that goes by the text alone would run the words together.
"""

from pipeline.collation import compare
from pipeline.findings import Finding, Place
from pipeline.listening import read_utterances
from pipeline.markup import ChapterHtml, reading_text
from pipeline.pdf import open_document


def check_reading(content: bytes, html: ChapterHtml) -> tuple[Finding, ...]:
    """Find where a chapter's PDF says something else than its HTML.

    Raises:
        UnreadablePdfError: the engine has written what is no PDF.
    """
    heard = read_utterances(open_document(content), implied_breaks=False)
    return compare(reading_text(html.html), heard, html.chapter, Place(html.path))
