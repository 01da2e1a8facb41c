"""A structure tree as indented text with the words that its content shows, as a screen reader would get at them."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

_TOKENS = re.compile(
    rb"/(?P<tag>[^\s/<]+)\s*(?P<properties><<.*?>>)?\s*(?P<begin>BDC|BMC)\b"
    rb"|\b(?P<end>EMC)\b|/(?P<font>\S+) \S+ Tf|(?P<shows>\[[^\]]*\]) TJ|/(?P<form>\S+) Do\b",
    re.DOTALL,
)
_SAID = {"/T": "title", "/Alt": "alt", "/Lang": "lang", "/E": "expansion", "/ID": "id"}

Words = dict[tuple[int, int], str]
"""What marked content says, by the object number of its stream and its own."""


def hear(content: bytes, *, cells: bool = False) -> str:
    """Return the tree: an element a line, with its words behind a colon.

    Args:
        content: the PDF.
        cells: whether what table cells say of their place is told.
    """
    reader = PdfReader(io.BytesIO(content))
    words = _ears(reader).words
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return "\n".join(_lines(root["/K"][0].get_object(), 0, words, cells=cells))


def artifacts(content: bytes) -> list[tuple[str, str]]:
    """Return the artifacts of all pages in the order of painting: kind and words."""
    return _ears(PdfReader(io.BytesIO(content))).artifacts


def _ears(reader: PdfReader) -> "_Ears":
    ears = _Ears()
    for page in reader.pages:
        ears.listen(page["/Contents"], page["/Resources"])
    return ears


def _lines(element: DictionaryObject, level: int, words: Words, *, cells: bool) -> Iterator[str]:
    kids = element.get("/K", ArrayObject())
    parts: list[str | list[str]] = []
    for kid in kids if isinstance(kids, list) else [kids]:
        entries = kid.get_object()
        if isinstance(entries, int):
            parts.append(words[_number(element["/Pg"], "/Contents"), entries])
        elif entries.get("/Type") == "/MCR":
            stream = (
                entries.raw_get("/Stm").idnum if "/Stm" in entries else _number(entries["/Pg"], "/Contents")
            )
            parts.append(words[stream, entries["/MCID"]])
        elif entries.get("/Type") == "/OBJR":
            parts.append("@")
        else:
            parts.append(list(_lines(entries, level + 1, words, cells=cells)))
    own = "|".join(part for part in parts if isinstance(part, str))
    said = [f'{word}="{element[key]}"' for key, word in _SAID.items() if key in element]
    if cells:
        said += _attributes(element.get("/A", DictionaryObject()))
    head = " ".join([element["/S"].removeprefix("/"), *said])
    if all(isinstance(part, str) for part in parts):
        yield "  " * level + head + (f": {own}" if parts else "")
        return
    yield "  " * level + head
    for part in parts:
        yield from ["  " * (level + 1) + f": {part}"] if isinstance(part, str) else part


def _attributes(attributes: Any) -> list[str]:
    given = attributes if isinstance(attributes, list) else [attributes]
    return [
        f"{key.removeprefix('/')}={','.join(map(str, value)) if isinstance(value, list) else value}"
        for each in given
        for key, value in each.get_object().items()
        if key in ("/Scope", "/ColSpan", "/RowSpan", "/Headers")
    ]


def _number(holder: DictionaryObject, key: str) -> int:
    return holder.raw_get(key).idnum


@dataclass(frozen=True)
class _Open:
    """A marked-content sequence that has begun: its place, what is said in its stead, and its kind if it is an artifact."""

    place: tuple[int, int] | None
    instead: str | None
    artifact: str | None


class _Ears:
    """Listens to content streams."""

    def __init__(self) -> None:
        self.words: dict[tuple[int, int], str] = {}
        self.artifacts: list[tuple[str, str]] = []
        self.open: list[_Open] = []

    def listen(self, stream: Any, resources: DictionaryObject) -> None:
        """Listen to a page or to a form that it paints, which may itself be painted inside marked content."""
        depth, glyphs, digits = len(self.open), {}, 4
        for token in _TOKENS.finditer(stream.get_data()):
            if token["begin"]:
                self._begin(stream.indirect_reference.idnum, token["tag"], token["properties"] or b"")
            elif token["end"]:
                self.open.pop()
            elif token["font"]:
                font = resources["/Font"]["/" + token["font"].decode()]
                glyphs = _characters(font["/ToUnicode"].get_data())
                digits = 4 if font["/Subtype"] == "/Type0" else 2
            elif token["shows"]:
                runs = re.findall(rb"<([0-9a-f]+)>", token["shows"])
                numbers = (
                    int(run[at : at + digits], 16) for run in runs for at in range(0, len(run), digits)
                )
                if all(each.instead is None for each in self.open):
                    self._say("".join(glyphs.get(number, "?") for number in numbers))
            else:
                form = resources.get("/XObject", {}).get("/" + token["form"].decode())
                if form is not None and form.get("/Subtype") == "/Form":
                    self.listen(form, form["/Resources"])
        assert len(self.open) == depth, "marked content ends in the stream that it begins in"

    def _begin(self, number: int, tag: bytes, properties: bytes) -> None:
        mcid = re.search(rb"/MCID (\d+)", properties)
        said = re.search(rb"/ActualText\s*<([0-9A-F]+)>", properties)
        kind = re.search(rb"/Type\s*/(\w+)", properties)
        place = (number, int(mcid[1])) if mcid else None
        instead = bytes.fromhex(said[1].decode()).decode("utf-16") if said else None
        artifact = (kind[1].decode() if kind else "") if tag == b"Artifact" else None
        self.open.append(_Open(place, None, artifact))
        if place:
            assert place not in self.words, "marked content is numbered once"
            self.words[place] = ""
        if artifact is not None:
            self.artifacts.append((artifact, ""))
        if instead is not None:
            self._say(instead)
            self.open[-1] = _Open(place, instead, artifact)

    def _say(self, text: str) -> None:
        inner = next((each for each in reversed(self.open) if each.place or each.artifact is not None), None)
        assert inner, f'"{text}" is not marked'
        if inner.place:
            self.words[inner.place] += text
        else:
            kind, before = self.artifacts[-1]
            self.artifacts[-1] = kind, before + text


def _characters(cmap: bytes) -> Mapping[int, str]:
    """Read what a font's glyphs say (ISO 32000-1:2008, 9.10.3)."""
    pairs = re.findall(
        rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>",
        b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)),
    )
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
