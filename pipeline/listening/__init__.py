"""What a screen reader says of a PDF: its structure tree, walked with the text that is painted.

:func:`read_utterances` gives the words block by block, to be held against what was written; :func:`read_aloud` the lines
that a listener hears. Both come from :func:`~pipeline.listening.blocks.hear`, for any PDF.
"""

from pipeline.listening.speaking import read_aloud
from pipeline.listening.utterances import read_utterances, utterances_of

__all__ = ["read_aloud", "read_utterances", "utterances_of"]
