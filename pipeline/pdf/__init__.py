"""Any PDF, read only: its pages, labels, outline, links, fonts, structure and metadata as values, and as text.

:func:`open_document` makes a :class:`Document` of bytes; the readers, one concept of ISO 32000-2 a module
(:mod:`.labels`, :mod:`.boxes`, :mod:`.outline`, :mod:`.structure`, ...), make frozen values of a document;
:func:`inspect` words them all for reviewers and golden files. Files that others made, or damaged, are expected.
"""

from pipeline.pdf.document import Document, Page, open_document
from pipeline.pdf.dump import dump, inspect
from pipeline.pdf.objects import UnreadablePdfError

__all__ = [
    "Document",
    "Page",
    "UnreadablePdfError",
    "dump",
    "inspect",
    "open_document",
]
