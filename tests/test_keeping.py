"""Kept chapters: what a chapter is known by, what is not kept, and what is remembered of the last build."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from edited import BEGINNING, bring, words

from pipeline.build import Session, check
from pipeline.cache.store import FOLDER, Disk, Store
from pipeline.files import digest
from pipeline.findings import Checked, Finding, Place, error, warning
from pipeline.keeping import KeptChapters
from pipeline.linking import Compiled
from pipeline.markup import ChapterHtml
from pipeline.settling import Kept
from pipeline.stamp.chapters import Cause, Reason
from pipeline.typesetting import Opening, Painted, Side

FONT = "styles/fonts/a.ttf"
IMAGE = "sources/images/it.png"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project that was built; tests leave its files as they are."""
    root = tmp_path_factory.mktemp("project")
    bring(root, words(3, 8)(BEGINNING))
    with Session(root) as session:
        assert session.build().value is not None
    return root


def opened(root: Path, edition: str = "screen", disk: Disk | None = None) -> KeptChapters:
    prepared = check(root).value
    assert prepared is not None
    store = Store.open(root / FOLDER, disk=disk) if disk else Store.open(root / FOLDER)
    return KeptChapters.open(root, store, prepared.sheets, edition)


def html_of(root: Path, chapter: str) -> ChapterHtml:
    prepared = check(root).value
    assert prepared is not None
    return next(html for html in prepared.marked if html.chapter == chapter)


def kept_of(root: Path, chapter: str) -> tuple[ChapterHtml, Opening, Kept[Compiled]]:
    """Return a chapter as it is kept."""
    kept, html = opened(root), html_of(root, chapter)
    opening = kept.last[chapter].opening
    found = kept.recall(html, opening)
    assert found is not None
    return html, opening, found


def test_remembers_pages_and_folios_of_the_last_build(root: Path) -> None:
    """The next build begins with them, whatever it is made with."""
    kept = opened(root, "another edition")

    assert set(kept.pages()) == {"contents", "one", "two", "three"}
    assert (kept.folios["contents"], kept.folios["one"]) == ("i", "1")
    assert kept.last["one"].opening == Opening(1, Side.RIGHT)


def test_knows_a_chapter_by_its_html_and_its_opening(root: Path) -> None:
    """It comes back for these, and says so; for others it does not, and says why."""
    html, opening, found = kept_of(root, "two")
    assert found.extent.pages == opened(root).pages()["two"]

    kept = opened(root)
    others = [
        (html, replace(opening, folio=opening.folio + 1), Cause.OPENING),
        (replace(html, html=html.html + " "), opening, Cause.WORDS),
        (replace(html, chapter="new"), opening, Cause.NEW),
        (replace(html, path="sources/other.yaml"), opening, Cause.NOT_KEPT),
        (replace(html, places={"two": Place(html.path, 9)}), opening, Cause.NOT_KEPT),
    ]
    for other, begins, cause in others:
        assert kept.recall(other, begins) is None
        assert kept.reasons[other.chapter] == Reason(other.chapter, cause)
    assert opened(root, "another edition").recall(html, opening) is None


def test_a_file_that_is_not_what_it_was_is_the_reason(root: Path) -> None:
    """The chapter that has read it is not used, and the file is named."""
    html, opening, _ = kept_of(root, "three")
    kept = opened(root)
    kept.states.known[IMAGE] = "another"

    assert kept.recall(html, opening) is None
    assert kept.reasons["three"] == Reason("three", Cause.FILE, IMAGE)


def painted(found: Kept[Compiled], *findings: Finding, heard: tuple[Finding, ...] = ()) -> Painted[Compiled]:
    return Painted(Checked(found.painted.result.value, findings), heard)


WARNING = warning("low-contrast", "hardly seen", Place("sources/two.yaml", 4))
MISTAKE = error("overflow", "too long", Place("sources/two.yaml", 4))


def test_warnings_are_kept_with_their_chapter(root: Path) -> None:
    """They come back as they were found."""
    html, opening, found = kept_of(root, "two")
    anew = replace(html, html=html.html + "<!-- warned -->")
    opened(root).keep(anew, opening, found.extent, painted(found, WARNING))

    again = opened(root).recall(anew, opening)

    assert again is not None
    assert again.painted == painted(found, WARNING)


@pytest.mark.parametrize(
    ("name", "findings", "heard"),
    [("mistake", (MISTAKE,), ()), ("heard", (), (WARNING,))],
    ids=["a mistake", "something of the stylesheets"],
)
def test_what_may_not_be_said_again_is_not_kept(
    root: Path, name: str, findings: tuple[Finding, ...], heard: tuple[Finding, ...]
) -> None:
    """A chapter with a mistake is set each time, and so is one with which the engine said something of a stylesheet."""
    html, opening, found = kept_of(root, "two")
    anew = replace(html, html=html.html + f"<!-- {name} -->")

    given = opened(root).keep(anew, opening, found.extent, painted(found, *findings, heard=heard))

    assert given == painted(found, *findings, heard=heard)
    assert opened(root).recall(anew, opening) is None


def test_nothing_is_kept_while_somebody_writes_a_font(root: Path) -> None:
    """A font that is written back to what it was may have been another one meanwhile."""
    html, opening, found = kept_of(root, "two")
    anew = replace(html, html=html.html + "<!-- written -->")
    kept, font = opened(root), root / FONT
    content = font.read_bytes()
    os.utime(font, (0, 0))
    kept.keep(anew, opening, found.extent, painted(found))
    kept.keep_extent(anew, opening, found.extent)

    assert digest(content) == kept.shared[FONT]
    assert opened(root).recall(anew, opening) is None
    assert opened(root).recall_extent(anew, opening) is None


def test_a_chapter_that_was_kept_and_had_to_be_painted_elsewhere_says_so(root: Path) -> None:
    """A guess at the opening may find it; what counts is where it came to stand."""
    html, opening, found = kept_of(root, "two")
    kept = opened(root)
    kept.recall(html, opening)
    kept.keep(html, replace(opening, folio=opening.folio + 2), found.extent, painted(found))

    assert kept.reasons["two"] == Reason("two", Cause.OPENING)


def test_a_disk_that_takes_nothing_is_told_once(root: Path) -> None:
    """However much could not be kept, it is one fault."""

    def full(_descriptor: int, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    html, opening, found = kept_of(root, "two")
    kept = opened(root, disk=Disk(write=full))
    kept.keep(replace(html, html="other"), opening, found.extent, painted(found))
    kept.keep_extent(replace(html, html="other"), opening, found.extent)
    kept.keep_opening((), {})

    assert [finding.code for finding in kept.notices] == ["not-cached"]


def test_what_was_said_of_stylesheets_holds_while_their_files_do(root: Path) -> None:
    """A file that a stylesheet names, and that was not there, may be there by now."""
    kept = opened(root)
    kept.keep_opening((WARNING,), {"styles/profile.icc": "absent"})
    before = opened(root).recall_opening()
    (root / "styles/profile.icc").write_bytes(b"profile")
    after = opened(root).recall_opening()
    (root / "styles/profile.icc").unlink()

    assert (before, after) == ((WARNING,), None)
