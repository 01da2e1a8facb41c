"""Findings for other programs: JSON of our own, SARIF for code scanning, and GitHub's workflow commands.

Each is a function from findings to text without a line end at its end; :data:`FORMATS` lists them by the names that
``--format`` takes. None of them holds anything of the machine: paths are the project's.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from pipeline import __version__
from pipeline.findings.catalogue import CODES
from pipeline.findings.finding import Edit, Finding, Place, Related, Severity
from pipeline.findings.stored import store

VERSION: Final = 1
"""Of the JSON format; it rises when a reader of the old one would break."""

_PLACE_SCHEMA: Final = {
    "type": "object",
    "description": "a stretch of a source file",
    "properties": {
        "path": {"type": "string", "description": "relative to the project's root, with forward slashes"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1, "description": "from 1, in characters"},
        "end_line": {"type": "integer", "minimum": 1, "description": "the line of the last character"},
        "end_column": {"type": "integer", "minimum": 1, "description": "one past the last character"},
    },
    "required": ["path", "line", "column", "end_line", "end_column"],
    "additionalProperties": False,
}

_RECTANGLE_SCHEMA: Final = {
    "type": "object",
    "description": "in points from the bottom-left of the trim box",
    "properties": {edge: {"type": "number"} for edge in ("left", "bottom", "right", "top")},
    "required": ["left", "bottom", "right", "top"],
    "additionalProperties": False,
}

_RELATED_SCHEMA: Final = {
    "type": "object",
    "properties": {"message": {"type": "string"}, "place": {"$ref": "#/$defs/place"}},
    "required": ["message", "place"],
    "additionalProperties": False,
}

_EDIT_SCHEMA: Final = {
    "type": "object",
    "properties": {
        "place": {"$ref": "#/$defs/place"},
        "replacement": {"type": "string", "description": "what to write there; empty to delete"},
    },
    "required": ["place", "replacement"],
    "additionalProperties": False,
}

_FINDING_SCHEMA: Final = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "severity": {"enum": ["error", "warning", "advice"]},
        "message": {"type": "string"},
        "hint": {"type": "string", "description": "empty if the message says it all"},
        "place": {"oneOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]},
        "page": {"type": ["integer", "null"], "minimum": 1, "description": "from 1"},
        "rectangle": {"oneOf": [{"$ref": "#/$defs/rectangle"}, {"type": "null"}]},
        "object_number": {"type": ["integer", "null"], "minimum": 1, "description": "of the PDF object"},
        "block": {"type": ["string", "null"], "description": "as in build/report.map.json"},
        "related": {"type": "array", "items": {"$ref": "#/$defs/related"}},
        "times": {
            "type": "integer",
            "minimum": 1,
            "description": "how often the pages show it, where one finding stands for many",
        },
        "edits": {
            "type": "array",
            "items": {"$ref": "#/$defs/edit"},
            "description": "what mends it, all of them or none; empty where only a person can know",
        },
    },
    "required": [
        "code",
        "severity",
        "message",
        "hint",
        "place",
        "page",
        "rectangle",
        "object_number",
        "block",
        "related",
        "times",
        "edits",
    ],
    "additionalProperties": False,
}

FINDINGS_SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of the report pipeline",
        "type": "object",
        "properties": {
            "version": {"const": VERSION},
            "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}},
        },
        "required": ["version", "findings"],
        "additionalProperties": False,
        "$defs": {
            "finding": _FINDING_SCHEMA,
            "place": _PLACE_SCHEMA,
            "rectangle": _RECTANGLE_SCHEMA,
            "related": _RELATED_SCHEMA,
            "edit": _EDIT_SCHEMA,
        },
    }
)
"""What :func:`to_json` writes (JSON Schema draft 2020-12)."""

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_json(findings: Iterable[Finding]) -> str:
    """Write findings as JSON, every attribute of each, in their order."""
    return _json({"version": VERSION, "findings": [store(finding) for finding in findings]})


def _json(value: object) -> str:
    """Write JSON as people read it, letters as they are; only what UTF-8 cannot encode is escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return _LONE_SURROGATE.sub(lambda surrogate: f"\\u{ord(surrogate[0]):04x}", written)


_SARIF_LEVELS: Final = {Severity.ADVICE: "note"}
"""Severities that SARIF calls by another word (3.27.10)."""

_GITHUB_COMMANDS: Final = {Severity.ADVICE: "notice"}
"""Severities that GitHub calls by another word."""

_SARIF_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_ROOT: Final = "SRCROOT"
"""What paths are relative to; where that is, the log does not say, as it would name this machine (3.14.14)."""


def to_sarif(findings: Iterable[Finding]) -> str:
    """Write findings as a log of one run (SARIF 2.1.0, OASIS standard with errata 01)."""
    results = list(findings)
    occurring = {finding.code for finding in results}
    rules = [code for code in CODES if code in occurring]
    run = {
        "tool": {
            "driver": {
                "name": "report-pipeline",
                "version": __version__,
                "rules": [{"id": code, "shortDescription": {"text": CODES[code]}} for code in rules],
            }
        },
        # Columns count characters (3.14.17); the standard's other choice is UTF-16 code units.
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the project's root"}}},
        "results": [_sarif_result(finding, rules) for finding in results],
    }
    return _json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_result(finding: Finding, rules: Sequence[str]) -> dict[str, Any]:
    """Write a result (3.27); its hint ends the message, and what SARIF has no word for is a property (3.8)."""
    facts = store(finding)
    properties = {
        name: facts[name]
        for name in ("page", "rectangle", "object_number", "block")
        if facts[name] is not None
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.code),
        "level": _SARIF_LEVELS.get(finding.severity, finding.severity.value),
        "message": {"text": f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message},
        "locations": [_sarif_location(finding.place)] if finding.place else [],
    }
    if finding.related:
        result["relatedLocations"] = [
            _sarif_related(number, each) for number, each in enumerate(finding.related)
        ]
    if finding.edits:
        result["fixes"] = [{"artifactChanges": [_sarif_change(edit) for edit in finding.edits]}]
    if properties:
        result["properties"] = properties
    return result


def _sarif_change(edit: Edit) -> dict[str, Any]:
    """Write an artifact change with its one replacement (3.56, 3.57)."""
    replacement = {
        "deletedRegion": _sarif_region(edit.place),
        "insertedContent": {"text": edit.replacement},
    }
    return {"artifactLocation": _sarif_artifact(edit.place), "replacements": [replacement]}


def _sarif_location(place: Place) -> dict[str, Any]:
    """Write a location (3.28)."""
    return {"physicalLocation": {"artifactLocation": _sarif_artifact(place), "region": _sarif_region(place)}}


def _sarif_artifact(place: Place) -> dict[str, Any]:
    return {"uri": quote(place.path, errors="replace"), "uriBaseId": _ROOT}


def _sarif_region(place: Place) -> dict[str, Any]:
    """Write a region; its end column is one past its last character, as ours is (3.30.8)."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _sarif_related(number: int, related: Related) -> dict[str, Any]:
    return {"id": number, **_sarif_location(related.place), "message": {"text": related.message}}


def to_github(findings: Iterable[Finding]) -> str:
    """Write a workflow command a line, which GitHub shows as an annotation of the file.

    GitHub Docs, "Workflow commands for GitHub Actions": error and warning messages; escaping as in the runner's
    ActionCommand.
    """
    return "\n".join(map(_github_command, findings))


def _github_command(finding: Finding) -> str:
    title = finding.code if finding.page is None else f"{finding.code} (page {finding.page})"
    properties = {**(_github_place(finding.place) if finding.place else {}), "title": title}
    written = ",".join(f"{name}={_escaped_property(str(value))}" for name, value in properties.items())
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    command = _GITHUB_COMMANDS.get(finding.severity, finding.severity.value)
    return f"::{command} {written}::{_escaped(message)}"


def _github_place(place: Place) -> dict[str, str | int]:
    """Name file and lines, and columns when there is one line: the runner refuses columns across lines."""
    if place.line != place.end_line:
        return {"file": place.path, "line": place.line, "endLine": place.end_line}
    return {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _escaped(message: str) -> str:
    """Escape what would end a command; the per cent sign first, as it begins an escape."""
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(value: str) -> str:
    """Escape what would end a property as well."""
    return _escaped(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: Final[Mapping[str, Callable[[Iterable[Finding]], str]]] = MappingProxyType(
    {"json": to_json, "sarif": to_sarif, "github": to_github}
)
"""The formats for other programs, by the name that ``--format`` takes; ``text`` is :mod:`.wording`'s."""
