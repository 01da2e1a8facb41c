"""The JSON Schema of the sources, for completion and hover texts in editors (draft 2020-12)."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.manifest import Manifest
from pipeline.model.references import Library

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the schemas by file name."""
    models: dict[str, tuple[str, TypeAdapter[Any]]] = {
        "report.json": ("sources/report.yaml", TypeAdapter(Manifest)),
        "chapter.json": ("A chapter", CHAPTER_SOURCE),
        "references.json": ("sources/references.yaml", TypeAdapter(Library)),
    }
    return {
        name: json.dumps(
            {"$schema": _DIALECT, **adapter.json_schema(), "title": title}, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, (title, adapter) in models.items()
    }
