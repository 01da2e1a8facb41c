"""The colours of a screen: the sRGB profile that WeasyPrint brings along, as the engine's object (ISO 19005-2, 6.2.3).

WeasyPrint 70.0 opens the profile's file and leaves it open. Read here, it is given to the engine like a profile that a
stylesheet names; its key is none that a stylesheet could use, since those begin with two hyphens.
"""

import io
from importlib.resources import files
from typing import Any, Final

from weasyprint.css import ColorProfile

INTENT: Final = "screen"

_FILE: Final = "sRGB2014.icc"


def screen_profile() -> Any:
    """Read the profile, anew for each chapter: once written, an object of it is written differently (lcms, measured)."""
    content = (files("weasyprint.pdf") / _FILE).read_bytes()
    return ColorProfile(io.BytesIO(content), _FILE, "relative-colorimetric", (["r"], ["g"], ["b"]))
