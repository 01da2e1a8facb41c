"""Figures made ready for their layout: the proportions by which a stylesheet computes the lines that an image takes.

The measure and the grid are the stylesheet's (``styles/figures.css``); no length is computed here.
"""

from __future__ import annotations

from pipeline.model.prose import ImageSize


def proportions(size: ImageSize) -> str:
    """Return ``--ratio``, height by width, and ``--pixels``, the width of an image that has some."""
    ratio = f"--ratio: {max(size.ratio, 0.0001):.4f}"
    return ratio if size.pixels is None else f"{ratio}; --pixels: {size.pixels}"
