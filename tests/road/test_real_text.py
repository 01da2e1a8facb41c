"""The text that a guest really sent in: from a plain text file to a chapter, without the loss of a word.

The text is not ours to keep, so it stands beside the repository; without it the test is skipped.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import REPOSITORY, project
from runs import Runner, words_of

INPUT = REPOSITORY.parent / "shared" / "inputs" / "view-from-cqc.txt"

TITLE = "A view from CQC"


@dataclass(frozen=True)
class Sent:
    """What the file holds: a card of three lines, and paragraphs."""

    name: str
    role: str
    organisation: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return " ".join([self.name, self.role, self.organisation, *self.paragraphs]).split()


def split(text: str) -> Sent:
    """Recognise card and paragraphs; "Item 1" is the sender's list number, not text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    name, role, organisation, *paragraphs = lines[1:] if lines[0] == "Item 1" else lines
    return Sent(name, role, organisation, tuple(paragraphs))


def essay(sent: Sent) -> str:
    """Return the chapter as an editor would type it."""
    body = "\n\n".join(f"  {paragraph}" for paragraph in sent.paragraphs)
    return (
        f"kind: essay\ntitle: {TITLE}\nperson:\n  name: {json.dumps(sent.name)}\n  role: {json.dumps(sent.role)}\n"
        f"  organisation: {json.dumps(sent.organisation)}\n  role_in_chapter: author\nbody: |\n{body}\n"
    )


@pytest.mark.skipif(not INPUT.is_file(), reason="the guest's text does not stand beside the repository")
def test_every_word_of_the_real_text_is_printed_in_order(tmp_path: Path, run: Runner) -> None:
    """Every word that the guest sent stands in the PDF, in the guest's order."""
    sent = split(INPUT.read_text(encoding="utf-8"))
    root = project(tmp_path, {"view": essay(sent)}, styles=True)

    answer = run(root, "build")

    # Advice on a guest's sentences is theirs to take.
    assert [finding for finding in answer.findings if finding["severity"] != "advice"] == []
    assert answer.code == 0
    content = (root / "build" / "report.pdf").read_bytes()
    printed = iter(plain(words_of(content, ("A test report", TITLE))).split())
    assert [word for word in plain(" ".join(sent.words)).split() if word not in printed] == []


def plain(text: str) -> str:
    """Undo the typographer's marks, and leave hyphens out: at the end of a line one cannot tell whose they are."""
    return re.sub("[-\u2010]", "", re.sub("[‘’]", "'", re.sub("[“”]", '"', text)))


@pytest.mark.skipif(not INPUT.is_file(), reason="the guest's text does not stand beside the repository")
def test_the_real_text_is_split_into_card_and_paragraphs() -> None:
    """The file holds a card and six paragraphs, and nothing of it is lost but the list number."""
    text = INPUT.read_text(encoding="utf-8")

    sent = split(text)

    assert (sent.name, sent.role, sent.organisation) == (
        "Professor Ted Baker",
        "chief inspector of hospitals",
        "Care Quality Commission",
    )
    assert len(sent.paragraphs) == 6
    assert ["Item", "1", *sent.words] == text.split()
