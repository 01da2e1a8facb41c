"""The dump's words for what concerns the whole file: catalog, metadata, output intents, attachments, forms, layers."""

from collections.abc import Iterator
from typing import Final

from pipeline.pdf.attachments import Attachment, read_attachments
from pipeline.pdf.catalog import read_facts, read_xmp_packet
from pipeline.pdf.document import Document
from pipeline.pdf.forms import read_fields
from pipeline.pdf.intents import read_output_intents
from pipeline.pdf.layers import read_layers
from pipeline.pdf.objects import escaped, quoted
from pipeline.pdf.spelling import oddities, target
from pipeline.pdf.xmp import parse_xmp

_NOT_SET: Final = "not set"

_IDENTIFIERS: Final = ("xmpMM:DocumentID", "xmpMM:InstanceID", "xmpMM:OriginalDocumentID")
"""Properties that are new for every file, and would make every dump differ."""


def describe_document(document: Document) -> Iterator[str]:
    """Word the header, the page tree and the catalog."""
    facts = read_facts(document)
    preferences = ", ".join(f"{escaped(key)} {value}" for key, value in facts.viewer_preferences)
    yield f"PDF version: {document.version}"
    yield f"pages: {len(document.pages)}"
    yield f"tagged: {'yes' if facts.tagged else 'no'}"
    yield f"language: {_NOT_SET if facts.language is None else quoted(facts.language)}"
    yield f"page mode: {escaped(facts.page_mode or _NOT_SET)}"
    yield f"page layout: {escaped(facts.page_layout or _NOT_SET)}"
    yield f"opens at: {target(facts.opens_at, {}) if facts.opens_at else _NOT_SET}"
    yield f"viewer preferences: {preferences or _NOT_SET}"
    yield f"encrypted: {escaped(document.encryption) if document.encryption else 'no'}"
    yield from (f"odd: {oddity}" for oddity in document.oddities)


def describe_information(document: Document) -> Iterator[str]:
    """Word the information dictionary."""
    for key, value in read_facts(document).information:
        yield f"{escaped(key)}: {value}"


def describe_xmp(document: Document) -> Iterator[str]:
    """Word the XMP packet's properties, sorted."""
    packet = read_xmp_packet(document)
    if packet is None:
        return
    xmp = parse_xmp(packet)
    for name, value in sorted(xmp.properties):
        yield f"{escaped(name)} {'an identifier' if name in _IDENTIFIERS else quoted(value)}"
    yield from oddities(map(escaped, xmp.oddities), "packet")


def describe_intents(document: Document) -> Iterator[str]:
    """Word the output intents."""
    for intent in read_output_intents(document):
        condition = quoted(intent.condition) if intent.condition else "no condition"
        description = f" ({quoted(intent.description)})" if intent.description else ""
        profile = (
            "no profile embedded"
            if intent.colour_space is None
            else f"profile {escaped(intent.colour_space)}, {intent.components} components"
        )
        yield f"{escaped(intent.kind)}: {condition}{description}, {profile}"


def describe_attachments(document: Document) -> Iterator[str]:
    """Word the embedded files."""
    attachments = read_attachments(document)
    yield from map(_describe_attachment, attachments.files)
    yield from oddities(attachments.oddities, "name tree")


def _describe_attachment(file: Attachment) -> str:
    facts = (
        "cannot be decoded" if file.size is None else f"{file.size} bytes",
        escaped(file.media_type or "no media type"),
        escaped(file.relationship or "no relationship"),
        f"description {quoted(file.description)}" if file.description else "no description",
    )
    return f"{quoted(file.name)}: {quoted(file.file_name)}, {', '.join(facts)}"


def describe_fields(document: Document) -> Iterator[str]:
    """Word the form's fields."""
    for field in read_fields(document):
        label = f", label {quoted(field.label)}" if field.label else ", no label"
        yield f"{quoted(field.name)}: {escaped(field.kind or 'no type')}{label}" + (
            f" ({field.ending})" if field.ending else ""
        )


def describe_layers(document: Document) -> Iterator[str]:
    """Word the layers."""
    for layer in read_layers(document):
        yield f"{quoted(layer.name)}: {'shown' if layer.shown else 'hidden'}"
