"""Rules of words: what is printed is heard, and alternate texts say something."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from pipeline.findings import Finding, error, warning
from pipeline.listening.words import joined
from pipeline.pdf.pieces import Piece
from pipeline.preflight.rule import ON_SCREEN, Rule
from pipeline.preflight.subject import Subject

_FILE_NAME: Final = re.compile(
    r"(?:[\w.:~%+() -]*[/\\])*[\w%+()., -]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|eps|pdf|psd|ai|heic|avif)"
    r"|(?:IMG|DSC|DSCN|DSCF|PXL|image|img|figure|scan)[-_]?\d+",
    re.IGNORECASE,
)
"""A file's name, or one that a camera or a program gave it without its ending."""

_SHOWN: Final = 60
"""Characters of the words that a message quotes."""


def check_words(subject: Subject) -> Iterator[Finding]:
    """Find words that are neither in an element nor an artifact (ISO 14289-1, 7.1)."""
    if not subject.elements.roots:
        return
    for page in subject.painted:
        lost = [
            piece for piece in page.pieces if piece.standing.mcid is None and piece.standing.artifact is None
        ]
        words = joined(lost, implied_breaks=True)
        if _has_words(words):
            message = f'the words "{shortened(words)}" are printed, and no structure element has them'
            yield error("unheard-words", message, page=page.index + 1, rectangle=subject.around(lost))


def check_artifacts(subject: Subject) -> Iterator[Finding]:
    """Find words that are marked as decoration, and are no running head or folio (ISO 14289-1, 7.1).

    A header row that is painted again on the next page is rightly an artifact: its words are heard where it stood first.
    """
    heard = f" {' '.join(subject.heard.words)} "
    for page in subject.painted:
        for kind, run in _artifacts(page.pieces):
            words = joined(run, implied_breaks=True)
            if kind != "Pagination" and not all(_is_heard(piece, heard) for piece in run):
                of = f"of the type {kind}" if kind else "without a type"
                message = (
                    f'the words "{shortened(words)}" are marked as an artifact {of}, so nobody hears them'
                )
                yield warning(
                    "words-as-artifact", message, page=page.index + 1, rectangle=subject.around(run)
                )


def check_alternate_texts(subject: Subject) -> Iterator[Finding]:
    """Find alternate texts that are the name of a file (ISO 14289-1, 7.3)."""
    for node in subject.elements.nodes:
        alt = node.text("/Alt")
        if alt and _FILE_NAME.fullmatch(alt.strip()):
            message = (
                f'the alternate text of {node.written} is the name of a file: "{shortened(alt.strip())}"'
            )
            yield error("alt-file-name", message, page=subject.page_of(node))


def shortened(words: str) -> str:
    """Return words, or their beginning if they are many."""
    return words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + " …"


def _is_heard(piece: Piece, heard: str) -> bool:
    """Say whether the words of a piece, if it has any, are among those that are heard."""
    words = " ".join(piece.text.split())
    return not _has_words(words) or f" {words} " in heard


def _artifacts(pieces: Iterable[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Yield the type and pieces of each artifact; pieces of one type that follow each other on a line are one."""
    for standing, run in groupby(pieces, key=lambda piece: (piece.standing.artifact, round(piece.y))):
        if standing[0] is not None:
            yield standing[0], list(run)


def _has_words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


UNHEARD: Rule = Rule(
    "unheard-words",
    check_words,
    "ISO 14289-1, 7.1",
    "Words that everybody sees, and nobody hears.",
    "(Read on) Tj outside of any marked content",
    "/P <</MCID 7>> BDC (Read on) Tj EMC, and an element that has mark 7",
    ON_SCREEN,
)
ARTIFACTS: Rule = Rule(
    "words-as-artifact",
    check_artifacts,
    "ISO 14289-1, 7.1",
    "A screen reader takes the words for decoration, and passes over them.",
    "a paragraph within /Artifact BMC ... EMC",
    "the paragraph in an element P",
    ON_SCREEN,
)
FILE_NAMES: Rule = Rule(
    "alt-file-name",
    check_alternate_texts,
    "ISO 14289-1, 7.3",
    "A listener hears letters and digits instead of what the image tells.",
    "/Alt (IMG_0042.jpg)",
    "/Alt (A nurse at a bedside, writing)",
    ON_SCREEN,
)
