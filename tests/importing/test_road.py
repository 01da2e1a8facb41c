"""The road of an import: what is put into the project, and what is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import codes, imported, said, written
from word import png

from pipeline.importing.road import Wanted, import_manuscript


def test_an_essay_without_a_card_has_one_to_fill_in(tmp_path: Path) -> None:
    """What a chapter needs and the text does not have stands as a key without value, and check names its line."""
    checked = imported(tmp_path, "Only a paragraph.", kind="essay")

    assert "person:\n  name:  # to fill in: full name with its honorific\n" in written(tmp_path)
    lines = written(tmp_path).split("\n")
    named = [
        lines[finding.place.line - 1].strip().split(":")[0] for finding in checked.findings if finding.place
    ]
    assert named == ["name", "role", "organisation"]
    assert "to fill in: job title, in lower case" in said(checked)


def test_a_story_stands_in_stories_and_asks_for_its_ratings(tmp_path: Path) -> None:
    """Ratings and trust are data that no text holds; they are asked for and never guessed."""
    checked = imported(tmp_path, "Only a paragraph.", kind="story")

    text = (tmp_path / "sources/stories/chapter.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../.schema/chapter.json\n\nkind: story\ntitle: T\n"
    )
    assert "\nratings:\n  - published:  # to fill in: 2019-01-08, 2019-01 or 2019\n" in text
    assert [line for line in text.split("\n") if "  #" in line and "# to fill in: " not in line] == []
    assert {"invalid-value", "impossible-date"} & set(codes(checked))
    assert checked.value is not None
    assert checked.value.entry == "- {id: chapter, file: stories/chapter.yaml, part: body}"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Neither a chapter nor an image that is there already; then nothing at all is written."""
    sources = tmp_path / "sources"
    (sources / "images").mkdir(parents=True)
    (sources / "images" / "chapter-1.png").write_bytes(b"mine")
    (tmp_path / "a.png").write_bytes(png())

    with_image = imported(tmp_path, "x ![a](a.png)", "text.md")

    assert "file-exists" in codes(with_image)
    assert not (sources / "chapter.yaml").exists()
    assert (sources / "images" / "chapter-1.png").read_bytes() == b"mine"

    (sources / "chapter.yaml").write_text("mine", encoding="utf-8")

    assert codes(imported(tmp_path, "x")) == ["file-exists"]
    assert written(tmp_path) == "mine"


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    """Where sources/images leads elsewhere, nothing is written there."""
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / "sources").mkdir(parents=True)
    (project / "sources" / "images").symlink_to(elsewhere)
    (project / "a.png").write_bytes(png())

    checked = imported(project, "x ![a](a.png)", "text.md")

    assert "outside-project" in codes(checked)
    assert list(elsewhere.iterdir()) == []
    assert not (project / "sources" / "chapter.yaml").exists()


def test_a_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    """Then nothing is left behind."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "stories").write_text("a file", encoding="utf-8")

    checked = imported(tmp_path, "x", kind="story")

    assert codes(checked)[-1:] == ["cannot-write"]
    assert [path.name for path in sources.iterdir()] == ["stories"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("View from CQC (final 2).txt", "view-from-cqc-final-2"),
        ("Zoë.txt", "zoe"),
        (f"{'long-' * 20}.txt", "long-" * 12 + "long"),
    ],
)
def test_an_id_is_made_of_the_files_name(tmp_path: Path, name: str, expected: str) -> None:
    """Lower-case words joined by hyphens, as ids are."""
    (tmp_path / "sources").mkdir()
    (tmp_path / name).write_text("x", encoding="utf-8")

    checked = import_manuscript(tmp_path, tmp_path / name, Wanted("prose", title="T"))

    assert checked.value is not None
    assert checked.value.chapter == expected


@pytest.mark.parametrize(
    ("name", "given"), [("2019.txt", None), ("Ж.txt", None), ("a.txt", "Not an id"), ("a.txt", "../a")]
)
def test_an_id_that_cannot_be_is_a_finding(tmp_path: Path, name: str, given: str | None) -> None:
    """So --id is asked for, or asked for again."""
    (tmp_path / "sources").mkdir()
    (tmp_path / name).write_text("x", encoding="utf-8")

    checked = import_manuscript(tmp_path, tmp_path / name, Wanted("prose", given, "T"))

    assert codes(checked) == ["invalid-value"]
    assert "--id" in said(checked)
