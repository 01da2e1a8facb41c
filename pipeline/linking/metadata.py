"""What a PDF says of itself: title, author, language, dates, how it opens; twice, in Info and in XMP.

Dates are the report's own, never the clock's: the same sources give the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import os

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject
from pypdf.xmp import XmpInformation

import pipeline
from pipeline.model.manifest import Manifest


def add_metadata(writer: PdfWriter, manifest: Manifest) -> None:
    """Write Info, XMP, language and viewer preferences (ISO 32000-2:2020, 14.3, 14.9.2, 12.2)."""
    moment = _moment(manifest)
    creator = f"report-pipeline {pipeline.__version__}"
    title = f"{manifest.title}: {manifest.subtitle}" if manifest.subtitle else manifest.title
    info = {
        "/Title": title,
        "/Author": manifest.publisher,
        "/Subject": manifest.series,
        "/Creator": creator,
        "/CreationDate": f"D:{moment:%Y%m%d%H%M%S}Z",
        "/ModDate": f"D:{moment:%Y%m%d%H%M%S}Z",
    }
    writer.add_metadata({key: value for key, value in info.items() if value})
    writer.xmp_metadata = _xmp(manifest, title, creator, moment)
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(manifest.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}  # noqa: FBT003 - pypdf's boolean
    )
    # ISO 32000-2:2020, 14.4 wants an identifier; ours comes from what names the report, so that it is reproducible.
    name = hashlib.sha256(f"{title}\n{manifest.version}\n{manifest.date.iso}".encode()).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(name), ByteStringObject(name)])  # noqa: SLF001 - pypdf 7.1 has no other way


def _xmp(manifest: Manifest, title: str, creator: str, moment: datetime.datetime) -> XmpInformation:
    xmp = XmpInformation.create()
    xmp.dc_title = {"x-default": title}
    xmp.dc_creator = [manifest.publisher]
    xmp.dc_publisher = [manifest.publisher]
    xmp.dc_language = [manifest.language]
    xmp.dc_format = "application/pdf"
    if manifest.rights:
        xmp.dc_rights = {"x-default": manifest.rights}
    if manifest.series:
        xmp.dc_description = {"x-default": manifest.series}
    xmp.xmp_creator_tool = creator
    xmp.xmp_create_date = xmp.xmp_modify_date = moment
    return xmp


def _moment(manifest: Manifest) -> datetime.datetime:
    """Return the report's moment: SOURCE_DATE_EPOCH if it is set, else the start of the manifest's date, UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.combine(manifest.date.first_day, datetime.time(), datetime.UTC)
