"""The XMP packet: a PDF's metadata as RDF in XML (ISO 16684-1:2019, 7).

The packet's bytes go in, properties come out as paths and values: ``dc:title``, ``dc:creator[1]``, and for structures
``pdfaExtension:schemas[1]/pdfaSchema:prefix``. Prefixes are the packet's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat  # its dangers are in document types, which are refused below

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML: Final = "http://www.w3.org/XML/1998/namespace"
_WRAPPER: Final = "adobe:ns:meta/"
"""Namespace of x:xmpmeta, the optional element around rdf:RDF (7.3.3)."""

_CONTAINERS: Final = frozenset({"RDF", "Description", "Bag", "Seq", "Alt"})
"""Elements of RDF that a property's path does not name."""

_DEEPEST: Final = 50
"""Elements within elements; the extension schemas of PDF/A, the deepest in use, need twelve."""


@dataclass(frozen=True, slots=True)
class XmpPacket:
    """What a packet says.

    Attributes:
        properties: paths and values, in the packet's order.
        oddities: why nothing was read after the last of them, in words.

    """

    properties: tuple[tuple[str, str], ...] = ()
    oddities: tuple[str, ...] = ()


class _RefusedError(Exception):
    """The packet holds what a packet must not."""


def parse_xmp(packet: bytes) -> XmpPacket:
    """Read a packet as far as it can be read."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.characters
    try:
        parser.Parse(packet, True)  # noqa: FBT003 - expat takes "this is all" by position
    except (expat.ExpatError, _RefusedError, ValueError, LookupError) as problem:
        # ValueError and LookupError are what expat says to encodings that Python does not know.
        return XmpPacket(tuple(reading.properties), (str(problem),))
    return XmpPacket(tuple(reading.properties))


def _refuse_document_type(*_: object) -> None:
    """Stop at a document type, whose entities could grow without end or name files; a packet has none."""
    raise _RefusedError("a document type, which no packet has")


@dataclass(slots=True)
class _Open:
    """An element that has begun.

    Attributes:
        path: of the property that it belongs to; empty outside rdf:RDF and for its descriptions.
        names_value: whether its text is a value: it is a property or an item.
        items: rdf:li elements that it has had.

    """

    path: str
    names_value: bool = False
    text: list[str] = field(default_factory=list)
    items: int = 0


@dataclass(slots=True)
class _Reading:
    """The packet as far as it is read: what the parser's callbacks share."""

    properties: list[tuple[str, str]] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open("")])

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self.open) > _DEEPEST:
            raise _RefusedError(f"elements nest more than {_DEEPEST} deep")
        parent = self.open[-1]
        parent.names_value = False
        namespace, local, prefixed = _parts(name)
        if namespace == _WRAPPER or (namespace == _RDF and local in _CONTAINERS):
            element = _Open(parent.path)
        elif namespace == _RDF and local == "li":
            parent.items += 1
            element = _Open(parent.path + _item(attributes, parent.items), names_value=True)
        else:
            element = _Open(_below(parent.path, prefixed), names_value=True)
        self.open.append(element)
        self._read_attributes(element, attributes)

    def _read_attributes(self, element: _Open, attributes: Mapping[str, str]) -> None:
        """Read properties in the short form, and values that are addresses (7.9.2)."""
        for name, value in attributes.items():
            namespace, local, prefixed = _parts(name)
            if namespace == _RDF and local == "resource":
                element.names_value = False
                self.properties.append((element.path, value))
            elif namespace not in ("", _RDF, _XML, _WRAPPER):
                element.names_value = False
                self.properties.append((_below(element.path, prefixed), value))

    def end(self, _name: str) -> None:
        element = self.open.pop()
        if element.names_value:
            self.properties.append((element.path, "".join(element.text)))

    def characters(self, text: str) -> None:
        self.open[-1].text.append(text)


def _parts(name: str) -> tuple[str, str, str]:
    """Split expat's ``namespace local prefix`` into namespace, local name and prefixed name."""
    namespace, _, rest = name.rpartition(" ") if name.count(" ") < 2 else name.partition(" ")
    local, _, prefix = rest.partition(" ")
    return namespace, local, f"{prefix}:{local}" if prefix else local


def _item(attributes: Mapping[str, str], number: int) -> str:
    """Name an item by its language, none for the default language, or else by its number from 1."""
    language = next((value for name, value in attributes.items() if _parts(name)[:2] == (_XML, "lang")), None)
    if language is None:
        return f"[{number}]"
    return "" if language == "x-default" else f"[{language}]"


def _below(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
