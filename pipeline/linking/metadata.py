"""What a PDF says of itself: title, author, dates, tools, conformance; in Info and in XMP, the same in both.

Dates are the report's own, never the clock's: the same sources give the same bytes.
"""

import datetime
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pipeline
from pipeline.errors import UsageError
from pipeline.linking.syntax import spell_text
from pipeline.markup.typography import curl
from pipeline.model.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report says of itself.

    Attributes:
        producer: what made the chapters' PDFs.
        creator: what joined them.
    """

    title: str
    publisher: str
    language: str
    series: str
    rights: str
    moment: datetime.datetime
    producer: str
    creator: str = f"report-pipeline {pipeline.__version__}"

    @classmethod
    def of(cls, manifest: Manifest, producer: str) -> "Metadata":
        """Take them from the manifest.

        Raises:
            UsageError: SOURCE_DATE_EPOCH is not a moment.
        """
        title = f"{manifest.title}: {manifest.subtitle}" if manifest.subtitle else manifest.title
        return cls(
            curl(title),
            curl(manifest.publisher),
            manifest.language,
            curl(manifest.series or ""),
            curl(manifest.rights or ""),
            report_moment(manifest),
            producer,
        )

    @property
    def document_name(self) -> bytes:
        """What names the document through all its versions."""
        return f"{self.title}\n{self.publisher}".encode()

    def info(self) -> Iterator[tuple[str, str]]:
        """Yield the entries of the information dictionary (ISO 32000-2:2020, 14.3.3); what is not known is left out."""
        moment = f"D:{self.moment:%Y%m%d%H%M%S}Z"
        entries = {
            "/Title": self.title,
            "/Author": self.publisher,
            "/Subject": self.series,
            "/Creator": self.creator,
            "/Producer": self.producer,
            "/CreationDate": moment,
            "/ModDate": moment,
        }
        return ((key, value) for key, value in entries.items() if value)

    def spell_info(self) -> bytes:
        """Write the information dictionary."""
        return b"<<%s>>" % b"".join(key.encode() + spell_text(value) for key, value in self.info())

    def xmp(self, *, conforming: bool = True) -> bytes:
        """Write the XMP packet (ISO 32000-2:2020, 14.3.2; ISO 16684-1); it claims PDF/UA-1 and PDF/A-2a if they hold.

        ISO 14289-1, 5 and ISO 19005-2, 6.6.4 say how to claim. PDF/A knows no properties of PDF/UA, so their schema is
        described in the packet (6.6.2.3.3). It is not compressed (6.6.2.1), and written at one go: nobody edits it.
        """
        properties = "".join(
            (
                _alternative("dc:title", self.title),
                _items("dc:creator", "Seq", self.publisher),
                _items("dc:publisher", "Bag", self.publisher),
                _items("dc:language", "Bag", self.language),
                _alternative("dc:description", self.series),
                _alternative("dc:rights", self.rights),
                _simple("dc:format", "application/pdf"),
                _simple("pdf:Producer", self.producer),
                _simple("xmp:CreatorTool", self.creator),
                _simple("xmp:CreateDate", f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"),
                _simple("xmp:ModifyDate", f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"),
            )
        )
        return _PACKET.format(properties + (_CLAIMS if conforming else "")).encode()


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


def _simple(name: str, value: str) -> str:
    return f"   <{name}>{escape(value)}</{name}>\n" if value else ""


def _items(name: str, kind: str, value: str) -> str:
    return f"   <{name}><rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}></{name}>\n" if value else ""


def _alternative(name: str, value: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"   <{name}><rdf:Alt>{item}</rdf:Alt></{name}>\n" if value else ""


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

_CLAIMS = """\
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
