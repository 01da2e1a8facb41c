"""The report that is measured, as a project of the pipeline: ``sources/`` in its own format, ``styles/`` with fonts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.pictures import picture
from bench.text import (
    WORKS,
    Block,
    Bold,
    Chapter,
    Chart,
    Cite,
    Edits,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Piece,
    Section,
    Table,
    chapter_id,
    compose,
    middle,
)
from builders import REPOSITORY

from pipeline.files import write_atomically

FACT: Final = "wards-visited"

_MANIFEST: Final = """\
title: A long report
subtitle: Made to be measured
publisher: report-pipeline project
date: 2026-11-23
language: en-GB
opens_on: any
chapters:
  - {id: cover, file: cover.yaml, part: front}
  - {id: contents, file: contents.yaml, part: front}
"""

_BACK: Final = """\
  - {id: abbreviations, file: abbreviations-list.yaml, part: back}
  - {id: references, file: reference-list.yaml, part: back}
"""

_SMALL: Final = {
    "cover.yaml": "kind: cover\n",
    "contents.yaml": "kind: contents\ntitle: Contents\n",
    "abbreviations-list.yaml": "kind: abbreviations\ntitle: Abbreviations\n",
    "reference-list.yaml": "kind: references\ntitle: References\n",
    "abbreviations.yaml": "ICB: the integrated care board\n",
    "facts.yaml": f"{FACT}:\n  text: 38 wards\n  value: 38\n  unit: wards\n  source: work-0\n",
}


def write_project(root: Path, count: int) -> Path:
    """Write a report of so many chapters into an empty folder, and return the folder."""
    sources = root / "sources"
    (sources / "images").mkdir(parents=True)
    # Copies, no hard links: what others do with the same files would be a change of these.
    shutil.copytree(REPOSITORY / "styles", root / "styles")
    for name, content in _SMALL.items():
        (sources / name).write_text(content, encoding="utf-8")
    lines = (
        f"  - {{id: {name}, file: {name}.yaml, part: body}}\n" for name in map(chapter_id, _numbers(count))
    )
    (sources / "report.yaml").write_text(_MANIFEST + "".join(lines) + _BACK, encoding="utf-8")
    (sources / "references.yaml").write_text("".join(map(_work, range(WORKS))), encoding="utf-8")
    for number in _numbers(count):
        chapter = compose(number, count)
        (sources / f"{chapter.id}.yaml").write_text(chapter_yaml(chapter), encoding="utf-8")
        for file in chapter.pictures:
            (sources / file).write_bytes(picture(file))
    return root


def edit_word(root: Path, count: int, edits: Edits) -> None:
    """Change the word, as an editor's program saves: a new file is moved over the old one."""
    _write_chapter(root, middle(count), count, edits)


def edit_pages(root: Path, count: int, edits: Edits) -> None:
    """Bring chapter 3 to the pages that the edits say."""
    _write_chapter(root, min(3, count), count, edits)


def edit_colour(root: Path, edits: Edits) -> None:
    """Change the colour of all text by a shade."""
    sheet = root / COLOURS
    ink = f"--ink: #1c2a{0x33 + edits.colour:02x};"
    lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(f"  {ink}\n" if line.startswith("  --ink:") else line for line in lines)
    write_atomically(sheet, text.encode())


COLOURS: Final = "styles/tokens.css"
"""The stylesheet that a change of colour is made in."""


def _write_chapter(root: Path, number: int, count: int, edits: Edits) -> None:
    chapter = compose(number, count, edits)
    write_atomically(root / "sources" / f"{chapter.id}.yaml", chapter_yaml(chapter).encode())


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _work(number: int) -> str:
    return (
        f"work-{number}:\n  type: report\n  author: {{family: {_FAMILIES[number % len(_FAMILIES)]}, given: Ann}}\n"
        f"  title: Notes on the work of wards, part {number + 1}\n  issued: {2000 + number}\n"
        f"  publisher: report-pipeline project\n"
    )


_FAMILIES: Final = ("Baker", "Carter", "Fletcher", "Mason", "Potter", "Shepherd", "Turner", "Weaver")


def chapter_yaml(chapter: Chapter) -> str:
    """Write a chapter: Markdown and blocks in turns."""
    head = (
        f"kind: prose\ntitle: {_quoted(f'{chapter.title} at site {chapter.id[1:]}')}\nshort_title: {_quoted(chapter.title)}\n"
        f"standfirst: |\n  {chapter.standfirst}\n\nbody:\n"
    )
    stretches: list[str] = []
    running: list[str] = []
    for index, section in enumerate(chapter.sections, start=1):
        running += [f"## {section.title} {{#s{index}}}"]
        for block in section.blocks:
            match block:
                case Paragraph() | Items():
                    running += _markdown(block)
                case _:
                    stretches += [_literal(running), _block(block)]
                    running = []
        running += _notes(section)
    return head + "\n".join([*stretches, _literal(running)]) + "\n"


def _literal(paragraphs: list[str]) -> str:
    text = "\n\n".join(paragraphs)
    lines = (f"    {line}" if line else "" for line in text.splitlines())
    return "  - |\n" + "\n".join(lines) + "\n"


def _markdown(block: Paragraph | Items) -> Iterator[str]:
    if isinstance(block, Items):
        yield "\n".join(f"- {words}" for words in block.words)
    else:
        yield "".join(map(_piece, block.pieces))


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Link(chapter, section, words, paged):
            return f"[{words}](heading:{chapter}/s{section})" + ("{.page}" if paged else "")
        case Cite(work):
            return f"[@work-{work}]"
        case Note(name, _):
            return f"[^{name}]"
        case Bold(words):
            return f"**{words}**"
        case _:
            return f"[](fact:{FACT})"


def _notes(section: Section) -> Iterator[str]:
    for block in section.blocks:
        for piece in block.pieces if isinstance(block, Paragraph) else ():
            if isinstance(piece, Note):
                yield f"[^{piece.name}]: {piece.words}"


def _block(block: Block) -> str:
    match block:
        case Table():
            columns = ["{title: Site}", *(f"{{title: {name}, align: right}}" for name in block.columns)]
            rows = "".join(f"        - [{name}, {', '.join(map(str, row))}]\n" for name, row in block.rows)
            return (
                f"  - table:\n      label: {block.label}\n      caption: {_quoted(block.caption)}\n"
                f"      columns: [{', '.join(columns)}]\n      row_headers: true\n      rows:\n{rows}"
            )
        case Chart():
            rows = "".join(f"        - {{name: {name}, values: {list(row)}}}\n" for name, row in block.rows)
            unit = '"%"' if block.kind == "stacked" else "visits"
            return (
                f"  - chart:\n      kind: {block.kind}\n      label: {block.label}\n      title: {_quoted(block.title)}\n"
                f"      message: No site is like another, and none stands apart.\n      unit: {unit}\n"
                f'      source: "[@work-1]"\n      series: [{", ".join(block.series)}]\n      rows:\n{rows}'
            )
        case Picture():
            return (
                f"  - figure:\n      label: {block.label}\n      image: {block.file}\n"
                f"      alt: {_quoted(block.alt)}\n      caption: {_quoted(block.caption)}\n"
            )
        case _:
            raise TypeError(block)


def _quoted(text: str) -> str:
    """Return a YAML scalar in double quotation marks: JSON's strings are some."""
    return json.dumps(text, ensure_ascii=False)
