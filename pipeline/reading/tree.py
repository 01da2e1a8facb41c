"""YAML as a tree in which every value knows its place.

Built from libyaml's events without recursion, so that neither deep nesting nor an alias bomb can hurt, and with
what authors expect of YAML 1.2: ``no`` is a word, ``1:30`` is a word, a key cannot stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml

from pipeline.findings import Checked, Finding, Place, Related, error
from pipeline.model.border import WrittenFloat, WrittenInt
from pipeline.reading.text import SourceFile

DEEPEST: Final = 32
"""Levels of nesting; a chapter needs about eight."""

MOST_VALUES: Final = 200_000
"""Values in a file once its aliases are unfolded; a table of 4,000 rows and 6 columns has 28,000."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written.

    Attributes:
        text: what YAML makes of it.
        style: None for plain, else one of ``' " | >``.
    """

    text: str
    style: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Return a key's value."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def parse_yaml(source: SourceFile) -> Checked[Node]:
    """Parse one YAML document."""
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as problem:
        return Checked(None, (*builder.findings, _word_syntax(source, problem)))
    except _TooMuchError as problem:
        return Checked(None, (*builder.findings, problem.finding))
    if builder.root is None and not builder.findings:
        return Checked(None, (error("empty-file", "the file holds nothing but comments", Place(source.path)),))
    return Checked(builder.root, tuple(builder.findings))


class _TooMuchError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Open:
    """A list or mapping whose end has not been met."""

    def __init__(self, start: Any, place: Place) -> None:
        self.is_mapping = isinstance(start, yaml.MappingStartEvent)
        self.anchor = start.anchor
        self.place = place
        self.children: list[Node] = []
        self.size = 1

    def close(self) -> Node:
        if not self.is_mapping:
            return Sequence(tuple(self.children), self.place)
        pairs = zip(self.children[::2], self.children[1::2], strict=True)
        return Mapping(
            tuple((key, value) for key, value in pairs if isinstance(key, Scalar)),
            self.place,
        )


class _Builder:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._documents = 0
        self._values = 0

    def take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self._find("unsupported-yaml", 'a second document begins ("---")', self._place(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_tag(event)
                self._open.append(_Open(event, self._place(event)))
                if len(self._open) > DEEPEST:
                    message = f"nested more than {DEEPEST} levels deep"
                    raise _TooMuchError(error("too-deep", message, self._place(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                closed = self._open.pop()
                self._add(closed.close(), closed.size, closed.anchor)
            case yaml.ScalarEvent():
                self._refuse_tag(event)
                self._add(Scalar(event.value, event.style, self._place(event)), 1, event.anchor)
            case yaml.AliasEvent():
                self._add_alias(event)

    def _add(self, node: Node, size: int, anchor: str | None = None) -> None:
        if anchor:
            self._anchors[anchor] = (node, size)
        if not self._open:
            self.root = self.root or node
            return
        parent = self._open[-1]
        if parent.is_mapping and len(parent.children) % 2 == 0:
            self._check_key(parent, node)
        parent.children.append(node)
        parent.size += size

    def _add_alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None:
            self._find("unknown-alias", f'no "&{event.anchor}" stands before "*{event.anchor}"', self._place(event))
            known = Scalar("", None, self._place(event)), 1
        self._values += known[1]
        if self._values > MOST_VALUES:
            message = f"the aliases unfold to more than {MOST_VALUES:,} values"
            raise _TooMuchError(error("too-many-aliases", message, self._place(event)))
        self._add(*known)

    def _check_key(self, parent: _Open, key: Node) -> None:
        if not isinstance(key, Scalar):
            self._find("unsupported-yaml", "a key is a list or a mapping; keys are words", key.place)
            return
        for earlier in parent.children[::2]:
            if isinstance(earlier, Scalar) and earlier.text == key.text:
                self.findings.append(
                    error(
                        "duplicate-key",
                        f'"{key.text}" stands twice here',
                        key.place,
                        "keep one of them",
                        related=(Related("first used here", earlier.place),),
                    )
                )
                return

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            self._find("unsupported-yaml", f'the tag "{event.tag}" means nothing here', self._place(event))

    def _find(self, code: str, message: str, place: Place) -> None:
        self.findings.append(error(code, message, place))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        block = isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}
        if block or isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            return Place(self.source.path, start.line + 1, start.column + 1)
        return Place(self.source.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# What libyaml says, and what an editor of texts can do with it.
_SYNTAX: Final = (
    ("tab character", "tab-indentation", "a tab stands in the indentation", "use spaces instead"),
    (
        "mapping values are not allowed",
        "yaml-syntax",
        "a colon is not expected here",
        'put quotes round the whole value if it holds ": ", or check the indentation of this line',
    ),
    ("did not find expected ',' or ']'", "yaml-syntax", 'a list in brackets is not closed with "]"', ""),
    ("did not find expected ',' or '}'", "yaml-syntax", 'a mapping in braces is not closed with "}"', ""),
    (
        "found unexpected end of stream",
        "yaml-syntax",
        "a quotation mark that opens is not closed before the file ends",
        "close it, or use a literal block (|) for longer text",
    ),
    (
        "did not find expected key",
        "yaml-syntax",
        "this line does not fit the lines above",
        "give it the indentation of its neighbours; look for a missing quotation mark in the line above",
    ),
    (
        "did not find expected '-' indicator",
        "yaml-syntax",
        "this line does not belong to the list above it",
        "begin it with a dash, or indent it less or more",
    ),
    (
        "cannot start any token",
        "yaml-syntax",
        "a value cannot begin with this character",
        "put quotes round the value",
    ),
    (
        "block sequence entries are not allowed",
        "yaml-syntax",
        "a list cannot begin on this line",
        "put the dash on a line of its own, indented",
    ),
    (
        "could not find expected ':'",
        "yaml-syntax",
        "a colon is missing",
        "write key: value, or give the text of a literal block (|) more indentation than its key",
    ),
)


def _word_syntax(source: SourceFile, problem: yaml.MarkedYAMLError) -> Finding:
    mark = problem.problem_mark or problem.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = source.lines
    said = problem.problem or "the YAML cannot be understood"
    related: tuple[Related, ...] = ()
    if "end of stream" in said and problem.context_mark:
        # The file's end tells nobody anything; the quotation mark that opens does.
        line, column = problem.context_mark.line, problem.context_mark.column
    elif problem.context_mark and problem.context_mark.line != line:
        opened = Place(source.path, problem.context_mark.line + 1, problem.context_mark.column + 1)
        related = (Related("it began here", opened),)
    if line < len(lines) and re.match(r" *\t", lines[line]):
        said, related = "tab character", ()
        column = lines[line].index("\t")
    place = Place(source.path, min(line, len(lines) - 1) + 1, column + 1)
    for fragment, code, message, hint in _SYNTAX:
        if fragment in said:
            return error(code, message, place, hint, related=related)
    return error("yaml-syntax", said, place, "check indentation, colons and quotation marks", related=related)


_NULL: Final = re.compile(r"~|null|Null|NULL|")
_TRUE: Final = re.compile(r"true|True|TRUE")
_FALSE: Final = re.compile(r"false|False|FALSE")
_INT: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def value_of(node: Node) -> Any:
    """Return the plain value of a node by the core schema of YAML 1.2.2 (10.3.2), without octal, hex or infinity.

    Numbers remember how they were written.
    """
    match node:
        case Mapping():
            return {key.text: value_of(value) for key, value in node.entries}
        case Sequence():
            return [value_of(item) for item in node.items]
        case Scalar(text, None):
            return _plain_value(text)
        case Scalar(text):
            return text


def _plain_value(text: str) -> Any:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return text[0] in "tT"
    # Python refuses whole numbers of more than 4,300 digits; so long a number is text to everybody.
    if len(text) > 300:
        return text
    if _INT.fullmatch(text):
        whole = WrittenInt(text)
        whole.written = text
        return whole
    if _FLOAT.fullmatch(text):
        decimal = WrittenFloat(text)
        decimal.written = text
        return decimal
    return text


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything inside it."""
    yield node
    match node:
        case Mapping():
            for _, value in node.entries:
                yield from walk(value)
        case Sequence():
            for item in node.items:
                yield from walk(item)
