"""The colours of an image of pixels, coarsely: what an eye sees of it behind words."""

from __future__ import annotations

import io
from typing import Final, TypeAlias

from PIL import Image

FINEST: Final = 64
"""Samples along each side: on an image as wide as the page, about as far apart as the letters of running text."""

Samples: TypeAlias = tuple[tuple[tuple[int, int, int, int], ...], ...]
"""Rows from top to bottom of red, green, blue and alpha, each from 0 to 255; there is at least one."""


def sample_colours(content: bytes) -> Samples | None:
    """Return the mean colour of each part of an image; None if it cannot be decoded.

    Args:
        content: the image, encoded.
    """
    try:
        with Image.open(io.BytesIO(content)) as image:
            columns, rows = min(image.width, FINEST), min(image.height, FINEST)
            # Multiplied by alpha while means are taken: what nobody sees has no colour to give.
            seen = image.convert("RGBA").convert("RGBa").resize((columns, rows), Image.Resampling.BOX)
            raw = seen.convert("RGBA").tobytes()
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    dots = [(raw[at], raw[at + 1], raw[at + 2], raw[at + 3]) for at in range(0, len(raw), 4)]
    return tuple(tuple(dots[row * columns : (row + 1) * columns]) for row in range(rows))
