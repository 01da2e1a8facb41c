"""Embedded files: what a PDF carries besides its pages (ISO 32000-2:2020, 7.11.4, 14.13)."""

from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import decoded, dictionary_of, name_of, raw, text_of
from pipeline.pdf.trees import read_name_tree
from pipeline.pdf.walk import Ending


@dataclass(frozen=True, slots=True)
class Attachment:
    """An embedded file.

    Attributes:
        name: its name in the name tree.
        file_name: what a viewer saves it as.
        media_type: such as text/csv; None when not said.
        relationship: to the document, such as Data or Source (14.13); None when not said.
        size: bytes once decoded; None when it cannot be decoded.

    """

    name: str
    file_name: str
    description: str | None
    media_type: str | None
    relationship: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Attachments:
    """All embedded files, sorted by name, and why parts of the name tree were not read."""

    files: tuple[Attachment, ...] = ()
    oddities: tuple[Ending, ...] = ()


def read_attachments(document: Document) -> Attachments:
    """Read the name tree /EmbeddedFiles."""
    tree = read_name_tree(raw(dictionary_of(raw(document.catalog, "/Names")), "/EmbeddedFiles"))
    files = (_read_attachment(name, dictionary_of(value)) for name, value in tree.entries)
    return Attachments(tuple(sorted(files, key=lambda file: file.name)), tree.oddities)


def _read_attachment(name: str, specification: DictionaryObject) -> Attachment:
    streams = dictionary_of(raw(specification, "/EF"))
    embedded = raw(streams, "/UF") or raw(streams, "/F")
    content = decoded(embedded)
    return Attachment(
        name=name,
        file_name=text_of(raw(specification, "/UF")) or text_of(raw(specification, "/F")) or "",
        description=text_of(raw(specification, "/Desc")),
        media_type=name_of(raw(dictionary_of(embedded), "/Subtype")),
        relationship=name_of(raw(specification, "/AFRelationship")),
        size=None if content is None else len(content),
    )
