"""Opening the engine: fonts first, then the import, then the stylesheets, each with its findings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cache.cleared import Memory
from pipeline.errors import MissingToolError
from pipeline.files import digest, state_of, write_atomically
from pipeline.findings import Checked, error
from pipeline.stylesheets import Sheet
from pipeline.typesetting.faces import FONTS, fontconfig, read_faces

if TYPE_CHECKING:
    from pipeline.typesetting.chapter import Engine


def open_engine(
    root: Path, sheets: Iterable[Sheet], cache: Path, memory: Memory | None = None
) -> Checked[Engine]:
    """Open the engine on a project's fonts and stylesheets.

    Args:
        root: the project root.
        sheets: in cascade order, without errors.
        cache: a folder for fontconfig's own cache and its configuration.
        memory: remembers the faces of fonts that were read before.

    Raises:
        MissingToolError: the system libraries that the engine loads are not there.
    """
    faces = read_faces(root, memory)
    if faces.value is None:
        return Checked(None, faces.findings)
    configuration = cache / "fonts.conf"
    known = cache / "fontconfig" / _known_by(root / FONTS)
    content = fontconfig([(root / FONTS).resolve()], known.resolve()).encode()
    try:
        if not configuration.is_file() or configuration.read_bytes() != content:
            write_atomically(configuration, content)
            _sweep(known)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        return Checked(None, (*faces.findings, error("cannot-write", f'cannot write "fonts.conf": {reason}')))
    # fontconfig reads this when WeasyPrint is imported and again for each font configuration.
    os.environ["FONTCONFIG_FILE"] = str(configuration.resolve())
    try:
        from pipeline.typesetting.chapter import Engine  # noqa: PLC0415 - not before fonts.conf is in place
    except OSError as problem:
        raise MissingToolError(
            f"a system library is missing: {str(problem).splitlines()[0]}",
            "run make setup, which installs it or says what to type",
        ) from problem
    opened = Engine.open(root, tuple(sheets), faces.value)
    return Checked(opened.value, (*faces.findings, *opened.findings))


def _known_by(fonts: Path) -> str:
    """Return a name that differs wherever fonts do.

    fontconfig knows fonts again by the time of their folder (fontconfig 2.14.1, measured): of a file that was written over in
    its place it would tell the old family, weight and characters. So what it keeps is kept apart for each set of files.
    """
    files = sorted(path for path in fonts.rglob("*") if path.is_file())
    states = (f"{path.relative_to(fonts).as_posix()}\0{state_of(path)}\n" for path in files)
    return digest("".join(states).encode("utf-8", "surrogatepass"))[:16]


def _sweep(known: Path) -> None:
    """Remove what fontconfig kept of fonts as they were; another build that still wants it makes it again."""
    for folder in known.parent.iterdir() if known.parent.is_dir() else ():
        if folder != known:
            if folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
            else:
                folder.unlink(missing_ok=True)
