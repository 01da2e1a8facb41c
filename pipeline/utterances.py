"""An utterance: what a screen reader says of one block, whether it comes from a page's HTML or from a PDF's structure tree.

Both roads to utterances must meet: the words that a chapter was marked up with, and those that its PDF announces.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Utterance:
    """The words of one innermost block, in reading order.

    A block that is interrupted by another (a note at its call) is continued by a further utterance of its kind.

    Attributes:
        kind: the standard structure type of the block (ISO 32000-1:2008, 14.8.4): P, H1 to H6, Caption, Lbl, LBody, TH,
            TD, TOCI, Note, BlockQuote; Figure, whose words are its alternate text.
        words: white space collapsed to single spaces, none at the ends; inserted hyphens taken out.
    """

    kind: str
    words: str
