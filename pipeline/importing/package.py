"""A ``.docx`` as a package of parts (ISO/IEC 29500-2): is it safe to open, and what does it hold that no chapter can.

The parts are looked at before anything else reads them: their number, size and depth, and that no part declares entities.
Headers, footers, tracked changes, comments and images that stand elsewhere are noted here, since the library that reads the
text passes over them in silence. So are all words of the text itself: what does not arrive can be named.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from pipeline.findings import Checked, Finding, error

MOST_PARTS: Final = 5000
LARGEST_PARTS: Final = 300 * 1024 * 1024
"""Bytes, unpacked, of all parts together."""

LARGEST_XML: Final = 40 * 1024 * 1024
"""Bytes, unpacked, of one part that is XML; a book of 1,000 pages has about 15 million."""

DEEPEST: Final = 150
"""Elements within each other: tables in tables, ten deep, have about 60."""

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_GONE: Final = (f"{_WORD}del", f"{_WORD}moveFrom")
"""Elements whose words are not part of the text: deleted, or moved away."""

_CHOICE: Final = f"{_COMPATIBILITY}Choice"
"""What new programs show; its words stand once more in the fallback, which is what is read."""

_FALLBACK: Final = f"{_COMPATIBILITY}Fallback"
"""The same once more for old programs; its images are those of the choice, so they are counted there."""

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_IMAGES: Final = (f"{_DRAWING}blip", "{urn:schemas-microsoft-com:vml}imagedata")
"""Elements that show an image: of DrawingML, and of the older VML."""

_LEFT_OUT: Final = {
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "a formula",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a diagram (SmartArt)",
    f"{_WORD}object": "an embedded object",
}
"""Elements that a chapter has no form for, with what to call them."""

WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Package:
    """What a ``.docx`` holds beside its text.

    Attributes:
        words: of the text, how often each stands there; without those of deleted passages.
        newer_words: the same of passages that only newer programs show, and that should have a fallback in the text.
        insertions: stretches of tracked insertions.
        deletions: stretches of tracked deletions.
        furniture: the words of each header and footer, as far as it has any.
        linked_images: addresses of images that stand elsewhere.
        unknown: what the text holds that no chapter can, and how often.
        images: how many the text shows.
        furniture_images: how many its headers and footers show.
    """

    words: Counter[str]
    newer_words: Counter[str]
    insertions: int
    deletions: int
    furniture: tuple[str, ...]
    linked_images: tuple[str, ...]
    unknown: Counter[str]
    images: int
    furniture_images: int


def survey(content: bytes, path: str) -> Checked[Package]:
    """Look through a package; nothing of it is kept but what is said about it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            refusal = _refuse(package, path)
            return Checked(None, (refusal,)) if refusal else Checked(_survey(package))
    except _TooDeepError:
        return Checked(None, (error("too-deep", f'"{path}" nests more deeply than any text', hint=_SAVE),))
    except DefusedXmlException:
        message = f'"{path}" declares XML entities, which no Word file does'
        return Checked(None, (error("unsupported-manuscript", message, hint=_SAVE),))
    except (zipfile.BadZipFile, ParseError, NotImplementedError, EOFError, RuntimeError, OSError) as problem:
        message = f'"{path}" is damaged: {str(problem).lower().rstrip(".")}'
        return Checked(None, (error("unreadable-file", message, hint=_SAVE),))


_SAVE: Final = "open it in Word or LibreOffice and save it once more as .docx"


class _TooDeepError(Exception):
    """Elements nest more deeply than any text."""


def _refuse(package: zipfile.ZipFile, path: str) -> Finding | None:
    parts = package.infolist()
    sizes = [part.file_size for part in parts]
    if len(parts) > MOST_PARTS or sum(sizes) > LARGEST_PARTS:
        message = (
            f'"{path}" unpacks to {len(parts):,} parts of {sum(sizes):,} bytes, more than any text needs'
        )
        return error("too-large", message, hint=_SAVE)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and part.file_size > LARGEST_XML:
            message = f'"{path}" holds a part of {part.file_size:,} bytes, more than any text needs'
            return error("too-large", message, hint="import it in parts, a chapter each")
    if "[Content_Types].xml" not in package.namelist() or _document(package) is None:
        message = f'"{path}" is an archive, but not a Word file'
        return error("unsupported-manuscript", message, hint="import .txt, .md or .docx")
    return None


def _document(package: zipfile.ZipFile) -> str | None:
    """Return the name of the part with the text; Word and LibreOffice both call it so."""
    names = [name for name in package.namelist() if re.fullmatch(r"word/document\d*\.xml", name)]
    return names[0] if names else None


def _survey(package: zipfile.ZipFile) -> Package:
    text = _Text()
    furniture: list[str] = []
    furniture_images = 0
    linked: list[str] = []
    document = _document(package)
    for name in package.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        if name == document or re.fullmatch(r"word/(footnotes|endnotes)\.xml", name):
            text.read(_elements(package, name))
        elif re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            margin = _Text()
            margin.read(_elements(package, name))
            furniture.append(" ".join("".join(margin.words).split()))
            furniture_images += margin.counts["image"]
        else:
            linked.extend(_linked_images(package, name))
    return Package(
        Counter(WORD.findall("".join(text.words))),
        Counter(WORD.findall("".join(text.newer))),
        text.counts["ins"],
        text.counts["del"],
        tuple(dict.fromkeys(words for words in furniture if WORD.search(words))),
        tuple(linked),
        text.unknown,
        text.counts["image"],
        furniture_images,
    )


def _elements(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Element, int]]:
    """Yield ``start`` and ``end`` of each element of a part, with its depth."""
    depth = 0
    with package.open(name) as part:
        for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise _TooDeepError
            yield event, element, depth
            if event == "end" and depth > 1:
                element.clear()


class _Text:
    """Gathers the words of parts as they stand, with white space where the layout parts them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.newer: list[str] = []
        self.counts: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def read(self, elements: Iterator[tuple[str, Element, int]]) -> None:
        gone = newer = older = 0
        for event, element, _ in elements:
            step = 1 if event == "start" else -1
            gone += step * (element.tag in _GONE)
            newer += step * (element.tag == _CHOICE)
            older += step * (element.tag == _FALLBACK)
            if event == "end" and not gone:
                (self.newer if newer else self.words).append(_text_of(element))
            elif event == "start":
                # A paragraph in a text box stands in another, whose words end here.
                (self.newer if newer else self.words).append(" " * (element.tag == f"{_WORD}p"))
                self._count(element.tag, gone=gone)
                self.counts["image"] += not gone and not older and _shows_image(element)

    def _count(self, tag: str, *, gone: int) -> None:
        if tag in {f"{_WORD}ins", f"{_WORD}moveTo"}:
            self.counts["ins"] += 1
        elif tag in _GONE and gone == 1:
            self.counts["del"] += 1
        elif tag in _LEFT_OUT and not gone:
            self.unknown[_LEFT_OUT[tag]] += 1


def _shows_image(element: Element) -> bool:
    return element.tag in _IMAGES and any(name.startswith(_RELATED) for name in element.attrib)


def _text_of(element: Element) -> str:
    match element.tag.removeprefix(_WORD):
        case "t":
            return element.text or ""
        case "p" | "tab" | "br" | "cr" | "tc":
            return " "
        case "noBreakHyphen":
            return "\u2011"
    return ""


def _linked_images(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    for event, element, _ in _elements(package, name):
        is_image = (
            event == "start" and element.tag == _RELATIONSHIP and element.get("Type", "").endswith("/image")
        )
        if is_image and element.get("TargetMode") == "External":
            yield element.get("Target", "")
