#!/usr/bin/env python3
"""See that both locks are whole on every Python and system promised, not only on the one they were made on.

pip-compile resolves for the interpreter it runs on. A dependency that only another Python needs (a backport,
or a module that has left the standard library) would be missing, and --require-hashes then stops the install
there. So walk the dependencies from the project down, by the metadata of what is installed, once for each
environment.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PROJECT = "report-pipeline"
LOCKS = {
    "requirements.txt": frozenset({"spelling"}),
    "requirements-dev.txt": frozenset({"spelling", "dev"}),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {"linux": "Linux", "darwin": "Darwin"}


def read_lock(path: Path) -> dict[str, str]:
    """Read the versions by name."""
    return {
        canonicalize_name(name): version
        for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", path.read_text())
    }


def needs(name: str, extras: frozenset[str], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield what a package needs there, with these extras of it."""
    for need in map(Requirement, requires(name) or ()):
        marker = need.marker
        if marker is None or any(marker.evaluate(environment | {"extra": extra}) for extra in extras | {""}):
            yield need


def lacks(locked: dict[str, str], extras: frozenset[str], environment: dict[str, str]) -> Iterator[str]:
    """Yield what of the project's dependencies a lock does not have there, and what does not run there."""
    met = set()
    unmet = [(PROJECT, extras)]
    while unmet:
        name, extras = wanted = unmet.pop()
        if wanted in met:
            continue
        met.add(wanted)
        runs_on = SpecifierSet(",".join(metadata(name).get_all("Requires-Python", ())))
        if environment["python_full_version"] not in runs_on:
            yield f"{name} does not run there"
        for need in needs(name, extras, environment):
            dependency = canonicalize_name(need.name)
            if dependency not in locked or locked[dependency] not in need.specifier:
                yield f"{name} needs {need}"
            else:
                unmet.append((dependency, frozenset(need.extras)))


def check() -> Iterator[str]:
    """Yield a line for each lack."""
    for file, extras in LOCKS.items():
        locked = read_lock(Path(file))
        for python in PYTHONS:
            for platform, system in SYSTEMS.items():
                environment = {
                    "python_version": python,
                    "python_full_version": f"{python}.0",
                    "sys_platform": platform,
                    "platform_system": system,
                }
                for lack in lacks(locked, extras, environment):
                    yield f"{file}: on Python {python}, {system}: {lack}"


if __name__ == "__main__":
    sys.exit("\n".join(check()) or None)
