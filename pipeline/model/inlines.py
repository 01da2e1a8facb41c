"""Inline runs: what stands in a line of prose. Markdown becomes these in stage 1; later stages never see Markdown again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from pipeline.findings import Place


@dataclass(frozen=True, slots=True)
class Text:
    """Words without markup; a line break of the source is a space."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Code:
    """Words exactly as a machine takes them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another language (BCP 47)."""

    language: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link out of the report."""

    address: str
    children: Inlines
    place: Place


@dataclass(frozen=True, slots=True)
class Crossref:
    """A link to a place in the report.

    Attributes:
        kind: what the author says is there: chapter, story, essay, heading, figure or table.
        target: ``chapter`` or ``chapter/label``; within its own chapter an author may write the label alone.
        children: the link's words; without any, the target's own name is printed.
        with_page: whether the target's folio follows.
    """

    kind: str
    target: str
    children: Inlines
    with_page: bool
    place: Place


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One work in a citation, with the stretch of it that is meant."""

    key: str
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of one or more works."""

    works: tuple[CitedWork, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class FactUse:
    """A figure that is stated once, in ``facts.yaml``."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class FootnoteCall:
    """The place in the text that a footnote belongs to."""

    name: str
    place: Place


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Code
    | LineBreak
    | Foreign
    | WebLink
    | Crossref
    | Citation
    | FactUse
    | FootnoteCall
)
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block comes from.

    Attributes:
        block: the block's path in its chapter, such as ``body/3/1``: stable while its neighbours are.
        place: its first to its last character, as far as they are known.
    """

    block: str
    place: Place


def plain(content: Inlines, facts: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the words of inline runs: no markup, no notes, no citations.

    Args:
        facts: the words of each fact by its name; a fact that is not there has none.
    """
    words = ""
    for run in content:
        match run:
            case Text(text) | Code(text):
                words += text
            case LineBreak():
                words += " "
            case Emphasis() | Strong() | Foreign() | WebLink() | Crossref():
                words += plain(run.children, facts)
            case FactUse(name):
                words += facts.get(name, "")
            case Citation() | FootnoteCall():
                pass
    return words


def runs_of(content: Inlines) -> Iterator[Inline]:
    """Yield every inline run, outer ones before the runs inside them."""
    for run in content:
        yield run
        if isinstance(run, (Emphasis, Strong, Foreign, WebLink, Crossref)):
            yield from runs_of(run.children)
