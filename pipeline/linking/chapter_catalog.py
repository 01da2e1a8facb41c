"""A chapter's catalog: what of it the report takes, and what it could not take without losing it.

Everything that hangs on pages and structure elements goes along by itself. What hangs on the catalog is either known
here, or is refused by name: nothing is lost in silence (ISO 32000-2:2020, 7.7.2).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from pypdf.generic import DictionaryObject

from pipeline.pdf.objects import dictionary_of, items_of, key_of, name_of, raw, resolved, text_of
from pipeline.pdf.trees import read_name_tree
from pipeline.pdf.walk import walk

_CATALOG: Final = frozenset(
    {
        "/Type", "/Version", "/Pages", "/Names", "/Outlines", "/OutputIntents", "/StructTreeRoot",
        # The report has its own of these.
        "/Lang", "/MarkInfo", "/Metadata", "/ViewerPreferences", "/PageMode", "/PageLayout",
    }
)  # fmt: skip

_NAMES: Final = frozenset({"/Dests"})

_STRUCTURE: Final = frozenset({"/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap", "/IDTree"})

_WORDS: Final[Mapping[str, str]] = {
    "/AcroForm": "form fields",
    "/OCProperties": "layers",
    "/EmbeddedFiles": "attached files",
    "/AF": "associated files",
    "/JavaScript": "scripts",
    "/ClassMap": "attribute classes",
    "/Namespaces": "namespaces of structure types",
    "/Threads": "article threads",
    "/PageLabels": "page labels of its own",
    "/OpenAction": "an action on opening",
    "/AA": "actions",
    "/Dests": "destinations in the old form",
    "/Collection": "a collection of files",
}


def strangers(catalog: DictionaryObject) -> Iterator[tuple[str, str]]:
    """Yield what linking would lose: the entry, and what it is in words."""
    for known, dictionary in (
        (_CATALOG, catalog),
        (_NAMES, dictionary_of(raw(catalog, "/Names"))),
        (_STRUCTURE, dictionary_of(raw(catalog, "/StructTreeRoot"))),
    ):
        for key in sorted(set(dict.keys(dictionary)) - known):
            yield key, _WORDS.get(key, "something unknown")


def outline_items(catalog: DictionaryObject) -> Iterator[tuple[int, str, object]]:
    """Yield outline items in order: level from 0, title, destination as it is written (12.3.3)."""
    for step in walk(_below(raw(catalog, "/Outlines")), _below, key_of):
        item = dictionary_of(step.node)
        target = raw(item, "/Dest") or raw(dictionary_of(raw(item, "/A")), "/D")
        if step.ending is None:
            yield step.level, text_of(raw(item, "/Title")) or "", target


def _below(parent: object) -> Iterator[object]:
    item = raw(dictionary_of(parent), "/First")
    met = set()
    while dictionary_of(item) and key_of(item) not in met:
        met.add(key_of(item))
        yield item
        item = raw(dictionary_of(item), "/Next")


def named_destinations(catalog: DictionaryObject) -> Iterator[tuple[str, object]]:
    """Yield names with their destinations as they are written (12.3.2.4)."""
    tree = read_name_tree(raw(dictionary_of(raw(catalog, "/Names")), "/Dests"))
    for name, value in tree.entries:
        found = resolved(value)
        yield name, raw(found, "/D") if isinstance(found, DictionaryObject) else found


def roles(catalog: DictionaryObject) -> dict[str, str]:
    """Return the role map, names with their solidus (14.7.3)."""
    mapped = dictionary_of(raw(dictionary_of(raw(catalog, "/StructTreeRoot")), "/RoleMap"))
    return {key: f"/{name_of(value)}" for key, value in dict.items(mapped)}


def outermost_elements(catalog: DictionaryObject) -> tuple[object, ...]:
    """Return the structure elements below the root: one, or an array of them (14.7.2)."""
    kids = raw(dictionary_of(raw(catalog, "/StructTreeRoot")), "/K")
    return () if kids is None else tuple(items_of(kids)) or (kids,)


def intent_of(catalog: DictionaryObject) -> DictionaryObject | None:
    """Return the output intent of PDF/A (ISO 19005-2, 6.2.3)."""
    intents = (dictionary_of(item) for item in items_of(raw(catalog, "/OutputIntents")))
    return next((intent for intent in intents if name_of(raw(intent, "/S")) == "GTS_PDFA1"), None)
