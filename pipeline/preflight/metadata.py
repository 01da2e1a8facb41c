"""Rules of metadata: the document says what it is, says the same in both places, and claims what it is."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, error
from pipeline.pdf.intents import read_output_intents
from pipeline.pdf.objects import dictionary_of, raw, text_of
from pipeline.preflight.rule import Subject

_PAIRS: Final = {
    "Title": "dc:title",
    "Author": "dc:creator[1]",
    "Subject": "dc:description",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
}
"""Entries of Info and the XMP properties that say the same (ISO 19005-1, 6.7.3, table 1; kept by ISO 32000-2, 14.3.3)."""

_DATES: Final = {"CreationDate": "xmp:CreateDate", "ModDate": "xmp:ModifyDate"}
"""Dates of Info and their XMP properties, from the same table."""


def check_said(subject: Subject) -> Iterator[Finding]:
    """Find a document without title or language, or one whose window shows a file name (ISO 14289-1, 7.1, 7.2)."""
    facts = subject.facts
    if not (facts.language or "").strip():
        yield error("metadata-missing", "the PDF does not say its language")
    if not subject.xmp.get("dc:title", "").strip():
        yield error("metadata-missing", "the PDF has no title in its XMP packet")
    for oddity in subject.packet.oddities:
        yield error("metadata-missing", f"the XMP packet cannot be read to its end: {oddity}")
    if dict(facts.viewer_preferences).get("DisplayDocTitle") != "true":
        yield error("metadata-missing", "the PDF shows its file name, not its title")


def check_agreement(subject: Subject) -> Iterator[Finding]:
    """Find what Info says otherwise than the XMP packet (ISO 32000-2:2020, 14.3.3)."""
    info, xmp = dictionary_of(raw(subject.document.trailer, "/Info")), subject.xmp
    for key, name in _PAIRS.items():
        said, other = text_of(raw(info, f"/{key}")), xmp.get(name)
        if said is not None and said != other:
            found = "nothing" if other is None else f'"{other}"'
            message = f'Info says "{said}" for {key}, and {name} in the XMP packet {found}'
            yield error("metadata-differs", message)
    for key, name in _DATES.items():
        said, other = text_of(raw(info, f"/{key}")), xmp.get(name)
        if said is not None and other is not None and _moment(said) != _moment(other):
            message = f'Info says "{said}" for {key}, and {name} in the XMP packet "{other}"'
            yield error("metadata-differs", message)
    language, other = subject.facts.language, xmp.get("dc:language[1]")
    if language and other and language.lower() != other.lower():
        message = (
            f'the catalog says "{language}" for the language, and dc:language in the XMP packet "{other}"'
        )
        yield error("metadata-differs", message)


def _moment(written: str) -> str:
    """Return the figures of a date as far as both ways of writing have them: to the second, without the zone (7.9.4)."""
    return re.sub(r"\D", "", written)[:14]


def check_claims(subject: Subject) -> Iterator[Finding]:
    """Find claims of conformance that the file itself contradicts (ISO 14289-1, 5; ISO 19005-2, 6.6.4)."""
    xmp = subject.xmp
    for missing in _missing(subject):
        if "pdfuaid:part" in xmp and missing in ("structure tree", "language"):
            yield error("false-claim", f"the PDF claims PDF/UA-{xmp['pdfuaid:part']} and has no {missing}")
        if "pdfaid:part" in xmp and (missing != "structure tree" or xmp.get("pdfaid:conformance") == "A"):
            claim = f"PDF/A-{xmp['pdfaid:part']}{xmp.get('pdfaid:conformance', '').lower()}"
            if missing != "language":
                yield error("false-claim", f"the PDF claims {claim} and has no {missing}")
    if xmp.get("pdfuaid:part", "1") not in ("1", "2"):
        yield error("false-claim", f"the PDF claims PDF/UA-{xmp['pdfuaid:part']}, which there is not")
    if subject.document.encryption and "pdfaid:part" in xmp:
        yield error("false-claim", f"the PDF claims PDF/A-{xmp['pdfaid:part']} and is encrypted")


def _missing(subject: Subject) -> Iterator[str]:
    facts = subject.facts
    if not facts.tagged or not dictionary_of(raw(subject.document.catalog, "/StructTreeRoot")):
        yield "structure tree"
    if not facts.language:
        yield "language"
    if "GTS_PDFA1" not in {intent.kind for intent in read_output_intents(subject.document)}:
        yield "output intent"
    if raw(subject.document.trailer, "/ID") is None:
        yield "identifier"
