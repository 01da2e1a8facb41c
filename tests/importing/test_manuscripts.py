"""Files that cannot be imported are refused, and it is said what to do instead."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from manuscripts import codes, imported, said, written
from word import docx, paragraph

from pipeline.importing.package import survey
from pipeline.importing.road import Wanted, import_manuscript

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), part)
    return content.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("content", "name", "code", "remedy"),
    [
        (b"", "a.txt", "empty-file", ""),
        (b" \r\n\t\n", "a.txt", "empty-file", ""),
        (b"[a]: https://example.org/", "a.md", "empty-file", ""),
        (b"\x7fELF\x00\x01binary", "a.txt", "not-text", ""),
        ("caf\xe9".encode("latin-1"), "a.txt", "not-utf-8", "UTF-8"),
        ("text".encode("utf-16"), "a.txt", "not-utf-8", "UTF-8"),
        (b"words " * 1_000_000, "a.txt", "too-large", "in parts"),
        (b"%PDF-1.7", "a.pdf", "unsupported-manuscript", "ask for the Word file"),
        (b"%PDF-1.7", "a.txt", "unsupported-manuscript", "ask for the Word file"),
        (b"{\\rtf1 text}", "a.rtf", "unsupported-manuscript", "save it as .docx"),
        (COMPOUND, "a.doc", "unsupported-manuscript", "save it as .docx"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "a.docx", "unsupported-manuscript", "save it without one"),
        (b"text", "a.docx", "unsupported-manuscript", "save it as .docx"),
        (b"text", "a.html", "unsupported-manuscript", "import .txt, .md or .docx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "a.odt", "unsupported-manuscript", "save it as .docx"),
        (archive(a_txt=b"text"), "a.zip", "unsupported-manuscript", "import .txt, .md or .docx"),
        (docx(paragraph("x"))[:300], "a.docx", "unreadable-file", "save it once more"),
        (docx("", {"word/document.xml": ENTITIES}), "a.docx", "unsupported-manuscript", "save it once more"),
        (docx("<w:p>" * 400 + "</w:p>" * 400), "a.docx", "too-deep", "save it once more"),
        (docx("", {"word/document.xml": b" " * 42_000_000}), "a.docx", "too-large", "in parts"),
        (docx("x", {f"word/{n}.txt": b"" for n in range(5001)}), "a.docx", "too-large", "save it once more"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_refused(
    tmp_path: Path, content: bytes, name: str, code: str, remedy: str
) -> None:
    """Each has a code of its own and a remedy; nothing is written."""
    checked = imported(tmp_path, content, name)

    assert (checked.value, codes(checked)) == (None, [code])
    assert remedy in said(checked)
    assert list((tmp_path / "sources").iterdir()) == []


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """So is a folder."""
    (tmp_path / "sources").mkdir()

    for name in ("nothing.txt", "sources"):
        checked = import_manuscript(tmp_path, tmp_path / name, Wanted("prose", "chapter", "T"))
        assert codes(checked) == ["missing-file"]
    assert said(checked) == '"sources" is a folder / name one file: each becomes a chapter'


def test_control_characters_are_left_out_and_named(tmp_path: Path) -> None:
    """A character that no text can hold is named with its line, and the rest arrives."""
    checked = imported(tmp_path, "one\n\ntwo\x07three")

    assert codes(checked) == ["left-out"]
    assert "U+0007" in said(checked)
    assert "twothree" in written(tmp_path)


def test_a_word_file_is_known_by_its_content(tmp_path: Path) -> None:
    """Whatever a mail program has called it."""
    imported(tmp_path, docx(paragraph("Hello.")), "attachment.bin")

    assert "Hello." in written(tmp_path)


def test_a_package_is_looked_at_before_it_is_read() -> None:
    """The survey refuses a package by the sizes that it states, so that nothing large is unpacked."""
    bomb = docx("x", {"word/document.xml": b" " * 42_000_000})

    assert len(bomb) < 100_000
    assert survey(bomb, "a.docx").value is None
