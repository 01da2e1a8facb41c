"""Word files (``.docx``): paragraphs by their styles, lists, tables, footnotes, images.

mammoth reads the package, with tracked insertions in and deletions out; this module makes a document of what it gives,
through the hook that it offers for changing documents, and says what mammoth passes over (:mod:`.package`).
Paragraphs are counted from 1 in the order of the file, those in tables and the empty ones too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import mammoth
from mammoth import documents

from pipeline.findings import Checked, Finding, Severity, error
from pipeline.importing.document import (
    BREAK,
    SOFT_HYPHEN,
    Block,
    Blocks,
    Document,
    Heading,
    Image,
    List,
    Note,
    Origin,
    Paragraph,
    Quote,
    Run,
    Runs,
    Style,
    Table,
    tidied,
    words_of,
)
from pipeline.importing.package import WORD, Package, survey

_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_QUOTES: Final = frozenset({"quote", "intense quote", "quotations", "block text", "block quotation"})
_STYLES: Final = {
    "title": Style.TITLE,
    "subtitle": Style.SUBTITLE,
    "caption": Style.CAPTION,
    # LibreOffice has a style for the caption of each kind of thing.
    "illustration": Style.CAPTION,
    "figure": Style.CAPTION,
    "table": Style.CAPTION,
    "drawing": Style.CAPTION,
}
"""Names of paragraph styles as Word and LibreOffice write them in every language, in lower case."""

_SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
"""Images that the pipeline can set, by media type."""

_SIMPLE_FIELD: Final = re.compile(rb"</?w:fldSimple\b[^>]*>")

def read_word(content: bytes, path: str) -> Checked[Document]:
    """Read the bytes of a ``.docx``."""
    origin = Origin(path, counts_lines=False)
    surveyed = survey(content, path)
    if surveyed.value is None:
        return Checked(None, surveyed.findings)
    given: list[Any] = []

    def keep(document: Any) -> Any:
        given.append(document)
        return documents.document([])

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(_without_simple_fields(content)), transform_document=keep, include_embedded_style_map=False
        )
    except Exception as problem:  # noqa: BLE001 - a damaged file makes the library raise whatever comes
        message = f'"{path}" cannot be read: {str(problem) or type(problem).__name__}'
        hint = "open it in Word or LibreOffice and save it once more as .docx"
        return Checked(None, (error("unreadable-file", message, hint=hint),))
    reader = _Reader(origin)
    document = reader.read(given[0])
    messages = sorted({message.message for message in result.messages})
    findings = (
        *reader.findings,
        *_find_comments(given[0], reader),
        *_find_passed_over(surveyed.value, document, origin),
        *(origin.find("left-out", text, 0) for text in messages if "w:sym" in text),
    )
    return Checked(document, findings)


def _without_simple_fields(content: bytes) -> bytes:
    """Take the marks of simple fields away, so that their words stay (mammoth 1.13 drops both)."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part: package.read(part) for part in package.infolist() if not part.is_dir()}
    if not any(_SIMPLE_FIELD.search(xml) for part, xml in parts.items() if part.filename.endswith(".xml")):
        return content
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for part, xml in parts.items():
            is_xml = part.filename.endswith(".xml")
            package.writestr(part.filename, _SIMPLE_FIELD.sub(b"", xml) if is_xml else xml)
    return written.getvalue()


class _Reader:
    """Makes a document of mammoth's."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.at = 0
        self.findings: list[Finding] = []
        self.notes: dict[tuple[str, str], str] = {}
        self.commented: dict[str, int] = {}
        self.images: list[Image] = []
        self.soft_hyphens = 0

    def read(self, document: Any) -> Document:
        blocks = self.blocks(document.children)
        notes = []
        # A note is read when it is called; one that calls another is rare, and read in turn.
        for (kind, number), name in self.notes.items():
            body = document.notes.find_note(kind, number).body
            notes.append(Note(name, tuple(filter(None, self._paragraphs_in(body)))))
        if self.soft_hyphens:
            message = f"{self.soft_hyphens} soft hyphens were left out: words are divided when they are set"
            self.findings.append(self.origin.find("left-out", message, 0, severity=Severity.ADVICE))
        return Document(self.origin, (*blocks, *self.images), tuple(notes))

    def blocks(self, elements: Iterable[Any]) -> Blocks:
        """Read what stands one below the other."""
        blocks: list[Block] = []
        items: list[tuple[int, bool, Paragraph]] = []
        for element in (*elements, None):
            level = _level(element)
            if level is None and items and not _is_void(element):
                blocks += _nested(items)
                items = []
            if isinstance(element, documents.Paragraph):
                block = self._paragraph(element)
                if isinstance(block, Paragraph) and level is not None:
                    items.append((*level, block))
                elif block is not None:
                    blocks.append(block)
            elif isinstance(element, documents.Table):
                blocks += self._table(element)
            if not items:
                blocks += self.images
                self.images = []
        return _joined_quotes(blocks)

    def _paragraph(self, element: Any) -> Block | None:
        self.at += 1
        at = self.at
        content = self.runs(element.children)
        if not words_of(content).strip() and not any(run.note for run in content):
            return None
        name = (element.style_name or "").lower()
        if heading := _HEADING.fullmatch(name):
            return Heading(int(heading[1]), content, at)
        if name in _QUOTES:
            return Quote((Paragraph(content, at),), at)
        return Paragraph(content, at, _STYLES.get(name, Style.BODY))

    def runs(self, elements: Iterable[Any]) -> Runs:
        return tidied(self._inlines(elements, Run("")))

    def _inlines(self, elements: Iterable[Any], look: Run) -> Iterator[Run]:
        before = ""
        for element in elements:
            for run in self._inline(element, look):
                if _is_raised_number(element) and before[-1:].isalnum():
                    self._find_raised(before, run.text)
                before = run.text or before
                yield run

    def _inline(self, element: Any, look: Run) -> Iterator[Run]:
        match element:
            case documents.Run():
                if element.is_strikethrough and any(True for _ in element.children):
                    message = "words that are struck out were kept, and are no longer struck out"
                    self.findings.append(self.origin.find("imported-otherwise", message, self.at))
                inner = Run("", look.strong or element.is_bold, look.emphasis or element.is_italic, False, look.address)
                yield from self._inlines(element.children, inner)
            case documents.Hyperlink():
                address = element.href or (f"#{element.anchor}" if element.anchor else "")
                yield from self._inlines(
                    element.children, Run("", look.strong, look.emphasis, False, address or look.address)
                )
            case documents.Text():
                text = element.value.replace("\n", " ")
                self.soft_hyphens += text.count(SOFT_HYPHEN)
                yield _like(look, text.replace(SOFT_HYPHEN, ""))
            case documents.Tab():
                yield _like(look, " ")
            case documents.Break():
                if element.break_type == "line":
                    yield Run(BREAK)
                else:
                    yield _like(look, " ")
            case documents.Checkbox():
                yield _like(look, "☒" if element.checked else "☐")
            case documents.NoteReference():
                key = (element.note_type, element.note_id)
                name = self.notes.setdefault(key, str(len(self.notes) + 1))
                yield Run("", note=name)
            case documents.CommentReference():
                self.commented[element.comment_id] = self.at
            case documents.Image():
                self._image(element)
            case documents.Paragraph() | documents.Table():
                # A text box stands in the paragraph that it is anchored to.
                for content in self._paragraphs_in([element]):
                    yield Run(BREAK)
                    yield from content

    def _find_raised(self, before: str, number: str) -> None:
        word = (before.split() or [""])[-1]
        message = f'a raised number stands behind "{word}": "{number}"'
        hint = f"if it calls a footnote, write [^{number}], and [^{number}]: with the note at the end"
        self.findings.append(self.origin.find("glued-number", message, self.at, hint))

    def _image(self, element: Any) -> None:
        alt = " ".join((element.alt_text or "").split())
        named = f'an image ("{alt}")' if alt else "an image"
        suffix = _SUFFIXES.get(element.content_type or "")
        if suffix is None:
            message = f"{named} of the type {element.content_type} was left out"
            self.findings.append(
                self.origin.find("unsupported-image", message, self.at, "export it as PNG or JPEG")
            )
            return
        try:
            with element.open() as file:
                content = file.read()
        except Exception as problem:  # noqa: BLE001 - the library refuses images that stand elsewhere in its own ways
            message = f"{named} was left out: {str(problem) or type(problem).__name__}"
            self.findings.append(self.origin.find("missing-image", message, self.at))
            return
        self.images.append(Image(content, suffix, alt, self.at))

    def _paragraphs_in(self, elements: Iterable[Any]) -> Iterator[Runs]:
        """Yield the paragraphs in anything, those in tables too."""
        for element in elements:
            if isinstance(element, documents.Paragraph):
                self.at += 1
                yield self.runs(element.children)
            elif hasattr(element, "children"):
                yield from self._paragraphs_in(element.children)

    def _table(self, element: Any) -> Iterator[Block]:
        at = self.at + 1
        grid: list[list[Runs]] = []
        merged = False
        waiting: dict[tuple[int, int], Runs] = {}
        for index, row in enumerate(element.children):
            line: list[Runs] = []
            for cell in getattr(row, "children", ()):
                while (index, len(line)) in waiting:
                    line.append(waiting[index, len(line)])
                colspan, rowspan = max(1, min(cell.colspan, 60)), max(1, cell.rowspan)
                merged = merged or colspan > 1 or rowspan > 1
                waiting |= {
                    (below, len(line) + across): ()
                    for below in range(index + 1, index + rowspan)
                    for across in range(colspan)
                }
                line += [self._cell(cell), *(() for _ in range(colspan - 1))]
            while (index, len(line)) in waiting:
                line.append(waiting[index, len(line)])
            grid.append(line)
        if merged:
            message = "cells that were merged stand alone now, with empty ones beside or below them"
            self.findings.append(self.origin.find("imported-otherwise", message, at))
        width = max(map(len, grid), default=0)
        yield Table(tuple(tuple([*row, *(() for _ in range(width - len(row)))]) for row in grid), at)

    def _cell(self, cell: Any) -> Runs:
        runs: list[Run] = []
        for content in self._paragraphs_in(cell.children):
            runs += [Run(" "), *content]
        return tidied(runs)


def _like(look: Run, text: str) -> Run:
    return Run(text, look.strong, look.emphasis, look.code, look.address)


def _is_raised_number(element: Any) -> bool:
    if not isinstance(element, documents.Run) or element.vertical_alignment != "superscript":
        return False
    words = "".join(child.value for child in element.children if isinstance(child, documents.Text))
    return bool(re.fullmatch(r"[1-9]\d?", words.strip()))


def _level(element: Any) -> tuple[int, bool] | None:
    """Return the level of a list's paragraph from 0, and whether it is numbered; None of anything else."""
    numbering = getattr(element, "numbering", None)
    if numbering is None or _HEADING.fullmatch((element.style_name or "").lower()):
        return None
    return int(numbering.level_index), bool(numbering.is_ordered)


def _is_void(element: Any) -> bool:
    """Whether an element is an empty paragraph, which parts no list."""
    return isinstance(element, documents.Paragraph) and not element.children


def _nested(items: Sequence[tuple[int, bool, Paragraph]]) -> list[Block]:
    """Make lists of paragraphs that know their level."""
    blocks: list[Block] = []
    index = 0
    while index < len(items):
        level, is_ordered, first = items[index]
        entries: list[Blocks] = []
        while index < len(items) and items[index][0] >= level:
            depth, ordered, paragraph = items[index]
            if depth > level:
                below = index
                while below < len(items) and items[below][0] > level:
                    below += 1
                inner = _nested(items[index:below])
                entries[-1] = (*entries[-1], *inner)
                index = below
            elif ordered != is_ordered:
                break
            else:
                entries.append((paragraph,))
                index += 1
        blocks.append(List(1 if is_ordered else None, tuple(entries), first.at))
    return blocks


def _joined_quotes(blocks: Iterable[Block]) -> Blocks:
    """Join paragraphs in the style of quotations that follow each other."""
    joined: list[Block] = []
    for block in blocks:
        if isinstance(block, Quote) and joined and isinstance(last := joined[-1], Quote):
            joined[-1] = Quote((*last.blocks, *block.blocks), last.at)
        else:
            joined.append(block)
    return tuple(joined)


def _find_comments(document: Any, reader: _Reader) -> Iterator[Finding]:
    for comment in document.comments:
        words = " ".join(words_of(content) for content in _Reader(reader.origin)._paragraphs_in(comment.body))  # noqa: SLF001
        at = reader.commented.get(comment.comment_id, 0)
        author = f" by {comment.author_name}" if comment.author_name else ""
        yield reader.origin.find("left-out", f'a comment{author} was left out: "{" ".join(words.split())}"', at)


def _find_passed_over(package: Package, document: Document, origin: Origin) -> Iterator[Finding]:
    """Find what the file holds beside the text that was read."""
    if package.insertions or package.deletions:
        message = (
            f"changes were tracked: {package.insertions} insertions are in the text, "
            f"{package.deletions} deletions are left out"
        )
        yield origin.find("imported-otherwise", message, 0, "look whether all of them were to be accepted")
    for words in package.furniture:
        yield origin.find("left-out", f'a header or footer was left out: "{words}"', 0)
    for address in package.linked_images:
        message = f'an image that stands elsewhere was left out: "{address}"'
        yield origin.find("not-fetched", message, 0, "nothing is fetched: put the image itself into the file")
    for what, count in package.unknown.items():
        times = f", {count} times" if count > 1 else ""
        yield origin.find("left-out", f"{what} was left out{times}: a chapter has no form for it", 0)
    arrived = Counter(WORD.findall(" ".join(_all_words(document))))
    missing = (package.words - arrived) | (package.newer_words - arrived)
    if missing:
        words = ", ".join(list(missing)[:12]) + (" and more" if len(missing) > 12 else "")
        message = f"{missing.total()} words of the file are not in the chapter: {words}"
        yield origin.find("left-out", message, 0, "compare the chapter with the file")


def _all_words(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from _words_in(block)
    for note in document.notes:
        yield from map(words_of, note.paragraphs)


def _words_in(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield words_of(block.content)
        case List():
            for item in block.items:
                for inner in item:
                    yield from _words_in(inner)
        case Quote():
            for inner in block.blocks:
                yield from _words_in(inner)
        case Table():
            for row in block.rows:
                yield from map(words_of, row)
        case Image():
            return
