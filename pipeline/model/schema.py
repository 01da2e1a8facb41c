"""The JSON Schema of the sources, for completion and hover texts in editors (draft 2020-12).

Editors show ``description`` as plain text, and ``markdownDescription`` instead where they know that keyword (VS Code and
whatever uses the YAML language server); ``enumDescriptions`` stands beside each word of an enumeration. Validators pass
over both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.facts import Abbreviations, Facts
from pipeline.model.manifest import Manifest
from pipeline.model.references import Library

_TYPED: Final = re.compile(r"`([^`]*)`")
"""What an author types, in a description."""

_MARKS: Final = re.compile(r"([\\*_{}\[\]()#+!|<>])")
"""What Markdown would take for marks (CommonMark 0.31, 2.4)."""


class _ForEditors(GenerateJsonSchema):
    """JSON Schema without what only fills hover texts: titles made of the keys, and defaults that are nothing.

    Of a key that may be left out it says what may stand there, and not that nothing may: completion would offer it.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        described = super().enum_schema(schema)
        described["enumDescriptions"] = [member.meaning for member in schema["members"]]
        return described


def _with_examples(schema: dict[str, Any], blocks: Mapping[str, Any]) -> dict[str, Any]:
    """Put the example of each block beside the key that begins it."""
    for kind, entry in BLOCK_ENTRIES.items():
        if entry.__name__ in schema.get("$defs", {}):
            schema["$defs"][entry.__name__]["properties"][kind]["examples"] = [blocks[kind]]
    return schema


def _shown(part: Any) -> Any:
    """Give descriptions that hold what is typed a second form: in Markdown, where the first is plain."""
    if isinstance(part, list):
        return [_shown(each) for each in part]
    if not isinstance(part, dict):
        return part
    shown = {}
    for key, value in part.items():
        shown[key] = _shown(value)
        if key == "description" and isinstance(value, str) and _TYPED.search(value):
            shown[key] = _TYPED.sub(r"\1", value)
            shown["markdownDescription"] = _escaped(value)
    return shown


def _escaped(description: str) -> str:
    """Escape everything but what stands in backticks."""
    pieces = re.split("(`[^`]*`)", description)
    return "".join(piece if piece[:1] == "`" else _MARKS.sub(r"\\\1", piece) for piece in pieces)


def schemas(blocks: Mapping[str, Any]) -> dict[str, str]:
    """Return the schemas by file name.

    Args:
        blocks: an example of each block kind, as what stands behind its key.
    """
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
                **_shown(_with_examples(adapter.json_schema(schema_generator=_ForEditors), blocks)),
                "title": title,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, (title, adapter) in models.items()
    }
