"""``sources/references.yaml``: the works that the report cites, by key."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, RootModel

from pipeline.model.border import Authored, Words
from pipeline.model.dates import PartialDate


class ReferenceType(StrEnum):
    """What kind of work it is; the citation style sets each in its own way (CSL 1.0.2, appendix III)."""

    REPORT = "report"
    WEB_PAGE = "webpage"
    NEWS = "article-newspaper"
    ARTICLE = "article-journal"
    BOOK = "book"


class Name(Authored):
    """A person's name."""

    family: Words
    """Family name."""

    given: Words | None = None
    """Given names or initials."""


class Reference(Authored):
    """One work."""

    type: ReferenceType
    """What kind of work it is."""

    author: Words | Name | Annotated[tuple[Words | Name, ...], Field(min_length=1)]
    """An organisation (text), a person (family and given), or a list of them."""

    title: Words
    """The work's title."""

    issued: PartialDate | None = None
    """When it was published; without it the list says "no date"."""

    container: Words | None = None
    """The newspaper, journal or website in which it stands."""

    publisher: Words | None = None
    """Who published it, if that is not the author."""

    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    """Its address."""

    accessed: PartialDate | None = None
    """When the address was last looked at."""


class ReferenceKey(RootModel[Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]]):
    """The word that citations use: [@key]."""


class Library(RootModel[dict[str, Reference]]):
    """All works by key."""
