"""Imports in tests: a project with nothing in it, a manuscript, and the words of the chapter that was made of it."""

from __future__ import annotations

import re
from pathlib import Path

from builders import MANIFEST, entry, project

from pipeline.findings import Checked
from pipeline.importing.road import Imported, Wanted, import_manuscript
from pipeline.model.prose import (
    Block,
    Blocks,
    List,
    ListItem,
    PersonBlock,
    SignatureBlock,
    inlines_of,
    inner_blocks,
    plain,
)
from pipeline.model.report import Chapter
from pipeline.reading import read_report
from pipeline.reading.text import UNPRINTABLE


def imported(
    root: Path, text: str | bytes, name: str = "text.txt", *, kind: str = "prose", title: str | None = "T"
) -> Checked[Imported]:
    """Import a text into a project of its own."""
    sources = root / "sources"
    sources.mkdir(exist_ok=True)
    file = root / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_manuscript(root, file, Wanted(kind, "chapter", title))


def written(root: Path) -> str:
    """Return the chapter file."""
    return (root / "sources" / "chapter.yaml").read_text(encoding="utf-8")


def body(root: Path) -> str:
    """Return the body of a chapter that is one stretch of Markdown, without its indentation."""
    text = written(root).partition("body: |\n")[2]
    return "\n".join(line[2:] for line in text.rstrip("\n").split("\n"))


def chapter(root: Path) -> Chapter:
    """Read the chapter as ``check`` reads it."""
    project(root, {}, manifest=MANIFEST + entry("chapter"))
    report = read_report(root).value
    assert report is not None
    (chapter,) = report.chapters
    return chapter


def codes(checked: Checked[Imported]) -> list[str]:
    return [finding.code for finding in checked.findings]


def said(checked: Checked[Imported]) -> str:
    return "\n".join(f"{finding.message} / {finding.hint}" for finding in checked.findings)


def words(text: str) -> list[str]:
    """Return the words of a text in order; what no text can hold, and soft hyphens, neither end a word nor belong to it."""
    lines = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return re.findall(r"\w+", re.sub("\xad", "", UNPRINTABLE.sub("", lines)))


def words_read(chapter: Chapter, *, numbers: bool = True) -> list[str]:
    """Return the words of a chapter behind its title, in the order of its file; numbers of lists are words, too."""
    front = chapter.front
    person = getattr(front, "person", None)
    parts = [plain(chapter.standfirst)]
    parts += [person.name, person.role, person.organisation] if person else []
    parts += _words_of_blocks(chapter.body, numbers=numbers)
    parts += [plain(note.content) for note in chapter.footnotes.values()]
    return words("\n".join(parts))


def _words_of_blocks(blocks: Blocks, *, numbers: bool) -> list[str]:
    return [words for block in blocks for words in _words_of(block, numbers=numbers)]


def _words_of(block: Block | ListItem, *, numbers: bool) -> list[str]:
    match block:
        case List():
            found = []
            for number, item in enumerate(block.items):
                found += [str(block.start + number)] if numbers and block.start is not None else []
                found += _words_of(item, numbers=numbers)
            return found
        case PersonBlock():
            return [block.person.name, block.person.role, block.person.organisation]
        case SignatureBlock():
            signature = block.signature
            return [signature.name, signature.role or "", signature.organisation or ""]
    inner = list(inner_blocks(block))
    if inner:
        return [words for each in inner for words in _words_of(each, numbers=numbers)]
    return [plain(content) for content in inlines_of(block)]
