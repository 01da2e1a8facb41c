"""Who sets the chapters: stations, one in this process or each in a process of its own, behind executors.

A chapter is painted where it was laid out, so each worker process has an executor to itself. Processes are forked on
Linux, where they begin at once with the engine that is already open (0.03 s for two, against more than a second where each
opens its own); elsewhere they open one (forking a process that has used the system's frameworks is not safe on macOS).
What passes between them are our own values.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from pipeline.markup import ChapterHtml
from pipeline.typesetting import LaidOut, Opening, Painted

R = TypeVar("R")
T = TypeVar("T")

METHOD: Final = "fork" if sys.platform.startswith("linux") else "spawn"
"""How worker processes begin."""


class Station(Protocol[T]):
    """A station, as those see it who give it work: see :class:`pipeline.typesetting.station.Station`."""

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int, /) -> LaidOut | None:
        """Lay a chapter out."""

    def try_out(self, html: ChapterHtml, opening: Opening, /) -> LaidOut | None:
        """Lay a chapter out, and let it go."""

    def paint(self, chapter: str, opening: Opening, index: int, /) -> Painted[T]:
        """Paint a chapter that was laid out here."""

    def forget(self, chapter: str, /) -> None:
        """Let a chapter go."""


@dataclass(frozen=True, slots=True)
class Worker(Generic[T]):
    """A station, and the executor that its work is given to."""

    executor: Executor
    station: Station[T]

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int) -> Future[LaidOut | None]:
        """Have a chapter laid out."""
        return self.executor.submit(self.station.lay_out, html, opening, index)

    def try_out(self, html: ChapterHtml, opening: Opening) -> Future[LaidOut | None]:
        """Have a chapter laid out and let go."""
        return self.executor.submit(self.station.try_out, html, opening)

    def paint(self, chapter: str, opening: Opening, index: int) -> Future[Painted[T]]:
        """Have a chapter painted."""
        return self.executor.submit(self.station.paint, chapter, opening, index)

    def forget(self, chapter: str) -> None:
        """Have a chapter let go."""
        self.executor.submit(self.station.forget, chapter)


class InThisProcess(Executor):
    """An executor that does its work at once, before it answers."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Do it, and return the future with its result; an interrupt is not kept for later."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - raised again where the result is asked for
            future.set_exception(problem)
        return future


@dataclass(frozen=True, slots=True)
class Task(Generic[R]):
    """Something to be done with a chapter.

    Attributes:
        begin: gives it to a worker.
        take: takes what came of it.
    """

    html: ChapterHtml
    begin: Callable[[], Future[R]]
    take: Callable[[R], None]


class LostWorkerError(Exception):
    """A worker process has died, and with it what it had laid out."""

    def __init__(self, html: ChapterHtml) -> None:
        super().__init__(html.chapter)
        self.html = html


def _unheard(_chapter: str, _seconds: float) -> None:
    """Want no seconds."""


def share(
    crew: Sequence[Worker[T]],
    next_task: Callable[[Worker[T]], Task[Any] | None],
    spent: Callable[[str, float], object] = _unheard,
) -> None:
    """Give every idle worker its next task until there is none and all are done.

    Args:
        crew: the workers.
        next_task: asked whenever a worker is idle, and again when another one has finished; None if there is nothing
            for it at the moment.
        spent: hears which chapter has kept a worker busy, and for how many seconds.

    Raises:
        LostWorkerError: a worker has died.
    """
    running: dict[Future[Any], tuple[Worker[T], Task[Any], float]] = {}
    idle = [*crew]
    while True:
        for worker in (*idle,):
            task = next_task(worker)
            if task:
                began = time.monotonic()
                with _blamed_on(task.html):
                    running[task.begin()] = worker, task, began
                idle.remove(worker)
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            worker, task, began = running.pop(future)
            spent(task.html.chapter, time.monotonic() - began)
            with _blamed_on(task.html):
                task.take(future.result())
            idle.append(worker)


@contextmanager
def _blamed_on(html: ChapterHtml) -> Iterator[None]:
    try:
        yield
    except BrokenExecutor as problem:
        raise LostWorkerError(html) from problem


def alone(station: Station[T]) -> tuple[Worker[T], ...]:
    """Return the crew of one that works in this process."""
    return (Worker(InThisProcess(), station),)


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def side_by_side(
    jobs: int,
    inherited: Callable[[], Station[T]],
    opened: Callable[[], Station[T]] | None = None,
    method: str = METHOD,
) -> Iterator[tuple[Worker[T], ...]]:
    """Give a crew of worker processes, and end them: in peace when all is done, at once when something is raised.

    Args:
        jobs: how many.
        inherited: makes the station of a forked process, of what this one has.
        opened: makes it in a process that has inherited nothing, and travels there.
        method: how processes begin, as :mod:`multiprocessing` names it.
    """
    open_station = inherited if method == "fork" else opened or inherited
    context = multiprocessing.get_context(method)
    before = set(multiprocessing.active_children())
    executors = [
        ProcessPoolExecutor(1, context, initializer=_begin, initargs=(open_station,)) for _ in range(jobs)
    ]
    try:
        with _interrupts_held(), warnings.catch_warnings():
            # An executor has a thread of its own, so the second process is forked beside it (Python 3.12 and later warn of
            # that). It holds nothing that a worker needs.
            warnings.filterwarnings("ignore", ".*multi-threaded.*", DeprecationWarning)
            for executor in executors:
                executor.submit(os.getpid)
        yield tuple(Worker(executor, _Here()) for executor in executors)
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.kill()
        raise
    finally:
        for executor in executors:
            executor.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts while processes begin, which inherit that: none of them dies of one with a traceback."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


_STATION: Final[list[Station[Any]]] = []
"""The station of a worker process, from its beginning to its end; in every other process there is none."""


def _begin(open_station: Callable[[], Station[Any]]) -> None:
    """Begin a worker process."""
    # A terminal interrupts all processes; the one that commands them ends these.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What was inherited is in use until the end; the collector need not go over it, nor copy its pages.
    gc.freeze()
    _STATION.append(open_station())


def _end_with_parent() -> None:
    """Leave no process behind if the one that commands it is killed: nobody would ever tell it to end."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


class _Here:
    """The station of whichever process its methods are called in: only the call travels, never the station."""

    def lay_out(self, html: ChapterHtml, opening: Opening, index: int, /) -> LaidOut | None:
        return _STATION[0].lay_out(html, opening, index)

    def try_out(self, html: ChapterHtml, opening: Opening, /) -> LaidOut | None:
        return _STATION[0].try_out(html, opening)

    def paint(self, chapter: str, opening: Opening, index: int, /) -> Painted[Any]:
        return _STATION[0].paint(chapter, opening, index)

    def forget(self, chapter: str, /) -> None:
        _STATION[0].forget(chapter)
