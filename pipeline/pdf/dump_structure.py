"""The dump's words for the structure tree."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.pdf.document import Document
from pipeline.pdf.objects import escaped, quoted
from pipeline.pdf.spelling import INDENT, oddities, page_ranges
from pipeline.pdf.structure import StructureElement, StructureTree, read_structure

_CELL: Final = re.compile(r"\b(\d+)(-\d+-\d+)\b")
"""The /ID that WeasyPrint 70.0 gives a header cell: object number of the table, row, column (pdf/tags.py)."""


def describe_structure(document: Document) -> Iterator[str]:
    """Word the role map, the parent tree and every element, elements below elements indented."""
    tree = read_structure(document)
    if tree is None:
        return
    for kind, stands_for in tree.role_map:
        yield f"role map: {escaped(kind)} is {stands_for}"
    yield f"parent tree: {_counted(tree.parent_tree_keys, 'key')}"
    yield from oddities(tree.oddities, "parent tree")
    tables = _count_tables(tree)
    for element in tree.elements:
        yield f"{INDENT * element.level}{_describe_element(element, tables)}"


def _count_tables(tree: StructureTree) -> dict[str, str]:
    """Count the tables that cells are named after: their object numbers change with any edit before them."""
    ids = (text for element in tree.elements for word, text in element.texts if word == "id")
    numbers = dict.fromkeys(match[1] for text in ids if (match := _CELL.fullmatch(text)))
    return {number: str(count) for count, number in enumerate(numbers, start=1)}


def _describe_element(element: StructureElement, tables: Mapping[str, str]) -> str:
    """Word an element: type, what it says of itself, and the content that is its own."""
    own = "".join(f" {part}" for part in _attributes(element, tables))
    content = ", ".join(_content(element))
    ending = f" ({element.ending})" if element.ending else ""
    return f"{escaped(element.kind)}{own}{f': {content}' if content else ''}{ending}"


def _attributes(element: StructureElement, tables: Mapping[str, str]) -> Iterator[str]:
    for word, text in element.texts:
        yield f"{word}={quoted(_stable(text, tables) if word == 'id' else text)}"
    for each in element.attributes:
        yield f"{escaped(each.name)}={_stable(each.value, tables) if each.name == 'Headers' else each.value}"
    yield from (f"class={escaped(name)}" for name in element.classes)
    if element.namespace:
        yield f"namespace={quoted(element.namespace)}"


def _stable(text: str, tables: Mapping[str, str]) -> str:
    """Name header cells after the number of their table in the tree instead of its object number."""
    return _CELL.sub(lambda cell: tables.get(cell[1], cell[1]) + cell[2], text)


def _content(element: StructureElement) -> Iterator[str]:
    if element.marked_contents:
        yield page_ranges(element.page_indexes)
        yield _counted(element.marked_contents, "marked content")
    if element.object_references:
        yield _counted(element.object_references, "object")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
