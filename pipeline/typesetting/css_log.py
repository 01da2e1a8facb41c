"""What the engine logs about stylesheets, as findings with their file.

Most is said when a sheet is parsed, so the caller knows which; what var() and calc() come to is said when a chapter is
set, and its sheet is found by what stands at that line and column. Selectors are logged without any place.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.findings import Finding, Place, Related, error
from pipeline.stylesheets import Sheet
from pipeline.typesetting.log import arguments, position

_REPORTED_BETTER = re.compile(
    r"Parse error at|Error: |Expected a media type, got|Unknown empty rule <AtRule @charset"
)
"""Syntax errors, which reading the stylesheets finds; a forerunner of a better record; and a rule that says what all
our files are, UTF-8."""

_SELECTOR = "Invalid or unsupported selector"

_HINT = "mend it or take it out; what the engine ignores misleads the next designer"


def word_parsing(records: Iterable[logging.LogRecord], sheet: Sheet) -> Iterator[Finding]:
    """Word what was logged while one sheet was parsed."""
    seen: dict[str, int] = {}
    for record in records:
        said = record.getMessage()
        if _REPORTED_BETTER.match(said):
            continue
        if said.startswith(_SELECTOR):
            times = seen[said] = seen.get(said, -1) + 1
            yield _selector_finding(said, sheet, times)
            continue
        line, column = position(record) or (1, 1)
        yield _ignored(record, Place(sheet.path, line, column))


def is_about_css(record: logging.LogRecord) -> bool:
    """Whether a record of typesetting a chapter is about a stylesheet or a ``style`` attribute."""
    return position(record) is not None


def word_late(record: logging.LogRecord, sheets: Sequence[Sheet], chapter: Place) -> Finding:
    """Word a record about CSS that was logged while a chapter was set.

    Args:
        record: about a value that var() or calc() came to, or a ``style`` attribute.
        sheets: all of them.
        chapter: where to look if none of the sheets says such a thing there.
    """
    at = position(record) or (1, 1)
    mark = (*at, _subject(record))
    marked = [sheet for sheet in sheets if mark in sheet.marks]
    if not marked:
        return _ignored(record, chapter, "in a style attribute, ")
    first, *others = (Place(sheet.path, *at) for sheet in marked)
    return _ignored(record, first, related=tuple(Related("or here", place) for place in others))


def _subject(record: logging.LogRecord) -> str:
    """Return the property or function that a record is about, as the marks of a sheet spell it."""
    match arguments(record):
        case (int(), int(), str(text)):  # "Invalid math function at %d:%d: %s"
            return text.partition("(")[0].lower() + "("
        case (str(name), *_):  # "Ignored `%s: %s` at %d:%d, %s."
            return name.lower().replace("_", "-")
    return ""


def _ignored(
    record: logging.LogRecord, place: Place, where: str = "", related: tuple[Related, ...] = ()
) -> Finding:
    said = record.getMessage().rstrip(".")
    at = position(record)
    spot = f" at {at[0]}:{at[1]}" if at else ""
    if said.startswith(("Ignored `", "Deprecated `")):
        name, value, *_ = arguments(record)
        reason = said.partition(f"`{spot}, ")[2]
        message = f'{where}the engine ignores "{_short(f"{name}: {str(value).strip()}")}": {reason}'
    else:
        plain = re.sub(r"<(?:AtRule|QualifiedRule) (@?[\w-]*).*?>", r"\1", said.replace(spot, ""))
        message = f"{where}the engine ignores this: {_lower(_short(plain))}"
    return error("css-ignored", message, place, _HINT, related=related)


def _selector_finding(said: str, sheet: Sheet, times: int) -> Finding:
    text = said.removeprefix(f"{_SELECTOR}, ")
    quoted, _, reason = text.rpartition("', ") if "', " in text else (text.rstrip("'"), "", "not supported")
    selector = " ".join(quoted.removeprefix("'").split())
    places = sheet.selectors.get(selector)
    if places is None:  # a nested rule is logged with its parent's selector before its own
        near = [name for name in sheet.selectors if selector.endswith(name)]
        places = sheet.selectors[max(near, key=len)] if near else ((1, 1),)
    line, column = places[min(times, len(places) - 1)]
    message = f'the engine ignores the rule of "{_short(selector)}": {reason}'
    return error("css-ignored", message, Place(sheet.path, line, column), _HINT)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:77]}…" if len(flat) > 80 else flat
