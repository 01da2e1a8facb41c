"""Inputs: what a report is made of, known by content, and how each file stood on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from builders import project

from pipeline.stamp.inputs import UNREADABLE, Inputs, take_inputs


def taken(root: Path) -> Inputs:
    """Take inputs with a package of one file, so that a test does not read the pipeline's own."""
    package = root.parent / "package"
    (package / "__pycache__").mkdir(parents=True, exist_ok=True)
    (package / "build.py").write_text("pass\n")
    (package / "__pycache__" / "build.pyc").write_bytes(os.urandom(4))
    return take_inputs(root, {}, package=package)


def test_every_file_of_the_project_and_the_package_is_an_input(tmp_path: Path) -> None:
    """Sources, styles and our own code are inputs; what Python has compiled is not."""
    root = project(
        tmp_path / "project", files={"sources/data/beds.csv": "a,b\n", "notes.txt": "of no account"}
    )

    paths = sorted(taken(root).files)

    font = next(path for path in paths if path.startswith("styles/fonts/"))
    chapters = ["sources/introduction.yaml", "sources/report.yaml"]
    assert paths == ["pipeline/build.py", "sources/data/beds.csv", *chapters, font]


def test_times_do_not_count(tmp_path: Path) -> None:
    """A file is the same whatever its time, and another one whatever its time."""
    root = project(tmp_path / "project")
    file = root / "sources/introduction.yaml"
    before = taken(root)
    at = file.stat().st_mtime_ns

    os.utime(file, ns=(0, 0))
    assert taken(root).files == before.files

    file.write_bytes(file.read_bytes().replace(b"One", b"Two"))
    os.utime(file, ns=(at, at))
    assert taken(root).files != before.files


def test_a_file_that_was_written_again_stands_otherwise(tmp_path: Path) -> None:
    """Whoever changes a file and takes it back leaves a trace, also with the clock set back."""
    root = project(tmp_path / "project")
    file = root / "sources/introduction.yaml"
    before, stat = taken(root), file.stat()

    content = file.read_bytes()
    file.unlink()
    file.write_bytes(content)
    os.utime(file, ns=(stat.st_mtime_ns, stat.st_mtime_ns))

    after = taken(root)
    assert after.files == before.files
    assert after.standing["sources/introduction.yaml"] != before.standing["sources/introduction.yaml"]


def test_links_are_followed_and_may_go_round(tmp_path: Path) -> None:
    """A link to a folder brings what stands there; one that leads to itself ends."""
    root = project(tmp_path / "project", files={"elsewhere/dot.svg": "<svg/>"})
    (root / "sources/images").symlink_to(root / "elsewhere", target_is_directory=True)
    (root / "sources/again").symlink_to(root / "sources", target_is_directory=True)

    paths = taken(root).files

    assert "sources/images/dot.svg" in paths
    assert not [path for path in paths if path.startswith("sources/again/")]


def test_what_cannot_be_read_is_an_input_all_the_same(tmp_path: Path) -> None:
    """A link that leads nowhere, and what is no file, are noted as such."""
    root = project(tmp_path / "project")
    (root / "sources/gone.yaml").symlink_to(root / "nowhere.yaml")
    os.mkfifo(root / "sources/pipe")

    files = taken(root).files

    assert (files["sources/gone.yaml"], files["sources/pipe"]) == (UNREADABLE, UNREADABLE)


def test_a_project_without_folders_has_no_inputs(tmp_path: Path) -> None:
    """What is not there is no input, and no mistake of the stamp's."""
    root = tmp_path / "project"
    root.mkdir()

    assert list(taken(root).files) == ["pipeline/build.py"]
