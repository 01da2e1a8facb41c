"""Findings: what is wrong with a source or a page, as values.

Finding, wording and printing are three steps: stages yield :class:`Finding` values, :mod:`.wording` makes
text of them, :mod:`.formats` makes JSON, SARIF and GitHub annotations, and the command line prints.
"""

from pipeline.findings.catalogue import CODES
from pipeline.findings.finding import (
    Checked,
    Edit,
    Finding,
    Place,
    Rectangle,
    Related,
    Severity,
    advice,
    error,
    warning,
)

__all__ = [
    "CODES",
    "Checked",
    "Edit",
    "Finding",
    "Place",
    "Rectangle",
    "Related",
    "Severity",
    "advice",
    "error",
    "warning",
]
