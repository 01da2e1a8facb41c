"""The examples: one for each kind, sound, short, and fit to begin a chapter with."""

from pathlib import Path

import pytest
from builders import bring_styles

from pipeline.build import check
from pipeline.examples import FOLDER, about, chapter_example, copy_examples
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.chapters import KINDS
from pipeline.model.charts import ChartKind
from pipeline.reading import read_report

FILES = sorted(
    (path for group in ("chapters", "blocks", "charts") for path in (FOLDER / group).iterdir()),
    key=str,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_examples(tmp_path / "sources")
    bring_styles(tmp_path)
    return tmp_path


def stems(group: str) -> list[str]:
    return sorted(path.name.removesuffix(".yaml") for path in (FOLDER / group).iterdir())


def test_every_kind_has_one_example() -> None:
    """A chapter kind, block kind or chart kind without an example, or an example of nothing, is found."""
    blocks = {*BLOCK_ENTRIES, "markdown"} - {"chart"}

    assert sorted(KINDS) == stems("chapters")
    assert sorted(blocks) == stems("blocks")
    assert sorted(ChartKind) == stems("charts")


def test_each_example_is_of_the_kind_that_its_name_says(project: Path) -> None:
    """A file's name and what stands in it agree."""
    report = read_report(project).value
    assert report is not None
    kinds = {chapter.path: chapter.kind for chapter in report.chapters}

    assert {f"sources/chapters/{kind}.yaml": kind for kind in KINDS}.items() <= kinds.items()
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "blocks" and path.stem != "markdown":
            assert f"\n  - {path.stem}:\n" in text
        if path.parent.name == "charts":
            assert f"\n  - chart:\n      kind: {path.stem}\n" in text


def test_check_finds_nothing(project: Path) -> None:
    """An editor who starts from an example starts from a sound one."""
    assert check(project).findings == ()


def test_every_file_is_a_chapter(project: Path) -> None:
    """The manifest of the examples lists each of them once, in folders as the gallery shows them."""
    report = read_report(project).value
    assert report is not None

    listed = sorted(chapter.path.removeprefix("sources/") for chapter in report.chapters)
    assert [path.relative_to(FOLDER).as_posix() for path in FILES] == listed


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_is_short_and_commented(path: Path) -> None:
    """It begins by saying what it is, fits a sheet's width, and is over after a page or so."""
    lines = path.read_text(encoding="utf-8").splitlines()

    assert about("\n".join(lines)).endswith(".")
    assert max(map(len, lines)) <= 90
    assert len(lines) <= 80


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_of_a_chapter_needs_nothing_else(kind: str) -> None:
    """It cites no work and names no fact, image or other chapter, so that it is sound in any report."""
    written = [line for line in chapter_example(kind).splitlines() if not line.lstrip().startswith("#")]

    assert [line for line in written if "[@" in line or "](" in line or "image:" in line] == []
