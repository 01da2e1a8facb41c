"""What a PDF is meant for, with the limits that its rules go by.

Lengths are in points. The defaults for print are those of sheet-fed offset on coated paper; LEDGER.md names where each
was read.
"""

from dataclasses import dataclass
from typing import Final

from pipeline.units import MM

SCREEN: Final = "screen"
PRINT: Final = "print"


@dataclass(frozen=True, slots=True)
class Screen:
    """To be read on a screen, aloud, or from an archive.

    Attributes:
        most_pages: that the publisher allows; None for any number, as ``most_bytes``.
    """

    most_pages: int | None = None
    most_bytes: int | None = None

    @property
    def name(self) -> str:
        """As ``--edition`` takes it."""
        return SCREEN


@dataclass(frozen=True, slots=True)
class Print:
    """To be printed.

    Attributes:
        bleed: how far art that reaches the trim goes beyond it.
        safety: how far inside the trim text stays.
        ink_limit: all inks together on one spot, in per cent.
        signature: pages of a folded sheet: the number of pages is to be a multiple of it.
        least_ppi: samples an inch at the placed size below which an image is refused.
        good_ppi: below which somebody should look.
        line_art_ppi: below which somebody should look at an image of one bit.
        thinnest_line: that a press holds.
        fine_text: type smaller than this is set in one ink.
    """

    bleed: float = 3 * MM
    safety: float = 3 * MM
    ink_limit: float = 300.0
    signature: int = 4
    least_ppi: float = 150.0
    good_ppi: float = 300.0
    line_art_ppi: float = 600.0
    thinnest_line: float = 0.25
    fine_text: float = 9.0

    @property
    def name(self) -> str:
        """As ``--edition`` takes it."""
        return PRINT


Edition = Screen | Print
