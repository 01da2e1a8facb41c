"""Sources on disk before and after mending."""

import os
import stat

import pytest

from pipeline.errors import UsageError
from pipeline.fixing import read_contents, stamp_sources, write_contents

A, B = "sources/a.yaml", "sources/b.yaml"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "sources").mkdir()
    (tmp_path / A).write_bytes(b"\xef\xbb\xbfa: b\r\n")
    (tmp_path / B).write_bytes(b"b")
    return tmp_path


def test_texts_are_read_as_they_stand(root):
    """Byte order mark and line ends come along."""
    assert read_contents(root, [A, A], stamp_sources(root)) == {A: "\ufeffa: b\r\n"}


def test_a_file_that_changed_while_it_was_checked_is_refused(root):
    """What was found may not be there any more."""
    stamps = stamp_sources(root)
    (root / A).write_bytes(b"longer than before")

    with pytest.raises(UsageError, match="changed since it was checked; nothing was changed"):
        read_contents(root, [A], stamps)


def test_a_file_that_changed_while_somebody_was_asked_is_refused(root):
    """Then no file is written, not even those that did not change."""
    before = read_contents(root, [A, B], stamp_sources(root))
    (root / B).write_bytes(b"saved meanwhile")

    with pytest.raises(UsageError, match=r"b\.yaml"):
        write_contents(root, before, {A: "x", B: "y"})
    assert ((root / A).read_bytes(), (root / B).read_bytes()) == (b"\xef\xbb\xbfa: b\r\n", b"saved meanwhile")


def test_a_file_that_is_gone_is_refused(root):
    """A file that was deleted meanwhile is not made again."""
    before = read_contents(root, [A], stamp_sources(root))
    (root / A).unlink()

    with pytest.raises(UsageError, match="no such file"):
        write_contents(root, before, {A: "x"})
    assert not (root / A).exists()


def test_permissions_and_links_stay(root):
    """A mended file may be read by whoever could read it before, and a symbolic link still leads to it."""
    (root / A).chmod(0o604)
    (root / "sources" / "link.yaml").symlink_to("a.yaml")
    before = read_contents(root, ["sources/link.yaml"], stamp_sources(root))
    write_contents(root, before, {"sources/link.yaml": "x\r\n"})

    assert (root / "sources" / "link.yaml").is_symlink()
    assert (root / A).read_bytes() == b"x\r\n"
    assert stat.S_IMODE((root / A).stat().st_mode) == 0o604


def test_nothing_outside_the_project_is_written(root, tmp_path_factory):
    """A link that leads out of the project is not followed."""
    outside = tmp_path_factory.mktemp("outside") / "c.yaml"
    outside.write_bytes(b"c")
    (root / "sources" / "c.yaml").symlink_to(outside)

    with pytest.raises(UsageError, match="leads out of the project"):
        read_contents(root, ["sources/c.yaml"], stamp_sources(root))


def test_a_full_disk_leaves_all_files(root, monkeypatch):
    """When one file cannot be written, none is."""
    before = read_contents(root, [A, B], stamp_sources(root))

    def fail(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UsageError, match="no space left on device; nothing was changed"):
        write_contents(root, before, {A: "x", B: "y"})
    assert (root / B).read_bytes() == b"b"
