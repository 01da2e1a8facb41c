"""``sources/references.yaml``: the works that the report cites, by key."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, RootModel, Tag

from pipeline.model.border import ADDRESS_PATTERN, Authored, Choice, Organisation, Words
from pipeline.model.dates import PartialDate


class ReferenceType(Choice):
    """What kind of work it is; the citation style sets each in its own way (CSL 1.0.2, appendix III)."""

    REPORT = "report", "a report that somebody published"
    WEB_PAGE = "webpage", "a page of a website"
    NEWS = "article-newspaper", "an article in a newspaper or magazine"
    ARTICLE = "article-journal", "an article in a scholarly journal"
    BOOK = "book", "a book"


class Name(Authored):
    """A person's name."""

    family: Words
    """Family name."""

    given: Words | None = None
    """Given names or initials."""


def _form_of_author(author: Any) -> str:
    match author:
        case list() | tuple():
            return "authors"
        case dict() | Name():
            return "person"
    return "organisation"


Author = Annotated[
    Annotated[Words, Tag("organisation")] | Annotated[Name, Tag("person")], Discriminator(_form_of_author)
]

Authors = Annotated[
    Annotated[Words, Tag("organisation")]
    | Annotated[Name, Tag("person")]
    | Annotated[tuple[Author, ...], Field(min_length=1), Tag("authors")],
    Discriminator(_form_of_author),
]


class Reference(Authored):
    """One work."""

    type: ReferenceType
    """What kind of work it is."""

    author: Authors
    """An organisation (text), a person (family and given), or a list of them."""

    title: Words
    """The work's title."""

    issued: PartialDate | None = None
    """When it was published; without it the list says "no date"."""

    container: Words | None = None
    """The newspaper, journal or website in which it stands."""

    publisher: Organisation | None = None
    """Who published it, if that is not the author."""

    url: Annotated[str, Field(pattern=ADDRESS_PATTERN, examples=["https://www.cqc.org.uk/"])] | None = None
    """Its address."""

    accessed: PartialDate | None = None
    """When the address was last looked at."""


class Library(RootModel[dict[str, Reference]]):
    """All works by key."""
