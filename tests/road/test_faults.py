"""Machines that fail, and people who do not wait: the last report stays sound, and so does what the next build makes of it."""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from edited import BEGINNING, State, bring, prose, words, written
from runs import environment
from test_incremental import Outcome, afresh, outcome

from pipeline.build import Session, check
from pipeline.cache.store import FOLDER, Disk, Store
from pipeline.making import Maker, Ready

CHANGED = words(2, 0)(BEGINNING)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[State], Outcome]:
    """Give what a build of nothing makes of a state, made once."""
    made: dict[State, Outcome] = {}
    folder = tmp_path_factory.mktemp("fresh")

    def of(state: State) -> Outcome:
        key = repr(state)
        if key not in made:
            made[key] = afresh(folder, state)
        return made[key]

    return of


@pytest.fixture
def root(tmp_path: Path, expected: Callable[[State], Outcome]) -> Path:
    """Give a project that was built, and then changed."""
    bring(tmp_path, BEGINNING)
    with Session(tmp_path, 1) as session:
        assert expected(BEGINNING) == outcome(session)
    bring(tmp_path, CHANGED)
    return tmp_path


def at(stage: str, act: Callable[[], object]) -> Callable[..., None]:
    """Return a listener that acts once, when a stage begins."""
    acts = [act]

    def listen(told: str, _chapter: str = "", _done: int = 0, _total: int = 0) -> None:
        if told == stage and acts:
            acts.pop()()

    return listen


def in_fork(act: Callable[[], object]) -> tuple[int, int]:
    """Act in a forked process; return its exit code, and a pipe that ends when it and all its children have."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*multi-threaded.*", DeprecationWarning)
        process = multiprocessing.get_context("fork").Process(target=act)
        process.start()
    os.close(writing)
    process.join(60)
    assert process.exitcode is not None
    return process.exitcode, reading


def ended(reading: int) -> bool:
    """Whether nobody holds the other end of a pipe any more."""
    ready, _, _ = select.select([reading], [], [], 10)
    content = os.read(reading, 1) if ready else b"?"
    os.close(reading)
    return content == b""


@pytest.mark.parametrize(
    ("stage", "jobs"),
    [
        ("read", 1),
        ("open the engine", 2),
        ("typeset", 1),
        ("typeset", 2),
        ("paint", 2),
        ("link", 2),
        ("publish", 1),
    ],
)
def test_a_build_that_is_killed_does_no_harm(
    root: Path, stage: str, jobs: int, expected: Callable[[State], Outcome]
) -> None:
    """Wherever it dies, the last report is whole, no process is left behind, and the next build is right."""
    before = (root / "build/report.pdf").read_bytes()

    def be_killed() -> None:
        with Session(root, jobs) as session:
            session.build(at(stage, lambda: os.kill(os.getpid(), signal.SIGKILL)))

    code, pipe = in_fork(be_killed)

    # With all but one chapter kept, there may be nothing to paint by itself.
    assert code in {-signal.SIGKILL, 0}
    assert ended(pipe)
    if code:
        assert (root / "build/report.pdf").read_bytes() == before
    with Session(root, jobs) as session:
        assert expected(CHANGED) == outcome(session)


def test_a_worker_that_is_killed_is_told_with_its_chapter(
    root: Path, expected: Callable[[State], Outcome]
) -> None:
    """The build ends with a mistake, the report stays, and the same session's next build is right."""
    before = (root / "build/report.pdf").read_bytes()
    bring(root, written("styles/type.css", 1)(CHANGED))

    def kill() -> None:
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGKILL)

    with Session(root, 2, warm=True) as session:
        built = session.build(at("paint", kill))

        assert built.value is None
        assert [f.code for f in built.findings if f.severity == "error"] == ["engine"]
        assert (root / "build/report.pdf").read_bytes() == before
        assert expected(written("styles/type.css", 1)(CHANGED)) == outcome(session)


def full(_descriptor: int, _content: bytes) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_costs_time_only(root: Path, expected: Callable[[State], Outcome]) -> None:
    """Where nothing can be kept, the report is the same, and one warning says so."""
    bring(root, written("styles/type.css", 1)(CHANGED))
    checked = check(root)
    assert checked.value is not None
    ready = Ready(checked.value.numbered, checked.value.sheets, checked.value.marked)
    with Maker(root, open_store=partial(Store.open, disk=Disk(write=full))) as maker:
        made = maker.make(ready, lambda *at: None)

    assert [finding.code for finding in made.findings] == ["not-cached"]
    report = (root / "build/report.pdf").read_bytes()
    assert expected(written("styles/type.css", 1)(CHANGED)).files[0] == report


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_entries_that_are_cut_off_are_not_there(
    root: Path, cut: int, expected: Callable[[State], Outcome]
) -> None:
    """Whatever is left of the cache's entries, the report is right."""
    bring(root, BEGINNING)
    for file in (root / FOLDER).iterdir():
        file.write_bytes(file.read_bytes()[:cut])

    with Session(root, 1) as session:
        assert expected(BEGINNING) == outcome(session)


def test_a_clock_that_is_set_back_changes_nothing(root: Path, expected: Callable[[State], Outcome]) -> None:
    """A file that is older than the last build is new if its words are, whatever its size."""
    bring(root, BEGINNING)
    state = written("sources/data/months.csv", 0)(words(2, 4)(BEGINNING))
    bring(root, state)
    for file in (root / "sources").rglob("*"):
        os.utime(file, (0, 0))

    with Session(root, 1) as session:
        assert expected(state) == outcome(session)


@pytest.mark.parametrize(
    ("stage", "edit"),
    [
        ("number", words(1, 4)),
        ("open the engine", written("styles/type.css", 1)),
        ("stylesheets", written("styles/fonts/a.ttf", 1)),
        ("typeset", written("styles/fonts/a.ttf", 1)),
        ("typeset", written("sources/images/it.png", 1)),
    ],
    ids=["words", "stylesheet", "font", "font in use", "image"],
)
def test_a_file_that_changes_meanwhile_leaves_nothing_stale(
    tmp_path: Path, stage: str, edit: Callable[[State], State], expected: Callable[[State], Outcome]
) -> None:
    """Whatever such a build makes, the next one is right: with the new file, and with the old one again."""
    state = written("styles/fonts/b.ttf", 2)(words(1, 8)(BEGINNING))
    bring(tmp_path, state)
    with Session(tmp_path, 1, warm=True) as session:
        session.build(at(stage, lambda: bring(tmp_path, edit(state))))
        bring(tmp_path, state)
        assert expected(state) == outcome(session)
        session.build(at(stage, lambda: bring(tmp_path, edit(state))))
        bring(tmp_path, edit(state))
        assert expected(edit(state)) == outcome(session)
    bring(tmp_path, state)
    with Session(tmp_path, 1) as session:
        assert expected(state) == outcome(session)


def command(root: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), "build", *words],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_builds_that_race_while_somebody_writes(root: Path, expected: Callable[[State], Outcome]) -> None:
    """Of two builds at once, begun with different words, nothing stale is left for the third."""
    first = command(root)
    bring(root, BEGINNING)
    second = command(root)
    for process in (first, second):
        process.communicate(timeout=120)
    assert [first.returncode, second.returncode] == [0, 0]

    with Session(root, 1) as session:
        assert expected(BEGINNING) == outcome(session)


def test_an_interrupt_ends_all_processes_at_once(tmp_path: Path) -> None:
    """Ctrl-C while chapters are set side by side: exit code 130, no traceback, and nobody is left at work."""
    long = "\n\n".join(["Some words of running text that go on and on."] * 300)
    bring(tmp_path, BEGINNING)
    for name in ("one", "two", "three"):
        (tmp_path / f"sources/{name}.yaml").write_text(prose("Long", long), encoding="utf-8")
    with command(tmp_path, "--jobs", "2") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("typeset two"):
                break
        os.killpg(process.pid, signal.SIGINT)
        rest = process.stderr.read()  # ends when the last process has closed it
        code = process.wait(timeout=20)

    assert code == 130
    assert "pipeline: interrupted" in rest
    assert "Traceback" not in rest
