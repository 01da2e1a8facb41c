"""The manifest's list of chapters: its lines, what is wrong among them, and the files that it forgets."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.findings import Finding, Place, Related, error, warning
from pipeline.model.manifest import Part
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence

MANIFEST: Final = "sources/report.yaml"

PARTS: Final = (Part.FRONT, Part.BODY, Part.BACK)
"""The parts in the order in which they stand: front matter has roman folios, which cannot come later."""

NOT_CHAPTERS: Final = frozenset({"report.yaml", "references.yaml", "facts.yaml", "abbreviations.yaml"})
"""Files of ``sources/`` that have a meaning of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest's chapter list, read even where other lines are wrong."""

    id: str
    file: str
    part: Part
    place: Place
    file_place: Place


def read_entries(tree: Node) -> Iterator[Entry]:
    """Yield the lines of the list that name a file; the others have their findings from the model."""
    chapters = tree.get("chapters") if isinstance(tree, Mapping) else None
    for item in chapters.items if isinstance(chapters, Sequence) else ():
        if not isinstance(item, Mapping):
            continue
        file, name, part = (item.get(key) for key in ("file", "id", "part"))
        if isinstance(file, Scalar) and file.text:
            known_part = part.text if isinstance(part, Scalar) and part.text in set(Part) else Part.BODY
            written_id = name if isinstance(name, Scalar) else file
            # "./a.yaml" is a.yaml; in an address, two slashes are not one.
            path = file.text if "://" in file.text else posixpath.normpath(file.text)
            yield Entry(written_id.text, path, Part(known_part), written_id.place, file.place)


def once_each(entries: list[Entry]) -> list[Entry]:
    """Return the first line of each file: a chapter is read once, however often it is listed."""
    return list({entry.file: entry for entry in reversed(entries)}.values())[::-1]


def check_entries(entries: list[Entry]) -> list[Finding]:
    """Find files and ids that stand twice, and parts that stand in another order than the printed report's."""
    findings = []
    latest = Part.FRONT
    ids: dict[str, Entry] = {}
    files: dict[str, Entry] = {}
    for entry in entries:
        first = files.setdefault(entry.file, entry)
        if first is not entry:
            findings.append(
                error(
                    "chapter-listed-twice",
                    f'"{entry.file}" is listed twice',
                    entry.file_place,
                    "keep one of the lines",
                    related=(Related("first listed here", first.file_place),),
                )
            )
            continue
        if PARTS.index(entry.part) < PARTS.index(latest):
            message = f'a chapter of the part "{entry.part}" stands behind one of the part "{latest}"'
            hint = "front matter comes first, then the body, then the back matter: move the line, or change its part"
            findings.append(error("invalid-value", message, entry.place, hint))
        latest = max(latest, entry.part, key=PARTS.index)
        same = ids.setdefault(entry.id, entry)
        if same is not entry:
            findings.append(
                error(
                    "duplicate-id",
                    f'two chapters have the id "{entry.id}"',
                    entry.place,
                    "give one of them another id, and mend the crossrefs to it",
                    related=(Related("first used here", same.place),),
                )
            )
    return findings


def find_unlisted(root: Path, listed: set[str]) -> Iterator[Finding]:
    """Find chapter files that no line names.

    Args:
        root: the project root.
        listed: the files of the list, relative to ``sources/``.
    """
    sources = root / "sources"
    for file in sorted(sources.rglob("*.yaml")):
        relative = file.relative_to(sources)
        hidden = any(part.startswith(".") for part in relative.parts)
        if (
            not file.is_file()
            or hidden
            or relative.as_posix() in listed | NOT_CHAPTERS
            or relative.parts[0] in {"data", "images"}
        ):
            continue
        yield warning(
            "unlisted-chapter",
            f"{MANIFEST} does not list this chapter, so it is not in the report",
            Place(f"sources/{relative.as_posix()}"),
            f"add it there: - {{id: {file.stem}, file: {relative.as_posix()}, part: body}}",
        )
