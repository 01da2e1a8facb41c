"""YAML as a tree in which every value knows its place.

Built from libyaml's events without recursion, so that neither deep nesting nor an alias bomb can hurt. A key cannot
stand twice; tags, merge keys and second documents are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import yaml

from pipeline.findings import Checked, Finding, Place, Related, error, warning
from pipeline.reading.syntax import word_syntax
from pipeline.reading.text import UNPRINTABLE, SourceFile

DEEPEST: Final = 32
"""Levels of nesting; a chapter needs about eight."""

MOST_VALUES: Final = 200_000
"""Values in a file once its aliases are unfolded; a table of 4,000 rows and 6 columns has 28,000."""

_PROPERTIES: Final = re.compile(r"(?:[&!]\S*(?:\s+#.*\n\s*|\s+))*")
"""Anchor and tag before a value (YAML 1.2.2, 6.9)."""

_SENTENCES: Final = frozenset({"body", "standfirst", "text", "message"})
"""Keys of running text: behind a sentence that breaks off, a comment is the rest of it."""

_BREAKS_OFF: Final = re.compile(r"(?:\S+\s+){3,}\S*\w", re.DOTALL)
_GOES_ON: Final = re.compile(r"\s+(?=#\s+[a-z]\w*\s+\w)")


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
        finding = word_syntax(source, problem, quoted=builder.quoted, bracket=builder.bracket)
        return Checked(None, (*builder.findings, finding))
    except _TooMuchError as problem:
        return Checked(None, (*builder.findings, problem.finding))
    if builder.root is None and not builder.findings:
        return Checked(
            None, (error("empty-file", "the file holds nothing but comments", Place(source.path)),)
        )
    return Checked(builder.root, tuple(builder.findings))


class _TooMuchError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Open:
    """A list or mapping whose end has not been met."""

    def __init__(self, start: Any, place: Place) -> None:
        self.is_mapping = isinstance(start, yaml.MappingStartEvent)
        self.in_brackets = start.flow_style
        self.anchor = start.anchor
        self.place = place
        self.children: list[Node] = []
        self.keys: dict[str, Scalar] = {}
        self.size = 1

    def close(self) -> Node:
        if not self.is_mapping:
            return Sequence(tuple(self.children), self.place)
        pairs = zip(self.children[::2], self.children[1::2], strict=True)
        return Mapping(
            tuple((key, value) for key, value in pairs if isinstance(key, Scalar) and not _merges(key)),
            self.place,
        )


class _Builder:
    """Makes a tree of events.

    Attributes:
        quoted: the place of the last value, if it stands in quotation marks.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.quoted: Place | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._documents = 0
        self._values = 0

    @property
    def bracket(self) -> Place | None:
        """Where the innermost list in brackets, or mapping in braces, begins that is not closed."""
        return self._open[-1].place if self._open and self._open[-1].in_brackets else None

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
                self._add(self._scalar(event), 1, event.anchor)
            case yaml.AliasEvent():
                self._add_alias(event)

    def _scalar(self, event: Any) -> Scalar:
        place = self._place_of_value(event)
        # Only an escape in a double-quoted scalar can bring such a character this far.
        if strange := UNPRINTABLE.search(event.value):
            self._find(
                "not-text", f"an escape makes the control character U+{ord(strange[0]):04X} here", place
            )
        self.quoted = place if event.style in {"'", '"'} else None
        if not event.style:
            self._find_lost_words(event.value, place)
        # libyaml's style of a plain scalar is an empty string.
        return Scalar(UNPRINTABLE.sub("\ufffd", event.value), event.style or None, place)

    @property
    def _key(self) -> str:
        """The key that the next value stands behind, in a list the list's; empty if there is none."""
        holder = next((each for each in reversed(self._open) if each.is_mapping), None)
        key = holder.children[-1] if holder and len(holder.children) % 2 else None
        return key.text if isinstance(key, Scalar) else ""

    def _find_lost_words(self, words: str, place: Place) -> None:
        """Find text behind a plain value that looks like the rest of it, and is a comment: Ward #5, a # in a sentence."""
        behind = self.source.lines[place.end_line - 1][place.end_column - 1 :]
        space = re.match(r"\s+(?=#[^\s#])", behind)
        if not space and self._key in _SENTENCES and _BREAKS_OFF.fullmatch(words):
            space = _GOES_ON.match(behind)
        if space:
            first, last = place.end_column + space.end(), place.end_column + len(behind)
            lost = Place(place.path, place.end_line, first, place.end_line, last)
            message = f'YAML takes "{behind.strip()}" for a comment'
            hint = "put quotes round the value; write a comment on a line of its own"
            self.findings.append(warning("comment-in-text", message, lost, hint))

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
            self._find(
                "unknown-alias", f'no "&{event.anchor}" stands before "*{event.anchor}"', self._place(event)
            )
            known = Scalar(f"*{event.anchor}", None, self._place(event)), 1
        self._values += known[1]
        if self._values > MOST_VALUES:
            message = f"the aliases unfold to more than {MOST_VALUES:,} values"
            raise _TooMuchError(error("too-many-aliases", message, self._place(event)))
        self._add(*known)

    def _check_key(self, parent: _Open, key: Node) -> None:
        if not isinstance(key, Scalar):
            self._find("unsupported-yaml", "a key is a list or a mapping; keys are words", key.place)
            return
        if _merges(key):
            self._find("unsupported-yaml", 'the merge key "<<" means nothing here', key.place)
            return
        earlier = parent.keys.setdefault(key.text, key)
        if earlier is not key:
            self.findings.append(
                error(
                    "duplicate-key",
                    f'"{key.text}" stands twice here',
                    key.place,
                    "keep one of them",
                    related=(Related("first used here", earlier.place),),
                )
            )

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent)):
            hint = "put quotes round the value if it begins with an exclamation mark"
            self._find(
                "unsupported-yaml", f'the tag "{event.tag}" means nothing here', self._place(event), hint
            )

    def _find(self, code: str, message: str, place: Place, hint: str = "") -> None:
        self.findings.append(error(code, message, place, hint))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        if start.line >= len(self.source.lines):
            # A value that is nothing, behind the last character, is said by libyaml to stand on a line that is not there.
            return Place(self.source.path, len(self.source.lines), len(self.source.lines[-1]) + 1)
        block = isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}
        if block or isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            return Place(self.source.path, start.line + 1, start.column + 1)
        return Place(self.source.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _place_of_value(self, event: Any) -> Place:
        """Return where a scalar itself begins: to libyaml it begins with its anchor and tag."""
        place = self._place(event)
        if not event.anchor and not event.tag:
            return place
        before = _PROPERTIES.match(self.source.text, event.start_mark.index, event.end_mark.index)
        assert before
        line = place.line + before[0].count("\n")
        column = before.end() - self.source.text.rfind("\n", 0, before.end())
        if event.style in {"|", ">"}:
            return Place(place.path, line, column)
        return replace(place, line=line, column=column)


def _merges(key: Scalar) -> bool:
    """Whether a key is the merge key of YAML 1.1, which 1.2 does not have."""
    return key.text == "<<" and key.style is None
