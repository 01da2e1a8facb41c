"""Files of the project: whether a path stays inside it, and writing without ever leaving half a file."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ABSENT: Final = "absent"
UNREADABLE: Final = "unreadable"
"""What stands for the digest of a file that is not there, or that cannot be read."""


def inside(root: Path, path: Path) -> bool:
    """Whether a path, symbolic links followed, leads to something inside the root."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        # Links that go round lead nowhere; Python says so by a RuntimeError before 3.13.
        return False


def digest(content: bytes) -> str:
    """Return the SHA-256 of content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def state_of(path: Path) -> str:
    """Return the digest of a file as it is now, or :data:`ABSENT`, or :data:`UNREADABLE`."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ABSENT
    except OSError:
        return UNREADABLE


def write_atomically(path: Path, content: bytes) -> None:
    """Put content at a path in one step: readers find the old file or the new one, never a part.

    Raises:
        OSError: it cannot be written; the old file is then untouched, and no other is left behind.
    """
    write_together({path: content})


def write_together(contents: Mapping[Path, bytes], *, keep_modes: bool = False) -> None:
    """Put several files in their places: all are written out before the first is moved.

    Args:
        contents: the new content by path.
        keep_modes: whether a file that is there keeps its permissions; else they follow the umask.

    Raises:
        OSError: one cannot be written; then all old files are untouched, and no other is left behind.
    """
    temporaries: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            temporaries[path] = Path(name)
            _fill(descriptor, content)
            Path(name).chmod(_mode(path, keep=keep_modes))
        for path, temporary in temporaries.items():
            temporary.replace(path)
    except BaseException:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)
        raise


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _mode(path: Path, *, keep: bool) -> int:
    """Return the permissions of a file; mkstemp makes files that only their owner can read."""
    if keep and path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
