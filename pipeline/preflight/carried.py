"""Rules of what a file carries besides its pages: locks, scripts, and annotations on what is to be printed."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.links import annotation_places
from pipeline.pdf.scripts import read_scripts
from pipeline.preflight.rule import IN_PRINT, Reach, Rule
from pipeline.preflight.subject import Spot, Subject


def check_encryption(subject: Subject) -> Iterator[Finding]:
    """Find a file that is encrypted, even if it opens without a password (ISO 19005-2, 6.1.3)."""
    if subject.document.encryption:
        yield error("encrypted", f"the PDF is encrypted: {subject.document.encryption}")


def check_scripts(subject: Subject) -> Iterator[Finding]:
    """Find scripts, and actions that start something (ISO 19005-2, 6.5.1)."""
    for script in read_scripts(subject.document):
        page = None if script.page_index is None else script.page_index + 1
        yield error("script", f"the PDF carries {script.what}", page=page, object_number=script.number)


def check_annotations(subject: Subject) -> Iterator[Finding]:
    """Find annotations, links among them, on what is to be printed."""
    spots = []
    for index, kind, box, number in annotation_places(subject.document):
        edge = subject.boxes[index].bleed or subject.trim(index)
        apart = box and (
            box.right <= edge.left
            or box.left >= edge.right
            or box.top <= edge.bottom
            or box.bottom >= edge.top
        )
        if not apart and kind != "Popup":
            spots.append(Spot(index, f"an annotation of the kind {kind} lies on the page", box, number))
    return subject.tell("annotation-in-print", spots)


ENCRYPTED: Rule = Rule(
    "encrypted",
    check_encryption,
    "ISO 19005-2, 6.1.3; PDF/X as told by Whitington, PDF Explained: no encryption",
    "A screen reader, an archive or a printer may be locked out.",
    "a PDF saved with a password for its owner",
    "the same PDF saved without any",
    reach=Reach.WHOLE,
)
SCRIPT: Rule = Rule(
    "script",
    check_scripts,
    "ISO 19005-2, 6.5.1, 6.5.2; PDF/X as told by Whitington, PDF Explained: no JavaScript",
    "What a page shows may hang on the day, the viewer and the network.",
    "/OpenAction <</S /JavaScript /JS (app.alert(1))>>",
    "/OpenAction [3 0 R /Fit]",
    reach=Reach.WHOLE,
)
ANNOTATION: Rule = Rule(
    "annotation-in-print",
    check_annotations,
    "PDF/X as told by Whitington, PDF Explained: no annotations that are not printed, no forms",
    "Some presses print the frames of links and comments, some do not.",
    "a link annotation on a cited address",
    "the address as plain text",
    IN_PRINT,
)
