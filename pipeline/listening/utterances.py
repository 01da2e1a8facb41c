"""The words of a PDF, block by block, as its structure tree announces them."""

from collections.abc import Iterable

from pipeline.listening.blocks import Block, hear
from pipeline.pdf import Document
from pipeline.pdf.elements import read_elements
from pipeline.pdf.painting import read_painted
from pipeline.utterances import Utterance


def read_utterances(document: Document, *, implied_breaks: bool = True) -> tuple[Utterance, ...]:
    """Walk the structure tree; what is printed and in no element is not there.

    Replacement and alternate texts stand for what they are said for; an abbreviation's expansion (/E) is said beside it, so
    the words are those that are printed.

    Args:
        implied_breaks: whether a change of line parts two words that have no space or hyphen between them, as people read
            it; otherwise only the text itself counts.
    """
    heard = hear(read_elements(document), read_painted(document))
    return utterances_of(
        (event for event in heard if isinstance(event, Block)), implied_breaks=implied_breaks
    )


def utterances_of(blocks: Iterable[Block], *, implied_breaks: bool = True) -> tuple[Utterance, ...]:
    """Return what blocks say that were heard already; see :func:`read_utterances`."""
    said = (Utterance(block.kind, block.words(implied_breaks=implied_breaks)) for block in blocks)
    return tuple(utterance for utterance in said if utterance.words)
