"""A kept value holds for as long as what it was read from is what it was."""

import errno
import os
from dataclasses import dataclass

import pytest

from pipeline.cache.freezing import freeze
from pipeline.cache.kept import OUTSIDE, Kept, Recalled, States, keep, recall
from pipeline.cache.store import Disk, Store
from pipeline.files import ABSENT, UNREADABLE, digest

MAP = "sources/images/map.svg"


@dataclass(frozen=True, slots=True)
class Page:
    """A value to keep."""

    words: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of another shape."""

    words: str


PAGE = Page("words")


@pytest.fixture
def root(tmp_path):
    """Make a project with one image, and a file beside the project."""
    root = tmp_path / "project"
    (root / MAP).parent.mkdir(parents=True)
    (root / MAP).write_bytes(b"before")
    (tmp_path / "secret.svg").write_bytes(b"before")
    return root


@pytest.fixture
def store(root):
    """Open a store in the project."""
    return Store.open(root / "build/cache/chapters")


def now(root, *paths: str) -> dict[str, str]:
    states = States(root)
    return {path: states.of(path) for path in paths}


def test_a_value_is_recalled(root, store):
    """What was kept comes back, if nothing has changed."""
    assert keep(store, "key", PAGE, Page, now(root, MAP)) is None

    assert recall(store, "key", Page, States(root)) == Recalled(PAGE)
    assert recall(store, "other key", Page, States(root)) == Recalled()


def change(file):
    file.write_bytes(b"after")


def remove(file):
    file.unlink()


def make_a_folder(file):
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("edit", [change, remove, make_a_folder])
def test_a_changed_file_is_named(root, store, edit):
    """Where a file is another, or gone, or cannot be read, the value no longer holds, and the file is said."""
    keep(store, "key", PAGE, Page, now(root, "sources/report.yaml", MAP))
    edit(root / MAP)

    assert recall(store, "key", Page, States(root)) == Recalled(changed=MAP)


def test_a_file_that_was_not_there_counts(root, store):
    """A value that was made without a file no longer holds once it comes."""
    keep(store, "key", PAGE, Page, now(root, "sources/images/none.svg"))
    assert recall(store, "key", Page, States(root)).value == PAGE

    (root / "sources/images/none.svg").write_bytes(b"")

    assert recall(store, "key", Page, States(root)) == Recalled(changed="sources/images/none.svg")


def test_a_file_that_is_what_it_was_again_counts_as_unchanged(root, store):
    """Content is what counts, not when it was written."""
    keep(store, "key", PAGE, Page, now(root, MAP))
    change(root / MAP)
    (root / MAP).write_bytes(b"before")
    os.utime(root / MAP, (0, 0))

    assert recall(store, "key", Page, States(root)).value == PAGE


def test_states_of_files(root):
    """A file has its digest, one that is not there or cannot be read a word instead; outside nothing is read."""
    (root / "out.svg").symlink_to(root.parent / "secret.svg")
    (root / "round.svg").symlink_to(root / "round.svg")

    assert now(root, MAP, "none", "sources", f"{MAP}/below") == {
        MAP: digest(b"before"),
        "none": ABSENT,
        "sources": UNREADABLE,
        f"{MAP}/below": UNREADABLE,
    }
    for path in ("../secret.svg", "out.svg", "round.svg", "/etc/passwd", "a\0b"):
        assert States(root).of(path) in {OUTSIDE, UNREADABLE}


def test_nothing_holds_by_a_file_outside(root, store):
    """An entry that names a file outside the project is no entry to rely on, whatever state it says."""
    keep(store, "key", PAGE, Page, {"../secret.svg": OUTSIDE})

    assert recall(store, "key", Page, States(root)) == Recalled(changed="../secret.svg")


def test_each_file_is_read_once_in_a_build(root):
    """All that ask in one build see the same state, though the file changes meanwhile."""
    states = States(root)
    before = states.of(MAP)
    change(root / MAP)

    assert states.of(MAP) == before
    assert States(root).of(MAP) != before


def test_a_value_of_another_shape_is_a_miss(root, store):
    """What another release kept, or what is no value at all, is not there."""
    keep(store, "leaf", Leaf("words"), Leaf, {})
    store.put("bytes", b"no value")
    store.put("payload", freeze(Kept(b"no value", {}), Kept))

    for key in ("leaf", "bytes", "payload"):
        assert recall(store, key, Page, States(root)) == Recalled()


def test_a_full_disk_is_handed_on(root):
    """The store's finding comes back to who wanted to keep something."""

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    store = Store.open(root / "build/cache/chapters", disk=Disk(write=fail))

    assert keep(store, "key", PAGE, Page, {}).code == "not-cached"
