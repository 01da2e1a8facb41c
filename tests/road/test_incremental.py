"""A build that uses what earlier builds have made equals one that begins with nothing, byte for byte, finding for finding."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from edited import BEGINNING, EDITS, State, bring, edit_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.build import Session
from pipeline.findings import Finding

FILES = ("report.pdf", "report.map.json")

EXAMPLES = settings().max_examples // 33
"""A few in the suite; ``--hypothesis-profile=night`` tries thousands."""


@dataclass(frozen=True)
class Outcome:
    """What a build left and said; files only if it was published."""

    findings: tuple[Finding, ...]
    files: tuple[bytes, ...]


def outcome(session: Session) -> Outcome:
    built = session.build()
    files = tuple((session.root / "build" / name).read_bytes() for name in FILES) if built.value else ()
    return Outcome(built.findings, files)


def afresh(root: Path, state: State) -> Outcome:
    """Build a state in a folder that has seen no other."""
    shutil.rmtree(root, ignore_errors=True)
    bring(root, state)
    with Session(root, 1) as session:
        return outcome(session)


def set_moment(state: State) -> None:
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    if state.moment is not None:
        os.environ["SOURCE_DATE_EPOCH"] = state.moment


def hold(folder: Path, edits: Sequence[Sequence[tuple[object, ...]]], jobs: int) -> None:
    """Hold builds of a project that is edited against builds of what it has become.

    Args:
        edits: between two builds, those of one save after the other.
        jobs: processes of the builds that use what there is.
    """
    state = BEGINNING
    kept, warmed = folder / "kept", folder / "warm"
    for root in (kept, warmed):
        bring(root, state)
    with Session(warmed, jobs, warm=True) as warm:
        for step in ((), *edits):
            for drawn in step:
                state = edit_of(drawn)(state)
            set_moment(state)
            bring(kept, state)
            bring(warmed, state)
            expected = afresh(folder / "fresh", state)
            with Session(kept, jobs) as session:
                assert expected == outcome(session)
            assert expected == outcome(warm)


@pytest.fixture(autouse=True)
def _moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # whatever an example leaves is undone


# What the engine says of a stylesheet with one chapter is over when that chapter is.
@example(
    edits=[[("written", ("styles/screen.css", 3)), ("words", 1, 8)], [("words", 1, 0)], [("words", 2, 0)]],
    jobs=1,
)
# fontconfig must not take a font that is written over in its place for what it was.
@example(
    edits=[
        [("written", ("styles/fonts/b.ttf", 1))],
        [("written", ("styles/fonts/b.ttf", 2))],
        [("written", ("styles/fonts/a.ttf", 1))],
    ],
    jobs=1,
)
# Whoever works alone must still have what was painted, when it comes to begin elsewhere.
@example(edits=[[("words", 0, 0)], [("words", 0, 1)]], jobs=1)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    edits=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=6),
    jobs=st.sampled_from([1, 2]),
)
def test_a_build_of_what_is_kept_equals_a_build_of_nothing(
    edits: list[list[tuple[object, ...]]], jobs: int
) -> None:
    """Whatever was edited, and however often, the report and what is found are those of the files as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        hold(Path(folder), edits, jobs)
