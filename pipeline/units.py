"""Lengths: PDF points as float inside, millimetres and CSS pixels only at the borders.

A PDF point is 1/72 inch (ISO 32000-2:2020, 8.3.2.3), a CSS pixel 1/96 inch (CSS Values 4, 6.2).
"""

from typing import Final

MM: Final = 72 / 25.4
"""Points in a millimetre."""

CSS_PX: Final = 72 / 96
"""Points in a CSS pixel."""
