"""Colours as a screen shows them: what lies over what, and the contrast of two of them.

Luminance and contrast follow WCAG 2.2 (its definitions of *relative luminance* and *contrast ratio*), compositing is
source-over without blending (ISO 32000-2:2020, 11.3.3). Values are sRGB.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in sRGB.

    Attributes:
        red: from 0 to 1, as are green and blue, not multiplied by alpha.
        alpha: from 0, which nobody sees, to 1, which hides what is below.
    """

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def __str__(self) -> str:
        """Write it as designers do, ``#rrggbb``, whatever its alpha."""
        return "#" + "".join(f"{channel:02x}" for channel in self.bytes)

    @property
    def bytes(self) -> tuple[int, int, int]:
        """Red, green and blue from 0 to 255, which is what a screen shows."""
        return _byte(self.red), _byte(self.green), _byte(self.blue)

    @property
    def luminance(self) -> float:
        """Relative luminance of what a screen shows: 0 for black, 1 for white (WCAG 2.2, relative luminance)."""
        red, green, blue = (_LINEAR[channel] for channel in self.bytes)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def faded(self, opacity: float) -> Colour:
        """Return the same colour with its alpha multiplied by an opacity from 0 to 1."""
        return Colour(self.red, self.green, self.blue, self.alpha * opacity)

    def over(self, below: Colour) -> Colour:
        """Return what is seen where this colour lies over another (ISO 32000-2:2020, 11.3.3)."""
        if self.alpha >= 1:
            return self
        if self.alpha <= 0:
            return below
        rest = below.alpha * (1 - self.alpha)
        alpha = self.alpha + rest
        return Colour(
            (self.red * self.alpha + below.red * rest) / alpha,
            (self.green * self.alpha + below.green * rest) / alpha,
            (self.blue * self.alpha + below.blue * rest) / alpha,
            alpha,
        )


WHITE: Final = Colour(1.0, 1.0, 1.0)
BLACK: Final = Colour(0.0, 0.0, 0.0)
CLEAR: Final = Colour(0.0, 0.0, 0.0, 0.0)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour on the way from one to the other, at a share of it from 0 to 1."""
    return Colour(
        *(start + (end - start) * share for start, end in zip(_channels(one), _channels(other), strict=True))
    )


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def needed_contrast(size: float, weight: int) -> float:
    """Return the least ratio for text of a size in points and a weight up to 1000 (WCAG 2.2, 1.4.3, level AA)."""
    is_large = size >= 18 or (size >= 14 and weight >= 700)
    return 3.0 if is_large else 4.5


def in_words(ratio: float) -> str:
    """Write a ratio so that one that falls short never looks as if it did not: cut after two places, not rounded."""
    return f"{math.floor(ratio * 100 + 1e-9) / 100:g}:1"


def _channels(colour: Colour) -> tuple[float, float, float, float]:
    return colour.red, colour.green, colour.blue, colour.alpha


def _byte(channel: float) -> int:
    return round(min(1.0, max(0.0, channel)) * 255)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


_LINEAR: Final = tuple(_linear(byte / 255) for byte in range(256))
"""Light of each of a screen's steps, from 0 to 1 (IEC 61966-2-1)."""
