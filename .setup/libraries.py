#!/usr/bin/env python3
"""Print the Debian packages of the typesetter's system libraries that this machine lacks, on one line.

Each library is really loaded, by names that WeasyPrint 70.0 tries (weasyprint/text/ffi.py), so a machine
that has them from anywhere needs no package manager. The third is optional to WeasyPrint, not to us:
without it fonts are subset by another, slower program, so that the same sources may give other bytes.
"""

import ctypes
import ctypes.util

PACKAGES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


def loads(name: str) -> bool:
    """Tell whether the dynamic linker finds a library of this file name."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def present(stem: str) -> bool:
    """Tell whether a library can be loaded: by its Linux name, a macOS name, or where Python finds it."""
    names = (f"lib{stem}.so.0", f"lib{stem}.dylib", f"lib{stem}.0.dylib")
    if any(loads(name) for name in names):
        return True
    place = ctypes.util.find_library(stem)
    return place is not None and loads(place)


if __name__ == "__main__":
    missing = (package for stem, package in PACKAGES.items() if not present(stem))
    print(*missing)  # a shell script reads it
