"""A file of the sources that is one model: read, parsed and held against it."""

from __future__ import annotations

import os
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from pipeline.findings import Finding, Place
from pipeline.reading.text import SourceFile, read_source
from pipeline.reading.tree import Mapping, Node, parse_yaml
from pipeline.reading.validation import validate

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class ReadFile(Generic[M]):
    """A file as far as it could be read.

    Attributes:
        value: None if it is not what the model wants, or not there.
        tree: None if it is no YAML.
        source: None if it is no text.
    """

    value: M | None = None
    tree: Node | None = None
    source: SourceFile | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def places(self) -> AnyMapping[str, Place]:
        """Where each of its first keys stands."""
        entries = self.tree.entries if isinstance(self.tree, Mapping) else ()
        return {key.text: key.place for key, _ in entries}


def read_model(root: Path, path: str, adapter: TypeAdapter[M]) -> ReadFile[M]:
    """Read a file that a project must have.

    Args:
        root: the project root.
        path: from the root, with forward slashes.
    """
    source = read_source(root, path)
    tree = source.then(parse_yaml)
    if tree.value is None:
        return ReadFile(source=source.value, findings=tree.findings)
    checked = validate(adapter, tree.value)
    return ReadFile(checked.value, tree.value, source.value, (*tree.findings, *checked.findings))


def read_optional(root: Path, path: str, adapter: TypeAdapter[M]) -> ReadFile[M]:
    """Read a file that a project need not have."""
    # os.path: a folder that may not be read has its finding from the manifest already.
    if not os.path.exists(root / path):  # noqa: PTH110 - Path.exists raises there
        return ReadFile()
    return read_model(root, path, adapter)
