"""Fonts and images that pages really use (ISO 32000-2:2020, 7.8).

A resource dictionary may be shared by every page, as WeasyPrint does, so it tells little. Here the content streams
are searched for the operators that select a font (Tf), paint an object (Do), a pattern (scn) or set a graphics
state (gs), and the forms and patterns found so are searched in turn. Glyphs of Type 3 fonts are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pypdf.generic import DictionaryObject, StreamObject

from pipeline.pdf.document import Document, Page
from pipeline.pdf.objects import decoded, dictionary_of, items_of, key_of, name_of, raw, resolved
from pipeline.pdf.walk import walk

_NAME: Final = rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)"

_OPERATORS: Final = re.compile(
    # What only looks like operators comes first: literal strings (7.3.4.2), comments, inline images (8.9.7).
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
    rb"|%[^\r\n]*+"
    rb"|\bID\s.*?\sEI\b"
    rb"|" + _NAME + rb"\s+(?:[-+.0-9]+\s+(?P<font>Tf)|(?P<object>Do)|(?P<pattern>scn|SCN)|(?P<state>gs))\b",
    re.DOTALL,
)

_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")

_CATEGORIES: Final = {"font": "/Font", "object": "/XObject", "pattern": "/Pattern", "state": "/ExtGState"}
"""Which part of a resource dictionary each operator's name is looked up in (7.8.3)."""


@dataclass(frozen=True, slots=True)
class Used:
    """A font or an image with the pages that use it.

    Attributes:
        entries: its dictionary.
        page_indexes: from 0, ascending.

    """

    entries: DictionaryObject
    page_indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """Something that paints, or is painted with.

    Attributes:
        kind: page, content, font or image.
        resources: what the names in its content stand for.

    """

    kind: str
    reference: object
    resources: DictionaryObject


@dataclass(frozen=True, slots=True)
class Painted:
    """A stream of operators that a page paints: its own contents, or a form.

    Attributes:
        reference: the stream.
        resources: what the names in it stand for.

    """

    reference: object
    resources: DictionaryObject


def painted_contents(page: Page) -> Iterator[Painted]:
    """Find the content streams of a page, and of the forms and patterns that they paint, in order of first use."""
    for step in walk([_root(page)], _uses_of, lambda use: key_of(use.reference)):
        if step.ending is None and step.node.kind == "content":
            yield Painted(step.node.reference, step.node.resources)


def used_fonts(document: Document) -> tuple[Used, ...]:
    """Find the fonts that pages select, in the order of first use."""
    return _used(document, "font")


def used_images(document: Document) -> tuple[Used, ...]:
    """Find the images that pages paint, in the order of first use."""
    return _used(document, "image")


def _used(document: Document, kind: str) -> tuple[Used, ...]:
    uses: dict[int, tuple[DictionaryObject, list[int]]] = {}
    for page in document.pages:
        for entries in _used_on(page, kind):
            # pypdf parses an object once, so that an object is what it is in memory.
            uses.setdefault(id(entries), (entries, []))[1].append(page.index)
    return tuple(Used(entries, tuple(page_indexes)) for entries, page_indexes in uses.values())


def _used_on(page: Page, kind: str) -> Iterator[DictionaryObject]:
    for step in walk([_root(page)], _uses_of, lambda use: key_of(use.reference)):
        entries = dictionary_of(step.node.reference)
        if step.ending is None and step.node.kind == kind and entries:
            yield entries


def _root(page: Page) -> _Use:
    return _Use("page", page.entries, dictionary_of(page.get("/Resources")))


def _uses_of(use: _Use) -> Iterator[_Use]:
    if use.kind == "page":
        page = dictionary_of(use.reference)
        contents = raw(page, "/Contents")
        for stream in items_of(contents) or (contents,):
            yield _Use("content", stream, use.resources)
        yield from _appearances(page, use.resources)
    elif use.kind == "content":
        for category, name in _names_in(decoded(use.reference) or b""):
            yield from _look_up(category, name, use.resources)


def _names_in(content: bytes) -> dict[tuple[str, str], None]:
    """Find the names that operators of a content stream take, each with what it names, in order of first use."""
    operators = _OPERATORS.finditer(content)
    return dict.fromkeys((each.lastgroup, "/" + _unescaped(each[1])) for each in operators if each.lastgroup)


def _unescaped(name: bytes) -> str:
    """Undo ``#20`` in a name (7.3.5)."""
    plain = _NAME_ESCAPE.sub(lambda escape: bytes.fromhex(escape[1].decode("ascii")), name)
    return plain.decode("utf-8", "replace")


def _look_up(category: str, name: str, resources: DictionaryObject) -> Iterator[_Use]:
    reference = raw(dictionary_of(raw(resources, _CATEGORIES[category])), name)
    value = dictionary_of(reference)
    if category == "font" and value:
        yield _Use("font", reference, resources)
    elif category == "state":
        yield from _used_by_state(value, resources)
    elif name_of(raw(value, "/Subtype")) == "Image":
        yield _Use("image", reference, resources)
    elif isinstance(value, StreamObject):
        yield _form(reference, resources)


def _used_by_state(state: DictionaryObject, resources: DictionaryObject) -> Iterator[_Use]:
    """Look into a graphics state: its font, and the group that its soft mask is painted from (8.4.5, 11.6.5.2)."""
    for font in items_of(raw(state, "/Font"))[:1]:
        yield _Use("font", font, resources)
    group = raw(dictionary_of(raw(state, "/SMask")), "/G")
    if group is not None:
        yield _form(group, resources)


def _appearances(page: DictionaryObject, resources: DictionaryObject) -> Iterator[_Use]:
    """Look into the normal appearances of a page's annotations: one form, or one for each state (12.5.5)."""
    for annotation in items_of(raw(page, "/Annots")):
        normal = raw(dictionary_of(raw(dictionary_of(annotation), "/AP")), "/N")
        value = resolved(normal)
        if isinstance(value, StreamObject):
            yield _form(normal, resources)
        elif isinstance(value, DictionaryObject):
            yield from (_form(raw(value, state), resources) for state in sorted(value))


def _form(reference: object, resources: DictionaryObject) -> _Use:
    """Make a use of a form or pattern; old files leave its resources to the page (7.8.3)."""
    return _Use("content", reference, dictionary_of(raw(dictionary_of(reference), "/Resources")) or resources)
