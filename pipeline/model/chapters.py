"""The chapter kinds: what a file in ``sources/`` may say.

Each kind has one layout, ``pipeline/layouts/<kind>.html.j2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.blocks import Body, Person
from pipeline.model.border import Authored, ChapterAllowance, Choice, ImagePath, Words, described
from pipeline.model.dates import PartialDate


class Rating(Choice):
    """CQC's four ratings, from worst to best."""

    INADEQUATE = "inadequate", "the lowest of the four"
    REQUIRES_IMPROVEMENT = "requires improvement", "the second lowest"
    GOOD = "good", "the second highest"
    OUTSTANDING = "outstanding", "the highest"


class Question(Choice):
    """The five questions that CQC asks of every service."""

    SAFE = "safe", "whether people are kept from harm"
    EFFECTIVE = "effective", "whether care brings about what it should"
    CARING = "caring", "whether staff treat people kindly and with respect"
    RESPONSIVE = "responsive", "whether services are arranged by what people need"
    WELL_LED = "well_led", "whether those in charge make good care likely"


class AuthoredChapter(Authored):
    """What every chapter can have."""

    allow: tuple[ChapterAllowance, ...] = ()
    """Warnings about the chapter's text and its own keys that are seen and right as they are."""


class Titled(AuthoredChapter):
    """What every chapter with text has."""

    title: Words
    """The chapter's title."""

    short_title: Words | None = None
    """A shorter title for the running head."""

    standfirst: Words | None = None
    """One or two sentences under the title that say what the chapter is about, in Markdown."""


class Cover(AuthoredChapter):
    """The front cover. Title, subtitle, series and date come from the manifest."""

    kind: Literal["cover"]
    """The chapter kind."""

    strapline: Words | None = None
    """One sentence under the title."""

    image: ImagePath | None = None
    """A picture that fills the lower part of the cover, relative to `sources/`."""

    alt: Words | None = None
    """What the picture shows. Required with an image."""

    @model_validator(mode="after")
    def _described(self) -> Cover:
        return described(self)


class Contents(Titled):
    """The contents page; its entries are made from the chapters."""

    kind: Literal["contents"]
    """The chapter kind."""


class Foreword(Titled):
    """A foreword."""

    kind: Literal["foreword"]
    """The chapter kind."""

    body: Body
    """The text."""


class Essay(Titled):
    """A guest essay, with a card of its author or of the person it is about."""

    kind: Literal["essay"]
    """The chapter kind."""

    person: Person
    """The card that stands at the top."""

    body: Body
    """The text."""


class Prose(Titled):
    """A chapter of plain text: introduction, conclusion."""

    kind: Literal["prose"]
    """The chapter kind."""

    body: Body
    """The text."""


class TrustType(Choice):
    """What a trust mainly provides."""

    ACUTE = "acute", "hospital care"
    AMBULANCE = "ambulance", "emergency calls and patient transport"
    COMMUNITY = "community", "care at home and near it"
    MENTAL_HEALTH = "mental health", "mental health care"
    COMBINED = "mental health and community", "both of these"


class Trust(Authored):
    """The NHS trust that a story is about."""

    name: Words
    """The trust's full name, as CQC writes it."""

    type: TrustType
    """What the trust mainly provides."""

    region: Annotated[Words, Field(examples=["South East", "London"])]
    """Where it is."""


class RatingRecord(Authored):
    """One rating of the trust, with its dates kept apart: inspected, published."""

    inspected: PartialDate | None = None
    """When CQC inspected (the first day, month or year that is known)."""

    published: PartialDate
    """When CQC published the rating. A rating is always printed with this date."""

    overall: Rating
    """The overall rating."""

    questions: dict[Question, Rating] = Field(default_factory=dict)
    """The ratings of the five questions, as far as they are known."""

    @model_validator(mode="after")
    def _published_after_inspection(self) -> RatingRecord:
        if self.inspected and self.inspected.first_day > self.published.last_day:
            raise PydanticCustomError(
                "dates_out_of_order",
                "{said}",
                {
                    "key": "published",
                    "said": f"published {self.published}, before the inspection of {self.inspected}",
                },
            )
        return self


class SpecialMeasuresReason(Choice):
    """Why a trust was in special measures."""

    QUALITY = "quality", "for the quality of care"
    FINANCE = "finance", "for its finances"


class SpecialMeasures(Authored):
    """A period in special measures. CQC recommends entry and exit, the regulator of the time decides."""

    reason: SpecialMeasuresReason
    """Why the trust was in special measures."""

    entered: PartialDate
    """When the trust entered special measures."""

    exit_recommended: PartialDate | None = None
    """When CQC recommended that the trust leave."""

    left: PartialDate | None = None
    """When the trust left; absent if it had not by the report's date."""

    @model_validator(mode="after")
    def _left_after_entry(self) -> SpecialMeasures:
        for key in ("exit_recommended", "left"):
            date: PartialDate | None = getattr(self, key)
            if date and date.last_day < self.entered.first_day:
                said = f"{key.replace('_', ' ')} {date}, before entry in {self.entered}"
                raise PydanticCustomError("dates_out_of_order", "{said}", {"key": key, "said": said})
        if self.exit_recommended and self.left and self.left.last_day < self.exit_recommended.first_day:
            said = f"left {self.left}, before exit was recommended in {self.exit_recommended}"
            raise PydanticCustomError("dates_out_of_order", "{said}", {"key": "left", "said": said})
        return self


class Story(Titled):
    """How one trust improved."""

    kind: Literal["story"]
    """The chapter kind."""

    trust: Trust
    """The trust that the story is about."""

    ratings: Annotated[tuple[RatingRecord, ...], Field(min_length=1)]
    """The trust's ratings, oldest first."""

    special_measures: tuple[SpecialMeasures, ...] = ()
    """Periods in special measures, oldest first."""

    person: Person | None = None
    """A card that stands at the top."""

    body: Body
    """The text."""

    @model_validator(mode="after")
    def _oldest_first(self) -> Story:
        for earlier, later in zip(self.ratings, self.ratings[1:], strict=False):
            if later.published.last_day < earlier.published.first_day:
                raise PydanticCustomError(
                    "dates_out_of_order",
                    "{said}",
                    {
                        "key": "ratings",
                        "said": f"a rating published {later.published} stands after one published {earlier.published}",
                    },
                )
        return self


class References(Titled):
    """The reference list; its entries come from `references.yaml`."""

    kind: Literal["references"]
    """The chapter kind."""

    body: Body | None = None
    """Text before the list."""


class Imprint(Titled):
    """The imprint: who made the report, of what, and who may use it."""

    kind: Literal["imprint"]
    """The chapter kind."""

    body: Body
    """The text."""


class AbbreviationList(Titled):
    """The list of abbreviations; its entries come from `abbreviations.yaml`, as far as the report uses them."""

    kind: Literal["abbreviations"]
    """The chapter kind."""

    body: Body | None = None
    """Text before the list."""


class BackCover(AuthoredChapter):
    """The back cover."""

    kind: Literal["back-cover"]
    """The chapter kind."""

    body: Body | None = None
    """A few lines of text: contact, licence, how the report was made."""


KINDS: Final[Mapping[str, type[Authored]]] = {
    "cover": Cover,
    "contents": Contents,
    "foreword": Foreword,
    "essay": Essay,
    "prose": Prose,
    "story": Story,
    "references": References,
    "imprint": Imprint,
    "abbreviations": AbbreviationList,
    "back-cover": BackCover,
}
"""Every chapter kind by the word that `kind:` takes."""

ChapterSource = Annotated[
    Cover | Contents | Foreword | Essay | Prose | Story | References | Imprint | AbbreviationList | BackCover,
    Field(discriminator="kind"),
]
CHAPTER_SOURCE: TypeAdapter[ChapterSource] = TypeAdapter(ChapterSource)

ONCE: Final = frozenset({"cover", "imprint", "contents", "abbreviations", "references", "back-cover"})
"""Kinds that a report has one of: a second would say the same once more."""
