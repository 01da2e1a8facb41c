"""Builders: a valid project, chapter or source in a line, for tests that care about one thing only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

ONE_FONT = "styles/fonts/source-sans/SourceSans3-Regular.ttf"

MANIFEST = """\
title: A test report
publisher: Test publisher
date: 2019-11-01
language: en-GB
chapters:
"""

PROSE = """\
kind: prose
title: Introduction
body: |
  One paragraph.
"""


def entry(chapter: str, file: str | None = None, part: str = "body") -> str:
    """Return a manifest line for a chapter."""
    return f"  - {{id: {chapter}, file: {file or f'{chapter}.yaml'}, part: {part}}}\n"


def project(
    root: Path,
    chapters: Mapping[str, str] | None = None,
    *,
    manifest: str | None = None,
    files: Mapping[str, str | bytes] | None = None,
    styles: bool = False,
) -> Path:
    """Make a project.

    Args:
        root: an empty folder.
        chapters: YAML by chapter id; each becomes ``sources/<id>.yaml`` in the body. One prose chapter by default.
        manifest: the whole of ``report.yaml``, if the default one with these chapters will not do.
        files: further files by path relative to the root; they overwrite.
        styles: whether to bring the real ``styles/`` (fonts by hard link), which typesetting needs.
    """
    chapters = {"introduction": PROSE} if chapters is None else chapters
    sources = root / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    text = manifest if manifest is not None else MANIFEST + "".join(map(entry, chapters))
    (sources / "report.yaml").write_text(text, encoding="utf-8")
    for chapter, content in chapters.items():
        (sources / f"{chapter}.yaml").write_text(content, encoding="utf-8")
    if styles:
        bring_styles(root)
    else:
        # Without any font a project is not sound, whatever else a test asks of it.
        fonts = root / "styles" / "fonts"
        fonts.mkdir(parents=True, exist_ok=True)
        _link_or_copy(str(REPOSITORY / ONE_FONT), str(fonts / Path(ONE_FONT).name))
    for path, content in (files or {}).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def bring_styles(root: Path) -> None:
    """Give a project the repository's stylesheets and fonts; a file that a test changes must be unlinked first."""
    shutil.copytree(REPOSITORY / "styles", root / "styles", copy_function=_link_or_copy, dirs_exist_ok=True)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        shutil.copy2(source, target)
