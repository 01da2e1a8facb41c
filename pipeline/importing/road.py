"""The road of an import: read, recognise, write, read again, put in place.

The chapter is read once more as ``check`` will read it, in a folder of its own, before it is put into the project: what it
still lacks is then known, with its lines, and that its words are those of the manuscript.
"""

from __future__ import annotations

import math
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.files import inside, write_together
from pipeline.findings import Checked, Finding, Place, error
from pipeline.importing.document import Block, Image, Origin, printable
from pipeline.importing.manuscripts import read_manuscript
from pipeline.importing.recognition import Manuscript, recognise
from pipeline.importing.writing import ChapterFile, write_chapter
from pipeline.model.border import ID_PATTERN
from pipeline.reading import read_report
from pipeline.reading.raster import check_raster
from pipeline.reading.svg import check_svg

LONGEST_ID: Final = 64

_MANIFEST: Final = """\
title: Import
publisher: Import
date: 2000
language: en-GB
chapters: [{{id: {id}, file: {file}, part: body}}]
"""
"""Of the folder in which a chapter is tried; its values appear nowhere."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a manuscript is to become.

    Attributes:
        kind: one of :data:`~pipeline.importing.KINDS`.
        id: the chapter's id; made from the file's name if None.
        title: the chapter's title; taken from the text if None.
    """

    kind: str
    id: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A chapter that was put into the project.

    Attributes:
        files: all that was written, relative to the project root, the chapter first.
        entry: the line that the manifest needs.
        understood: what was understood, as pairs of what it is and what was found.
    """

    chapter: str
    kind: str
    files: tuple[str, ...]
    entry: str
    understood: tuple[tuple[str, str], ...]


def import_manuscript(root: Path, file: Path, wanted: Wanted) -> Checked[Imported]:
    """Make a chapter of a manuscript.

    Args:
        root: the project root.
        file: the manuscript; it may stand anywhere.
    """
    path = _named(root, file)
    name = _id_for(file, wanted)
    if name.value is None:
        return Checked(None, name.findings)
    document = read_manuscript(file, path)
    title = printable(wanted.title or "").strip() or None
    manuscript = document.then(lambda read: recognise(read, title))
    if manuscript.value is None:
        return Checked(None, manuscript.findings)
    sound, refused = _without_broken_images(manuscript.value)
    chapter = write_chapter(sound, wanted.kind, name.value)
    tried = _try(chapter, name.value)
    findings = tuple(sorted((*manuscript.findings, *refused, *chapter.findings), key=_paragraph))
    if obstacles := tuple(_obstacles(root, chapter)):
        return Checked(None, (*findings, *obstacles))
    contents = {root / "sources" / chapter.path: chapter.text.encode()}
    contents |= {root / "sources" / image: content for image, content in chapter.images.items()}
    try:
        write_together(contents)
    except OSError as problem:
        message = f'cannot write "sources/{chapter.path}": {(problem.strerror or "").lower()}'
        return Checked(None, (*findings, error("cannot-write", message, hint="check who may write there")))
    entry = f"- {{id: {name.value}, file: {chapter.path}, part: {_part(wanted.kind)}}}"
    files = tuple(f"sources/{written}" for written in (chapter.path, *chapter.images))
    done = Imported(name.value, wanted.kind, files, entry, sound.understood)
    return Checked(done, (*findings, *tried))


def _paragraph(finding: Finding) -> float:
    """Return the number of the Word file's paragraph that a finding is about; what is about none of them comes last."""
    found = re.fullmatch(r"paragraph/(\d+)", finding.block or "")
    return int(found[1]) if found else math.inf


def _part(kind: str) -> str:
    return "front" if kind == "foreword" else "body"


def _named(root: Path, file: Path) -> str:
    """Return what findings call a file: its path from the project root, where it is inside."""
    if inside(root, file):
        return file.resolve().relative_to(root.resolve()).as_posix()
    return file.as_posix()


def _id_for(file: Path, wanted: Wanted) -> Checked[str]:
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode("ascii").lower()
    name = wanted.id or re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_ID:
        message = f'"{name}" cannot be the id of a chapter'
        hint = "lower-case words joined by hyphens, the first beginning with a letter: --id view-from-cqc"
        return Checked(None, (error("invalid-value", message, hint=hint),))
    return Checked(name)


def _without_broken_images(manuscript: Manuscript) -> tuple[Manuscript, tuple[Finding, ...]]:
    """Leave out images that could not be printed, and say why."""
    findings: list[Finding] = []
    kept: list[Block] = []
    for block in manuscript.blocks:
        broken = _faults(block, manuscript.origin) if isinstance(block, Image) else ()
        findings += broken
        if not broken:
            kept.append(block)
    return replace(manuscript, blocks=tuple(kept)), tuple(findings)


def _faults(image: Image, origin: Origin) -> tuple[Finding, ...]:
    judge = check_svg if image.suffix == ".svg" else check_raster
    name = f"image{image.suffix}"
    return tuple(
        origin.find(finding.code, f"an image was left out: {finding.message}", image.at, finding.hint)
        for finding in judge(image.content, name, Place(name))
    )


def _obstacles(root: Path, chapter: ChapterFile) -> Iterator[Finding]:
    """Find what would be overwritten, and what leads out of the project."""
    sources = root / "sources"
    for path in (chapter.path, *chapter.images):
        file = sources / path
        if not inside(root, file):
            yield error("outside-project", f'"sources/{path}" leads out of the project')
        elif file.is_symlink() or file.exists():
            hint = "import it under another name with --id, or move the file away"
            yield error("file-exists", f'"sources/{path}" is there already, and was not touched', hint=hint)


def _try(chapter: ChapterFile, name: str) -> tuple[Finding, ...]:
    """Read a chapter as ``check`` reads it, alone, and return what is found."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        for path, content in {chapter.path: chapter.text.encode(), **chapter.images}.items():
            file = sources / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        manifest = _MANIFEST.format(id=name, file=chapter.path)
        (sources / "report.yaml").write_text(manifest, encoding="utf-8")
        found = read_report(Path(folder)).findings
    lines = chapter.text.split("\n")
    return tuple(_with_remedy(finding, lines) for finding in found)


def _with_remedy(finding: Finding, lines: Sequence[str]) -> Finding:
    """Say of a key without value what is to be filled in, as the comment behind it does."""
    line = lines[finding.place.line - 1] if finding.place and finding.place.line <= len(lines) else ""
    empty = re.fullmatch(r"[ -]*\w+:  # (?:to fill in: )?(.+)", line)
    return replace(finding, hint=f"to fill in: {empty[1]}") if empty else finding
