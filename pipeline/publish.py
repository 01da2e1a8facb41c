"""Stage 8, publish: the report goes to its place in one step, or stays what it was.

Findings of error level never come this far; what can still fail here is the disk.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pipeline.files import write_together
from pipeline.findings import Finding, Place, error
from pipeline.pagination import Pagination
from pipeline.typesetting import BoxMap


class Landed(Protocol):
    """A typeset chapter: where everything landed, and the source of each block by its id."""

    @property
    def boxes(self) -> BoxMap:
        """Say where everything landed."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Say where each block stands in the sources."""


def publish(content: bytes, path: Path, beside: Mapping[Path, bytes] | None = None) -> tuple[Finding, ...]:
    """Write a file in one step, and with it the files that belong to it.

    Args:
        content: of the file.
        path: where it goes.
        beside: what tells of this very file, by path: it must not be newer or older than the file.

    Returns:
        A finding if one cannot be written; all that was there is then untouched.
    """
    try:
        write_together({**(beside or {}), path: content})
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        hint = "free some space" if "space" in reason else "check who may write there"
        return (
            error("cannot-write", f'cannot write "{path.name}" in "{path.parent.name}": {reason}', hint=hint),
        )
    return ()


def report_map(chapters: Sequence[Landed], pagination: Pagination) -> bytes:
    """Return ``report.map.json``: for each source block its file and lines, and its pages and rectangles.

    Pages count from 1 in the report; rectangles are left, bottom, right, top in points from the bottom-left of the
    trim box.
    """
    blocks: dict[str, dict[str, object]] = {}
    for chapter, paged in zip(chapters, pagination.chapters, strict=True):
        for fragment in chapter.boxes.fragments:
            name = fragment.block
            if name is None:
                continue
            place = chapter.places.get(name)
            entry = blocks.setdefault(
                name,
                {
                    "path": place.path if place else None,
                    "line": place.line if place else None,
                    "end_line": place.end_line if place else None,
                    "tag": fragment.tag,
                    "fragments": [],
                },
            )
            box = fragment.rectangle
            fragments = entry["fragments"]
            assert isinstance(fragments, list)
            fragments.append(
                {
                    "page": paged.first_page + fragment.page + 1,
                    "rectangle": [round(side, 2) for side in (box.left, box.bottom, box.right, box.top)],
                }
            )
    # A line for each block: people can read it, and the quick encoder writes it.
    lines = ",\n".join(f"{_json(name)}: {_json(block)}" for name, block in blocks.items())
    pages = pagination.page_count
    return f'{{"version": 1, "pages": {pages}, "blocks": {{\n{lines}\n}}}}\n'.encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
