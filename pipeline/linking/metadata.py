"""What a PDF says of itself: title, author, language, dates, how it opens; twice, in Info and in XMP.

Dates are the report's own, never the clock's: the same sources give the same bytes.
"""

import datetime
import hashlib
import os
from collections.abc import Mapping

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
from pypdf.xmp import XmpInformation

import pipeline
from pipeline.errors import UsageError
from pipeline.markup.typography import curl
from pipeline.model.manifest import Manifest

PRODUCER = "pypdf"


def add_metadata(writer: PdfWriter, manifest: Manifest, content: bytes) -> None:
    """Write Info, XMP, language, viewer preferences and identifier (ISO 32000-2:2020, 14.3, 14.9.2, 12.2, 14.4).

    Args:
        writer: of the report.
        manifest: what the report is called.
        content: all that the report was made from, which the identifier follows.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    moment = report_moment(manifest)
    creator = f"report-pipeline {pipeline.__version__}"
    title = curl(f"{manifest.title}: {manifest.subtitle}" if manifest.subtitle else manifest.title)
    info = {
        "/Title": title,
        "/Author": curl(manifest.publisher),
        "/Subject": curl(manifest.series or ""),
        "/Creator": creator,
        "/Producer": PRODUCER,
        "/CreationDate": f"D:{moment:%Y%m%d%H%M%S}Z",
        "/ModDate": f"D:{moment:%Y%m%d%H%M%S}Z",
    }
    writer.add_metadata({key: value for key, value in info.items() if value})
    writer.xmp_metadata = _xmp(manifest, title, creator, moment)
    root = writer.root_object
    # 14.3.2 requires both; pypdf 7.1 writes neither.
    packet = root["/Metadata"]
    assert isinstance(packet, StreamObject)
    packet[NameObject("/Type")] = NameObject("/Metadata")
    packet[NameObject("/Subtype")] = NameObject("/XML")
    root[NameObject("/Lang")] = TextStringObject(manifest.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}  # noqa: FBT003 - pypdf's boolean
    )
    # 14.4: the first half names the document through all its versions, the second this one.
    name = f"{title}\n{manifest.publisher}".encode()
    identifier = [ByteStringObject(hashlib.sha256(half).digest()[:16]) for half in (name, name + content)]
    writer._ID = ArrayObject(identifier)  # noqa: SLF001 - pypdf 7.1 has no other way


def report_moment(manifest: Manifest, environment: Mapping[str, str] = os.environ) -> datetime.datetime:
    """Return the report's moment: SOURCE_DATE_EPOCH if it is set, else the start of the manifest's date, UTC.

    Raises:
        UsageError: SOURCE_DATE_EPOCH is not a moment.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.combine(manifest.date.first_day, datetime.time(), datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError) as problem:
        raise UsageError(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is not a moment',
            "set it to whole seconds since 1970, as git log -1 --format=%ct prints them, or unset it",
        ) from problem


def _xmp(manifest: Manifest, title: str, creator: str, moment: datetime.datetime) -> XmpInformation:
    xmp = XmpInformation.create()
    xmp.dc_title = {"x-default": title}
    xmp.dc_creator = [curl(manifest.publisher)]
    xmp.dc_publisher = [curl(manifest.publisher)]
    xmp.dc_language = [manifest.language]
    xmp.dc_format = "application/pdf"
    if manifest.rights:
        xmp.dc_rights = {"x-default": curl(manifest.rights)}
    if manifest.series:
        xmp.dc_description = {"x-default": curl(manifest.series)}
    xmp.pdf_producer = PRODUCER
    xmp.xmp_creator_tool = creator
    xmp.xmp_create_date = xmp.xmp_modify_date = moment
    return xmp
