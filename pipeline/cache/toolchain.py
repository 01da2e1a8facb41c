"""What reports are made with: this package, Python, the libraries below, each with its version.

Nothing of it is imported to ask. Versions of packages stand in the names of the folders that installers leave beside them
(Binary distribution format, "The .dist-info directory"); reading them there takes half a millisecond, importlib.metadata
thirty. System libraries are asked by their own functions, which opens them: only who typesets needs to.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

PACKAGES: Final = (
    "pyyaml",  # chapters are read with it and the next five
    "pydantic",
    "pydantic-core",
    "markdown-it-py",
    "mdit-py-plugins",
    "defusedxml",
    "citeproc-py",
    "jinja2",
    "markupsafe",
    "weasyprint",
    "pydyf",  # writes the PDF
    "tinycss2",
    "tinyhtml5",
    "cssselect2",
    "pyphen",  # where words are divided
    "pillow",
    "fonttools",
    "brotli",  # fonts in WOFF2
    "zopfli",
    "cffi",
    "pypdf",  # chapters are compiled with it
    "msgspec",  # and kept
)
"""The packages that shape a chapter between its YAML and its entry in the cache."""

ABSENT: Final = "not there"


@dataclass(frozen=True, slots=True)
class Library:
    """A system library and its function that tells a version.

    Attributes:
        names: on Linux and macOS, as the engine asks for them.
        function: takes nothing, and returns a text or a number.
    """

    names: tuple[str, ...]
    function: str
    is_text: bool = True


LIBRARIES: Final[Mapping[str, Library]] = {
    "pango": Library(("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    "harfbuzz": Library(("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    # Asked for itself: without it the engine makes subsets by fontTools, in other bytes.
    "harfbuzz-subset": Library(
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "hb_version_string"
    ),
    "fontconfig": Library(("libfontconfig.so.1", "libfontconfig.1.dylib"), "FcGetVersion", is_text=False),
}
"""The libraries below WeasyPrint that can change a line break or a glyph (it opens them by these names)."""


LAYOUTS: Final = Path(__file__).parent.parent / "layouts"
"""Templates, which are read anew when they change, in a process that lives for many builds."""


def toolchain() -> Mapping[str, str]:
    """Return the versions of all that chapters are made with, by name."""
    return {**quick_toolchain(), **_libraries()}


def quick_toolchain(layouts: Path = LAYOUTS) -> Mapping[str, str]:
    """Return the same without system libraries, which have to be opened.

    Args:
        layouts: looked at each time; all else once, as code is loaded once.
    """
    return {**_loaded(), "layouts": source_digest(layouts)}


@cache
def _libraries() -> Mapping[str, str]:
    return dict(library_versions())


@cache
def _loaded() -> Mapping[str, str]:
    return {
        "report-pipeline": source_digest(Path(__file__).parent.parent),
        "python": sys.version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **dict(package_versions()),
    }


def source_digest(folder: Path) -> str:
    """Return a digest of a package's files, names included: code that was edited makes other things."""
    found = hashlib.sha256()
    root = str(folder)
    for path in sorted(_sources(root)):
        with open(path, "rb") as file:  # noqa: PTH123 - hundreds of paths, in every build
            content = file.read()
        name = path.removeprefix(root).encode()
        found.update(b"%d:%s%d:" % (len(name), name, len(content)) + content)
    return found.hexdigest()


def _sources(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{parent}/{name}" for name in names)


def package_versions(
    names: Iterable[str] = PACKAGES, folders: Iterable[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield each package's version; several, where several are installed.

    Args:
        names: in their normal form, with hyphens.
        folders: where packages are installed; None for where Python looks.
    """
    versions: dict[str, list[str]] = {}
    for folder in sys.path if folders is None else folders:
        for name, version in _installed(folder):
            versions.setdefault(name, []).append(version)
    for name in names:
        yield name, ", ".join(versions.get(name, [ABSENT]))


def _installed(folder: str) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder or ".") as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith("-info"))
    except OSError:  # sys.path may name what is not there, or an archive
        return
    for name in names:
        found = re.fullmatch(r"(.+?)-([^-]+)(?:-.*)?\.(?:dist|egg)-info", name)
        if found:
            yield re.sub(r"[-_.]+", "-", found[1]).lower(), found[2]


def library_versions(
    libraries: Mapping[str, Library] = LIBRARIES, load: Callable[[str], Any] = ctypes.CDLL
) -> Iterator[tuple[str, str]]:
    """Yield each library's version, as it is written or as a number."""
    for name, library in libraries.items():
        yield name, _version(library, load)


def _version(library: Library, load: Callable[[str], Any]) -> str:
    for name in library.names:
        try:
            function = getattr(load(name), library.function)
        except (OSError, AttributeError):
            continue
        function.restype = ctypes.c_char_p if library.is_text else ctypes.c_int
        version = function()
        return version.decode("ascii", "replace") if isinstance(version, bytes) else str(version)
    return ABSENT
