"""Findings as plain values that JSON can hold, and back: what another program reads, and what a later run says again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.findings.finding import Edit, Finding, Place, Rectangle, Related, Severity


def store(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it, every attribute."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "place": _store_place(finding.place) if finding.place else None,
        "page": finding.page,
        "rectangle": _store_rectangle(finding.rectangle) if finding.rectangle else None,
        "object_number": finding.object_number,
        "block": finding.block,
        "related": [
            {"message": related.message, "place": _store_place(related.place)} for related in finding.related
        ],
        "times": finding.times,
        "edits": [
            {"place": _store_place(edit.place), "replacement": edit.replacement} for edit in finding.edits
        ],
    }


def _store_place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _store_rectangle(rectangle: Rectangle) -> dict[str, float]:
    return {
        "left": rectangle.left,
        "bottom": rectangle.bottom,
        "right": rectangle.right,
        "top": rectangle.top,
    }


def restore(stored: Mapping[str, Any]) -> Finding:
    """Return the finding that :func:`store` stored.

    Raises:
        LookupError: an attribute is missing, or the code is none.
        TypeError: a value that should hold others does not.
        ValueError: there is no such severity.
    """
    place, rectangle = stored["place"], stored["rectangle"]
    return Finding(
        stored["code"],
        Severity(stored["severity"]),
        stored["message"],
        stored["hint"],
        Place(**place) if place else None,
        stored["page"],
        Rectangle(**rectangle) if rectangle else None,
        stored["object_number"],
        stored["block"],
        tuple(Related(each["message"], Place(**each["place"])) for each in stored["related"]),
        stored["times"],
        tuple(Edit(Place(**each["place"]), each["replacement"]) for each in stored["edits"]),
    )
