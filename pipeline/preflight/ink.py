"""Rules of ink: how much lies on one spot, and what happens where plates do not quite meet.

Coverage is that of declared colours and of samples of images. What comes of several things over each other, by overprint
or opacity, is not added up.
"""

from collections.abc import Iterator

from pipeline.findings import Finding, Severity
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.preflight.rule import IN_PRINT, Rule
from pipeline.preflight.subject import Spot, Subject, printed


def check_coverage(subject: Subject) -> Iterator[Finding]:
    """Find colours, shadings and images with more ink on one spot than the paper bears."""
    limit = subject.press.ink_limit
    spots = (
        Spot(index, f"{message}, and {limit:.0f} % is the limit", art.box, art.number)
        for index, art in printed(subject)
        for message in _too_full(subject, art, limit)
    )
    return subject.tell("too-much-ink", spots)


def _too_full(subject: Subject, art: Art, limit: float) -> Iterator[str]:
    if art.setting is Setting.MASK:
        return
    for colour in (art.colour, *art.ends):
        coverage = colour.coverage if colour else None
        if coverage is not None and coverage > limit + 0.5:
            yield f"{art.kind} with {coverage:.0f} % of ink ({colour})"
            return
    fullness = subject.fullness(art.samples) if art.samples else None
    if fullness is not None and not isinstance(fullness, str) and fullness.most > limit + 0.5:
        share = max(fullness.over * 100, 0.1)
        yield f"an image with up to {fullness.most:.0f} % of ink, over the limit on {share:.1f} % of it"


def check_fine_text(subject: Subject) -> Iterator[Finding]:
    """Find small type in more than one ink."""
    limit = subject.press.fine_text
    spots = (
        Spot(index, message, art.box, art.number, Severity.WARNING)
        for index, art in printed(subject)
        if art.kind is Kind.TEXT and art.size < limit - 0.01
        for message in _in_several_inks(art, limit)
    )
    return subject.tell("fine-text-in-inks", spots)


def _in_several_inks(art: Art, limit: float) -> Iterator[str]:
    inks = [ink for ink, tint in ((art.colour.inks if art.colour else None) or {}).items() if tint > 0.005]
    if len(inks) > 1:
        yield f"text of {art.size:.1f} pt in {len(inks)} inks ({art.colour}), where one is wanted below {limit:g} pt"


def check_black_text(subject: Subject) -> Iterator[Finding]:
    """Find black text that leaves what is under it white."""
    spots = (
        Spot(index, "black text does not overprint", art.box, art.number, Severity.WARNING)
        for index, art in printed(subject)
        if art.kind is Kind.TEXT and art.colour and art.colour.is_black_alone and not art.overprints
    )
    return subject.tell("black-knocks-out", spots)


INK: Rule = Rule(
    "too-much-ink",
    check_coverage,
    "commarts.com, file specifications: 300 %; consolidatedpress.net, lines and fills: the printer names the limit",
    "Ink that does not dry smears on the next sheet.",
    "color: device-cmyk(1 1 1 1), which is 400 %",
    "color: device-cmyk(.6 .4 .4 1), which is 240 %",
    IN_PRINT,
)
FINE_TEXT: Rule = Rule(
    "fine-text-in-inks",
    check_fine_text,
    "smartlevels.com, design for print: small text in black alone; peakprint.ca, printing guidelines: fine lines in one ink",
    "Plates never meet to a hair, and small letters get coloured edges.",
    "a footnote of 8 pt in device-cmyk(.6 .4 .4 1)",
    "the footnote in device-cmyk(0 0 0 1)",
    IN_PRINT,
)
BLACK: Rule = Rule(
    "black-knocks-out",
    check_black_text,
    "Enfocus PitStop reference guide, Making black text overprint; ISO 32000-2:2020, 8.6.7",
    "Where black text cuts a hole into a tint, a plate that is a hair off leaves white edges.",
    "0 0 0 1 k without overprint, over a tint",
    "a graphics state with /op true /OPM 1 for black text",
    IN_PRINT,
)
