"""The machine, as far as it shapes a report: Python, installed packages, system libraries, environment.

All of it is asked without importing any of the packages: their names and versions stand in the names of their folders,
and libraries say their version when they are asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pipeline
from pipeline.cache.toolchain import library_versions

ENVIRONMENT: Final = (
    "SOURCE_DATE_EPOCH",
    "FONTCONFIG_SYSROOT",
    "FREETYPE_PROPERTIES",
    "HB_OPTIONS",
    "PANGO_LANGUAGE",
)
"""Variables that the build, or a library below the engine, reads; the build sets ``FONTCONFIG_FILE`` itself."""


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
    described |= {f"library {name}": version for name, version in library_versions()}
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
