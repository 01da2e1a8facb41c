"""Inputs: everything that a report is made of, as digests: its files, our code and layouts, and the machine.

Files are known by their content, never by their time, so that a clock set back does no harm. How a file stands on the
disk is kept beside its digest, to tell whether anybody has written it in the meantime, even if it is the same again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from pipeline.files import digest
from pipeline.stamp.machine import describe_machine

FOLDERS: Final = ("sources", "styles")
"""What a project is made of; what the engine reads elsewhere in it, the build says."""

PACKAGE: Final = Path(__file__).parent.parent

UNREADABLE: Final = "unreadable"
"""Stands for the digest of what cannot be read, or is no file."""


class Standing(NamedTuple):
    """How a file stands on the disk: every writing and every move changes one of these.

    Attributes:
        modified: nanoseconds, as the file system tells them.
        changed: nanoseconds of the last change of the file or of what is known of it, which nobody can set; 0 for a
            file with several names, as whoever gives it another one elsewhere changes this, too.
    """

    device: int
    number: int
    size: int
    modified: int
    changed: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a report is made of, at one moment.

    Attributes:
        files: digest of each file, by path: relative to the project root, or ``pipeline/...`` for our own.
        machine: versions, options and environment that shape the report, by name.
        standing: how each file stood on the disk just before it was read; not kept in a stamp.
    """

    files: Mapping[str, str]
    machine: Mapping[str, str]
    standing: Mapping[str, Standing] = field(default_factory=dict)


def take_inputs(root: Path, machine: Mapping[str, str] | None = None, *, package: Path = PACKAGE) -> Inputs:
    """Take the inputs as they are now.

    Args:
        root: the project root.
        machine: what shapes the report beside files; None asks this machine.
        package: where the pipeline's own code and layouts stand.
    """
    files: dict[str, str] = {}
    standing: dict[str, Standing] = {}
    found = [(name, root / name) for name in FOLDERS] + [("pipeline", package)]
    for path, file in (each for name, folder in found for each in _walk(name, folder, frozenset())):
        files[path], known = digest_of(file)
        if known:
            standing[path] = known
    return Inputs(files, describe_machine() if machine is None else machine, standing)


def digest_of(file: Path) -> tuple[str, Standing | None]:
    """Return a file's digest, and how it stood just before it was read; a link counts as what it leads to."""
    standing = standing_of(file)
    if standing is None:
        return UNREADABLE, None
    try:
        return digest(file.read_bytes()), standing
    except OSError:
        return UNREADABLE, None


def standing_of(file: Path) -> Standing | None:
    """Return how a file stands on the disk; None if it is no file, or nobody can say."""
    try:
        known = file.stat()
    except OSError:
        return None
    if not stat.S_ISREG(known.st_mode):
        return None
    changed = known.st_ctime_ns if known.st_nlink == 1 else 0
    return Standing(known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, changed)


def _walk(name: str, folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, Path]]:
    """Yield every file below a folder in the order of names; links are followed, those that go round once."""
    try:
        known = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        # A folder that is not there holds nothing; one that may not be read gives the build something to say.
        return
    here = (known.st_dev, known.st_ino)
    if here in above:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        if not entry.is_dir():
            yield path, Path(entry.path)
        elif entry.name != "__pycache__":
            yield from _walk(path, Path(entry.path), above | {here})
