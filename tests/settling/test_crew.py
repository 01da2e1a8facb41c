"""Worker processes: what they make arrives, what goes wrong in them is told, and none of them is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders import REPOSITORY
from stations import Dying, DyingAtPainting, Raising, Slow, StandIn

from pipeline.errors import MissingToolError
from pipeline.findings import Place
from pipeline.markup import ChapterHtml
from pipeline.settling.crew import LostWorkerError, Task, Worker, cores, share, side_by_side
from pipeline.typesetting import Opening, Side

OPENING = Opening(1, Side.RIGHT)

forks = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="processes are forked here"
)


def html(name: str) -> ChapterHtml:
    return ChapterHtml(name, f"sources/{name}.yaml", f"<p>{name}</p>", {"a": Place("sources/a.yaml", 3)})


def set_all(crew: tuple[Worker[str], ...], *names: str) -> dict[str, str]:
    """Lay every chapter out and paint it there, as the loop does."""
    owners: dict[str, Worker[str]] = {}
    painted: dict[str, str] = {}
    waiting = [*names]

    def layout(worker: Worker[str]):
        if not waiting:
            return None
        name = waiting.pop(0)
        return Task(
            html(name),
            lambda: worker.lay_out(html(name), OPENING, 0),
            lambda extent: owners.__setitem__(name, worker),
        )

    share(crew, layout)
    waiting += names

    def painting(worker: Worker[str]):
        name = next((each for each in waiting if owners[each] is worker), None)
        if name is None:
            return None
        waiting.remove(name)
        return Task(
            html(name),
            lambda: worker.paint(name, OPENING, 0),
            lambda result: painted.__setitem__(name, result.result.value),
        )

    share(crew, painting)
    return painted


@forks
def test_a_chapter_stays_with_its_worker() -> None:
    """What was laid out in a process is painted there, and arrives as a value of ours."""
    names = [f"c{index}" for index in range(5)]

    with side_by_side(2, StandIn) as crew:
        painted = set_all(crew, *names)

    assert sorted(painted) == names
    assert painted["c3"] == "0 c3 1 right\n<p>c3</p>"
    assert multiprocessing.active_children() == []


def _never_called() -> StandIn:
    raise AssertionError


def test_processes_that_inherit_nothing_open_their_own_station() -> None:
    """Where processes cannot be forked, the way to a station travels, and the station is made there."""
    with side_by_side(1, _never_called, StandIn, "spawn") as crew:
        assert sorted(set_all(crew, "one", "two")) == ["one", "two"]


@forks
@pytest.mark.parametrize("station", [Dying, DyingAtPainting])
def test_a_worker_that_dies_is_told_with_its_chapter(station) -> None:
    """Whoever kills a process, or whatever crashes in it, the chapter that it was at is known, and nothing waits for it."""
    with pytest.raises(LostWorkerError) as raised, side_by_side(2, station) as crew:
        set_all(crew, "first", "second", "third")

    assert raised.value.html.chapter == "second"
    assert multiprocessing.active_children() == []


@forks
def test_an_exception_arrives_as_what_it_is() -> None:
    """What is raised in a worker is raised where its work is waited for, with message and remedy."""
    with (
        pytest.raises(MissingToolError, match="a library is missing") as raised,
        side_by_side(2, Raising) as crew,
    ):
        set_all(crew, "first", "second")

    assert raised.value.remedy == "install it"
    assert raised.value.exit_code == 3


@forks
def test_workers_end_at_once_when_something_is_raised() -> None:
    """Nobody waits until a chapter is finished that is not wanted any more."""
    started = time.monotonic()

    def set_and_fail() -> None:
        with side_by_side(2, Slow) as crew:
            crew[0].lay_out(html("slow"), OPENING, 0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        set_and_fail()

    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []


ORPHANS = """
import sys, time
sys.path[:0] = [{root!r}, {tests!r}]
from stations import Slow, StandIn
from pipeline.settling.crew import side_by_side
import os
with side_by_side(2, StandIn) as crew:
    print(*(worker.executor.submit(os.getpid).result() for worker in crew), flush=True)
    time.sleep(60)
"""


@forks
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_is_left_behind(how: signal.Signals) -> None:
    """Workers end when the process that commands them is killed."""
    program = ORPHANS.format(root=str(REPOSITORY), tests=str(Path(__file__).parents[1]))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        workers = [int(word) for word in running.stdout.readline().split()]
        running.send_signal(how)
        running.wait(60)

    assert len(workers) == 2
    deadline = time.monotonic() + 30
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert [worker for worker in workers if _lives(worker)] == []


def _lives(process: int) -> bool:
    """Whether a process is there and not only waiting to be counted."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_there_is_a_core() -> None:
    """As many jobs as there are cores are at least one."""
    assert cores() >= 1
