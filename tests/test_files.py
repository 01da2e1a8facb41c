"""Files of the project."""

import os
import stat

import pytest

from pipeline.files import ABSENT, UNREADABLE, digest, inside, state_of, write_atomically, write_together

BEFORE, AFTER = b"the old file", b"the new one"


def test_a_file_is_written_with_its_folders(tmp_path):
    """Folders that are not there are made, and only the file stands in them."""
    path = tmp_path / "build" / "cache" / "a.pdf"
    write_atomically(path, AFTER)

    assert path.read_bytes() == AFTER
    assert [path] == list(path.parent.iterdir())


def test_a_file_is_replaced(tmp_path):
    """The new content takes the old one's place."""
    path = tmp_path / "a.pdf"
    path.write_bytes(BEFORE)
    write_atomically(path, AFTER)

    assert path.read_bytes() == AFTER


def test_a_published_file_follows_the_umask(tmp_path):
    """Others may read what they could read if an editor had saved it."""
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.pdf", AFTER)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o640


FAULTS = ["fsync", "fdopen", "replace", "chmod"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, fault, error):
    """When the disk is full or somebody interrupts, readers still find the old file, and no half one lies about."""
    path = tmp_path / "a.pdf"
    path.write_bytes(BEFORE)

    def fail(*_args, **_options):
        raise error

    monkeypatch.setattr(os, fault, fail)
    with pytest.raises(type(error)):
        write_atomically(path, AFTER)
    monkeypatch.undo()

    assert path.read_bytes() == BEFORE
    assert [path] == list(tmp_path.iterdir())


def test_a_file_in_the_place_of_a_folder_is_an_os_error(tmp_path):
    """What cannot be written is told as an OSError, which publishing makes a finding."""
    (tmp_path / "build").write_bytes(BEFORE)

    with pytest.raises(OSError, match="build"):
        write_atomically(tmp_path / "build" / "a.pdf", AFTER)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a", True),
        ("folder/../a", True),
        ("not/there", True),
        ("", True),
        ("..", False),
        ("../project-b/a", False),
        ("link", False),
        ("link/a", False),
        ("loop", False),
        ("round", True),
    ],
)
def test_only_what_links_lead_to_counts(tmp_path, path, expected):
    """A path is inside when the file that it leads to is, symbolic links followed."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "folder").mkdir()
    (root / "link").symlink_to(tmp_path)
    (root / "loop").symlink_to(root / "loop")
    (root / "round").symlink_to("../project/a")

    assert expected == inside(root, root / path)


def test_the_root_itself_may_be_a_link(tmp_path):
    """A project may be reached by a link."""
    (tmp_path / "project").mkdir()
    (tmp_path / "link").symlink_to("project")

    assert inside(tmp_path / "link", tmp_path / "project" / "a")


def test_a_digest_is_the_sha_256():
    """Digests are what sha256sum prints."""
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_files_that_belong_together_are_moved_when_all_are_written(tmp_path):
    """If the second cannot be written, the first is still the old one."""
    first, second = tmp_path / "a.json", tmp_path / "folder"
    first.write_bytes(BEFORE)
    second.write_bytes(b"a file where a folder should be")

    with pytest.raises((FileExistsError, NotADirectoryError)):
        write_together({first: AFTER, second / "b.pdf": AFTER})

    assert first.read_bytes() == BEFORE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "folder"]


def test_the_state_of_a_file(tmp_path):
    """A file is known by its digest; that there is none, or none that can be read, is a state as well."""
    (tmp_path / "a").write_bytes(AFTER)

    states = [state_of(tmp_path / name) for name in ("a", "none", "", "a/below")]

    assert states == [digest(AFTER), ABSENT, UNREADABLE, UNREADABLE]
