"""The report that is measured, for Typst: the same text, tables, charts, pictures, notes and links, in its own markup."""

from __future__ import annotations

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
    Table,
    chapter_id,
    compose,
    middle,
)

from pipeline.files import write_atomically

_HEAD: Final = """\
#set document(title: "A long report", author: "report-pipeline project", date: datetime(year: 2026, month: 11, day: 23))
#set text(font: "Source Sans 3", size: 12pt, lang: "en", region: "GB", hyphenate: true)
#set page(
  paper: "a4", numbering: "1",
  margin: (inside: 32mm, outside: 48mm, top: 76.5pt, bottom: 85pt),
  header: context [#set text(9pt); A long report #h(1fr) #counter(page).display()],
)
#set par(leading: 8.5pt, spacing: 25pt)
#show heading: set text(font: "Source Serif 4 Display", fill: rgb("#0b4f6c"))
#show heading.where(level: 1): it => { pagebreak(weak: true); set text(30pt); block(below: 34pt, it) }
#show heading.where(level: 2): set text(17pt)
#show figure.caption: set text(10pt)
#show table: set text(10pt)
#set par(justify: false)
#align(center + horizon, text(40pt)[A long report])
#pagebreak()
#outline(depth: 1)
"""


_BARS: Final = """\
#let colours = (rgb("#0b4f6c"), rgb("#3b7a92"), rgb("#e3b55a"))
#let bars(maximum, rows) = stack(spacing: 4pt, ..rows.map(((site, ..values)) => grid(
  columns: (90pt, ..values.map(value => 1fr * value), 1fr * calc.max(1, maximum - values.sum())),
  align: horizon,
  text(9pt, site),
  ..values.enumerate().map(((series, value)) => box(
    width: 100%, fill: colours.at(series), inset: 2pt,
    text(9pt, fill: if series == 2 { black } else { white }, str(value)),
  )),
  [],
)))
"""


def write_typst(folder: Path, count: int) -> Path:
    """Write the report into a folder, with a file for each chapter; return the main file."""
    (folder / "images").mkdir(parents=True)
    (folder / "works.yml").write_text("".join(map(_work, range(WORKS))), encoding="utf-8")
    (folder / "bars.typ").write_text(_BARS, encoding="utf-8")
    includes = "".join(f'#include "{chapter_id(number)}.typ"\n' for number in range(1, count + 1))
    back = '#bibliography("works.yml", style: "ieee", title: "References")\n'
    main = folder / "main.typ"
    main.write_text(_HEAD + includes + back, encoding="utf-8")
    for number in range(1, count + 1):
        chapter = compose(number, count)
        (folder / f"{chapter.id}.typ").write_text(chapter_typst(chapter), encoding="utf-8")
        for file in chapter.pictures:
            (folder / file).write_bytes(picture(file))
    return main


def edit_typst_word(folder: Path, count: int, edits: Edits) -> None:
    """Change the word, as an editor's program saves."""
    chapter = compose(middle(count), count, edits)
    write_atomically(folder / f"{chapter.id}.typ", chapter_typst(chapter).encode())


def _work(number: int) -> str:
    return (
        f"work-{number}:\n  type: report\n  author: Baker, Ann\n  title: Notes on the work of wards, part {number + 1}\n"
        f"  date: {2000 + number}\n  publisher: report-pipeline project\n"
    )


def chapter_typst(chapter: Chapter) -> str:
    """Write a chapter."""
    lines = [
        '#import "bars.typ": bars',
        f"= {chapter.title} at site {chapter.id[1:]} <{chapter.id}>",
        f'#text(font: "Source Serif 4", 15pt)[{chapter.standfirst}]',
    ]
    for index, section in enumerate(chapter.sections, start=1):
        lines.append(f"== {section.title} <{chapter.id}-s{index}>")
        lines += [_block(block) for block in section.blocks]
    return "\n\n".join(lines) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(pieces):
            return "".join(map(_piece, pieces))
        case Items(words):
            return "\n".join(f"- {each}" for each in words)
        case Table():
            return "".join(_table(block))
        case Chart():
            rows = "".join(f'("{name}", {", ".join(map(str, row))}),' for name, row in block.rows)
            alt = f"{block.title}: {len(block.rows)} rows of {', '.join(block.series)}"
            most = 100 if block.kind == "stacked" else 400
            return f'#figure(alt: "{alt}", bars({most}, ({rows})), caption: [{block.title} @work-1])'
        case Picture():
            return f'#figure(image("{block.file}", alt: "{block.alt}"), caption: [{block.caption}])'


def _table(block: Table) -> Iterator[str]:
    columns = len(block.columns) + 1
    yield f"#figure(table(columns: {columns}, stroke: none, align: (left, ..(right,) * {columns - 1}),\n"
    yield f"  table.header([Site], {', '.join(f'[{name}]' for name in block.columns)}),\n"
    for name, row in block.rows:
        yield f"  [{name}], {', '.join(f'[{value}]' for value in row)},\n"
    yield f"), caption: [{block.caption}])"


def _piece(piece: Piece) -> str:
    match piece:
        case str():
            return piece
        case Link(chapter, section, words, paged):
            label = f"{chapter}-s{section}"
            page = f' on #ref(<{label}>, form: "page")' if paged else ""
            return f"#link(<{label}>)[{words}]{page}"
        case Cite(work):
            return f"@work-{work}"
        case Note(_, words):
            return f"#footnote[{words}]"
        case Bold(words):
            return f"*{words}*"
        case _:
            return "38 wards"
