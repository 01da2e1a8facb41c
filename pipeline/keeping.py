"""Chapters that are kept on disk between builds: what a chapter was set from, and what came of it.

A chapter is known by its HTML, its opening and everything that sets chapters; it holds for as long as every file that was
read for it is what it was. What holds mistakes is not kept, nor what the engine said of the stylesheets meanwhile: it says
that once, of whichever chapter comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.cache.freezing import freeze, thaw
from pipeline.cache.kept import States, keep, recall
from pipeline.cache.keys import key_of
from pipeline.cache.store import Store
from pipeline.cache.toolchain import toolchain
from pipeline.files import digest
from pipeline.findings import Checked, Finding
from pipeline.linking import Compiled
from pipeline.markup import ChapterHtml
from pipeline.pagination import Pagination
from pipeline.settling import Kept, opening_of
from pipeline.stamp.chapters import Cause, Reason
from pipeline.stamp.inputs import Standing, standing_of
from pipeline.stylesheets import Sheet
from pipeline.typesetting import LaidOut, Opening, Painted

FONTS: Final = "styles/fonts"

_LAST: Final = key_of({}, {"what": "the last build"})
"""What the last build came to helps to guess, whatever it was made with."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A chapter as it is kept."""

    extent: LaidOut
    compiled: Compiled
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Before:
    """A chapter of the last build.

    Attributes:
        html: digest of its HTML.
    """

    pages: int
    html: str
    opening: Opening


@dataclass(frozen=True, slots=True)
class _Last:
    """The last build.

    Attributes:
        folios: printed folio of each label and chapter.
    """

    chapters: Mapping[str, _Before] = field(default_factory=dict)
    folios: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """What was found when the engine was opened."""

    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptChapters:
    """The chapters that a build can use of earlier ones.

    Attributes:
        states: what files are now; each is looked at once.
        made_with: versions of everything that sets chapters, and which files set all of them.
        shared: states of stylesheets and fonts, by path.
        standing: how each font stood on the disk before it was looked at.
        last: the last build, by chapter.
        folios: that it printed, by label and chapter.
        reasons: why each chapter that was asked for had to be set, or had not.
        notices: what could not be kept.
    """

    store: Store
    states: States
    made_with: Mapping[str, str]
    shared: Mapping[str, str]
    last: Mapping[str, _Before]
    folios: Mapping[str, str]
    standing: Mapping[str, Standing | None]
    reasons: dict[str, Reason] = field(default_factory=dict)
    notices: dict[Finding, None] = field(default_factory=dict)

    @classmethod
    def open(cls, root: Path, store: Store, sheets: tuple[Sheet, ...], edition: str) -> KeptChapters:
        """Open them for one build.

        Args:
            root: of the project.
            store: opened for this build.
            sheets: in cascade order, as they were read.
            edition: what the chapters are set for.
        """
        states = States(root)
        fonts = sorted(
            path.relative_to(root).as_posix() for path in (root / FONTS).rglob("*") if path.is_file()
        )
        standing = {path: standing_of(root / path) for path in fonts}
        # The texts that were read count, not what may stand there by now.
        shared = {path: states.of(path) for path in fonts} | {
            sheet.path: digest(sheet.text.encode("utf-8", "surrogatepass")) for sheet in sheets
        }
        made_with = {
            **toolchain(),
            "edition": edition,
            "stylesheets": "\n".join(sheet.path for sheet in sheets),
            "fonts": "\n".join(fonts),
        }
        found = recall(store, _LAST, _Last, states).value or _Last()
        return cls(store, states, made_with, shared, found.chapters, found.folios, standing)

    def pages(self) -> dict[str, int]:
        """Return the page counts of the last build."""
        return {name: before.pages for name, before in self.last.items()}

    def recall(self, html: ChapterHtml, opening: Opening) -> Kept[Compiled] | None:
        """Return a chapter that was painted from this, if it is kept and still holds."""
        found = recall(self.store, self._key("chapter", html, opening), _Set, self.states)
        self.reasons[html.chapter] = self._reason(html, opening, found.changed, kept=found.value is not None)
        value = found.value
        if value is None:
            return None
        return Kept(value.extent, Painted(Checked(value.compiled, value.findings)))

    def recall_extent(self, html: ChapterHtml, opening: Opening) -> LaidOut | None:
        """Return the extent of a chapter that was only tried out."""
        return recall(self.store, self._key("trial", html, opening), LaidOut, self.states).value

    def keep(
        self, html: ChapterHtml, opening: Opening, extent: LaidOut, painted: Painted[Compiled]
    ) -> Painted[Compiled]:
        """Keep a chapter, and return it as it will come back: a number can be read back in another form."""
        self._tell_opening(html, opening)
        result = painted.result
        if result.value is None:
            return painted
        value = _Set(extent, result.value, result.findings)
        if not (result.failed or painted.heard) and self._fonts_stand():
            read = {**result.value.read, **self.shared}
            self._notice(keep(self.store, self._key("chapter", html, opening), value, _Set, read))
        again = thaw(freeze(value, _Set), _Set)
        return Painted(Checked(again.compiled, again.findings), painted.heard)

    def keep_extent(self, html: ChapterHtml, opening: Opening, extent: LaidOut) -> None:
        """Keep the extent of a chapter that was only tried out."""
        if self._fonts_stand():
            key = self._key("trial", html, opening)
            self._notice(keep(self.store, key, extent, LaidOut, self.shared))

    def keep_build(self, htmls: Sequence[ChapterHtml], pagination: Pagination) -> None:
        """Keep what the next build begins with: the chapters' HTML and their pages, in order."""
        before = {
            html.chapter: _Before(paged.pages, digest(html.html.encode()), opening_of(paged))
            for html, paged in zip(htmls, pagination.chapters, strict=True)
        }
        self._notice(keep(self.store, _LAST, _Last(before, pagination.folios), _Last, {}))

    def recall_opening(self) -> tuple[Finding, ...] | None:
        """Return what was found when the engine was opened on the same stylesheets and fonts; None if nobody knows."""
        found = recall(self.store, key_of(self.made_with, {"what": "engine"}), _Said, self.states)
        return found.value.findings if found.value else None

    def keep_opening(self, findings: tuple[Finding, ...], read: Mapping[str, str]) -> None:
        """Keep what was found when the engine was opened, and which files it read for that."""
        if self._fonts_stand():
            key = key_of(self.made_with, {"what": "engine"})
            self._notice(keep(self.store, key, _Said(findings), _Said, {**read, **self.shared}))

    def _fonts_stand(self) -> bool:
        """Whether nobody has written a font since the build began: libraries read fonts whenever they like."""
        return all(standing_of(self.states.root / path) == known for path, known in self.standing.items())

    def _key(self, what: str, html: ChapterHtml, opening: Opening) -> str:
        made_from = {
            "what": what,
            "chapter": html.chapter,
            "path": html.path,
            "html": html.html,
            # The HTML stays the same when lines of the source move; findings would stand at the wrong ones.
            "places": repr(sorted(html.places.items())),
            "opening": f"{opening.folio} {opening.side}",
        }
        return key_of(self.made_with, made_from)

    def _tell_opening(self, html: ChapterHtml, opening: Opening) -> None:
        """Tell of a chapter that was kept, or in memory, and had to be painted at another place."""
        told = self.reasons.get(html.chapter)
        if told is None or told.cause is Cause.NOTHING:
            self.reasons[html.chapter] = self._reason(html, opening, None, kept=False)

    def _reason(self, html: ChapterHtml, opening: Opening, changed: str | None, *, kept: bool) -> Reason:
        before = self.last.get(html.chapter)
        if kept:
            return Reason(html.chapter, Cause.NOTHING)
        if changed:
            return Reason(html.chapter, Cause.FILE, changed)
        if before is None:
            return Reason(html.chapter, Cause.NEW)
        if before.html != digest(html.html.encode()):
            return Reason(html.chapter, Cause.WORDS)
        return Reason(html.chapter, Cause.OPENING if before.opening != opening else Cause.NOT_KEPT)

    def _notice(self, finding: Finding | None) -> None:
        if finding:
            self.notices[finding] = None
