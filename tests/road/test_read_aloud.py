"""``pipeline inspect --read-aloud``: what a screen reader says of a PDF."""

from __future__ import annotations

from pathlib import Path

from runs import Runner
from tagged import element, tagged


def test_a_pdf_is_read_line_by_line(tmp_path: Path, run: Runner) -> None:
    """Any tagged PDF is said as a listener hears it."""
    file = tmp_path / "any.pdf"
    file.write_bytes(tagged(element("H1", "Title"), element("P", "Words.")))

    answer = run.words("inspect", "--read-aloud", str(file))

    assert (answer.code, answer.out) == (0, "heading level 1: Title\nWords.\n")


def test_what_is_no_pdf_is_a_usage_mistake(tmp_path: Path, run: Runner) -> None:
    """There is nothing to read."""
    file = tmp_path / "no.pdf"
    file.write_bytes(b"no")

    assert run.words("inspect", "--read-aloud", str(file)).code == 2
