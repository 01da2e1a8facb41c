"""The examples: one chapter file for every chapter kind, block kind and chart kind, each commented for editors.

The folder is laid out as a project's ``sources/``. Its folders say what a file is an example of, its name says of which
kind: ``chapters/story.yaml``, ``blocks/fact_box.yaml``, ``charts/bars.yaml``. Starters and the gallery are made of them.
"""

import re
import shutil
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
"""Where the examples stand, in the repository and in an installed package."""

NAME: Final = "pipeline/examples"
"""What messages call that folder."""


def chapter_example(kind: str) -> str:
    """Return the example of a chapter kind as it stands in its file."""
    return (FOLDER / "chapters" / f"{kind}.yaml").read_text(encoding="utf-8")


def about(example: str) -> str:
    """Return the first sentence of the comment that an example begins with."""
    comment = " ".join(line.removeprefix("#").strip() for line in example.partition("\n\n")[0].splitlines())
    return re.split(r"(?<=\.)\s", comment, maxsplit=1)[0]


def copy_examples(sources: Path, folder: Path = FOLDER) -> None:
    """Copy the examples as the ``sources/`` of a project.

    Raises:
        OSError: they cannot be written there.
    """
    shutil.copytree(folder, sources, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
