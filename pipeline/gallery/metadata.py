"""What the gallery says of itself. It is a sheet for designers and not tagged, so it claims no conformance."""

import hashlib

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from pipeline.linking.metadata import Metadata
from pipeline.model.manifest import Manifest


def add_metadata(writer: PdfWriter, manifest: Manifest, content: bytes) -> None:
    """Write Info, XMP, language, how it opens, and an identifier (ISO 32000-2:2020, 14.3, 14.9.2, 12.2, 14.4).

    Args:
        writer: of the gallery.
        manifest: what it is called.
        content: all that it was made from, which the identifier follows.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    metadata = Metadata.of(manifest, "pypdf")
    writer.add_metadata(dict(metadata.info()))
    packet, root = StreamObject(), writer.root_object
    packet.set_data(metadata.xmp(conforming=False))
    packet.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    root[NameObject("/Metadata")] = writer._add_object(packet)  # noqa: SLF001 - pypdf 7.1 has no other way
    root[NameObject("/Lang")] = TextStringObject(metadata.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}  # noqa: FBT003 - pypdf's boolean
    )
    name = metadata.document_name
    identifier = [ByteStringObject(hashlib.sha256(half).digest()[:16]) for half in (name, name + content)]
    writer._ID = ArrayObject(identifier)  # noqa: SLF001 - the same
