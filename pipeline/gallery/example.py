"""One example as the gallery shows it: its file, the words for its head, its YAML and the pages that it makes."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.model.report import Chapter
from pipeline.typesetting import ChapterPdf


@dataclass(frozen=True, slots=True)
class Example:
    """An example.

    Attributes:
        id: of its chapter.
        path: of its file below the folder of examples: ``blocks/fact_box.yaml``.
        yaml: what stands in the file.
        pages: the chapter, typeset.
    """

    id: str
    path: str
    yaml: str
    pages: ChapterPdf

    @property
    def group(self) -> str:
        """Return what it is an example of: chapters, blocks or charts."""
        return PurePosixPath(self.path).parts[0]

    @property
    def title(self) -> str:
        """Return the kind in words: Fact box."""
        return PurePosixPath(self.path).stem.replace("_", " ").replace("-", " ").capitalize()


def read_example(chapter: Chapter, pages: ChapterPdf, sources: Path) -> Example:
    """Return a chapter of the examples' report as an example.

    Args:
        chapter: as it was read.
        pages: what it became.
        sources: the folder that it was read from.
    """
    path = chapter.path.removeprefix("sources/")
    return Example(chapter.id, path, (sources / path).read_text(encoding="utf-8"), pages)
