"""The sources on disk, before and after mending: whoever saves a file meanwhile does not lose what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.files import inside, write_together


class Stamp(NamedTuple):
    """What changes when a file is written: time in nanoseconds, size in bytes, and the file's number on its disk."""

    time: int
    size: int
    number: int


def stamp_sources(root: Path) -> Mapping[Path, Stamp]:
    """Note the stamp of every file in ``sources/``, to know later whether what was checked is still there."""
    return {path: stamp for path in (root / "sources").rglob("*") if (stamp := _stamp(path))}


def read_contents(root: Path, paths: Iterable[str], stamps: Mapping[Path, Stamp]) -> dict[str, str]:
    """Read files that are to be mended, as they stand on disk.

    Args:
        root: the project root.
        paths: relative to it.
        stamps: of the time before they were checked.

    Raises:
        UsageError: a file has changed since, cannot be read, or may not be written.
    """
    contents = {}
    for path in dict.fromkeys(paths):
        content = _read(root, path)
        # Behind a link to a folder a file has no stamp of the time before; then what is read now counts.
        if _stamp(root / path) != stamps.get(root / path, _stamp(root / path)):
            raise _changed(path)
        contents[path] = content.decode()
    return contents


def write_contents(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Write new texts, if the files still hold the old ones: all of them or none.

    Raises:
        UsageError: a file has changed meanwhile, or one cannot be written.
    """
    for path in after:
        if _read(root, path) != before[path].encode():
            raise _changed(path)
    # A symbolic link stays one: what it points to is written.
    contents = {(root / path).resolve(): content.encode() for path, content in after.items()}
    try:
        write_together(contents, keep_modes=True)
    except OSError as problem:
        message = f"the sources cannot be written: {(problem.strerror or '').lower()}; nothing was changed"
        raise UsageError(message, "check who may write there, and the space on the disk") from problem


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def _read(root: Path, path: str) -> bytes:
    file = root / path
    if not inside(root, file):
        raise UsageError(f'"{path}" leads out of the project; nothing was changed')
    try:
        # Moving a new file to its place would not ask whether the old one may be written.
        with file.open("r+b") as opened:
            return opened.read()
    except OSError as problem:
        message = f'cannot write "{path}": {(problem.strerror or "").lower()}; nothing was changed'
        raise UsageError(message, "check who may write there") from problem


def _changed(path: str) -> UsageError:
    return UsageError(
        f'"{path}" has changed since it was checked; nothing was changed', "run the command again"
    )
