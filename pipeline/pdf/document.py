"""A PDF file opened for reading: its version, catalog, trailer and pages in order (ISO 32000-2:2020, 7.5, 7.7).

Any bytes go in; a :class:`Document` comes out, or :class:`~pipeline.pdf.objects.UnreadablePdfError` says why not.
What is missing or odd inside an opened file is no error here: readers give nothing for it, or name it among
their oddities.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final, Self

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError
from pypdf.generic import DictionaryObject

from pipeline.pdf.object_streams import QuickReader
from pipeline.pdf.objects import (
    Key,
    UnreadablePdfError,
    cannot_decrypt,
    dictionary_of,
    entry,
    integer_of,
    items_of,
    key_of,
    name_of,
    raw,
)
from pipeline.pdf.walk import walk

_HEADER: Final = re.compile(rb"%PDF-([0-9]\.[0-9])")
_VERSION: Final = re.compile(r"[0-9]\.[0-9]")

_HEADER_WITHIN: Final = 1024
"""Bytes in which viewers look for the header; 7.5.2 wants it first, mailers and servers put things before it."""

_INHERITABLE: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""Entries that a page takes from its ancestors (7.7.3.4)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page object.

    Attributes:
        index: from 0.
        entries: its own entries.
        inherited: what its ancestors in the page tree say, for where it says nothing itself.

    """

    index: int
    entries: DictionaryObject
    inherited: Mapping[str, object]

    def get(self, key: str) -> object:
        """Return an entry, its own or inherited, with its reference unfollowed; None when absent."""
        own = raw(self.entries, key)
        return self.inherited.get(key) if own is None else own


@dataclass(frozen=True, slots=True)
class Document:
    """An opened PDF.

    Attributes:
        version: the catalog's, if that is later than the header's (7.7.2).
        encryption: how it is encrypted; None when it is not. It opened without a password either way.
        indexes: page object to page index, from 0.
        oddities: what is wrong with the page tree, in words.

    """

    version: str
    encryption: str | None
    trailer: DictionaryObject
    catalog: DictionaryObject
    pages: tuple[Page, ...]
    indexes: Mapping[Key, int]
    oddities: tuple[str, ...] = ()

    def page_index(self, reference: object) -> int | None:
        """Return the index, from 0, of the page referred to; None when it is no page of this file."""
        key = key_of(reference)
        return None if key is None else self.indexes.get(key)


@dataclass(frozen=True, slots=True)
class _Node:
    """A node of the page tree, with the inheritable entries of its ancestors."""

    key: Key | None
    entries: DictionaryObject
    inherited: Mapping[str, object]

    @property
    def is_page(self) -> bool:
        """Whether it is a leaf; /Type is not trusted, as producers leave it out."""
        return "/Kids" not in self.entries

    def kids(self) -> Iterable[Self]:
        """Give the nodes below, which inherit from this one; what is not a dictionary is passed over."""
        handed_down = {key: raw(self.entries, key) for key in _INHERITABLE if key in self.entries}
        for kid in items_of(raw(self.entries, "/Kids")):
            entries = dictionary_of(kid)
            if entries:
                yield replace(
                    self, key=key_of(kid), entries=entries, inherited={**self.inherited, **handed_down}
                )


def open_document(content: bytes, *, strict: bool = False) -> Document:
    """Open a PDF; one that is encrypted opens if its user password is empty.

    Args:
        content: of the file.
        strict: whether to refuse what pypdf would otherwise mend by guessing.

    Raises:
        UnreadablePdfError: no PDF, damaged beyond repair, or locked by a password.

    """
    header = _HEADER.search(content[:_HEADER_WITHIN])
    if not header:
        raise UnreadablePdfError("this is not a PDF: it does not begin with %PDF-")
    reader = _unlocked(content, strict=strict)
    catalog = dictionary_of(reader.root_object)
    pages, oddities = _read_pages(catalog)
    return Document(
        version=_later(header[1].decode("ascii"), name_of(raw(catalog, "/Version"))),
        encryption=_read_encryption(reader.trailer),
        trailer=reader.trailer,
        catalog=catalog,
        pages=tuple(Page(index, node.entries, node.inherited) for index, node in enumerate(pages)),
        indexes={node.key: index for index, node in reversed([*enumerate(pages)]) if node.key},
        oddities=oddities,
    )


def _unlocked(content: bytes, *, strict: bool) -> PdfReader:
    """Read the cross-reference table and the catalog, with the empty password where one is asked for."""
    try:
        reader = QuickReader(BytesIO(content), strict=strict)
        assert reader.root_object is not None
    except FileNotDecryptedError as problem:
        raise UnreadablePdfError("the PDF is encrypted and opens only with a password") from problem
    except DependencyError as problem:
        raise cannot_decrypt(problem) from problem
    except Exception as problem:
        why = str(problem) or type(problem).__name__
        raise UnreadablePdfError(f"the PDF is damaged: {why}") from problem
    return reader


def _later(header: str, catalog: str | None) -> str:
    """Choose between the header's version and the catalog's, which counts only if it is later."""
    return max(header, catalog) if catalog and _VERSION.fullmatch(catalog) else header


def _read_encryption(trailer: DictionaryObject) -> str | None:
    """Say which security handler and version the encryption dictionary names (7.6.2)."""
    encryption = dictionary_of(raw(trailer, "/Encrypt"))
    if not encryption:
        return None
    version, revision = integer_of(raw(encryption, "/V")), integer_of(raw(encryption, "/R"))
    return f"{name_of(raw(encryption, '/Filter'))} handler, version {version}, revision {revision}"


def _read_pages(catalog: DictionaryObject) -> tuple[list[_Node], tuple[str, ...]]:
    """Flatten the page tree (7.7.3); a page that stands in it twice counts twice, a cycle is cut."""
    root = _Node(key_of(raw(catalog, "/Pages")), dictionary_of(raw(catalog, "/Pages")), {})
    if not root.entries:
        return [], ("no page tree",)
    pages, oddities = [], []
    for step in walk([root], _Node.kids, lambda node: node.key):
        if step.node.is_page:
            pages.append(step.node)
        elif step.ending:
            oddities.append(f"page tree: {step.ending}")
    count = integer_of(entry(root.entries, "/Count"))
    if count != len(pages):
        oddities.append(f"page tree: /Count is {count}, pages found {len(pages)}")
    return pages, tuple(dict.fromkeys(oddities))
