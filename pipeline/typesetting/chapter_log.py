"""What the engine logs while it sets a chapter, as findings."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pipeline.findings import Finding, Place, error
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import Sheet
from pipeline.typesetting.css_log import is_about_css, word_late
from pipeline.typesetting.fetcher import Refusal
from pipeline.typesetting.log import arguments

_REPORTED_BETTER: Final = re.compile(r"\.notdef glyph rendered|Anchor defined twice")
"""The faces check names a missing character's face and block; two equal labels are found before marking up."""


def word_records(
    records: Iterable[logging.LogRecord],
    html: ChapterHtml,
    refused: Mapping[str, Refusal],
    sheets: Sequence[Sheet],
) -> Iterator[Finding]:
    """Word what the engine logged while it set a chapter."""
    chapter = Place(html.path)
    for record in records:
        said = record.getMessage()
        if is_about_css(record):
            yield word_late(record, sheets, chapter)
        elif not _REPORTED_BETTER.match(said):
            yield _finding(record, said, chapter, refused)


def _finding(record: logging.LogRecord, said: str, chapter: Place, refused: Mapping[str, Refusal]) -> Finding:
    address = str(next(iter(arguments(record)), ""))
    if address in refused:
        refusal = refused[address]
        return error(refusal.code, f'"{refusal.name}" was asked for; {refusal.reason}', chapter)
    if said.startswith("Failed to load image"):
        reason = str(arguments(record)[-1]) or "no reason given"
        name = address.rpartition("/")[2] if not address.startswith("data:") else "image data"
        return error("corrupt-image", f'the engine cannot draw "{name}": {reason}', chapter)
    if "anchor" in said.lower():
        return error("dead-link", f"the engine found no target: {said}", chapter)
    return error("engine", f"the engine says: {said}", chapter)
