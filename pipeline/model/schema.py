"""The JSON Schema of the sources, for completion and hover texts in editors (draft 2020-12)."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.facts import Abbreviations, Facts
from pipeline.model.manifest import Manifest
from pipeline.model.references import Library


class _ForEditors(GenerateJsonSchema):
    """JSON Schema without what only fills hover texts: titles made of the keys, and defaults that are nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described


def schemas() -> dict[str, str]:
    """Return the schemas by file name."""
    models: dict[str, tuple[str, TypeAdapter[Any]]] = {
        "report.json": ("sources/report.yaml", TypeAdapter(Manifest)),
        "chapter.json": ("A chapter", CHAPTER_SOURCE),
        "references.json": ("sources/references.yaml", TypeAdapter(Library)),
        "facts.json": ("sources/facts.yaml", TypeAdapter(Facts)),
        "abbreviations.json": ("sources/abbreviations.yaml", TypeAdapter(Abbreviations)),
    }
    return {
        name: json.dumps(
            {
                "$schema": GenerateJsonSchema.schema_dialect,
                **adapter.json_schema(schema_generator=_ForEditors),
                "title": title,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, (title, adapter) in models.items()
    }
