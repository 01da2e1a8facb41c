"""The machine, as far as it shapes a report: Python, installed packages, system libraries, environment.

All of it is asked without importing any of the packages: their names and versions stand in the names of their folders,
and libraries say their version when they are asked.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

import pipeline

ENVIRONMENT: Final = (
    "SOURCE_DATE_EPOCH",
    "FONTCONFIG_SYSROOT",
    "FREETYPE_PROPERTIES",
    "HB_OPTIONS",
    "PANGO_LANGUAGE",
)
"""Variables that the build, or a library below the engine, reads; the build sets ``FONTCONFIG_FILE`` itself."""


class Library(NamedTuple):
    """A system library.

    Attributes:
        files: its names on Linux and macOS, as the engine tries them.
        version: the function that tells its version.
        text: whether it tells it as text; else as a number.
    """

    files: tuple[str, ...]
    version: str
    text: bool = True


LIBRARIES: Final[Mapping[str, Library]] = MappingProxyType(
    {
        "pango": Library(("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
        "harfbuzz": Library(("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
        "harfbuzz-subset": Library(
            ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "hb_version_string"
        ),
        "fontconfig": Library(("libfontconfig.so.1", "libfontconfig.1.dylib"), "FcGetVersion", text=False),
    }
)
"""What shapes and measures text below WeasyPrint 70.0; pango brings freetype and fribidi."""


def describe_machine(
    folders: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return what shapes a report beside its files, by name.

    Args:
        folders: where packages are installed; None takes this Python's.
        environment: the variables.
    """
    described = {
        "python": f"{sys.implementation.name} {sys.version.split()[0]}",
        "platform": f"{sys.platform} {os.uname().machine}",
        "report-pipeline": pipeline.__version__,
    }
    described |= {f"package {name}": version for name, version in _packages(folders or sys.path)}
    described |= {f"library {name}": _version(library) for name, library in LIBRARIES.items()}
    return described | {
        f"environment {name}": environment[name] for name in ENVIRONMENT if name in environment
    }


def _packages(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield name and version of each package: all of them, as one may bring another that shapes a page.

    The folder ``name-version.dist-info`` is fixed by the Core Metadata and wheel specifications (PEP 376, PEP 427).
    """
    for folder in reversed(list(folders)):  # the first of two is the one that Python imports
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 - names are all that is asked, on every start
        except OSError:
            continue
        for name in sorted(names):
            distribution, dash, version = name.removesuffix(".dist-info").rpartition("-")
            if dash and name.endswith(".dist-info"):
                yield distribution, version


def _version(library: Library) -> str:
    """Return what a library says of itself; empty if it is not there, of which the build has more to say."""
    for file in library.files:
        try:
            tell = getattr(ctypes.CDLL(file), library.version)
        except (OSError, AttributeError):
            continue
        if library.text:
            tell.restype = ctypes.c_char_p
            return str(tell().decode())
        return str(tell())
    return ""
