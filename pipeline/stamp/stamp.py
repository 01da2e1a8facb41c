"""The stamp on the disk: inputs, what was published of them, and what the build had to say.

A stamp proves itself: its first line is the digest of the rest, and what it says was published must still be there. One
that is cut off, of another format or not ours is no stamp. Builds that race do no harm: each says which bytes it
published, and the later one's report does not fit the earlier one's stamp.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pipeline.files import digest, write_atomically
from pipeline.findings import Finding
from pipeline.findings.stored import restore, store
from pipeline.stamp.inputs import Inputs, digest_of, take_inputs

STAMP: Final = "build/cache/stamp.json"

FORMAT: Final = 1
"""Of the file; a stamp of another format is no stamp."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build says of its report in a line, and in more lines to those who ask.

    Attributes:
        path: of the report, relative to the project root.
        size: bytes.
        tagged: whether there is a structure tree.
        lines: what linking did.
    """

    path: str
    pages: int
    size: int
    tagged: bool
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build leaves behind.

    Attributes:
        inputs: what the report was made of; files that the engine asked for elsewhere in the project are among them.
        published: digest of each file that was published, by path relative to the project root.
        findings: as they were printed.
    """

    inputs: Inputs
    published: Mapping[str, str]
    summary: Summary
    findings: tuple[Finding, ...] = ()

    def inputs_now(self, root: Path, taken: Inputs) -> Inputs:
        """Return inputs together with those files, outside of the usual folders, that the stamp knows."""
        others = self.inputs.files.keys() - taken.files.keys()
        there = {path: digest_of(root / path)[0] for path in others if (root / path).exists()}
        return replace(taken, files={**taken.files, **there})


def read_stamp(root: Path) -> Stamp | None:
    """Read the stamp of the last build; None if there is none that can be trusted."""
    try:
        seal, _, content = (root / STAMP).read_bytes().partition(b"\n")
        if seal.decode("ascii", "replace") != digest(content):
            return None
        kept = json.loads(content)
        if kept["format"] != FORMAT:
            return None
        return Stamp(
            Inputs(kept["files"], kept["machine"]),
            kept["published"],
            Summary(**{**kept["summary"], "lines": tuple(kept["summary"]["lines"])}),
            tuple(map(restore, kept["findings"])),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        # Whatever is wrong with it, the next build makes another.
        return None


def leave_stamp(root: Path, stamp: Stamp) -> bool:
    """Leave a stamp, if what the report was made of is still the same.

    Args:
        root: the project root.
        stamp: its inputs were taken before anything was read.

    Returns:
        Whether there is one. A file that changed meanwhile may or may not be in the report: nobody can say.

    Raises:
        OSError: it cannot be written.
    """
    taken = stamp.inputs
    now = take_inputs(root, taken.machine)
    if any(now.standing.get(path) != standing for path, standing in taken.standing.items()):
        return False
    if stamp.inputs_now(root, now).files != taken.files:
        return False
    content = json.dumps(_as_json(stamp), ensure_ascii=True).encode()
    write_atomically(root / STAMP, digest(content).encode() + b"\n" + content)
    return True


def _as_json(stamp: Stamp) -> dict[str, Any]:
    summary = stamp.summary
    return {
        "format": FORMAT,
        "files": dict(stamp.inputs.files),
        "machine": dict(stamp.inputs.machine),
        "published": dict(stamp.published),
        "summary": {
            "path": summary.path,
            "pages": summary.pages,
            "size": summary.size,
            "tagged": summary.tagged,
            "lines": summary.lines,
        },
        "findings": [store(finding) for finding in stamp.findings],
    }
