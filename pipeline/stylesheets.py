"""Stylesheets read file by file, imports followed: what the engine would ignore, lose or die of is found with its place.

WeasyPrint 70.0 names no file in its log, not even through ``@import``, and ``calc(1px + var(--undefined))`` ends a
render with an AssertionError (both measured). So imports are resolved here, the engine gets one sheet after the other,
and a custom property that nobody defines is an error before anything is typeset. CSS Syntax 3, CSS Cascade 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, Final

import tinycss2

from pipeline.findings import Checked, Finding, Place, Related, error
from pipeline.files import inside

_IGNORED: Final = {"whitespace", "comment"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One stylesheet file.

    Attributes:
        path: relative to the project root.
        text: its content.
        declared: (line, property) of each of its declarations, by which a nameless log record finds its file.
    """

    path: str
    text: str
    declared: frozenset[tuple[int, str]]


@dataclass
class _Reading:
    """What has been gathered while following imports."""

    root: Path
    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    used: list[tuple[str, Place]] = field(default_factory=list)
    importing: list[str] = field(default_factory=list)


def read_stylesheets(root: Path, path: str, *, given: Iterable[str] = ()) -> Checked[tuple[Sheet, ...]]:
    """Read a stylesheet and all that it imports.

    Args:
        root: the project root.
        path: of the sheet, relative to the root.
        given: custom properties that documents define themselves, in ``style`` attributes.

    Returns:
        The sheets in cascade order: what a sheet imports comes before it.
    """
    reading = _Reading(root, defined=set(given))
    _read(reading, path, None)
    for name, place in reading.used:
        if name not in reading.defined:
            near = get_close_matches(name, sorted(reading.defined), n=1)
            hint = f'did you mean "{near[0]}"?' if near else "define it in styles/tokens.css, or write var(name, fallback)"
            message = f'the custom property "{name}" is defined nowhere'
            reading.findings.append(error("css-undefined-property", message, place, hint))
    return Checked(tuple(reading.sheets), tuple(reading.findings))


def _read(reading: _Reading, path: str, asked_from: Place | None) -> None:
    file = reading.root / path
    here = asked_from or Place(path)
    if path in reading.importing:
        message = f'"{path}" imports itself, through {" and ".join(reading.importing[-2:])}'
        reading.findings.append(error("css-syntax", message, here, "take one of the @import rules out"))
        return
    if any(sheet.path == path for sheet in reading.sheets):
        return
    if not inside(reading.root, file):
        reading.findings.append(error("outside-project", f'"{path}" leads out of the project', here))
        return
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        reading.findings.append(error("missing-stylesheet", f'there is no stylesheet "{path}"', here))
        return
    except UnicodeDecodeError:
        reading.findings.append(error("not-utf-8", f'"{path}" is not UTF-8 text', here, "save it as UTF-8"))
        return
    except OSError as problem:
        reading.findings.append(error("unreadable-file", f'cannot read "{path}": {problem.strerror}', here))
        return
    reading.importing.append(path)
    walker = _Walker(reading, path)
    walker.walk(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    reading.importing.pop()
    reading.sheets.append(Sheet(path, text, frozenset(walker.declared)))


class _Walker:
    """Walks one sheet's rules and declarations."""

    def __init__(self, reading: _Reading, path: str) -> None:
        self.reading = reading
        self.path = path
        self.declared: set[tuple[int, str]] = set()

    def walk(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            match node.type:
                case "error":
                    self._syntax(node)
                case "declaration":
                    self._declaration(node)
                case "at-rule" if node.lower_at_keyword == "import":
                    self._import(node)
                case "at-rule" | "qualified-rule":
                    self._values(node.prelude)
                    if node.content is not None:
                        self._content(node)

    def _content(self, rule: Any) -> None:
        keyword = getattr(rule, "lower_at_keyword", None)
        if keyword in {"media", "layer", "supports", "container"}:
            self.walk(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        else:
            self.walk(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))

    def _syntax(self, node: Any) -> None:
        hint = "look for a missing semicolon, colon or brace on this line and the one above"
        self._find("css-syntax", f"{node.message.rstrip('.').lower()}", self._place(node), hint)

    def _declaration(self, node: Any) -> None:
        self.declared.add((node.source_line, node.lower_name))
        if node.name.startswith("--"):
            self.reading.defined.add(node.name)
        self._values(node.value)

    def _values(self, tokens: Iterable[Any]) -> None:
        for token in tokens:
            match token.type:
                case "url":
                    self._address(token.value, token)
                case "function":
                    if token.lower_name == "var":
                        self._var(token)
                    if token.lower_name == "url" and (words := _strings(token.arguments)):
                        self._address(words[0], token)
                    self._values(token.arguments)
                case "() block" | "[] block" | "{} block":
                    self._values(token.content)

    def _var(self, function: Any) -> None:
        arguments = [token for token in function.arguments if token.type not in _IGNORED]
        has_fallback = any(token.type == "literal" and token.value == "," for token in arguments)
        if arguments and arguments[0].type == "ident" and not has_fallback:
            self.reading.used.append((arguments[0].value, self._place(function, len(arguments[0].value) + 5)))

    def _import(self, rule: Any) -> None:
        prelude = [token for token in rule.prelude if token.type not in _IGNORED]
        place = self._place(rule)
        address = prelude[0] if prelude else None
        if address is None or address.type not in {"string", "url"}:
            self._find("css-syntax", "an @import without an address", place, '@import "tokens.css";')
            return
        if len(prelude) > 1:
            hint = "import the file plainly, and put the condition into it"
            self._find("css-conditional-import", "an @import with a condition", place, hint)
            return
        target = self._inner_path(address.value, place)
        if target is not None:
            _read(self.reading, target, place)

    def _address(self, address: str, token: Any) -> None:
        place = self._place(token)
        target = self._inner_path(address, place)
        if target is not None and not (self.reading.root / target).is_file():
            self._find("missing-image", f'there is no file "{target}"', place, f"paths are relative to {self.path}")

    def _inner_path(self, address: str, place: Place) -> str | None:
        """Return the project path of an address in this sheet; None where there is none, or it is refused."""
        if not address or address.startswith(("data:", "#")):
            return None
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
            code = "outside-project" if address.lower().startswith("file:") else "not-fetched"
            self._find(code, f'"{address}" is an address; nothing is fetched', place, _SAVE_HINT)
            return None
        path = re.split(r"[?#]", address)[0]
        joined = PurePosixPath(self.path).parent / path
        resolved = (self.reading.root / joined).resolve()
        if path.startswith("/") or not inside(self.reading.root, resolved):
            self._find("outside-project", f'"{address}" leads out of the project', place, _SAVE_HINT)
            return None
        return resolved.relative_to(self.reading.root.resolve()).as_posix()

    def _place(self, node: Any, length: int = 1) -> Place:
        line, column = node.source_line, node.source_column
        return Place(self.path, line, column, line, column + length)

    def _find(self, code: str, message: str, place: Place, hint: str) -> None:
        related = tuple(Related("imported here", Place(path)) for path in self.reading.importing[-2:-1])
        self.reading.findings.append(error(code, message, place, hint, related=related))


_SAVE_HINT: Final = "save the file under styles/ and name it relative to this stylesheet"


def _strings(tokens: Iterable[Any]) -> list[str]:
    return [token.value for token in tokens if token.type == "string"]


def properties_in_styles(html: str) -> Iterator[str]:
    """Yield the custom properties that a document's ``style`` attributes define."""
    for style in re.findall(r'style="([^"]*)"', html):
        yield from re.findall(r"(--[\w-]+)\s*:", style)
