"""A chapter that was read before: kept with what it was read from, for as long as that is what it was.

A chapter is made of the text of its file, of its line in the manifest, and of the images and data files that it names. Only
one without findings is kept: those of the others are found anew, with their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, get_type_hints

from pydantic import BaseModel, TypeAdapter

from pipeline.cache.cleared import Memory
from pipeline.cache.kept import States
from pipeline.cache.keys import key_of
from pipeline.cache.lists import Form, Lists
from pipeline.cache.remembered import Remembered
from pipeline.files import digest
from pipeline.findings import Checked
from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.report import Chapter
from pipeline.reading.entries import Entry
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import Mapping as TreeMapping
from pipeline.reading.tree import Node, Scalar, Sequence, parse_yaml

_NAMING: Final = frozenset({"image", "data"})
"""Keys that name a file beside the chapter."""


@dataclass(frozen=True, slots=True)
class Chapters:
    """Where read chapters are kept, while one report is read.

    Attributes:
        states: what the files of the project are.
    """

    memory: Memory
    states: States

    def once(
        self, entry: Entry, source: SourceFile, read: Callable[[Node], Checked[Chapter]]
    ) -> Checked[Chapter]:
        """Return the chapter as it was read before, or read it.

        Args:
            entry: its line in the manifest.
            source: its file.
            read: makes a chapter of the file's tree.
        """
        parts = {"stage": "read", "id": entry.id, "part": entry.part.value, "path": source.path}
        parts["text"] = digest(source.text.encode("utf-8", "surrogatepass"))
        key = key_of(self.memory.made_with, parts)
        remembered = Remembered(self.memory, _lists, self.states)
        name = ("chapter", entry.file)
        held = remembered.recall(name, key)
        if held is not None:
            return Checked(self._marked(held.value, key, held.files))
        tree = parse_yaml(source)
        # Looked at before they are read: of one that is written meanwhile nobody knows what was read.
        files = {path: self.states.of(path) for path in files_named(tree.value)} if tree.value else {}
        checked = tree.then(read)
        if checked.value is not None and not checked.findings:
            remembered.keep(name, key, checked.value, files)
            held = remembered.recall(name, key)
            return Checked(self._marked(held.value, key, held.files)) if held else checked
        return checked

    def _marked(self, chapter: Chapter, key: str, files: Mapping[str, str]) -> Chapter:
        """Return the very same chapter each time: whoever compares two of one mark looks no further."""
        mark = key_of({"key": key}, files)
        return self.memory.recent.once(("marked", chapter.path), mark, lambda: chapter.marked(mark))


def files_named(tree: Node) -> Iterator[str]:
    """Yield the path, relative to the project root, of every file that a chapter's tree names."""
    match tree:
        case TreeMapping(entries=entries):
            for key, value in entries:
                if key.text in _NAMING and isinstance(value, Scalar):
                    yield f"sources/{value.text}"
                else:
                    yield from files_named(value)
        case Sequence(items=items):
            for item in items:
                yield from files_named(item)
        case Scalar():
            return


@cache
def _lists() -> Lists[Chapter]:
    return Lists(Chapter, partial(_form_of_model, front=get_type_hints(Chapter)["front"]))


def _form_of_model(kind: Any, front: Any) -> Form[Any] | None:
    """Return the form of what stands at the border: pydantic's JSON."""
    if kind == front:
        adapter: TypeAdapter[Any] = CHAPTER_SOURCE
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        adapter = TypeAdapter(kind)
    else:
        return None
    return Form(adapter.dump_json, adapter.validate_json)
