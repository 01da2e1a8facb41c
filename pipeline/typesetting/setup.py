"""Opening the engine: fonts first, then the import, then the stylesheets, each with its findings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cache.cleared import Memory
from pipeline.errors import MissingToolError
from pipeline.files import write_atomically
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
    content = fontconfig([(root / FONTS).resolve()], (cache / "fontconfig").resolve()).encode()
    try:
        if not configuration.is_file() or configuration.read_bytes() != content:
            write_atomically(configuration, content)
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
