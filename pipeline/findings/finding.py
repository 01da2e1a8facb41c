"""A finding, its place in a source and on a page, and a value together with its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pipeline.findings.catalogue import CODES

T = TypeVar("T")
U = TypeVar("U")


class Severity(StrEnum):
    """Error: nothing is published. Warning: published, but somebody should look. Advice: take it or leave it."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a source file.

    Attributes:
        path: file, relative to the project root, with forward slashes.
        line: from 1.
        column: from 1, in characters (not bytes).
        end_line: the line of the last character; equal to ``line`` for most places.
        end_column: one past the last character, from 1; equal to ``column`` for a point.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __post_init__(self) -> None:
        if not self.end_line:
            object.__setattr__(self, "end_line", self.line)
        if not self.end_column:
            object.__setattr__(self, "end_column", self.column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An area of a page in points, origin at the bottom-left of the trim box (ISO 32000-2, 14.11.2)."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, such as the first of two equal ids."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a source that mends a finding: the characters at the place, and what to write instead.

    Attributes:
        place: the characters that go; a place of no width for words that are put in.
        replacement: as it stands in the file, line ends included; empty to delete.
    """

    place: Place
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        code: a stable word from :data:`~pipeline.findings.catalogue.CODES`.
        message: what was found, lower case, no full stop, the author's words quoted.
        hint: what was expected or what to do about it; empty if the message says it all.
        place: where in the sources; None when no source line asked for it.
        page: page number from 1 in the PDF: of the report once it is built, else of what was typeset.
        rectangle: where on that page.
        object_number: of the PDF object that shows it; None where no single one does.
        block: id of the source block, as in ``build/report.map.json``.
        times: how often the pages show it, where one finding stands for many.
        edits: what mends it, where a machine can know: all of them or none are made.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None
    page: int | None = None
    rectangle: Rectangle | None = None
    object_number: int | None = None
    block: str | None = None
    related: tuple[Related, ...] = ()
    times: int = 1
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise LookupError(f'the finding code "{self.code}" is not in the catalogue')


def error(code: str, message: str, place: Place | None = None, hint: str = "", **where: object) -> Finding:
    """Make a finding that stops publication; ``where`` takes the other attributes of a finding."""
    return Finding(code, Severity.ERROR, message, hint, place, **where)  # type: ignore[arg-type]


def warning(code: str, message: str, place: Place | None = None, hint: str = "", **where: object) -> Finding:
    """Make a finding that is published all the same; ``where`` takes the other attributes."""
    return Finding(code, Severity.WARNING, message, hint, place, **where)  # type: ignore[arg-type]


def advice(code: str, message: str, place: Place | None = None, hint: str = "", **where: object) -> Finding:
    """Make a finding that nobody has to follow; ``where`` takes the other attributes."""
    return Finding(code, Severity.ADVICE, message, hint, place, **where)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a stage gives: its value, if there is one, and everything it found on the way.

    Attributes:
        value: None when the findings leave nothing that the next stage could work on.
    """

    value: T | None
    findings: tuple[Finding, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def then(self, stage: Callable[[T], Checked[U]]) -> Checked[U]:
        """Run the next stage on the value, if there is one, and keep both stages' findings."""
        if self.value is None:
            return Checked(None, self.findings)
        following = stage(self.value)
        return Checked(following.value, self.findings + following.findings)

    def plus(self, findings: Iterable[Finding]) -> Checked[T]:
        """Return the same value with more findings."""
        return Checked(self.value, self.findings + tuple(findings))


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, line and column; those without a place come last, each said once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.place is None, finding.place or Place(""), finding.page or 0),
        )
    )
