"""The store keeps what was put there for as long as it fits, whatever happens to disk, clock and processes."""

import errno
import fcntl
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from runs import environment

from pipeline.cache.envelope import seal
from pipeline.cache.store import Disk, Store
from pipeline.findings import Severity

CONTENT = b"c" * 100
ENTRY = len(seal("0", CONTENT))
"""Bytes of an entry whose key has one letter."""


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def put(store: Store, *keys: str) -> None:
    for key in keys:
        assert store.put(key, CONTENT) is None


def kept(folder: Path, keys: str) -> str:
    """Return the keys that the store still has, without using them."""
    return "".join(key for key in keys if Store.open(folder).path_of(key).exists())


def test_what_was_put_there_is_found_by_the_next_build(tmp_path):
    """An entry outlives the build that made it, and a newer one takes its place."""
    folder = tmp_path / "build" / "cache"
    Store.open(folder).put("a", b"before")
    Store.open(folder).put("a", b"after")

    assert Store.open(folder).get("a") == b"after"
    assert Store.open(folder).get("b") is None
    assert len(files(folder)) == 1


def test_looking_writes_nothing(tmp_path):
    """A store that is only asked makes no folder."""
    assert Store.open(tmp_path / "cache").get("a") is None
    assert files(tmp_path) == []


def test_any_text_is_a_key(tmp_path):
    """A key is no path: it leads nowhere else."""
    store = Store.open(tmp_path / "cache")

    assert store.put("../../a\0b", CONTENT) is None
    assert store.get("../../a\0b") == CONTENT
    assert files(tmp_path) == [tmp_path / "cache"]


def test_the_limit_holds_after_each_entry(tmp_path):
    """The entries together never take more than the limit."""
    store = Store.open(tmp_path, limit=3 * ENTRY)

    for key in "abcdefgh":
        put(store, key)
        assert store.usage().size <= 3 * ENTRY
        assert store.get(key) == CONTENT


def test_the_least_recently_used_go_first(tmp_path):
    """What a later build has read or made stays; what none has asked for since goes."""
    put(Store.open(tmp_path), "a")
    put(Store.open(tmp_path), "b")
    put(Store.open(tmp_path), "c")
    Store.open(tmp_path).get("a")
    put(Store.open(tmp_path, limit=3 * ENTRY), "d")

    assert kept(tmp_path, "abcd") == "acd"


def test_the_order_of_use_asks_no_clock(tmp_path):
    """A clock that is set back makes nothing new look old: turns stand where times would, and they only count."""
    for key in "abc":
        put(Store.open(tmp_path), key)
    put(Store.open(tmp_path, limit=3 * ENTRY), "d")

    assert kept(tmp_path, "abcd") == "bcd"
    assert sorted(path.stat().st_mtime for path in files(tmp_path)) == [2, 3, 4]


def test_copied_entries_do_not_spoil_the_order(tmp_path):
    """Entries that were copied bear their copy's time, even one far ahead; later builds still come after them."""
    put(Store.open(tmp_path), "a", "b")
    for key, moment in (("a", 1_900_000_000), ("b", 2**31 - 1)):
        os.utime(Store.open(tmp_path).path_of(key), (moment, moment))
    put(Store.open(tmp_path), "c")
    put(Store.open(tmp_path, limit=2 * ENTRY), "d")

    assert "d" in kept(tmp_path, "abcd")
    assert kept(tmp_path, "a") == ""


def test_a_large_entry_is_not_kept_at_the_cost_of_all_others(tmp_path):
    """What alone is more than the limit is refused, and said."""
    store = Store.open(tmp_path, limit=ENTRY)
    put(store, "a")

    finding = store.put("b", CONTENT * 2)

    assert finding.hint.endswith("a single chapter is larger than the whole cache may be")
    assert kept(tmp_path, "ab") == "a"


def test_an_entry_that_is_cut_short_is_a_miss(tmp_path):
    """Wherever the file of an entry ends, there is no entry, and the next build puts a whole one there."""
    store = Store.open(tmp_path)
    put(store, "a")
    (path,) = files(tmp_path)
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert store.get("a") is None
    put(store, "a")

    assert store.get("a") == CONTENT


def test_an_entry_that_cannot_be_read_is_a_miss(tmp_path):
    """A folder in an entry's place, or a link that goes round, is no error."""
    store = Store.open(tmp_path)
    store.path_of("a").mkdir()
    store.path_of("b").symlink_to(store.path_of("b"))

    assert store.get("a") is None
    assert store.get("b") is None
    assert store.usage().entries == 0


def failing(code: int) -> Disk:
    def fail(*_):
        raise OSError(code, os.strerror(code))

    return Disk(write=fail)


def half_written(code: int) -> Disk:
    def fail(descriptor, content):
        os.write(descriptor, content[:7])
        raise OSError(code, os.strerror(code))

    return Disk(write=fail)


def unmoved(code: int) -> Disk:
    def fail(*_):
        raise OSError(code, os.strerror(code))

    return Disk(move=fail)


@pytest.mark.parametrize("fault", [failing, half_written, unmoved])
@pytest.mark.parametrize(
    ("code", "hint"),
    [(errno.ENOSPC, "free some space"), (errno.EROFS, "check who may write there")],
)
def test_a_disk_that_takes_no_more_is_said_once_and_does_no_harm(tmp_path, fault, code, hint):
    """A full or read-only disk costs the entry: a finding, the same for each; what was there stays, nothing half does."""
    put(Store.open(tmp_path), "a")
    store = Store.open(tmp_path, disk=fault(code))

    found = {store.put("a", b"newer"), store.put("b", CONTENT)}

    (finding,) = found
    assert (finding.code, finding.severity) == ("not-cached", Severity.WARNING)
    assert os.strerror(code).lower() in finding.message
    assert finding.hint.endswith(hint)
    assert store.get("a") == CONTENT
    assert store.get("b") is None
    assert len(files(tmp_path)) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """Where a file stands in the folder's place, nothing is kept, and that is a finding."""
    (tmp_path / "cache").write_text("")
    store = Store.open(tmp_path / "cache")

    assert store.get("a") is None
    assert store.put("a", CONTENT).code == "not-cached"
    assert store.usage().entries == 0


def test_an_interrupted_write_leaves_nothing(tmp_path):
    """Ctrl-C between writing and moving goes on up, and nothing half lies about."""

    def interrupt(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Store.open(tmp_path, disk=Disk(move=interrupt)).put("a", CONTENT)

    assert files(tmp_path) == []


KILLED = """
import os, sys
from pathlib import Path
from pipeline.cache.store import Disk, Store
Store.open(Path(sys.argv[1]), disk=Disk(move=lambda *_: os._exit(9))).put("a", b"newer")
"""


def process(script: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *words], env=environment())


def test_a_build_that_is_killed_leaves_what_was_there(tmp_path):
    """Killed between writing and moving: the old entry is found, and what was written goes with the next build."""
    put(Store.open(tmp_path), "a")
    with process(KILLED, str(tmp_path)) as build:
        assert build.wait(timeout=60) == 9
    assert len(files(tmp_path)) == 2

    assert Store.open(tmp_path).get("a") == CONTENT
    assert len(files(tmp_path)) == 1


def test_what_another_build_is_writing_is_not_swept(tmp_path):
    """A file whose writer lives is left alone; once he is gone it goes, and foreign files never do."""
    name = Store.open(tmp_path).path_of("a").stem
    (tmp_path / "notes.tmp").write_text("an author's")
    with tempfile.NamedTemporaryFile(prefix=f".{name}.", suffix=".tmp", dir=tmp_path, delete=False) as half:
        fcntl.flock(half, fcntl.LOCK_EX)
        Store.open(tmp_path)
        assert Path(half.name).exists()
    Store.open(tmp_path)

    assert files(tmp_path) == [tmp_path / "notes.tmp"]


RACING = """
import sys
from pathlib import Path
from pipeline.cache.store import Store
folder, letter = Path(sys.argv[1]), sys.argv[2]
for number in range(60):
    store = Store.open(folder, limit=6000)
    key = str(number % 5)
    assert store.put(key, (letter * 1000).encode()) is None
    found = store.get(str((number + 3) % 5))
    assert found is None or found in (b"a" * 1000, b"b" * 1000), found
"""


def test_two_builds_at_once_do_no_harm(tmp_path):
    """Two processes that put and get the same keys, with a limit that throws things out, find whole entries or none."""
    with process(RACING, str(tmp_path), "a") as one, process(RACING, str(tmp_path), "b") as other:
        codes = one.wait(timeout=60), other.wait(timeout=60)
    store = Store.open(tmp_path)

    assert codes == (0, 0)
    assert {store.get(str(key)) for key in range(5)} <= {b"a" * 1000, b"b" * 1000, None}
    assert all(path.suffix == ".kept" for path in files(tmp_path))


def test_clearing_takes_entries_only(tmp_path):
    """Entries go, whole or not; a file that somebody else put there stays."""
    store = Store.open(tmp_path)
    put(store, "a", "b")
    files(tmp_path)[0].write_bytes(b"")
    (tmp_path / "notes.txt").write_text("an author's")

    cleared = store.clear()

    assert (cleared.entries, cleared.size) == (2, ENTRY)
    assert files(tmp_path) == [tmp_path / "notes.txt"]
    assert store.usage().entries == 0
    assert store.usage().oldest is None
