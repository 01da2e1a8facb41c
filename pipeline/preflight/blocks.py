"""From a place on a page back to the source block, by ``report.map.json``.

Of the blocks whose rectangle on that page holds a finding's, the smallest is meant. A finding that no block holds, as a
running head's, and one that names no place on its page, stay as they are.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from pipeline.findings import Finding
from pipeline.findings.finding import Place, Rectangle

_ROOM: Final = 2.0
"""Points by which a finding may stick out: boxes of text are those of the face's usual height."""


class _Piece(NamedTuple):
    """A block's part on one page."""

    area: float
    rectangle: Rectangle
    name: str
    place: Place | None


def at_their_blocks(findings: tuple[Finding, ...], content: bytes) -> tuple[Finding, ...]:
    """Give findings the block that they are in, with file and line.

    Args:
        content: of ``report.map.json``.

    Raises:
        ValueError: it is no such file.
    """
    if not any(_is_open(finding) for finding in findings):
        return findings
    pieces = _read(content)
    return tuple(_placed(finding, pieces.get(finding.page or 0, ())) for finding in findings)


def hold_map(content: bytes, pages: int) -> None:
    """Hold ``report.map.json`` against the number of pages of the file that it is used for.

    Raises:
        ValueError: it is no such file, or another report's.
    """
    _read(content)
    mapped = json.loads(content).get("pages")
    if mapped != pages:
        raise ValueError(f"it is of a report of {mapped} pages, and the PDF has {pages}")


def _placed(finding: Finding, pieces: Iterable[_Piece]) -> Finding:
    rectangle = finding.rectangle
    if rectangle is None or not _is_open(finding):
        return finding
    piece = next((piece for piece in pieces if _holds(piece.rectangle, rectangle)), None)
    return replace(finding, block=piece.name, place=piece.place) if piece else finding


def _is_open(finding: Finding) -> bool:
    """Say whether a finding names a place on a page and none in a source."""
    return finding.rectangle is not None and finding.place is None


def _holds(outer: Rectangle, inner: Rectangle) -> bool:
    return (
        outer.left - _ROOM <= inner.left
        and outer.bottom - _ROOM <= inner.bottom
        and inner.right <= outer.right + _ROOM
        and inner.top <= outer.top + _ROOM
    )


def _read(content: bytes) -> Mapping[int, list[_Piece]]:
    """Read the map; return each page's pieces, by its number from 1, the smallest first."""
    pages: dict[int, list[_Piece]] = defaultdict(list)
    try:
        document = json.loads(content)
        for name, block in document["blocks"].items():
            place = _place(block)
            for fragment in block["fragments"]:
                left, bottom, right, top = map(float, fragment["rectangle"])
                area = (right - left) * (top - bottom)
                piece = _Piece(area, Rectangle(left, bottom, right, top), name, place)
                pages[int(fragment["page"])].append(piece)
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError("the map has another form than report.map.json") from problem
    for pieces in pages.values():
        pieces.sort(key=lambda piece: piece.area)
    return pages


def _place(block: Mapping[str, Any]) -> Place | None:
    path, line, end = block["path"], block["line"], block["end_line"]
    return Place(path, line, 1, end, 1) if path and line else None
