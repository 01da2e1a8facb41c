"""Rules of metadata: the document says what it is, says the same in both places, and claims what it is."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, error
from pipeline.pdf.objects import dictionary_of, name_of, raw, text_of
from pipeline.preflight.rule import IN_PRINT, ON_SCREEN, Reach, Rule
from pipeline.preflight.subject import Subject

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


def check_for_print(subject: Subject) -> Iterator[Finding]:
    """Find what a printer's machine asks of a file: that it is PDF/X, its title, its dates, whether it is trapped, its name."""
    info, xmp = dictionary_of(raw(subject.document.trailer, "/Info")), subject.xmp
    version = xmp.get("pdfxid:GTS_PDFXVersion") or text_of(raw(info, "/GTS_PDFXVersion"))
    if not version:
        yield error("print-metadata", "the PDF does not say that it is PDF/X")
    for key, name in {"Title": "dc:title", **_DATES}.items():
        if not (text_of(raw(info, f"/{key}")) or xmp.get(name, "")).strip():
            yield error("print-metadata", f"the PDF has no {key}, neither in Info nor in the XMP packet")
    trapped = name_of(raw(info, "/Trapped")) or xmp.get("pdf:Trapped")
    if trapped not in ("True", "False"):
        yield error("print-metadata", "the PDF does not say whether it is trapped, True or False")
    if raw(subject.document.trailer, "/ID") is None:
        yield error("print-metadata", "the PDF has no identifier in its trailer")


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
    if "GTS_PDFA1" not in {intent.kind for intent in subject.intents}:
        yield "output intent"
    if raw(subject.document.trailer, "/ID") is None:
        yield "identifier"


SAID: Rule = Rule(
    "metadata-missing",
    check_said,
    "ISO 14289-1, 7.1, 7.2",
    "A screen reader announces a file name, and speaks with the wrong voice.",
    "a PDF without /Lang, whose window says report-final-2.pdf",
    "title: and language: in report.yaml",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
AGREEMENT: Rule = Rule(
    "metadata-differs",
    check_agreement,
    "ISO 32000-2:2020, 14.3.3",
    "Catalogues and viewers show different titles for one document.",
    "/Title (Draft) in Info, dc:title Annual report in the XMP packet",
    "both written from one source",
    reach=Reach.WHOLE,
)
CLAIMS: Rule = Rule(
    "false-claim",
    check_claims,
    "ISO 14289-1, 5; ISO 19005-2, 6.6.4",
    "An archive takes in a file that is not what it says.",
    "pdfaid:part 2 in a file without an output intent",
    "the output intent, or no claim",
    reach=Reach.WHOLE,
)
FOR_PRINT: Rule = Rule(
    "print-metadata",
    check_for_print,
    "PDF/X as checked by yob/pdf-preflight (profile PDF/X-1a) and listed in Padam87/pdfbox-preflight, issue 1",
    "Machines that sort jobs by these words stop, and a person has to look.",
    "Info without /Trapped, no pdfxid:GTS_PDFXVersion in the XMP packet",
    "/Trapped /False, pdfxid:GTS_PDFXVersion PDF/X-4",
    IN_PRINT,
    reach=Reach.WHOLE,
)
