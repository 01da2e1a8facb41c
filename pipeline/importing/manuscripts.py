"""Files that editors get: what format one is of, whether it can be read, and by whom.

A file goes in, a :class:`Document` and findings come out. The format is told by the first bytes, whatever the name says;
what cannot be read is refused with what to do instead. Nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from pipeline.findings import Checked, Finding
from pipeline.importing.document import SOFT_HYPHEN, Document, Origin, soft_hyphens_left_out
from pipeline.importing.markdown_text import read_markdown
from pipeline.importing.plain_text import read_plain_text
from pipeline.importing.word import read_word
from pipeline.reading.text import LARGEST_SOURCE, UNPRINTABLE

T = TypeVar("T")

LARGEST_MANUSCRIPT: Final = 100 * 1024 * 1024
"""Bytes of a Word file with its images; larger ones are not opened."""

TEXT_SUFFIXES: Final = (".txt", ".text", "")
MARKDOWN_SUFFIXES: Final = (".md", ".markdown")

_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file (MS-CFB, 2.2): Word up to 2003, and everything that Office encrypts."""

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
"""The stream in which an encrypted file stands (MS-OFFCRYPTO, 2.3.4.4)."""

_SAVE_AS_DOCX: Final = "open it in Word or LibreOffice and save it as .docx"
_SAVE_AS_UTF_8: Final = 'open it in an editor and save it as text in the encoding "UTF-8"'

_OTHER_FORMATS: Final = (
    (b"%PDF-", "a PDF, which keeps lines and no paragraphs", "ask for the Word file that it was made from"),
    (b"{\\rtf", "rich text (RTF)", _SAVE_AS_DOCX),
)
"""Formats that are known by their first bytes and not imported: what they are, and what to do instead."""

_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Everything that ends a line somewhere: also form feeds, and the separators that YAML cannot hold."""


def read_manuscript(file: Path, path: str) -> Checked[Document]:
    """Read a manuscript.

    Args:
        file: where it is.
        path: what findings call it.
    """
    origin = Origin(path)
    try:
        if file.is_dir():
            hint = "name one file: each becomes a chapter"
            return _refuse(origin, "missing-file", f'"{path}" is a folder', hint)
        size = file.stat().st_size if file.is_file() else None
        if size is None:
            return _refuse(origin, "missing-file", f'there is no file "{path}"')
        if size > LARGEST_MANUSCRIPT:
            most = f"a manuscript has at most {LARGEST_MANUSCRIPT:,}"
            return _refuse(origin, "too-large", f'"{path}" has {size:,} bytes; {most}')
        content = file.read_bytes()
    except OSError as problem:
        return _refuse(origin, "unreadable-file", f'cannot read "{path}": {problem.strerror}')
    document = _read(content, file, origin)
    if document.value is not None and not document.value.blocks:
        return Checked(None, (*document.findings, origin.refuse("empty-file", "the file has no words")))
    return document


def _read(content: bytes, file: Path, origin: Origin) -> Checked[Document]:
    suffix = file.suffix.lower()
    if not content.strip():
        return _refuse(origin, "empty-file", "the file is empty")
    if refusal := _refuse_format(content, suffix, origin):
        return Checked(None, (refusal,))
    if content.startswith(b"PK\x03\x04"):
        return read_word(content, origin.path)
    return _decode(content, origin).then(lambda text: _read_text(text, file, origin))


def _read_text(text: str, file: Path, origin: Origin) -> Checked[Document]:
    origin = replace(origin, lines=tuple(text.split("\n")))
    if file.suffix.lower() in MARKDOWN_SUFFIXES:
        return read_markdown(text, origin, file.parent)
    return read_plain_text(text, origin)


def _refuse_format(content: bytes, suffix: str, origin: Origin) -> Finding | None:
    code = "unsupported-manuscript"
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            return origin.refuse(code, "the file is protected by a password", "save it without one, as .docx")
        return origin.refuse(code, "the file is in the old format of Word (.doc)", _SAVE_AS_DOCX)
    for beginning, what, remedy in _OTHER_FORMATS:
        if content.startswith(beginning):
            return origin.refuse(code, f"the file is {what}", remedy)
    is_zip = content.startswith(b"PK\x03\x04")
    if is_zip and b"mimetypeapplication/vnd.oasis" in content[:200]:
        return origin.refuse(code, "the file is in the format of LibreOffice (ODF)", _SAVE_AS_DOCX)
    if suffix == ".docx" and not is_zip:
        message = "the file is called .docx, and its content is not that of a Word file"
        return origin.refuse(code, message, _SAVE_AS_DOCX)
    if not is_zip and suffix not in (*TEXT_SUFFIXES, *MARKDOWN_SUFFIXES):
        message = f'files that end in "{suffix}" cannot be imported'
        return origin.refuse(code, message, "import .txt, .md or .docx")
    return None


def _decode(content: bytes, origin: Origin) -> Checked[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refuse(origin, "not-utf-8", "the file is text in the encoding UTF-16", _SAVE_AS_UTF_8)
    if b"\0" in content:
        return _refuse(origin, "not-text", "the file is not text: it holds zero bytes", _SAVE_AS_DOCX)
    if len(content) > LARGEST_SOURCE:
        message = f"the text has {len(content):,} bytes; a chapter has at most {LARGEST_SOURCE:,}"
        return _refuse(origin, "too-large", message, "import it in parts, a chapter each")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        byte = content[problem.start]
        message = f"byte {byte:#04x} is not UTF-8; the text is perhaps Latin-1 or Windows-1252"
        return Checked(None, (origin.refuse("not-utf-8", f"line {line}: {message}", _SAVE_AS_UTF_8),))
    text = _LINE_END.sub("\n", text)
    found = (*_find_unprintable(text, origin), *_find_soft_hyphens(text, origin))
    return Checked(UNPRINTABLE.sub("", text).replace(SOFT_HYPHEN, ""), found)


def _find_unprintable(text: str, origin: Origin) -> list[Finding]:
    """Find the characters that no text can hold, each once a line."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if strange := UNPRINTABLE.search(line):
            message = f"the control character U+{ord(strange[0]):04X} was left out"
            found.append(origin.find("left-out", message, number, "look whether a letter is missing there"))
    return found


def _find_soft_hyphens(text: str, origin: Origin) -> Iterator[Finding]:
    if count := text.count(SOFT_HYPHEN):
        yield soft_hyphens_left_out(count, origin)


def _refuse(origin: Origin, code: str, message: str, hint: str = "") -> Checked[T]:
    return Checked(None, (origin.refuse(code, message, hint),))
