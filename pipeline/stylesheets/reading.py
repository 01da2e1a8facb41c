"""Stylesheets read file by file, imports followed: what the engine would ignore, lose or die of is found with its place.

WeasyPrint 70.0 names no file in its log, not even through ``@import``, and ``calc(1px + var(--undefined))`` ends a
render with an AssertionError (both measured). So imports are resolved here, the engine gets one sheet after the other,
and a custom property that nobody defines is an error before anything is typeset. CSS Syntax 3, CSS Cascade 5.
"""

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from pipeline.files import inside
from pipeline.findings import Checked, Finding, Place, error
from pipeline.stylesheets.walk import walk_sheet


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
        sheets: by path, with the paths that each imports.
        defined: custom properties.
        used: custom properties without a fallback, with their places.
        importing: the files that are being read, outermost first.
    """

    root: Path
    sheets: dict[str, tuple[Sheet, list[str]]] = field(default_factory=dict)
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
        The sheets in cascade order: what a sheet imports comes before it; one that is imported twice counts where it
        is imported last (CSS Cascade 5, 2.1).
    """
    reading = _Reading(root, defined=set(given))
    _read(reading, path, None)
    findings = (*reading.findings, *_undefined(reading))
    return Checked(tuple(_in_cascade_order(reading, path)), findings)


def _undefined(reading: _Reading) -> Iterator[Finding]:
    for name, place in reading.used:
        if name in reading.defined:
            continue
        near = get_close_matches(name, sorted(reading.defined), n=1)
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
    text = _text(reading, path, here)
    if text is None:
        return
    walk = walk_sheet(reading.root, path, text)
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
