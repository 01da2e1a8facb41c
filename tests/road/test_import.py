"""``pipeline import``, from the command to the pages: every word that a guest sent is printed, in order."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from builders import MANIFEST, REPOSITORY, entry, project
from runs import Runner, words_of

from pipeline.cli.importing import ask_for_title

PASTED = REPOSITORY / "tests" / "importing" / "pasted-essay.txt"
SENT = REPOSITORY.parent / "shared" / "inputs" / "view-from-cqc.txt"

TITLE = "A view"


def sent(path: Path) -> str:
    if not path.is_file():
        pytest.skip("the guest's text does not stand beside the repository")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "labels"),
    [(PASTED, {"Item 2", "Profile picture of Alex Sample"}), (SENT, {"Item 1"})],
    ids=["pasted", "sent"],
)
def test_every_word_is_printed_in_order(tmp_path: Path, run: Runner, path: Path, labels: set[str]) -> None:
    """The card and every paragraph stand in the PDF as they stand in the file; labels of the page are reported instead."""
    text = sent(path)
    root = project(tmp_path, {}, manifest=MANIFEST + entry("view"), styles=True)
    (root / "sent.txt").write_text(text, encoding="utf-8")

    imported = run(root, "import", str(root / "sent.txt"), "--as", "essay", "--id", "view", "--title", TITLE)
    answer = run(root, "build")

    assert (imported.code, imported.errors) == (0, [])
    assert labels == {label for label in labels if f'"{label}" was left out' in imported.said}
    assert (answer.errors, answer.code) == ([], 0)
    printed = plain(words_of((root / "build" / "report.pdf").read_bytes(), ("A test report", TITLE))).split()
    lines = [line for line in text.splitlines() if line.strip() not in labels]
    assert Counter(plain("\n".join(lines)).split()) - Counter(printed) == Counter()
    # Lists and headings are painted after the paragraphs of their page, and so they are extracted.
    paragraphs = plain("\n".join(line for line in lines if not line.startswith(("- ", "What it"))))
    following = iter(printed)
    assert [word for word in paragraphs.split() if word not in following] == []


def plain(text: str) -> str:
    """Return words without typographer's marks and hyphens, which the end of a line may add."""
    return " ".join(re.findall(r"\w+", re.sub("[-\u2010\u2013’']", "", text)))


def test_the_chapter_of_the_pasted_essay_reads_as_expected(tmp_path: Path, run: Runner) -> None:
    """The whole file as an editor will see it, and everything that is said about it."""
    root = project(tmp_path, {})
    (root / PASTED.name).write_bytes(PASTED.read_bytes())

    answer = run.words("-C", str(root), "import", str(root / PASTED.name), "--as", "essay", "--title", TITLE)

    chapter = (root / "sources" / "pasted-essay.yaml").read_text(encoding="utf-8")
    assert chapter == PASTED.with_name("pasted-essay.yaml").read_text(encoding="utf-8")
    assert answer.out == PASTED.with_name("pasted-essay-said.txt").read_text(encoding="utf-8")


def test_without_a_title_one_is_asked_for(tmp_path: Path, run: Runner) -> None:
    """No title is made up: nothing is written, and the answer names the option."""
    root = project(tmp_path, {})
    (root / "text.txt").write_text("Only a paragraph, which is no title.", encoding="utf-8")

    answer = run(root, "import", str(root / "text.txt"), "--as", "prose")

    assert (answer.code, answer.found) == (1, ["text.txt:1:1 missing-title"])
    assert '--title "…"' in answer.said
    assert "nothing was written" in answer.err
    assert not (root / "sources" / "text.yaml").exists()


@pytest.mark.parametrize(
    ("form", "sits", "typed", "expected"),
    [
        ("text", True, "Typed ", "Typed"),
        ("text", True, None, ""),
        ("text", False, "Typed", ""),
        ("json", True, "Typed", ""),
    ],
)
def test_only_somebody_at_a_terminal_is_asked(
    form: str,
    sits: bool,  # noqa: FBT001 - one of the table's columns
    typed: str | None,
    expected: str,
) -> None:
    """Neither a pipe nor a machine's format is kept waiting; who types nothing gives no title."""

    def ask(prompt: str) -> str:
        assert prompt.startswith("the text has no title")
        if typed is None:
            raise EOFError
        return typed

    assert ask_for_title(argparse.Namespace(format=form), ask, at_terminal=sits) == expected


def test_what_was_understood_is_said_to_machines(tmp_path: Path, run: Runner) -> None:
    """The JSON has the findings as every command gives them, and beside them the chapter and its files."""
    root = project(tmp_path, {})
    (root / "text.md").write_text("# A title\n\nOne paragraph.", encoding="utf-8")

    answer = run(root, "import", str(root / "text.md"), "--as", "foreword")

    document = json.loads(answer.out)
    assert document["findings"] == []
    assert document["imported"] == {
        "id": "text",
        "kind": "foreword",
        "files": ["sources/text.yaml"],
        "entry": "- {id: text, file: text.yaml, part: front}",
        "understood": [
            {"what": "title", "found": '"A title", line 1'},
            {"what": "body", "found": "1 paragraph"},
        ],
    }


def test_a_chapter_with_something_to_fill_in_is_written_and_exits_with_findings(
    tmp_path: Path, run: Runner
) -> None:
    """What check will say is said at once, with lines of the new file."""
    root = project(tmp_path, {}, manifest=MANIFEST + entry("text"))
    (root / "text.txt").write_text("Only a paragraph.", encoding="utf-8")

    imported = run(root, "import", str(root / "text.txt"), "--as", "essay", "--title", "T")
    checked = run(root, "check")

    assert imported.code == 1
    assert imported.found == [found for found in checked.found if found.startswith("sources/text.yaml")] != []


@pytest.mark.parametrize("words", [("import",), ("import", "a.txt"), ("import", "a.txt", "--as", "cover")])
def test_words_that_are_missing_are_usage(tmp_path: Path, run: Runner, words: tuple[str, ...]) -> None:
    """A file and a kind are needed, and not every kind is a text."""
    assert run.words("-C", str(tmp_path), *words).code == 2


def test_a_folder_without_sources_is_usage(tmp_path: Path, run: Runner) -> None:
    """A chapter goes into a project."""
    answer = run.words("-C", str(tmp_path), "import", "a.txt", "--as", "prose")

    assert answer.code == 2
    assert 'there is no folder "sources"' in answer.err
