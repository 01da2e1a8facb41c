"""``pipeline build --only ID``: one chapter as it stands in the report, and nothing else touched."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from edited import BEGINNING, State, bring, moved, part, prose, words
from pypdf import PdfReader
from runs import Runner

LEADING, UNLETTERED, DOUBLED, WRONG = 3, 6, 4, 11
"""Numbers of texts: one with links into other chapters, and three with mistakes."""


def built(root: Path, state: State, run: Runner) -> Path:
    bring(root, state)
    run(root, "build")
    return root


def files(root: Path) -> dict[str, bytes]:
    """Return what stands in build/ beside what is kept for later builds."""
    left = (root / "build").rglob("*")
    kept = root / "build/cache/chapters"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in left
        if path.is_file() and kept not in path.parents
    }


def shown(content: bytes) -> list[tuple[str, str]]:
    """Return label and text of each page."""
    reader = PdfReader(BytesIO(content))
    return [
        (label, page.extract_text()) for label, page in zip(reader.page_labels, reader.pages, strict=True)
    ]


@pytest.mark.parametrize("chapter", ["contents", "one", "two", "three"])
def test_a_proof_shows_the_pages_of_the_report(tmp_path: Path, run: Runner, chapter: str) -> None:
    """Labels, folios, numbers and quoted pages are those that the report has."""
    state = part(1, "front")(moved(2, 3)(BEGINNING))
    root = built(tmp_path, state, run)

    ended = run(root, "build", "--only", chapter)

    assert ended.code == 0, ended.found
    report = shown((root / "build/report.pdf").read_bytes())
    proof = shown((root / f"build/proof-{chapter}.pdf").read_bytes())
    at = report.index(proof[0])
    assert report[at : at + len(proof)] == proof


def test_a_proof_follows_words_that_are_newer_than_the_report(tmp_path: Path, run: Runner) -> None:
    """What has changed since the last build is in the proof, which begins where the chapter began then."""
    root = built(tmp_path, BEGINNING, run)
    bring(root, words(3, 0)(BEGINNING))

    ended = run.words("-C", str(root), "build", "--only", "three")

    ((label, text),) = shown((root / "build/proof-three.pdf").read_bytes())
    assert "A few words." in text
    assert f"build/proof-three.pdf: 1 page, from page {label}, " in ended.err


def test_a_proof_leaves_everything_else_as_it_is(tmp_path: Path, run: Runner) -> None:
    """Report, map, findings and stamp stay what they are, and the report is still known to be the newest."""
    root = built(tmp_path, BEGINNING, run)
    before = files(root)

    run(root, "build", "--only", "two")

    after = files(root)
    assert after.keys() - before.keys() == {"build/proof-two.pdf"}
    assert {name: after[name] for name in before} == before
    assert "nothing has changed" in run.words("-C", str(root), "build", "--why").err


def test_links_into_other_chapters_are_plain_text(tmp_path: Path, run: Runner) -> None:
    """No link of a proof is dead: those that lead out of it are words, and their number is told."""
    root = built(tmp_path, words(1, LEADING)(BEGINNING), run)

    ended = run.words("-C", str(root), "build", "--only", "one")

    # One of its two links leads to itself.
    assert "1 link into other chapters: plain text in a proof" in ended.err.splitlines()
    pages = PdfReader(root / "build/proof-one.pdf").pages
    annotations = [each.get_object() for page in pages for each in page.get("/Annots", ())]
    assert [each["/A"]["/S"] if "/A" in each else "/GoTo" for each in annotations] == ["/GoTo"]


def test_without_an_earlier_build_pages_are_guessed_and_that_is_said(tmp_path: Path, run: Runner) -> None:
    """Nobody takes a guess for a page number."""
    bring(tmp_path, BEGINNING)

    first = run.words("-C", str(tmp_path), "build", "--only", "three")
    run(tmp_path, "build")
    second = run.words("-C", str(tmp_path), "build", "--only", "three")

    said = "no build has set every chapter yet: page numbers are guessed, and 00 where they are quoted"
    assert [said in ended.err.splitlines() for ended in (first, second)] == [True, False]


def test_a_proof_shows_its_mistakes(tmp_path: Path, run: Runner) -> None:
    """A chapter whose pages have mistakes is shown with them, on the proof's own pages."""
    root = built(tmp_path, BEGINNING, run)
    bring(root, words(3, UNLETTERED)(BEGINNING))

    ended = run(root, "build", "--only", "three")

    assert ended.code == 1
    assert ("missing-glyph", 1) in {(finding["code"], finding["page"]) for finding in ended.errors}
    assert (root / "build/proof-three.pdf").is_file()


def test_a_mistake_in_any_source_is_said_instead(tmp_path: Path, run: Runner) -> None:
    """While a chapter leads nowhere, nobody knows the numbers of the others."""
    root = built(tmp_path, BEGINNING, run)
    bring(root, words(2, WRONG)(BEGINNING))

    ended = run(root, "build", "--only", "three")

    assert (ended.code, [finding["code"] for finding in ended.errors]) == (1, ["unknown-label"])
    assert "no proof was made" in ended.err
    assert not (root / "build/proof-three.pdf").exists()


def test_warnings_of_other_chapters_are_left_out(tmp_path: Path, run: Runner) -> None:
    """Whoever looks at one chapter hears of that one."""
    root = built(tmp_path, words(1, DOUBLED)(BEGINNING), run)

    found = {chapter: run(root, "build", "--only", chapter).found for chapter in ("one", "two")}

    assert [any("doubled-word" in each for each in found[name]) for name in ("one", "two")] == [True, False]


@pytest.mark.parametrize(
    ("word", "remedy"), [("tow", 'did you mean "two"?'), ("xyz", "known: contents, one, two, three")]
)
def test_a_chapter_that_is_not_there_is_a_mistake_of_usage(
    tmp_path: Path, run: Runner, word: str, remedy: str
) -> None:
    """The word that was typed is said, and the nearest one that there is."""
    bring(tmp_path, BEGINNING)

    ended = run.words("-C", str(tmp_path), "build", "--only", word)

    assert ended.code == 2
    assert f'the report has no chapter "{word}"' in ended.err
    assert remedy in ended.err


def test_a_chapter_that_quotes_its_own_pages_quotes_the_new_ones(tmp_path: Path, run: Runner) -> None:
    """Where its own labels stand is found out anew, whatever the last build said."""
    body = (
        "See [the end](heading:end){.page}.\n\n"
        + "Words of running text.\n\n" * 12
        + "## The end {#end}\n\nSo."
    )
    bring(tmp_path, BEGINNING)
    chapter = tmp_path / "sources/three.yaml"
    chapter.write_text(prose("Long", body), encoding="utf-8")
    run(tmp_path, "build")
    chapter.write_text(prose("Long", body.replace("text.", "text. And more.")), encoding="utf-8")

    proof = run(tmp_path, "build", "--only", "three")
    run(tmp_path, "build")

    assert proof.code == 0, proof.found
    made = shown((tmp_path / "build/proof-three.pdf").read_bytes())
    assert made == shown((tmp_path / "build/report.pdf").read_bytes())[-len(made) :]
