"""Word files (``.docx``): what mammoth reads becomes a document, and what it passes over is said.

mammoth reads the package, with tracked insertions in and deletions out, and gives its own document to the hook that it
offers for changing documents. Paragraphs are counted from 1 in the order of the file, those in tables and empty ones too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import mammoth
from mammoth import documents

from pipeline.findings import Checked, Finding, error
from pipeline.importing.document import (
    Document,
    Note,
    Origin,
    counted,
    runs_in,
    soft_hyphens_left_out,
    words_of,
)
from pipeline.importing.package import WORD, Package, survey
from pipeline.importing.word_blocks import BlockReader
from pipeline.importing.word_runs import RunReader
from pipeline.importing.word_styles import read_styles

_SIMPLE_FIELD: Final = re.compile(rb"</?w:fldSimple\b[^>]*>")

_PICTURE: Final = re.compile(
    rb"<mc:AlternateContent\b[^>]*>\s*<mc:Choice\b[^>]*>"
    rb'(\s*<w:drawing>(?:(?!</?mc:|txbxContent).)*?<a:graphicData\b[^>]*/picture"(?:(?!</?mc:|txbxContent).)*?</w:drawing>\s*)'
    rb"</mc:Choice>\s*<mc:Fallback>(?:(?!</?mc:).)*</mc:Fallback>\s*</mc:AlternateContent>",
    re.DOTALL,
)
"""An image as LibreOffice writes it: for new programs, with its alternate text, and once more without for old ones."""


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
            io.BytesIO(_prepared(content)),
            transform_document=keep,
            include_embedded_style_map=False,
        )
    except Exception as problem:  # noqa: BLE001 - a damaged file makes the library raise whatever comes
        message = f'"{path}" cannot be read: {str(problem).lower() or type(problem).__name__}'
        hint = "open it in Word or LibreOffice and save it once more as .docx"
        return Checked(None, (error("unreadable-file", message, hint=hint),))
    runs = RunReader(origin)
    document = _read(given[0], runs, read_styles(content))
    symbols = sorted({message.message for message in result.messages if "w:sym" in message.message})
    origin = document.origin
    findings = (
        *runs.findings(),
        *_find_comments(given[0], runs, origin),
        *([soft_hyphens_left_out(runs.soft_hyphens, origin)] if runs.soft_hyphens else []),
        *(origin.find("left-out", f"a symbol was left out: {symbol}", 0) for symbol in symbols),
        *_find_passed_over(surveyed.value, document, origin),
        *_find_lost_images(surveyed.value, runs.met_images, origin),
    )
    return Checked(document, findings)


def _prepared(content: bytes) -> bytes:
    """Take away what mammoth 1.13 stumbles over.

    The marks of simple fields go, so that their words stay; of an image that stands there twice, the one with its
    alternate text remains.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part.filename: package.read(part) for part in package.infolist() if not part.is_dir()}
    changed = {
        name: _PICTURE.sub(rb"\1", _SIMPLE_FIELD.sub(b"", part))
        for name, part in parts.items()
        if name.endswith(".xml") and (_SIMPLE_FIELD.search(part) or _PICTURE.search(part))
    }
    if not changed:
        return content
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, part in parts.items():
            package.writestr(name, changed.get(name, part))
    return written.getvalue()


def _read(document: Any, runs: RunReader, styles: Mapping[str, str]) -> Document:
    blocks = BlockReader(runs, styles).read(document.children)
    notes: list[Note] = []
    # A note may call another, which is then behind it in the table that is being read.
    while len(notes) < len(runs.notes):
        (kind, number), name = list(runs.notes.items())[len(notes)]
        try:
            body = document.notes.find_note(kind, number).body
        except KeyError:
            # The call stays, so that check names it.
            body = []
        notes.append(Note(name, tuple(filter(None, runs.paragraphs_in(body)))))
    return Document(runs.with_words(), (*blocks, *runs.take_images()), tuple(notes))


def _find_comments(document: Any, runs: RunReader, origin: Origin) -> Iterator[Finding]:
    for comment in document.comments:
        at = runs.commented.get(comment.comment_id, 0)
        words = " ".join(" ".join(map(words_of, RunReader(runs.origin).paragraphs_in(comment.body))).split())
        author = f" by {comment.author_name}" if comment.author_name else ""
        yield origin.find("left-out", f'a comment{author} was left out: "{words}"', at)


def _find_passed_over(package: Package, document: Document, origin: Origin) -> Iterator[Finding]:
    """Find what the file holds beside the text that was read."""
    if package.insertions or package.deletions:
        message = (
            f"changes were tracked: in the text {counted(package.insertions, 'insertion')}, "
            f"left out {counted(package.deletions, 'deletion')}"
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
    stretches = (*runs_in(document.blocks), *(runs for note in document.notes for runs in note.paragraphs))
    arrived = Counter(WORD.findall(" ".join(map(words_of, stretches))))
    missing = (package.words - arrived) | (package.newer_words - arrived)
    if missing:
        words = ", ".join(list(missing)[:12]) + (" and more" if len(missing) > 12 else "")
        message = f"{counted(missing.total(), 'word')} of the file did not arrive: {words}"
        yield origin.find("left-out", message, 0, "compare the chapter with the file")


def _find_lost_images(package: Package, met: int, origin: Origin) -> Iterator[Finding]:
    """Find images of the file that nobody met, as words are counted."""
    if package.images > met:
        message = f"{counted(package.images - met, 'image')} of the file did not arrive"
        yield origin.find("left-out", message, 0, "compare the chapter with the file")
    if package.furniture_images:
        images = counted(package.furniture_images, "image")
        yield origin.find("left-out", f"{images} of headers and footers did not come along", 0)
