"""A line more in the manifest: the text is edited, not the values, so that comments, quotes and layout stay as they are.

The new entry is written as the one beside it is: its text is copied and its values are replaced. Whatever came of that is
read again, and counts only if the manifest then says what it said before and the new chapter besides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model.manifest import MANIFEST_SOURCE, ChapterEntry, Manifest
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Mapping, Node, Scalar, parse_yaml
from pipeline.reading.tree import Sequence as List
from pipeline.reading.validation import validate

_COMMENT: Final = re.compile(r"[ \t]*(?:(?<=\s)|^)#[^\n]*", re.MULTILINE)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_NOT_PLAIN: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Ids that some reader of YAML takes for something else than a word."""


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Text that is put in before a character of the manifest, counted from 0."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """The entry that a new one is written after the fashion of.

    Attributes:
        start: its first character: of the first key, or the brace.
        end: one past its last character.
    """

    node: Mapping
    start: int
    end: int


class _UnusualError(Exception):
    """A layout that this cannot write in."""


def add_entry(text: str, entry: ChapterEntry, index: int) -> str | None:
    """Return a manifest's text with an entry put in.

    Args:
        text: of a sound manifest, with its own line ends, without a byte order mark.
        entry: the new one.
        index: how many entries stand before it.

    Returns:
        The text; None if its layout is such that this cannot be done without changing other lines.
    """
    plain = _LINE_END.sub("\n", text)
    source = SourceFile("sources/report.yaml", plain)
    tree = parse_yaml(source).value
    before = _manifest(plain)
    if before is None or not isinstance(tree, Mapping):
        return None
    try:
        insertions = _insertions(source, tree.get("chapters"), entry, index)
    except _UnusualError:
        return None
    expected = before.model_copy(
        update={"chapters": (*before.chapters[:index], entry, *before.chapters[index:])}
    )
    if _manifest(_put_in(plain, insertions)) != expected:
        return None
    return _with_own_line_ends(text, plain, insertions)


def _manifest(text: str) -> Manifest | None:
    tree = parse_yaml(SourceFile("sources/report.yaml", text))
    return tree.then(lambda node: validate(MANIFEST_SOURCE, node)).value


def _put_in(text: str, insertions: Sequence[_Insertion]) -> str:
    for one in sorted(insertions, key=lambda one: one.at, reverse=True):
        text = text[: one.at] + one.text + text[one.at :]
    return text


def _with_own_line_ends(text: str, plain: str, insertions: Sequence[_Insertion]) -> str:
    """Put in where the file itself has these characters, with the line ends that stand nearest."""
    ends = list(_LINE_END.finditer(text))
    own = []
    for one in insertions:
        before = plain.count("\n", 0, one.at)
        shift = sum(len(end[0]) - 1 for end in ends[:before])
        near = ends[min(before, len(ends) - 1)][0] if ends else "\n"
        own.append(_Insertion(one.at + shift, one.text.replace("\n", near)))
    return _put_in(text, own)


def _insertions(
    source: SourceFile, chapters: Node | None, entry: ChapterEntry, index: int
) -> list[_Insertion]:
    if not isinstance(chapters, List) or not chapters.items:
        raise _UnusualError
    behind = index > 0
    neighbour = _neighbour(source, chapters.items[index - 1 if behind else 0])
    first = _offset(source, chapters.place.line, chapters.place.column)
    if source.text[first : first + 1] == "[":
        return _in_brackets(source.text, neighbour, entry, behind=behind)
    return [_below(source.text, neighbour, entry, behind=behind)]


def _below(text: str, neighbour: _Neighbour, entry: ChapterEntry, *, behind: bool) -> _Insertion:
    """Return an entry of its own lines, behind or before its neighbour's."""
    dash = text.rfind("-", 0, neighbour.start)
    line = text.rfind("\n", 0, dash) + 1
    if dash < 0 or text[line:dash].strip() or _COMMENT.sub("", text[dash + 1 : neighbour.start]).strip():
        raise _UnusualError
    written = _written(text, neighbour, line, entry)
    return (
        _Insertion(_line_end(text, neighbour.end), "\n" + written)
        if behind
        else _Insertion(line, written + "\n")
    )


def _in_brackets(text: str, neighbour: _Neighbour, entry: ChapterEntry, *, behind: bool) -> list[_Insertion]:
    """Return an entry in brackets: on a line of its own, if its neighbour has one."""
    line = text.rfind("\n", 0, neighbour.start) + 1
    end = _line_end(text, neighbour.end)
    rest = _COMMENT.sub("", text[neighbour.end : end]).strip()
    if text[line : neighbour.start].strip() or rest not in {"", ","}:
        written = _written(text, neighbour, neighbour.start, entry)
        return [
            _Insertion(neighbour.end, f", {written}")
            if behind
            else _Insertion(neighbour.start, f"{written}, ")
        ]
    written = _written(text, neighbour, line, entry)
    if not behind:
        return [_Insertion(line, f"{written},\n")]
    if rest:
        return [_Insertion(end, f"\n{written},")]
    return [_Insertion(neighbour.end, ","), _Insertion(end, f"\n{written}")]


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found


def _neighbour(source: SourceFile, node: Node) -> _Neighbour:
    if not isinstance(node, Mapping):
        raise _UnusualError
    start = _offset(source, node.place.line, node.place.column)
    end = max(_offset(source, value.place.end_line, value.place.end_column) for _, value in node.entries)
    if source.text[start : start + 1] == "{":
        closing = re.compile(r"(?:[\s,]|(?<=\s)#[^\n]*)*\}").match(source.text, end)
        if closing is None:
            raise _UnusualError
        end = closing.end()
    if start >= end:
        # An alias: what it stands for is written elsewhere.
        raise _UnusualError
    return _Neighbour(node, start, end)


def _written(text: str, neighbour: _Neighbour, start: int, entry: ChapterEntry) -> str:
    """Return a neighbour's text from a character on, without comments, with the values of another entry."""
    parts: list[str] = []
    source = SourceFile("", text)
    at = start
    for value, new in _values(neighbour.node, entry):
        first = _offset(source, value.place.line, value.place.column)
        parts += [_without_comments(text[at:first]), new]
        at = _offset(source, value.place.end_line, value.place.end_column)
    parts.append(_without_comments(text[at : neighbour.end]))
    return "".join(parts)


def _without_comments(text: str) -> str:
    if re.search(r"[&*!|>]", _COMMENT.sub("", text)):
        raise _UnusualError
    return re.sub(r"\n[ \t]*(?=\n)", "", _COMMENT.sub("", text))


def _values(node: Mapping, entry: ChapterEntry) -> Iterator[tuple[Scalar, str]]:
    """Yield each value of an entry in the file's order, with what takes its place."""
    new = {"id": _quoted(entry.id), "file": entry.file, "part": entry.part.value}
    for key, value in node.entries:
        if not isinstance(value, Scalar) or value.style in {"|", ">"} or key.text not in new:
            raise _UnusualError
        yield value, new[key.text]


def _quoted(word: str) -> str:
    return f'"{word}"' if word in _NOT_PLAIN else word


def _offset(source: SourceFile, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in source.lines[: line - 1]) + column - 1
