"""``pipeline new``: a chapter file made of the kind's example, and an entry for it in the manifest: both, or neither."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError
from pipeline.examples import chapter_example
from pipeline.files import inside, write_atomically
from pipeline.findings import Checked, Finding, Place, error
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.border import ID_PATTERN
from pipeline.model.chapters import KINDS, ONCE
from pipeline.model.manifest import MANIFEST_SOURCE, ChapterEntry, Manifest
from pipeline.reading.entries import MANIFEST, NOT_CHAPTERS
from pipeline.reading.text import read_source
from pipeline.reading.tree import Mapping, Scalar, parse_yaml
from pipeline.reading.validation import validate
from pipeline.starting.manifest import add_entry
from pipeline.starting.order import PARTS, Standing, place_in

LONGEST_ID: Final = 64
"""Characters, as the schema has it."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"

Write = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class Started:
    """A chapter that was begun.

    Attributes:
        path: of its file, relative to the project root.
        part: of the report that it belongs to.
        after: id of the chapter that it stands behind; None if it is the first.
    """

    path: str
    kind: str
    part: str
    after: str | None


def start_chapter(root: Path, kind: str, name: str, write: Write = write_atomically) -> Checked[Started]:
    """Write a chapter to fill in and list it in the manifest.

    Args:
        root: the project root.
        kind: of the chapter.
        name: its id.
        write: puts content at a path in one step.

    Returns:
        What was done; or findings, if the manifest is not sound, cannot be edited, or a file cannot be written. Nothing
        has changed then.

    Raises:
        UsageError: the kind or the id will not do, or there is such a chapter or file already, or one of a kind that a
            report has once.
    """
    _check_kind(kind)
    _check_id(name)
    source = read_source(root, MANIFEST)
    tree = source.then(parse_yaml)
    manifest = tree.then(lambda node: validate(MANIFEST_SOURCE, node))
    if manifest.value is None or manifest.failed:
        return Checked(None, manifest.findings)
    file = _file(kind, name)
    _check_free(root, manifest.value, name, file)
    entry = ChapterEntry(id=name, file=file, part=PARTS[kind])
    standing = [_standing(root, one) for one in manifest.value.chapters]
    _check_once(kind, standing, manifest.value)
    index = place_in(standing, kind)
    after = manifest.value.chapters[index - 1].id if index else None
    content = (root / MANIFEST).read_bytes()
    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b""
    edited = add_entry(content.removeprefix(mark).decode("utf-8"), entry, index)
    if edited is None:
        return Checked(None, (_cannot_edit(entry, after),))
    problems = _write_both(root, file, _starter(kind, file), mark + edited.encode(), write)
    if problems:
        return Checked(None, problems)
    return Checked(Started(f"sources/{file}", kind, entry.part.value, after))


def _check_kind(kind: str) -> None:
    if kind in KINDS:
        return
    if kind.replace("-", "_") in BLOCK_ENTRIES:
        raise UsageError(
            f'"{kind}" is a block, not a chapter kind',
            "write it in the body of a chapter; make gallery shows how",
        )
    near = get_close_matches(kind.lower(), KINDS, n=1, cutoff=0.6)
    meant = f'. Did you mean "{near[0]}"?' if near else ""
    raise UsageError(f'there is no chapter kind "{kind}"', f"one of {', '.join(KINDS)}{meant}")


def _check_id(name: str) -> None:
    if re.fullmatch(ID_PATTERN, name) and len(name) <= LONGEST_ID:
        return
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).lstrip("-0123456789")[:LONGEST_ID].strip("-")
    such = f', such as "{slug}"' if slug else ""
    said = f"has more than {LONGEST_ID} characters" if len(name) > LONGEST_ID else "cannot be an id"
    raise UsageError(f'"{name}" {said}', f"write lower-case words joined by hyphens{such}")


def _file(kind: str, name: str) -> str:
    """Return where a chapter is written, relative to ``sources/``."""
    if kind == "story":
        return f"stories/{name}.yaml"
    return f"{name}-chapter.yaml" if f"{name}.yaml" in NOT_CHAPTERS else f"{name}.yaml"


def _check_free(root: Path, manifest: Manifest, name: str, file: str) -> None:
    for entry in manifest.chapters:
        if entry.id == name:
            hint = "choose another id, or write in that file"
            raise UsageError(f'there is a chapter "{name}" already: sources/{entry.file}', hint)
    path = root / "sources" / file
    if os.path.lexists(path):
        hint = f"choose another id, or list the file: - {{id: {name}, file: {file}, part: …}}"
        raise UsageError(f"sources/{file} is there already", hint)
    if not inside(root, path):
        raise UsageError(
            f"sources/{file} leads out of the project", "sources/ must stand in the project itself"
        )


def _check_once(kind: str, standing: Sequence[Standing], manifest: Manifest) -> None:
    for one, entry in zip(standing, manifest.chapters, strict=True):
        if kind in ONCE and one.kind == kind:
            hint = f'a report has one chapter of the kind "{kind}": write in that file'
            raise UsageError(f'there is a chapter of the kind "{kind}" already: sources/{entry.file}', hint)


def _standing(root: Path, entry: ChapterEntry) -> Standing:
    """Return what a listed chapter is, as far as its file can be read; ``check`` says what is wrong with it."""
    tree = read_source(root, f"sources/{entry.file}").then(parse_yaml).value
    kind = tree.get("kind") if isinstance(tree, Mapping) else None
    return Standing(entry.part, kind.text if isinstance(kind, Scalar) else None)


def _starter(kind: str, file: str) -> str:
    """Return the kind's example, with the line that tells editors its schema."""
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}.schema/chapter.json\n#\n{chapter_example(kind)}"


def _cannot_edit(entry: ChapterEntry, after: str | None) -> Finding:
    line = f"{{id: {entry.id}, file: {entry.file}, part: {entry.part}}}"
    where = f'behind "{after}"' if after else "as the first"
    return error(
        "cannot-edit",
        "the list of chapters is laid out in a way that a line cannot be put in by machine; nothing was changed",
        Place(MANIFEST),
        f"list one of its entries in a line of its own, or begin the file yourself and add, {where}: - {line}",
    )


def _write_both(root: Path, file: str, starter: str, manifest: bytes, write: Write) -> tuple[Finding, ...]:
    """Write chapter and manifest; if one cannot be written, leave both as they were."""
    chapter = root / "sources" / file
    had_folder = chapter.parent.is_dir()
    try:
        write(chapter, starter.encode())
        # A manifest that is a link stays one: what it leads to is written.
        write((root / MANIFEST).resolve(), manifest)
    except BaseException as problem:
        chapter.unlink(missing_ok=True)
        if not had_folder and chapter.parent.is_dir():
            chapter.parent.rmdir()
        if not isinstance(problem, OSError):
            raise
        reason = (problem.strerror or str(problem)).lower()
        message = f"cannot write {file} and report.yaml in sources/: {reason}; nothing was changed"
        return (error("cannot-write", message, hint="check who may write there"),)
    return ()
