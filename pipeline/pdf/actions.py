"""Where links, outline items and the opening of a file lead: destinations and actions (ISO 32000-2:2020, 12.3.2, 12.6)."""

from dataclasses import dataclass
from enum import StrEnum

from pypdf.generic import DictionaryObject

from pipeline.pdf.destinations import Destination, read_destination
from pipeline.pdf.document import Document
from pipeline.pdf.objects import entry, name_of, raw, resolved, text_of


class Leads(StrEnum):
    """The kinds of target."""

    URI = "uri"
    """An address outside the file (12.6.4.8)."""

    NAME = "goto name"
    """A named destination of this file."""

    PAGE = "goto"
    """An explicit destination in this file."""

    OTHER = "action"
    """Another action, such as one that opens a second file or runs a script."""

    NOWHERE = "nowhere"
    """Neither a destination nor an action."""


@dataclass(frozen=True, slots=True)
class Target:
    """What something leads to.

    Attributes:
        value: the address, the destination's name, or the type of another action; empty for the rest.
        destination: of a target of kind PAGE.

    """

    leads: Leads
    value: str = ""
    destination: Destination | None = None


def read_target(document: Document, holder: DictionaryObject) -> Target:
    """Read where an annotation or outline item leads: its /Dest, else its action /A."""
    destination = raw(holder, "/Dest")
    return read_destination_or_action(document, raw(holder, "/A") if destination is None else destination)


def read_destination_or_action(document: Document, value: object) -> Target:
    """Read a value that may be a name, an explicit destination or an action."""
    value = resolved(value)
    name = text_of(value) or name_of(value)
    if name is not None:
        return Target(Leads.NAME, name)
    if isinstance(value, DictionaryObject) and "/S" in value:
        return _read_action(document, value)
    destination = read_destination(document, value)
    return Target(Leads.NOWHERE) if destination is None else Target(Leads.PAGE, destination=destination)


def _read_action(document: Document, action: DictionaryObject) -> Target:
    kind = name_of(raw(action, "/S")) or "without a type"
    if kind == "URI":
        return Target(Leads.URI, text_of(raw(action, "/URI")) or "")
    inner = entry(action, "/D")
    # A /D that is a dictionary again would be no destination, and could hold itself.
    if kind == "GoTo" and not isinstance(inner, DictionaryObject):
        return read_destination_or_action(document, inner)
    return Target(Leads.OTHER, kind)
