"""Rules of images: fine enough for the size at which they stand, and looked at."""

from collections.abc import Iterator

from pipeline.findings import Finding, Severity
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.preflight.edition import Print
from pipeline.preflight.rule import IN_PRINT, Rule
from pipeline.preflight.subject import Spot, Subject, printed


def check_resolution(subject: Subject) -> Iterator[Finding]:
    """Find images with too few samples an inch at the placed size."""
    spots = (
        Spot(index, message, art.box, art.number, severity)
        for index, art in printed(subject)
        if art.kind is Kind.IMAGE and art.setting is not Setting.MASK
        for severity, message in _coarse(art, subject.press)
    )
    return subject.tell("coarse-image", spots)


def _coarse(art: Art, press: Print) -> Iterator[tuple[Severity, str]]:
    samples = art.samples
    if samples is None or max(samples.width, samples.height) <= 1:
        # A single sample is a plain area, not a picture.
        return
    line_art = samples.bits == 1
    wanted = press.line_art_ppi if line_art else press.good_ppi
    if art.ppi >= wanted - 0.5:
        return
    severity = Severity.ERROR if art.ppi < press.least_ppi - 0.5 else Severity.WARNING
    what = "line art" if line_art else "an image"
    size = f"{samples.width} by {samples.height} samples"
    yield severity, f"{what} of {size} has {art.ppi:.0f} ppi at its size, where {wanted:.0f} are wanted"


def check_looked_at(subject: Subject) -> Iterator[Finding]:
    """Find what no rule could look at: pages beyond all measure, images that are not decoded, unknown functions."""
    return subject.tell("not-looked-at", _unseen(subject))


def _unseen(subject: Subject) -> Iterator[Spot]:
    for page in subject.artwork:
        if not page.whole:
            message = "the page paints more than is followed; what comes after that was not looked at"
            yield Spot(page.index, message, severity=Severity.WARNING)
    for index, art in printed(subject):
        reason = subject.fullness(art.samples) if art.samples else None
        if isinstance(reason, str):
            message = f"the ink of an image was not looked at: {reason}"
            yield Spot(index, message, art.box, art.number, Severity.WARNING)
        if art.kind is Kind.SHADING and not art.ends and not any(space.speaks_rgb for space in art.spaces):
            message = "the ink of a shading was not looked at: its colours follow a function that is not read"
            yield Spot(index, message, art.box, art.number, Severity.WARNING)


RESOLUTION: Rule = Rule(
    "coarse-image",
    check_resolution,
    "colorfxweb.com, file preparation: 150 to 300 ppi, line art 600; peakprint.ca, printing guidelines: 140 or more, best 300",
    "Whoever holds the page sees steps where the photograph had a line.",
    "a photograph 600 samples wide, set 130 mm wide: 117 ppi",
    "the same photograph 1540 samples wide: 300 ppi",
    IN_PRINT,
)
LOOKED_AT: Rule = Rule(
    "not-looked-at",
    check_looked_at,
    "ours: what was not judged is said",
    "A clean answer would be taken for a judgement that nobody made.",
    "an image whose header promises 100 000 by 100 000 samples",
    "an image of the size at which it is printed",
    IN_PRINT,
)
