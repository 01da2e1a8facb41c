"""Stylesheets read file by file, imports followed: what the engine would ignore, lose or die of is found with its place.

WeasyPrint 70.0 names no file in its log, not even through ``@import``, and ``calc(1px + var(--undefined))`` ends a
render with an AssertionError (both measured). So imports are resolved here, the engine gets one sheet after the other,
and a custom property that nobody defines is an error before anything is typeset. CSS Syntax 3, CSS Cascade 5.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Self

from pipeline.cache.cleared import Memory
from pipeline.cache.kept import States
from pipeline.cache.keys import key_of
from pipeline.cache.lists import Lists
from pipeline.cache.remembered import Held, Remembered
from pipeline.files import inside
from pipeline.findings import Checked, Finding, Place, error


@dataclass(frozen=True, slots=True)
class Sheet:
    """One stylesheet file.

    Attributes:
        path: relative to the project root.
        text: its content.
        marks: line, column and name of each property, of each property at the first token of its value, and of each
            function (with an opening parenthesis). By these a nameless log record finds its file.
        selectors: where each selector stands, by its text with single spaces; more than once, if it is repeated.
    """

    path: str
    text: str
    marks: frozenset[tuple[int, int, str]] = frozenset()
    selectors: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)


@dataclass
class _Reading:
    """What has been gathered while following imports.

    Attributes:
        states: what the files are, looked at before they are read.
        sheets: by path, with the paths that each imports.
        defined: custom properties.
        used: custom properties without a fallback, with their places.
        importing: the files that are being read, outermost first.
    """

    root: Path
    states: States
    sheets: dict[str, tuple[Sheet, list[str]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    used: list[tuple[str, Place]] = field(default_factory=list)
    importing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sheet as it is kept: see :class:`Sheet`."""

    path: str
    text: str
    marks: tuple[tuple[int, int, str], ...]
    selectors: Mapping[str, tuple[tuple[int, int], ...]]

    def sheet(self) -> Sheet:
        """Return the sheet."""
        return Sheet(self.path, self.text, frozenset(self.marks), self.selectors)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a stylesheet and all that it imports say, without mistakes.

    Attributes:
        sheets: in cascade order.
        defined: custom properties.
        used: custom properties without a fallback, with their places.
    """

    sheets: tuple[_Kept, ...]
    defined: tuple[str, ...]
    used: tuple[tuple[str, Place], ...]

    @classmethod
    def of(cls, reading: _Reading, path: str) -> Self:
        """Gather what was read from a path on."""
        ordered = _in_cascade_order(reading, path)
        sheets = (_Kept(each.path, each.text, tuple(sorted(each.marks)), each.selectors) for each in ordered)
        return cls(tuple(sheets), tuple(sorted(reading.defined)), tuple(reading.used))


@cache
def _lists() -> Lists[_Said]:
    return Lists(_Said)


def read_stylesheets(
    root: Path, path: str, *, given: Iterable[str] = (), memory: Memory | None = None
) -> Checked[tuple[Sheet, ...]]:
    """Read a stylesheet and all that it imports.

    Args:
        root: the project root.
        path: of the sheet, relative to the root.
        given: custom properties that documents define themselves, in ``style`` attributes.
        memory: remembers sheets without mistakes.

    Returns:
        The sheets in cascade order: what a sheet imports comes before it; one that is imported twice counts where it
        is imported last (CSS Cascade 5, 2.1).
    """
    remembered = Remembered(memory or Memory(), _lists, States(root))
    key = key_of(remembered.memory.made_with, {"stage": "stylesheets", "first": path})
    held = remembered.recall("stylesheets", key)
    found: list[Finding] = []
    if held is None:
        reading = _Reading(root, States(root))
        _read(reading, path, None)
        found += reading.findings
        held = Held(_Said.of(reading, path))
        if not found:
            remembered.keep("stylesheets", key, held.value, reading.states.known)
    said = held.value
    return Checked(tuple(map(_Kept.sheet, said.sheets)), (*found, *_undefined(said, frozenset(given))))


def _undefined(said: _Said, given: frozenset[str]) -> Iterator[Finding]:
    defined = given.union(said.defined)
    for name, place in said.used:
        if name in defined:
            continue
        near = get_close_matches(name, sorted(defined), n=1)
        hint = (
            f'did you mean "{near[0]}"?'
            if near
            else "define it in styles/tokens.css, or write var(name, fallback)"
        )
        message = f'the custom property "{name}" is defined nowhere'
        yield error("css-undefined-property", message, place, hint)


def _in_cascade_order(reading: _Reading, path: str) -> list[Sheet]:
    """Order sheets by their last import: walked backwards, that is the first one met."""
    ordered: dict[str, Sheet] = {}

    def visit(path: str) -> None:
        if path in reading.sheets and path not in ordered:
            sheet, imports = reading.sheets[path]
            ordered[path] = sheet
            for imported in reversed(imports):
                visit(imported)

    visit(path)
    return list(reversed(ordered.values()))


def _read(reading: _Reading, path: str, asked_from: Place | None) -> None:
    here = asked_from or Place(path)
    if path in reading.importing:
        message = f'"{path}" imports itself, by way of {" and ".join(reading.importing[-2:])}'
        reading.findings.append(error("css-syntax", message, here, "take one of the @import rules out"))
        return
    if path in reading.sheets:
        return
    # The parser takes longer to load than the sheets to be remembered.
    from pipeline.stylesheets.walk import walk_sheet  # noqa: PLC0415

    reading.states.of(path)
    text = _text(reading, path, here)
    if text is None:
        return
    walk = walk_sheet(reading.root, path, text, reading.states.of)
    reading.defined |= walk.defined
    reading.used += walk.used
    reading.findings += walk.findings
    selectors = {selector: tuple(places) for selector, places in walk.selectors.items()}
    sheet = Sheet(path, text, frozenset(walk.marks), selectors)
    reading.sheets[path] = sheet, [imported for imported, _ in walk.imports]
    reading.importing.append(path)
    for imported, place in walk.imports:
        _read(reading, imported, place)
    reading.importing.pop()


def _text(reading: _Reading, path: str, here: Place) -> str | None:
    file = reading.root / path
    try:
        if not inside(reading.root, file):
            reading.findings.append(error("outside-project", f'"{path}" leads out of the project', here))
            return None
        content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
        return content.decode()
    except FileNotFoundError:
        finding = error("missing-stylesheet", f'there is no stylesheet "{path}"', here)
    except UnicodeDecodeError as problem:
        before = content[: problem.start].decode().split("\n")
        place = Place(path, len(before), len(before[-1]) + 1)
        finding = error("not-utf-8", f'"{path}" is not UTF-8 text', place, "save it as UTF-8")
    except (
        OSError,
        RuntimeError,
    ) as problem:  # Python 3.11 and 3.12 raise the latter for a loop of symbolic links
        reason = (getattr(problem, "strerror", None) or "it is a loop of links").lower()
        finding = error("unreadable-file", f'cannot read "{path}": {reason}', here)
    reading.findings.append(finding)
    return None
