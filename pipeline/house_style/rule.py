"""A rule of the house style: what it finds in a manuscript, and how it is explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Self, TypeAlias

from pipeline.cache.cleared import Memory
from pipeline.findings import Edit, Finding, Severity
from pipeline.model.passages import NOT_WORDS, STAND_IN, Passage, PassageKind, SpanKind
from pipeline.model.report import Report


@dataclass(frozen=True, slots=True)
class Line:
    """A passage as a rule reads it.

    Attributes:
        words: the passage's text with stand-ins for what is no word of the report's language; of equal length.
        own: the same with stand-ins for quoted words too: nobody mends what somebody else has said.
    """

    passage: Passage
    words: str
    own: str

    @classmethod
    def of(cls, passage: Passage) -> Line:
        """Read a passage."""
        words = passage.masked()
        if passage.quoted:
            return cls(passage, words, STAND_IN * len(words))
        return cls(passage, words, passage.masked(*NOT_WORDS, SpanKind.QUOTED))


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a passage that breaks a rule.

    Attributes:
        start: offset of its first character, from 0.
        end: offset of the one past its last.
        replacement: what to write instead; None where a machine cannot know.
        edits: what mends it, where that is more than to replace the stretch.
    """

    passage: Passage
    start: int
    end: int
    message: str
    hint: str = ""
    replacement: str | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def mending(self) -> tuple[Edit, ...]:
        """The edits that mend it: none where one of them could not be exact."""
        if self.edits or self.replacement is None:
            return self.edits
        edit = self.passage.edit(self.start, self.end, self.replacement)
        return (edit,) if edit else self._word_by_word(self.replacement)

    def _word_by_word(self, replacement: str) -> tuple[Edit, ...]:
        """Mend a stretch that goes over a line break, if its words are as many as before."""
        old, new = self.passage.text[self.start : self.end].split(" "), replacement.split(" ")
        if len(old) != len(new):
            return ()
        starts = accumulate((len(word) + 1 for word in old), initial=self.start)
        words = [
            (start, start + len(was), word)
            for start, was, word in zip(starts, old, new, strict=False)
            if was != word
        ]
        edits = [self.passage.edit(*word) for word in words]
        return tuple(edit for edit in edits if edit) if all(edits) else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter's lines, or those that stand in no chapter.

    Attributes:
        chapter: its id; empty if it is none.
        mark: what tells this state of it from every other; empty if nobody knows.
    """

    chapter: str
    mark: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that authors wrote, as rules read it.

    Attributes:
        unread: the lines that rules which read line by line have not cleared before; None if they are all of them.
        memory: remembers which lines of a chapter have what.
    """

    report: Report
    parts: tuple[Part, ...]
    unread: tuple[Line, ...] | None = None
    memory: Memory = field(default_factory=Memory)

    @classmethod
    def of(cls, report: Report, lines: Iterable[Line]) -> Self:
        """Make a manuscript of lines that nobody has read before."""
        by_chapter: dict[str, list[Line]] = {}
        for line in lines:
            by_chapter.setdefault(line.passage.chapter, []).append(line)
        return cls(report, tuple(Part(chapter, "", tuple(own)) for chapter, own in by_chapter.items()))

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of the report."""
        return tuple(line for part in self.parts for line in part.lines)

    def having(self, pattern: re.Pattern[str]) -> Iterator[Line]:
        """Yield the lines whose words match somewhere."""
        for part in self.parts:
            yield from self._having(part, pattern)

    def of_chapters(self, having: re.Pattern[str]) -> Iterator[tuple[Line, ...]]:
        """Yield those lines chapter by chapter."""
        yield from (self._having(part, having) for part in self.parts if part.chapter)

    def _having(self, part: Part, pattern: re.Pattern[str]) -> tuple[Line, ...]:
        return self.memory.once(
            f"lines having {pattern.pattern}",
            part.chapter,
            part.mark,
            lambda: tuple(line for line in part.lines if pattern.search(line.words)),
        )


Finder: TypeAlias = Callable[[Manuscript], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: of its findings, in the catalogue, where what it finds is said in a sentence.
        family: what it stands under when rules are listed.
        find: yields what breaks it.
        why: what a reader gains by it.
        example: words that break it.
        instead: the same words as the house writes them.
        english: whether it is about English words; a report in another language is spared it.
    """

    code: str
    family: str
    find: Finder
    why: str
    example: str
    instead: str
    severity: Severity = Severity.WARNING
    english: bool = True

    def findings(self, manuscript: Manuscript) -> Iterator[Finding]:
        """Find everything in a manuscript that breaks the rule."""
        return map(self.finding, self.find(manuscript))

    def finding(self, hit: Hit) -> Finding:
        """Word a hit as a finding of this rule."""
        passage = hit.passage
        return Finding(
            self.code,
            self.severity,
            hit.message,
            hit.hint,
            passage.place(hit.start, hit.end),
            block=passage.block or None,
            edits=hit.mending,
        )


def each_line(find: Callable[[Line], Iterable[Hit]], *, but: Iterable[PassageKind] = ()) -> Finder:
    """Make a finder of one that reads line by line.

    Args:
        but: kinds of passages that it does not read.
    """
    left_out = frozenset(but)

    def find_all(manuscript: Manuscript) -> Iterator[Hit]:
        for line in manuscript.lines if manuscript.unread is None else manuscript.unread:
            if line.passage.kind not in left_out:
                yield from find(line)

    return find_all


_NEAR: Final = 60
"""Characters that are looked at before a hit; without a limit a long text would be read again for each of its hits."""


def before(text: str, start: int) -> str:
    """Return what stands shortly before an offset."""
    return text[max(start - _NEAR, 0) : start]


_SENTENCE_BEGINS: Final = re.compile(rf"(?:^|[.!?:][\"'”’)]*{STAND_IN}*\s)[\s\"'“‘({STAND_IN}]*$")


def begins_sentence(text: str, start: int) -> bool:
    """Say whether a sentence, or what follows a colon, begins at an offset."""
    return _SENTENCE_BEGINS.search(text[max(start - 12, 0) : start]) is not None if start else True


def quoted(words: str) -> str:
    """Return an author's words for a message: short, on one line, in double quotation marks."""
    shown = words.replace(STAND_IN, "…")
    if len(shown) > 60:
        shown = f"{shown[:57]}…"
    return shown if shown[:1] == shown[-1:] == '"' else f'"{shown}"'
