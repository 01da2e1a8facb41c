"""Why each chapter was set again, or was not: values, which a command words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a chapter was set, or was not."""

    NOTHING = "nothing that they are made of has changed"
    NEW = "the last build had no such chapter"
    WORDS = "its words or its layout have changed"
    OPENING = "it begins on another page"
    FILE = "a file that it uses has changed"
    NOT_KEPT = "nothing is kept of it that was made with these versions"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a chapter was set, or was not.

    Attributes:
        file: that has changed, relative to the project root; else nothing.
    """

    chapter: str
    cause: Cause
    file: str = ""
