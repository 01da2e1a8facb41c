"""Rules of lines: thick enough for a press to hold."""

from collections.abc import Iterator
from typing import Final

from pipeline.findings import Finding
from pipeline.pdf.artwork import Art, Kind, Setting
from pipeline.preflight.boxes import is_white
from pipeline.preflight.rule import IN_PRINT, Rule
from pipeline.preflight.subject import Spot, Subject, printed

_SHORTEST: Final = 2.0
"""Points: an area that is thin and no longer than this is a dot or a corner of something, not a line."""


def check_lines(subject: Subject) -> Iterator[Finding]:
    """Find lines, and areas so narrow that they are lines, which are thinner than a press holds."""
    thinnest = subject.press.thinnest_line
    spots = (
        Spot(
            index,
            f"{art.kind} {art.thickness:.2f} pt thin, where {thinnest:g} pt are wanted",
            art.box,
            art.number,
        )
        for index, art in printed(subject)
        if art.thickness < thinnest - 0.005 and _is_line(art)
    )
    return subject.tell("hairline", spots)


def _is_line(art: Art) -> bool:
    if art.setting is Setting.MASK or is_white(art):
        return False
    return art.kind is Kind.LINE or (art.kind is Kind.AREA and max(art.box.width, art.box.height) > _SHORTEST)


HAIRLINE: Rule = Rule(
    "hairline",
    check_lines,
    "filecheck.io, hairlines: 0.25 pt; consolidatedpress.net, lines and fills; ISO 32000-2:2020, 8.4.3.2 (width 0)",
    "A line that thin is broken on paper, or not there at all.",
    "border-bottom: .1pt solid",
    "border-bottom: .25pt solid",
    IN_PRINT,
)
