"""Scripts and programs that a file would start: JavaScript, and actions that open something (ISO 32000-2:2020, 12.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import dictionary_of, items_of, key_of, name_of, raw
from pipeline.pdf.trees import read_name_tree

_MOST_IN_A_ROW: Final = 100
"""Actions after each other (/Next) that are followed."""

_STARTING: Final = {
    "JavaScript": "a script",
    "Launch": "an action that starts a program",
    "ImportData": "an action that imports data",
    "Rendition": "an action that plays media",
    "Movie": "an action that plays media",
    "Sound": "an action that plays media",
}
"""Types of actions that make a viewer do more than show pages (table 201)."""


@dataclass(frozen=True, slots=True)
class Script:
    """Something that would run.

    Attributes:
        what: in words.
        page_index: of the page that has it, from 0; None for the document.
        number: of the object.
    """

    what: str
    page_index: int | None
    number: int | None


def read_scripts(document: Document) -> Iterator[Script]:
    """Find the scripts of the catalog, of pages, and of their annotations."""
    catalog = document.catalog
    for name, value in read_name_tree(raw(dictionary_of(raw(catalog, "/Names")), "/JavaScript")).entries:
        yield Script(f'the script "{name}"', None, _number(value))
    yield from _in_holder(catalog, "/OpenAction", None)
    for page in document.pages:
        yield from _in_holder(page.entries, None, page.index)
        for item in items_of(page.get("/Annots")):
            yield from _in_holder(dictionary_of(item), "/A", page.index)


def _in_holder(holder: DictionaryObject, key: str | None, page_index: int | None) -> Iterator[Script]:
    """Look at an action, and at those that events start (/AA)."""
    if key is not None:
        yield from _in_action(raw(holder, key), page_index)
    events = dictionary_of(raw(holder, "/AA"))
    for event in sorted(events):
        yield from _in_action(raw(events, event), page_index)


def _in_action(action: object, page_index: int | None) -> Iterator[Script]:
    for _ in range(_MOST_IN_A_ROW):
        entries = dictionary_of(action)
        kind = name_of(raw(entries, "/S"))
        if kind in _STARTING:
            yield Script(_STARTING[kind], page_index, _number(action))
        following = raw(entries, "/Next")
        listed = items_of(following)
        if listed:
            for each in listed[:_MOST_IN_A_ROW]:
                inner = name_of(raw(dictionary_of(each), "/S"))
                if inner in _STARTING:
                    yield Script(_STARTING[inner], page_index, _number(each))
        if following is None or listed:
            return
        action = following


def _number(reference: object) -> int | None:
    key = key_of(reference)
    return key[0] if key else None
