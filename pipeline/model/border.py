"""The border between YAML and the program: what every author-written model shares.

Keys that the schema does not have are refused, values are not coerced across types, and a validated value cannot
change. Lists become tuples and words become enumerations; nothing else is converted. Descriptions become the hover
texts of editors through the JSON Schema.
"""

import math
import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Annotated, Any, Final, Protocol, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StrictFloat,
    StrictInt,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError

from pipeline.findings.catalogue import CODES, SWITCHABLE
from pipeline.model.docstrings import docstrings_of


class Choice(StrEnum):
    """One of a few words; editors show beside each what it means.

    Attributes:
        meaning: in a few words, for somebody who chooses.
    """

    _value_: str
    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make a member of its word and what it means."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class Authored(BaseModel):
    """A value that an author writes in YAML."""

    # Models that stand within others are never held against anything by themselves, so nothing is made ready for it.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe each key by its docstring.

        Pydantic can do so itself (use_attribute_docstrings), but for every process that reads a chapter.
        """
        described = handler(schema)
        properties = handler.resolve_ref_schema(described).get("properties", {})
        for key, text in docstrings_of(cls).items():
            properties[key]["description"] = text
        return described


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text of at least one character that is not white space."""

Cited = Annotated[Words, Field(examples=["[@cqc-2019]", "[@cqc-2019, p. 4; @bbc-2016]"])]
"""Markdown that is a citation, or holds one."""

PersonName = Annotated[Words, Field(examples=["Professor Ted Baker"])]
"""A person's name as it is printed, honorific and all."""

JobTitle = Annotated[Words, Field(examples=["chief inspector of hospitals"])]
"""What somebody is, in lower case."""

Organisation = Annotated[Words, Field(examples=["Care Quality Commission"])]
"""An organisation's full name."""

Unit = Annotated[Words, Field(examples=["months", "%"])]
"""What a number counts."""

ID_PATTERN: Final = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ADDRESS_PATTERN: Final = r"^https?://[^\s/?#.]\S*$"
LANGUAGE_PATTERN: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

Id = Annotated[
    str,
    StringConstraints(pattern=ID_PATTERN, max_length=64),
    Field(examples=["brighton", "view-from-cqc"]),
]
"""Lower-case words joined by hyphens: chapter ids and labels, which become parts of addresses."""

SourcePath = Annotated[str, StringConstraints(min_length=1), Field(examples=["stories/brighton.yaml"])]
"""A chapter file's path relative to ``sources/``, with forward slashes."""

ImagePath = Annotated[str, StringConstraints(min_length=1), Field(examples=["images/entrance.jpg"])]
"""An image's path relative to ``sources/``, with forward slashes."""


DataPath = Annotated[str, StringConstraints(min_length=1), Field(examples=["data/core-services.csv"])]
"""A CSV file's path relative to ``sources/``, with forward slashes."""


class WrittenInt(int):
    """A whole number that remembers how the author wrote it."""

    written: str


class WrittenFloat(float):
    """A decimal number that remembers how the author wrote it: 12.50 is not 12.5 in a table."""

    written: str


def _as_written(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("empty_cell", "the cell is empty")
    return getattr(value, "written", value)


Cell = Annotated[
    str,
    BeforeValidator(_as_written, json_schema_input_type=str | int | float),
    StringConstraints(strip_whitespace=True),
]
"""A table cell: Markdown, or a number exactly as it was written."""


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("not_finite", "the number is too large")
    return value


Number = Annotated[StrictInt | StrictFloat, BeforeValidator(_finite)]
"""A number that can be drawn: 1e999 is none, since no machine tells it from infinity."""


class Illustrated(Protocol):
    """Something that may have an image."""

    @property
    def image(self) -> str | None:
        """Path of the image, relative to ``sources/``."""

    @property
    def alt(self) -> str | None:
        """What it shows, for readers who cannot see it."""


I = TypeVar("I", bound=Illustrated)  # noqa: E741 - the bound says what it is


def described(value: I) -> I:
    """Refuse an image without alternate text: readers who cannot see it would be told nothing.

    Raises:
        PydanticCustomError: of type ``missing_alternate_text``.
    """
    if value.image and not value.alt:
        raise PydanticCustomError(
            "missing_alternate_text", "the image has no alternate text", {"key": "image"}
        )
    return value


class Tabular(Protocol):
    """Something whose rows stand in the YAML or in a CSV file."""

    @property
    def rows(self) -> object:
        """The rows, if they stand in the YAML."""

    @property
    def data(self) -> str | None:
        """The CSV file, if they stand there."""


R = TypeVar("R", bound=Tabular)


def rows_or_data(value: R) -> R:
    """Refuse rows in two places, and in none.

    Raises:
        PydanticCustomError: of type ``rows_or_data``.
    """
    if (value.rows is None) == (value.data is None):
        both = value.data is not None
        raise PydanticCustomError("rows_or_data", "write either rows or data", {"both": both})
    return value


def _among(codes: Collection[str]) -> AfterValidator:
    """Refuse words that are not among these; a mistake is worded as that of an enumeration."""

    def known(value: str) -> str:
        if value not in codes:
            raise PydanticKnownError("enum", {"expected": " or ".join(f"'{code}'" for code in codes)})
        return value

    return AfterValidator(known)


def _one_of(codes: Iterable[str]) -> dict[str, Any]:
    return {"enum": [*codes], "enumDescriptions": [CODES[code] for code in codes]}


FindingCode = Annotated[str, _among(CODES), Field(json_schema_extra=_one_of(CODES))]
"""The code of a finding, as it stands in brackets behind the message."""

StyleCode = Annotated[str, _among(SWITCHABLE), Field(json_schema_extra=_one_of(SWITCHABLE))]
"""The code of a rule of the house style."""


def _in_words(value: str) -> str:
    if len(_WORD.findall(value)) < 2:
        raise PydanticCustomError("no_reason", "the reason is no reason")
    return value


_WORD: Final = re.compile(r"[^\W\d_]{2,}")

Reason = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(_in_words),
    Field(examples=["The trust spells its own programme so."]),
]
"""Why a warning is right as it is: two words at least, so that the next editor can judge it."""


class Allowance(Authored):
    """An answer to a warning: it is seen, and right as it is."""

    code: FindingCode
    """The warning's code, as it stands in brackets behind the message."""

    reason: Reason
    """Why it is right as it is, in a few words."""


class ChapterAllowance(Allowance):
    """An answer to a warning about a chapter's Markdown or its own keys."""

    words: Words | None = None
    """Words of the passage that is meant; without them all of the chapter is."""


class AuthoredBlock(Authored):
    """A block that an author writes between paragraphs."""

    allow: tuple[Allowance, ...] = ()
    """Warnings about this block that are seen and right as they are."""
