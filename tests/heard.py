"""A structure tree as indented text with the words that its content shows, as a screen reader would get at them."""

import io
import re
from collections.abc import Iterator, Mapping
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
    words: Words = {}
    for page in reader.pages:
        _listen(page["/Contents"], page["/Resources"], words)
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    return "\n".join(_lines(root["/K"][0].get_object(), 0, words, cells=cells))


def artifacts(content: bytes) -> list[tuple[str, str]]:
    """Return the artifacts of all pages in the order of painting: kind and words."""
    found: list[tuple[str, str]] = []
    for page in PdfReader(io.BytesIO(content)).pages:
        _listen(page["/Contents"], page["/Resources"], {}, found)
    return found


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
        said += _attributes(element.get("/A", {}))
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


def _listen(
    stream: Any, resources: DictionaryObject, words: Words, furniture: list[tuple[str, str]] | None = None
) -> None:
    number = stream.indirect_reference.idnum
    open_: list[
        tuple[int | None, str | None, str | None]
    ] = []  # number, what is said instead, kind of artifact
    glyphs: Mapping[int, str] = {}
    digits = 4
    for token in _TOKENS.finditer(stream.get_data()):
        if token["begin"]:
            properties = token["properties"] or b""
            mcid = re.search(rb"/MCID (\d+)", properties)
            said = re.search(rb"/ActualText\s*<([0-9A-F]+)>", properties)
            kind = re.search(rb"/Type\s*/(\w+)", properties)
            artifact = (kind[1].decode() if kind else "") if token["tag"] == b"Artifact" else None
            instead = bytes.fromhex(said[1].decode()).decode("utf-16") if said else None
            open_.append((int(mcid[1]) if mcid else None, instead, artifact))
            if mcid:
                assert (number, int(mcid[1])) not in words, "marked content is numbered once"
                words[number, int(mcid[1])] = ""
            if instead is not None:
                _say(instead, number, open_ if mcid else open_[:-1], words, furniture)
            if artifact is not None and furniture is not None:
                furniture.append((artifact, ""))
        elif token["end"]:
            open_.pop()
        elif token["font"]:
            font = resources["/Font"]["/" + token["font"].decode()]
            glyphs = _characters(font["/ToUnicode"].get_data())
            digits = 4 if font["/Subtype"] == "/Type0" else 2
        elif token["shows"]:
            if any(instead is not None for _, instead, _ in open_):
                continue
            shown = "".join(
                glyphs.get(int(run[at : at + digits], 16), "?")
                for run in re.findall(rb"<([0-9a-f]+)>", token["shows"])
                for at in range(0, len(run), digits)
            )
            _say(shown, number, open_, words, furniture)
        else:
            form = resources.get("/XObject", {}).get("/" + token["form"].decode())
            if form is not None and form.get("/Subtype") == "/Form":
                _listen(form, form["/Resources"], words, furniture)
    assert not open_, "marked content ends in the stream that it begins in"


def _say(
    text: str,
    number: int,
    open_: list[tuple[int | None, str | None, str | None]],
    words: Words,
    furniture: list[tuple[str, str]] | None,
) -> None:
    assert open_, f'"{text}" is not marked'
    for mcid, _, artifact in reversed(open_):
        if mcid is not None:
            words[number, mcid] += text
            return
        if artifact is not None:
            if furniture is not None:
                kind, before = furniture[-1]
                furniture[-1] = kind, before + text
            return


def _characters(cmap: bytes) -> Mapping[int, str]:
    """Read what a font's glyphs say (ISO 32000-1:2008, 9.10.3)."""
    pairs = re.findall(
        rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>",
        b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)),
    )
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
