"""Rules of pages as a whole: their number, their labels, the file's size, and how near to the edge text comes."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding, Severity, error, warning
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.pdf.boxes import Box
from pipeline.pdf.labels import read_page_labels
from pipeline.preflight.edition import Screen
from pipeline.preflight.rule import IN_PRINT, ON_SCREEN, Reach, Rule
from pipeline.preflight.subject import Spot, Subject, printed
from pipeline.units import MM

_CLOSE: Final = 0.3
"""Points: boxes of text are those of the face's usual height, good to about so much."""


def check_signature(subject: Subject) -> Iterator[Finding]:
    """Find a number of pages that fills no whole number of sheets."""
    count, signature = len(subject.document.pages), subject.press.signature
    if signature > 0 and count % signature:
        missing = signature - count % signature
        message = f"the PDF has {count} pages, and sheets take {signature}: {missing} {'is' if missing == 1 else 'are'} missing"
        yield warning("odd-page-count", message)


def check_safety(subject: Subject) -> Iterator[Finding]:
    """Find text that the knife, or a sheet that is folded a little askew, would touch."""
    spots = (
        Spot(index, message, art.box, art.number, severity)
        for index, art in printed(subject)
        if art.kind is Kind.TEXT and art.setting is Setting.PAGE
        for severity, message in _near(
            art, subject.trim(index), subject.press.safety / subject.boxes[index].user_unit
        )
    )
    return subject.tell("near-trim", spots)


def _near(art: Art, trim: Box, safety: float) -> Iterator[tuple[Severity, str]]:
    box = art.box
    if box.right <= trim.left or box.left >= trim.right or box.top <= trim.bottom or box.bottom >= trim.top:
        return
    inside = min(box.left - trim.left, box.bottom - trim.bottom, trim.right - box.right, trim.top - box.top)
    if inside < -_CLOSE:
        yield Severity.ERROR, "text goes over the trim, and will be cut off"
    elif inside < safety - _CLOSE:
        message = (
            f"text stands {max(inside, 0) / MM:.1f} mm inside the trim, where {safety / MM:.1f} mm are wanted"
        )
        yield Severity.WARNING, message


def check_budgets(subject: Subject) -> Iterator[Finding]:
    """Find a file that is larger, or has more pages, than its publisher allows."""
    allowed = subject.edition if isinstance(subject.edition, Screen) else Screen()
    pages, size = len(subject.document.pages), subject.size
    if allowed.most_pages is not None and pages > allowed.most_pages:
        yield error("over-budget", f"the PDF has {pages} pages, and {allowed.most_pages} are allowed")
    if allowed.most_bytes is not None and size > allowed.most_bytes:
        yield error("over-budget", f"the PDF has {size:,} bytes, and {allowed.most_bytes:,} are allowed")


def check_labels(subject: Subject) -> Iterator[Finding]:
    """Find page labels that do not say of each page which it is (ISO 32000-2:2020, 12.4.2)."""
    labels = read_page_labels(subject.document)
    for oddity in labels.oddities:
        yield warning("page-labels", f"the page labels cannot be read to their end: {oddity}")
    if not labels.ranges:
        return
    by_page = labels.by_page()
    if 0 not in by_page:
        yield warning("page-labels", "page labels do not begin with the first page", page=1)
    doubled = {label for label, times in Counter(by_page.values()).items() if times > 1 and label}
    told: set[str] = set()
    for index, label in sorted(by_page.items()):
        if label in doubled and label in told:
            yield warning("page-labels", f'a second page has the label "{label}"', page=index + 1)
        told.add(label)


SIGNATURE: Rule = Rule(
    "odd-page-count",
    check_signature,
    "krakenprint.com, page count and signatures: multiples of 4",
    "The printer puts in blank pages, and not always where one would want them.",
    "a booklet of 38 pages",
    "40 pages, two of them blank on purpose",
    IN_PRINT,
)
SAFETY: Rule = Rule(
    "near-trim",
    check_safety,
    "ctrl.cy, bleed, trim and safety lines: 3 mm; webforma.co.uk, Bleed: better 5 mm",
    "Words at the edge are cut, or look as if they nearly were.",
    "a folio 1 mm from the edge of the page",
    "the folio 5 mm from the edge",
    IN_PRINT,
)
BUDGETS: Rule = Rule(
    "over-budget",
    check_budgets,
    "budgets in report.yaml",
    "Whoever reads by telephone waits, and mailboxes refuse the file.",
    "budgets: {bytes: 5000000} and a report of 7 MB",
    "photographs exported at 150 ppi",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
LABELS: Rule = Rule(
    "page-labels",
    check_labels,
    "ISO 32000-2:2020, 12.4.2",
    "A reader who is told to look on page 12 is led to two pages, or to none.",
    "front and body both labelled 1, 2, 3",
    "i, ii, iii and then 1, 2, 3",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
