"""A report's words held against the dictionary, the project's list, and the names that the report gives itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pipeline.cache.cleared import Memory, mark_of
from pipeline.cache.toolchain import package_versions
from pipeline.findings import Finding, Place, Related, advice, warning
from pipeline.model.marks import mark_of_passage, marks_of
from pipeline.model.passages import Passage, PassageKind
from pipeline.model.references import Name
from pipeline.model.report import Report
from pipeline.spelling.dictionary import NEAREST, Dictionary, british_dictionary
from pipeline.spelling.word_list import WORDS, read_words
from pipeline.spelling.words import Word, words_in

CODE: Final = "unknown-word"

HUNSPELL: Final = "chunspell"
"""The package that brings Hunspell."""

MOST_SUGGESTED: Final = 12
"""Words for which suggestions are looked up in one check: they take Hunspell a tenth of a second each. Who has more
unknown words than that has just brought in a manuscript, and most of them are names."""

NOT_SUGGESTED: Final = f"; words like it are only looked up for the first {MOST_SUGGESTED}"

MOST_RELATED: Final = 5
"""Further places of a word that are named; all of them are counted."""


def check_spelling(
    root: Path,
    report: Report,
    dictionary: Callable[[], Dictionary | None] = british_dictionary,
    memory: Memory | None = None,
) -> Iterator[Finding]:
    """Find words that neither the dictionary nor the project has, once a file; nothing in a report in another language.

    Args:
        dictionary: opens it; None if there is none.
        memory: remembers the passages whose words are all known, and the words.
    """
    is_british = report.manifest.language in {"en", "en-GB"}
    if CODE in report.manifest.house_style.disable or not is_british:
        return
    own = read_words(root)
    names = _names_in(report)
    memory = memory or Memory()
    given = repr((sorted(own.value or ()), sorted(names)))
    made_from = {
        "check": "spelling",
        "hunspell": dict(package_versions([HUNSPELL]))[HUNSPELL],
        "given": given,
    }
    cleared, known = memory.cleared(**made_from), memory.cleared(**made_from, of="words")
    marked = [(mark_of_passage(passage), passage) for passage in report.other_passages]
    for chapter in report.chapters:
        marked += zip(marks_of(chapter, memory), chapter.passages, strict=True)
    doubted = [
        _Doubt(mark, passage, tuple(word for word in words_in(passage) if mark_of(word.text) not in known))
        for mark, passage in marked
        if mark not in cleared and passage.kind is not PassageKind.NAME
    ]
    # Opening the dictionary takes longer than all else here: a new sentence of old words does without it.
    needed = any(doubt.words for doubt in doubted)
    british = dictionary() if needed else None
    if needed and british is None:
        message = "spelling was not checked: the spelling checker is not installed"
        hint = (
            f"pip install 'report-pipeline[spelling]', or add {CODE} to house_style: disable: in report.yaml"
        )
        yield advice("spelling-unchecked", message, hint=hint)
        return
    yield from own.findings
    said: set[bytes] = set()
    if british is not None:
        yield from _look_up(_Known(british, own.value or frozenset(), names), doubted, said)
    right = {mark_of(word.text) for doubt in doubted for word in doubt.words} - said
    memory.clear(known, known | right, **made_from, of="words")
    memory.clear(cleared, (mark for mark, _ in marked if mark not in said), **made_from)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A passage with words that nobody has looked up yet."""

    mark: bytes
    passage: Passage
    words: tuple[Word, ...]


def _look_up(known: _Known, doubted: Iterable[_Doubt], said: set[bytes]) -> Iterator[Finding]:
    """Find words that nobody knows; ``said`` takes the marks of those words and of their passages."""
    places: dict[tuple[str, str], list[tuple[Passage, Word]]] = {}
    for doubt in doubted:
        for word in doubt.words:
            for unknown in known.unknown_in(word):
                places.setdefault((doubt.passage.path, unknown.text), []).append((doubt.passage, unknown))
                said |= {doubt.mark, mark_of(word.text)}
    ranks: dict[str, int] = {}
    for (_, spelt), where in places.items():
        rank = ranks.setdefault(spelt, len(ranks))
        yield _word_unknown(spelt, known.near(spelt) if rank < MOST_SUGGESTED else None, where)


class _Known:
    """What counts as spelt right."""

    def __init__(self, dictionary: Dictionary, own: frozenset[str], names: frozenset[str]) -> None:
        self._dictionary = dictionary
        self._own = own | names
        self._seen: dict[str, bool] = {}

    def unknown_in(self, word: Word) -> Iterator[Word]:
        """Yield the word, or those of its parts between hyphens, that nobody knows; possessives as what possesses."""
        if not self._has(word.text):
            for part in word.parts:
                if not self._has(part.text):
                    yield Word(part.stem, part.start)

    def near(self, text: str) -> tuple[str, ...]:
        """Return what may have been meant: the report's own names and words before those of the dictionary."""
        own = get_close_matches(text, self._own, n=1, cutoff=0.8)
        return tuple(dict.fromkeys((*own, *self._dictionary.near(text))))[:NEAREST]

    def _has(self, text: str) -> bool:
        if text not in self._seen:
            stem = Word(text, 0).stem
            self._seen[text] = any(
                form in self._own or form.lower() in self._own or self._dictionary.has(form)
                for form in (text, stem)
            )
        return self._seen[text]


def _names_in(report: Report) -> frozenset[str]:
    """Return the words of names that stand behind keys: of persons, organisations, abbreviations, cited authors."""
    names = [passage.text for passage in report.passages if passage.kind is PassageKind.NAME]
    names += report.abbreviations
    for work in report.references.values():
        names += [name for author in _authors(work.author) for name in author]
        names += [each for each in (work.publisher, work.container) if each]
    return frozenset(
        word.replace("’", "'") for name in names for word in re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", name)
    )


def _authors(author: object) -> Iterable[tuple[str, ...]]:
    match author:
        case str():
            return [(author,)]
        case Name():
            return [(author.family, author.given or "")]
        case tuple():
            return [names for each in author for names in _authors(each)]
    return []


def _word_unknown(word: str, near: tuple[str, ...] | None, where: list[tuple[Passage, Word]]) -> Finding:
    """Make the finding of a word; ``near`` is None when nobody has looked for words like it."""
    first, *others = [passage.place(each.start, each.end) for passage, each in where]
    times = f", {len(where)} times in this file" if others else ""
    meant = f"did you mean {_alternatives(near)}? " if near else ""
    return warning(
        CODE,
        f'"{word}" is in no dictionary{times}',
        first,
        f"{meant}if it is right, write it into {WORDS}{'' if near is not None else NOT_SUGGESTED}",
        block=where[0][0].block or None,
        related=tuple(_also(place) for place in others[:MOST_RELATED]),
    )


def _also(place: Place) -> Related:
    return Related("also here", place)


def _alternatives(words: tuple[str, ...]) -> str:
    *most, last = [f'"{word}"' for word in words]
    return f"{', '.join(most)} or {last}" if most else last
