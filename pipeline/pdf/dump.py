"""A PDF as indented text: what a reviewer can read in a diff, and a golden file can hold.

Object numbers, subset tags and file identifiers are never shown, so that the text changes only when the report does.
"""

from collections.abc import Callable, Iterable
from typing import Final

from pipeline.pdf.document import Document, open_document
from pipeline.pdf.dump_catalog import (
    describe_attachments,
    describe_document,
    describe_fields,
    describe_information,
    describe_intents,
    describe_layers,
    describe_xmp,
)
from pipeline.pdf.dump_navigation import (
    describe_destinations,
    describe_labels,
    describe_links,
    describe_outline,
)
from pipeline.pdf.dump_pages import describe_boxes, describe_fonts, describe_images
from pipeline.pdf.dump_structure import describe_structure
from pipeline.pdf.spelling import INDENT

Describe = Callable[[Document], Iterable[str]]

SECTIONS: Final[tuple[tuple[str, Describe], ...]] = (
    ("document", describe_document),
    ("information", describe_information),
    ("XMP packet", describe_xmp),
    ("output intents", describe_intents),
    ("page labels", describe_labels),
    ("page boxes", describe_boxes),
    ("outline", describe_outline),
    ("named destinations", describe_destinations),
    ("links", describe_links),
    ("fonts", describe_fonts),
    ("images", describe_images),
    ("structure", describe_structure),
)
"""Sections that every dump has; what is not in the file is "none"."""

RARE_SECTIONS: Final[tuple[tuple[str, Describe], ...]] = (
    ("embedded files", describe_attachments),
    ("form fields", describe_fields),
    ("layers", describe_layers),
)
"""Sections that only files with such things have: most reports have none of them."""


def inspect(content: bytes) -> str:
    """Describe any PDF.

    Raises:
        UnreadablePdfError: no PDF, damaged beyond repair, or locked by a password.

    """
    return dump(open_document(content))


def dump(document: Document) -> str:
    """Describe an opened PDF; every line ends with a line feed."""
    sections = [(title, list(describe(document)) or ["none"]) for title, describe in SECTIONS]
    rare = [(title, lines) for title, describe in RARE_SECTIONS if (lines := list(describe(document)))]
    return "".join(
        f"{line}\n"
        for title, lines in [*sections, *rare]
        for line in [title, *(INDENT + line for line in lines)]
    )
