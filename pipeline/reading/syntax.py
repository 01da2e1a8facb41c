"""YAML that cannot be parsed, worded for somebody who writes reports.

libyaml knows where it stopped and says so in a parser's words; the table below holds what an editor can do about it.
"""

from __future__ import annotations

import re
from typing import Final

import yaml

from pipeline.findings import Finding, Place, Related, error
from pipeline.reading.quoting import quoting_of
from pipeline.reading.text import SourceFile

# What libyaml says, then code, message and hint.
_SYNTAX: Final = (
    ("tab character", "tab-indentation", "a tab stands in the indentation", "use spaces instead"),
    (
        "mapping values are not allowed",
        "yaml-syntax",
        "a colon is not expected here",
        'put quotes round the whole value if it holds ": ", or check the indentation of this line',
    ),
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
        "did not find expected alphabetic or numeric character",
        "yaml-syntax",
        "a value cannot begin with * or &",
        "put quotes round the value",
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


def word_syntax(
    source: SourceFile,
    problem: yaml.MarkedYAMLError,
    *,
    quoted: Place | None = None,
    bracket: Place | None = None,
) -> Finding:
    """Say what is wrong with the YAML, at the place that an editor must look at.

    Args:
        source: the file.
        problem: what libyaml says.
        quoted: where the last value before the problem stands, if it stands in quotation marks.
        bracket: where the innermost bracket or brace opens that is still open.
    """
    said = problem.problem or "the YAML cannot be understood"
    mark, context = problem.problem_mark or problem.context_mark, problem.context_mark
    related: tuple[Related, ...] = ()
    if context and ("end of stream" in said or "could not find expected ':'" in said):
        # The line where libyaml gave up tells nobody anything; the one where it began does.
        mark = context
    elif mark and context and context.line != mark.line:
        related = (Related("it began here", Place(source.path, context.line + 1, context.column + 1)),)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if bracket and ("node content" in said or "',' or" in said):
        message = "what this bracket opens is not closed, or holds what cannot stand there"
        hint = "put quotes round values that hold brackets, braces or commas"
        return error("yaml-syntax", message, bracket, hint)
    if quoted and quoted.end_line == line + 1 and "did not find expected" in said:
        return _behind_quotes(source, quoted)
    if line < len(source.lines) and re.match(r" *\t", source.lines[line]):
        said, related = "tab character", ()
        column = source.lines[line].index("\t")
    if slip := _colon_slip(source, line, said):
        return slip
    place = Place(source.path, min(line, len(source.lines) - 1) + 1, column + 1)
    for fragment, code, message, hint in _SYNTAX:
        if fragment in said:
            edits = quoting_of(source, place.line, place.column) if "put quotes round" in hint else ()
            return error(code, message, place, hint, related=related, edits=edits)
    return error("yaml-syntax", said, place, "check indentation, colons and quotation marks", related=related)


_BARE_KEY: Final = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[A-Za-z_][\w-]*) *")
_TIGHT_KEY: Final = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[A-Za-z_][\w-]*):(?!//)[^\s:]")
_BEHIND_BRACKET: Final = re.compile(
    r" *(?:- +)*[A-Za-z_][\w-]*: +(?:\[[^][]*\]|\{[^{}]*\}) *(?P<rest>[^\s,#].*)"
)


def _colon_slip(source: SourceFile, line: int, said: str) -> Finding | None:
    """Word a key that lacks its colon or the space behind it, or words behind a bracket; None if it is none of them.

    Args:
        source: the file.
        line: where YAML stopped, from 0; the mistake may stand in the line before.
        said: what libyaml says.
    """
    here = source.lines[line] if line < len(source.lines) else ""
    if "did not find expected" in said and (match := _BEHIND_BRACKET.fullmatch(here)):
        message = "text stands behind the bracket that closes this value"
        place = Place(source.path, line + 1, match.start("rest") + 1)
        return error("yaml-syntax", message, place, "put quotes round the whole value")
    if "mapping values are not" not in said and "could not find expected ':'" not in said:
        return None
    before = max((at for at in range(min(line, len(source.lines))) if source.lines[at].strip()), default=line)
    for at in (before, line):
        words = source.lines[at] if at < len(source.lines) else ""
        if match := _TIGHT_KEY.match(words):
            place = Place(source.path, at + 1, match.end("key") + 1)
            return error(
                "yaml-syntax", "a space belongs behind the colon", place, f'write "{match["key"]}: …"'
            )
        match = _BARE_KEY.fullmatch(words)
        following = next((each for each in source.lines[at + 1 :] if each.strip()), "")
        # What stands deeper below it shows that the word is a key, not a stray word or an unindented text.
        if match and len(following) - len(following.lstrip()) > len(words) - len(words.lstrip()):
            place = Place(source.path, at + 1, match.start("key") + 1, at + 1, match.end("key") + 1)
            message = f'"{match["key"]}" needs a colon behind it'
            return error("yaml-syntax", message, place, f'write "{match["key"]}:"')
    return None


def _behind_quotes(source: SourceFile, quoted: Place) -> Finding:
    """Word that text stands behind the quotation mark that closes a value."""
    if quoted.end_line > quoted.line:
        message = f"the quotation mark that opens here is closed in line {quoted.end_line}"
        return error(
            "yaml-syntax", message, quoted, "close it where the value ends, or use a literal block (|)"
        )
    place = Place(quoted.path, quoted.end_line, quoted.end_column)
    hint = "put quotes round the whole value, single ones if it holds double ones"
    message = "text stands behind the quotation mark that closes this value"
    return error("yaml-syntax", message, place, hint, edits=quoting_of(source, place.line, place.column))
