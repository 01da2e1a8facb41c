"""Watching folders."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from queue import Queue

import pytest

from pipeline.errors import MissingToolError
from pipeline.watch import Moment, Watch, follow, keep_up, matters, state_of

CHANGED, NOTHING = True, False


class EnoughError(Exception):
    """Ends a loop that only an interrupt ends."""


class Notices:
    """Word of changes that a test gives when it likes; each is waited for until it has been counted."""

    def __init__(self) -> None:
        self.queue: Queue[bool | Exception | None] = Queue()
        self.asked_for: list[list[str]] = []
        self.ended = False

    def __call__(self, folders: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
        self.asked_for.append([folder.name for folder in folders])
        yield False
        # Asked again between the end and the stop, it must not wait for what never comes.
        while not (stop.is_set() or self.ended):
            notice = self.queue.get()
            try:
                if isinstance(notice, Exception):
                    raise notice
                if notice is None:
                    return
                yield notice
            finally:
                self.queue.task_done()

    def change(self) -> None:
        self.queue.put(CHANGED)
        self.queue.join()

    def look(self) -> None:
        self.queue.put(NOTHING)
        self.queue.join()

    def end(self) -> None:
        self.ended = True
        self.queue.put(None)


@pytest.fixture
def notices() -> Notices:
    return Notices()


def test_work_is_shown_and_done_again_after_a_change(tmp_path: Path, notices: Notices) -> None:
    """Each result is shown once; the next work begins with the next change."""
    shown: list[int] = []

    def show(result: int) -> None:
        shown.append(result)
        if len(shown) == 3:
            notices.end()
            raise EnoughError
        notices.change()

    results = iter(range(9))
    with pytest.raises(EnoughError), Watch([tmp_path], notices) as watch:
        follow(watch, lambda: next(results), show)
    assert shown == [0, 1, 2]


def test_a_result_that_was_overtaken_is_not_shown(tmp_path: Path, notices: Notices) -> None:
    """When something changes while the work is done, it is done again, and only the newest result is shown."""
    done: list[int] = []
    shown: list[int] = []

    def work() -> int:
        done.append(len(done))
        if len(done) < 3:
            notices.change()
        return done[-1]

    def show(result: int) -> None:
        shown.append(result)
        notices.end()
        raise EnoughError

    with pytest.raises(EnoughError), Watch([tmp_path], notices) as watch:
        follow(watch, work, show)
    assert (done, shown) == ([0, 1, 2], [2])


def test_folders_may_come_go_and_become_others(tmp_path: Path, notices: Notices) -> None:
    """A folder that appears is a change, and is watched from then on; so is one that another took the place of."""
    sources, styles = tmp_path / "sources", tmp_path / "styles"
    styles.mkdir()
    with Watch([sources, styles], notices) as watch:
        sources.mkdir()
        notices.look()
        assert watch.wait(0) == 1
        sources.rename(tmp_path / "old")
        notices.look()
        assert watch.wait(1) == 2
        notices.end()
    assert notices.asked_for[:3] == [["styles"], ["sources", "styles"], ["styles"]]


def test_a_machine_that_cannot_watch_says_so(tmp_path: Path, notices: Notices) -> None:
    """What the system refuses ends the waiting, with something to type."""
    with Watch([tmp_path], notices) as watch:
        notices.queue.put(OSError("OS file watch limit reached"))
        with pytest.raises(
            MissingToolError, match="files cannot be watched here: os file watch limit reached"
        ):
            watch.wait(0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.yaml", True),
        ("stories/a.yaml", True),
        ("words.txt", True),
        ("images/4913.png", True),
        (".schema/chapter.json", False),
        (".a.yaml.k2j1", False),
        (".a.yaml.swp", False),
        ("a.yaml~", False),
        ("#a.yaml#", False),
        (".#a.yaml", False),
        ("4913", False),
        ("a.yaml.tmp", False),
    ],
)
def test_what_editors_leave_beside_a_file_does_not_matter(name: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Hidden and temporary files are no sources; a hidden folder above the project hides nothing."""
    folders = [Path("/home/.work/report/sources")]

    assert matters(folders[0] / name, folders) is expected


def test_a_folder_may_stand_behind_a_link() -> None:
    """Where the system names a file by another path than the folder's, its own name decides."""
    folders = [Path("/report/sources")]

    assert matters(Path("/home/.real/a.yaml"), folders)
    assert not matters(Path("/home/.real/.a.yaml.swp"), folders)


def test_the_system_tells_of_every_way_to_save(tmp_path: Path) -> None:
    """A new file, one written in place, one that another is moved over, one deleted: each is a change."""
    sources = tmp_path / "sources"
    sources.mkdir()
    file, other = sources / "a.yaml", sources / ".a.yaml.new"
    ways = (
        lambda: file.write_text("a"),
        lambda: file.write_text("b"),
        lambda: (other.write_text("c"), other.replace(file)),
        file.unlink,
    )
    with Watch([sources]) as watch:
        count = 0
        for save in ways:
            save()
            count = watch.wait(count)

    assert count >= len(ways)


def test_ends_without_a_change(tmp_path: Path) -> None:
    """Leaving the watch ends its thread, whether or not the folders were ever there."""
    before = threading.active_count()
    with Watch([tmp_path / "none"]) as watch:
        assert watch.count == 0

    assert threading.active_count() == before


def test_work_that_was_overtaken_begins_anew(tmp_path: Path, notices: Notices) -> None:
    """A change ends work at its next step, so it leaves nothing behind; what is left is of the newest files."""
    begun: list[int] = []
    left: list[int] = []

    def work(moment: Moment) -> int:
        begun.append(len(begun))
        moment.hold()
        if len(begun) < 3:
            notices.change()
        moment.hold()
        left.append(begun[-1])
        return begun[-1]

    shown: list[int] = []

    def show(result: int) -> None:
        shown.append(result)
        notices.end()
        raise EnoughError

    with pytest.raises(EnoughError), Watch([tmp_path], notices) as watch:
        keep_up(watch, work, show)
    assert (begun, left, shown) == ([0, 1, 2], [2], [2])


def test_the_files_themselves_are_asked_before_what_cannot_be_undone(
    tmp_path: Path, notices: Notices
) -> None:
    """A change of which no word has come yet ends work, too; and its result is not shown."""
    file = tmp_path / "a.yaml"
    file.write_text("0")
    began: list[str] = []

    def work(moment: Moment) -> str:
        began.append(file.read_text())
        if began == ["0"]:
            file.write_text("10")
            moment.hold()
            moment.hold_fast()
        if began == ["0", "10"]:
            # Past the last step, before anybody looks.
            file.write_text("200")
        return began[-1]

    def show(result: str) -> None:
        notices.end()
        raise EnoughError(result)

    with pytest.raises(EnoughError, match="200"), Watch([tmp_path], notices) as watch:
        keep_up(watch, work, show)
    assert began == ["0", "10", "200"]


def test_word_that_comes_late_is_worked_on(tmp_path: Path, notices: Notices) -> None:
    """Word of a change is never taken for old: a file that is written twice within a tick may look the same."""
    shown: list[int] = []

    def show(result: int) -> None:
        shown.append(result)
        if len(shown) == 2:
            notices.end()
            raise EnoughError
        notices.change()

    results = iter(range(9))
    with pytest.raises(EnoughError), Watch([tmp_path], notices) as watch:
        keep_up(watch, lambda _: next(results), show, look=lambda: {"a.yaml": (1,)})
    assert shown == [0, 1]


def test_a_look_tells_every_way_to_save(tmp_path: Path) -> None:
    """Files that come, go, are written in place or moved over are told apart; what editors leave beside is not seen."""
    file, other = tmp_path / "stories" / "a.yaml", tmp_path / ".a.yaml.new"
    file.parent.mkdir()
    states = [state_of([tmp_path])]

    def save(way: Callable[[], object]) -> None:
        way()
        states.append(state_of([tmp_path]))

    save(lambda: file.write_text("a"))
    save(lambda: file.write_text("bb"))
    save(lambda: (other.write_text("cc"), other.replace(file)))
    save(file.unlink)
    save(lambda: other.write_text("d"))

    assert [before != after for before, after in pairwise(states)] == [True, True, True, True, False]
    assert states[-1] == states[0]
    assert state_of([tmp_path / "none"]) == {}


def test_a_hard_link_elsewhere_is_no_change(tmp_path: Path) -> None:
    """A backup that links to the files leaves their state as it was."""
    file = tmp_path / "sources" / "a.yaml"
    file.parent.mkdir()
    file.write_text("a")
    before = state_of([file.parent])

    (tmp_path / "backup.yaml").hardlink_to(file)

    assert state_of([file.parent]) == before


def test_a_file_that_vanishes_while_it_is_looked_at_is_a_state_too(tmp_path: Path) -> None:
    """A link that leads nowhere, which cannot be looked at, ends nothing."""
    (tmp_path / "a.yaml").symlink_to(tmp_path / "none")

    assert state_of([tmp_path]) == {str(tmp_path / "a.yaml"): ()}
