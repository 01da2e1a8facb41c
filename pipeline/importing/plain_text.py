"""Plain text, as it is pasted or mailed: lines become paragraphs and lists.

Text says nothing about itself but where its lines end. A line that ends although the next word would have fitted ends on
purpose; the others were wrapped by a program, and are joined. What a heading is, recognition guesses later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from pipeline.findings import Checked, Finding
from pipeline.importing.document import Block, Blocks, Document, List, Origin, Paragraph, Run, Table, tidied
from pipeline.importing.people import is_name

WIDEST: Final = 120
"""Characters: programs wrap text at 65 to 100; where a line is longer, the text was not wrapped at all."""

NARROWEST: Final = 45
"""Characters: where all lines are shorter than this, they are lines of an address or a poem."""

_BULLET: Final = re.compile(r"(?P<bullet>[-*•·▪◦‣●])[ \t\xa0]+(?P<words>\S.*)")
_NUMBER: Final = re.compile(r"(?P<number>[1-9]\d{0,4}|0)(?P<mark>[.)])[ \t\xa0]+(?P<words>\S.*)")

_SUB_BULLET: Final = re.compile(r"(?P<bullet>o)[ \t\xa0]+(?P<words>\S.*)")
"""What becomes of Word's hollow bullet when it is pasted; only behind another item, since ``o`` is a word, too."""

_RULE: Final = re.compile(r"([-*=~•·–—])(?:[ \t\xa0]*\1){2,}")

_SENTENCE_END: Final = re.compile(r"[.!?:;…][)\]\"'”’]*$")

_SHORTEST: Final = 20
"""Characters of a line that may go on below although it had room: names, roles and single things are shorter."""

_DIVIDED: Final = re.compile(r"[^\W\d_]-$")

_EDGES: Final = re.compile("^[\\s\u200b\u2060\ufeff]+|[\\s\u200b\u2060\ufeff]+$")
"""White space and characters without width at the ends of a line; a line of nothing else is blank."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that begins with a list's mark, and those that continue it.

    Attributes:
        mark: as written, ``-`` or ``3.``.
        start: the number; None for a bullet.
    """

    mark: str
    start: int | None
    words: str
    at: int


def read_plain_text(text: str, origin: Origin) -> Checked[Document]:
    """Read text whose lines end with line feeds."""
    lines = [_Line(number, _EDGES.sub("", line)) for number, line in enumerate(text.split("\n"), 1)]
    width = _wrapped_at(lines)
    rules = [line.number for line in lines if _RULE.fullmatch(line.text)]
    lines = [_Line(line.number, "") if line.number in rules else line for line in lines]
    pieces: list[Paragraph | Table | _Item] = []
    for chunk in _chunks(lines):
        for together, is_table in _parted(chunk):
            pieces += [_table(together)] if is_table else _read_chunk(together, width)
    found = (
        *_find_blanks(text, origin),
        *(
            origin.advise(
                "left-out", "a rule across the page was left out", number, "a ## heading parts a text"
            )
            for number in rules
        ),
        *(
            origin.find("imported-otherwise", "lines that are parted by tabs became a table", piece.at)
            for piece in pieces
            if isinstance(piece, Table)
        ),
    )
    return Checked(Document(origin, _with_lists(pieces), is_plain=True), found)


def _parted(chunk: Sequence[_Line]) -> Iterator[tuple[list[_Line], bool]]:
    """Part the lines of tables, which hold equally many tabs, from the others; yield lines, and whether they are one."""
    others: list[_Line] = []
    for _, group in groupby(chunk, lambda line: 0 if _item_of(line) else line.text.count("\t")):
        lines = list(group)
        if _is_table(lines):
            if others:
                yield others, False
            yield lines, True
            others = []
        else:
            others = [*others, *lines]
    if others:
        yield others, False


def _is_table(lines: Sequence[_Line]) -> bool:
    return len(lines) > 1 and "\t" in lines[0].text and not _item_of(lines[0])


def _table(lines: Sequence[_Line]) -> Table:
    rows = (tuple(tidied([Run(cell)]) for cell in line.text.split("\t")) for line in lines)
    return Table(tuple(rows), lines[0].number)


def _find_blanks(text: str, origin: Origin) -> Iterator[Finding]:
    """Find lines that look blank and hold something: no-break spaces, mostly, from a page of the web."""
    numbers = [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip(" \t") and not _EDGES.sub("", line)
    ]
    if numbers:
        listed = ", ".join(map(str, numbers[:12])) + (" and more" if len(numbers) > 12 else "")
        lines = f"line {listed} holds" if len(numbers) == 1 else f"lines {listed} hold"
        message = f"{lines} nothing but a no-break space or the like; read as blank"
        yield origin.advise("left-out", message, numbers[0])


def _wrapped_at(lines: Sequence[_Line]) -> int:
    """Return the measure that the text was wrapped at, in characters; 0 if it was not wrapped."""
    longest = max((len(line.text) for line in lines), default=0)
    return longest if NARROWEST <= longest <= WIDEST else 0


def _chunks(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    chunk: list[_Line] = []
    for line in (*lines, _Line(0, "")):
        if line.text:
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []


def _read_chunk(chunk: Sequence[_Line], width: int) -> Iterator[Paragraph | _Item]:
    """Read lines between blank ones: those that were wrapped go together."""
    together: list[_Line] = []
    in_list = False
    for line in chunk:
        if together and (
            _item_of(line, in_list=in_list) or not _goes_on([one.text for one in together], line.text, width)
        ):
            yield _piece_of(together, in_list=in_list)
            together = []
        in_list = bool(_item_of(line, in_list=in_list)) or (in_list and bool(together))
        together.append(line)
    yield _piece_of(together, in_list=in_list)


def _piece_of(lines: Sequence[_Line], *, in_list: bool) -> Paragraph | _Item:
    text = lines[0].text
    if len(lines) > 1:
        # A word that is divided at its own hyphen has no space behind it.
        parts = (
            line.text if _DIVIDED.search(line.text) and below.text[0].isalpha() else f"{line.text} "
            for line, below in pairwise(lines)
        )
        text = "".join((*parts, lines[-1].text))
    line = _Line(lines[0].number, text)
    return _item_of(line, in_list=in_list) or Paragraph((Run(text),), line.number)


def _item_of(line: _Line, *, in_list: bool = False) -> _Item | None:
    if match := _BULLET.fullmatch(line.text) or (in_list and _SUB_BULLET.fullmatch(line.text)):
        return _Item(match["bullet"], None, match["words"], line.number)
    if match := _NUMBER.fullmatch(line.text):
        return _Item(match["number"] + match["mark"], int(match["number"]), match["words"], line.number)
    return None


def _goes_on(lines: Sequence[str], below: str, width: int) -> bool:
    """Whether the last of lines was wrapped: the first word below would not have fitted, or a sentence goes on with it."""
    line = lines[-1]
    if width and len(line) + 1 + len(below.split(maxsplit=1)[0]) > width:
        return True
    if len(line) < _SHORTEST or _SENTENCE_END.search(line) or is_name(line) or "\t" in line + below:
        return False
    return below[0].islower() and not lines[0][0].islower()


def _with_lists(pieces: Sequence[Paragraph | Table | _Item]) -> Blocks:
    """Make lists of items that follow each other."""
    blocks: list[Block] = []
    items: list[_Item] = []
    for piece in (*pieces, None):
        if items and not (isinstance(piece, _Item) and _follows(items, piece)):
            blocks += _list_of(items)
            items = []
        if isinstance(piece, _Item):
            items.append(piece)
        elif isinstance(piece, Table):
            blocks.append(piece)
        elif piece is not None:
            blocks.append(Paragraph(tidied(piece.content), piece.at))
    return tuple(blocks)


def _follows(items: Sequence[_Item], item: _Item) -> bool:
    if item.start is None:
        return items[0].mark == item.mark
    return items[-1].start == item.start - 1 and items[-1].mark[-1] == item.mark[-1]


def _list_of(items: Sequence[_Item]) -> Iterator[Block]:
    """Make a list; one number alone is no list, and its line stays a paragraph."""
    if len(items) == 1 and items[0].start is not None:
        (item,) = items
        yield Paragraph(tidied([Run(f"{item.mark} {item.words}")]), item.at)
        return
    paragraphs = tuple((Paragraph(tidied([Run(item.words)]), item.at),) for item in items)
    yield List(items[0].start, paragraphs, items[0].at)
