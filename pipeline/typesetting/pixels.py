"""Images of pixels as a ground of words: their colours where the words are."""

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.reading.samples import sample_colours
from pipeline.typesetting.colour import Colour

_sampled = lru_cache(maxsize=16)(sample_colours)
"""One image stands behind many words; decoding it takes longer than all of them."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """An image as it is placed.

    Attributes:
        width: in CSS pixels, as is the height.
        content: the encoded image.
    """

    width: float
    height: float
    content: bytes = field(repr=False)

    @property
    def is_known(self) -> bool:
        """Whether it can be decoded."""
        return _sampled(self.content) is not None

    def colour_at(self, x: float, y: float) -> Colour:
        """Return the mean colour round a point of an image that can be decoded, from its top-left in CSS pixels."""
        rows = _sampled(self.content)
        assert rows is not None
        row = rows[min(int(y / self.height * len(rows)), len(rows) - 1)]
        red, green, blue, alpha = row[min(int(x / self.width * len(row)), len(row) - 1)]
        return Colour(red / 255, green / 255, blue / 255, alpha / 255)
