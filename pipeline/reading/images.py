"""Images before typesetting: inside the project, whole to the last pixel, of bearable size, and harmless.

WeasyPrint 70.0 draws a truncated PNG or JPEG half white without a log record, fails on more than 178 megapixels
with an empty reason, makes black garbage of 16-bit PNG (all measured), so every image is decoded here first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from pipeline.files import inside
from pipeline.findings import Edit, Finding, Place, error
from pipeline.model.prose import ImageSize
from pipeline.reading.raster import check_raster, size_of_raster
from pipeline.reading.svg import check_svg, size_of_svg

LARGEST_IMAGE: Final = 200 * 1024 * 1024
"""Bytes; larger files are not opened."""


def check_image(root: Path, path: str, place: Place) -> tuple[Finding, ...]:
    """Check one image that a source names.

    Args:
        root: the project root.
        path: as written, relative to ``sources/``.
        place: where it is named.
    """
    refusal = _refuse_path(root, path, place)
    if refusal:
        return (refusal,)
    file = root / "sources" / path
    try:
        if not file.is_file():
            edits = _respelt(root, path, place)
            message = f'there is no image "{path}"'
            return (error("missing-image", message, place, _neighbours(root, path), edits=edits),)
        size = file.stat().st_size
        if size > LARGEST_IMAGE:
            return (error("huge-image", f'"{path}" has {size:,} bytes', place, f"at most {LARGEST_IMAGE:,}"),)
        content = file.read_bytes()
    except OSError as problem:
        return (error("unreadable-file", f'cannot read "{path}": {problem.strerror}', place),)
    if not content:
        return (error("corrupt-image", f'"{path}" is empty: it has 0 bytes', place),)
    if PurePosixPath(path).suffix.lower() == ".svg":
        return check_svg(content, path, place)
    return check_raster(content, path, place)


def read_image_size(root: Path, path: str) -> ImageSize | None:
    """Read the proportions of an image; None if it does not say them, or if :func:`check_image` finds it unfit.

    Args:
        root: the project root.
        path: as written, relative to ``sources/``.
    """
    file = root / "sources" / path
    try:
        if not inside(root, file) or not file.is_file() or file.stat().st_size > LARGEST_IMAGE:
            return None
        content = file.read_bytes()
    except (OSError, ValueError):  # ValueError: a path with a null byte
        return None
    return size_of_svg(content) if file.suffix.lower() == ".svg" else size_of_raster(content)


def _refuse_path(root: Path, path: str, place: Place) -> Finding | None:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        # One letter is a drive of Windows.
        if path.lower().startswith("file:") or path[1] == ":":
            return error("outside-project", f'"{path}" leads out of the project', place, _PATH_HINT)
        return error("not-fetched", f'"{path}" is an address; nothing is fetched', place, _PATH_HINT)
    if path.startswith("/") or not inside(root, root / "sources" / path):
        return error("outside-project", f'"{path}" leads out of the project', place, _PATH_HINT)
    return None


_PATH_HINT: Final = "save the image under sources/images/ and write images/name.png"


def _respelt(root: Path, path: str, place: Place) -> tuple[Edit, ...]:
    """Write a path with forward slashes and the capitals of the one file that has its name, if that is all it lacks."""
    written = PurePosixPath(path.replace("\\", "/"))
    folder = root / "sources" / written.parent
    marks = place.end_column - place.column - len(path)
    # In quotes without escapes there is one mark on each side; elsewhere nobody knows how the path is written.
    if (
        marks not in {0, 2}
        or not place.path.endswith(".yaml")
        or not inside(root, folder)
        or not folder.is_dir()
    ):
        return ()
    same = [file.name for file in folder.iterdir() if file.name.lower() == written.name.lower()]
    if len(same) != 1 or not (folder / same[0]).is_file():
        return ()
    first, last = place.column + marks // 2, place.end_column - marks // 2
    return (Edit(replace(place, column=first, end_column=last), str(written.parent / same[0])),)


def _neighbours(root: Path, path: str) -> str:
    written = PurePosixPath(path.replace("\\", "/"))
    folder = root / "sources" / written.parent
    if not inside(root, folder) or not folder.is_dir():
        return f'there is no folder "{written.parent}" in sources/ either'
    files = {file.name.lower(): file.name for file in sorted(folder.iterdir()) if file.is_file()}
    near = get_close_matches(written.name.lower(), files, n=1, cutoff=0.7)
    near = near or [name for name in files if PurePosixPath(name).stem == written.stem.lower()]
    return f'did you mean "{written.parent / files[near[0]]}"?' if near else "paths are relative to sources/"
