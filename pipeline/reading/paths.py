"""Paths of keys and indexes, as pydantic tells them, followed through the YAML tree and through the JSON Schema.

A path such as ``("story", "ratings", 0, "overall")`` also holds names that stand in neither: tags, with which pydantic
says which alternative of a union it took. They are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from pipeline.findings import Place
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[int | str, ...]
Schema: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a path ends in the tree.

    Attributes:
        node: the value.
        key: the key that it stands behind; None for an item of a list and for the whole file.
        name: the last key on the way, for messages; empty for the whole file.
    """

    node: Node
    key: Scalar | None = None
    name: str = ""

    @property
    def place(self) -> Place:
        """The value's place; of a list or mapping, whose ends nobody sees, the key's."""
        return self.node.place if isinstance(self.node, Scalar) or not self.key else self.key.place

    @property
    def key_place(self) -> Place:
        """The key's place, if there is one."""
        return self.key.place if self.key else self.node.place


def follow(node: Node, path: Path) -> Found:
    """Follow a path through a tree, as far as it goes."""
    found = Found(node)
    for part in path:
        match found.node, part:
            case Mapping() as mapping, str() if (value := mapping.get(part)) is not None:
                found = Found(value, mapping.key(part), part)
            case Sequence(items=items), int() if part < len(items):
                found = Found(items[part], None, found.name)
            case _:
                continue
    return found


def keys_at(schema: Schema, path: Path) -> list[str]:
    """Return the keys that a mapping at this path may have, in the schema's order."""
    return list(
        dict.fromkeys(key for option in _schemas_at(schema, path) for key in option.get("properties", {}))
    )


def description_at(schema: Schema, path: Path) -> str:
    """Return the first line of what the schema says about the value at this path; empty if it says nothing."""
    *way, key = path
    for option in _schemas_at(schema, tuple(way)):
        text = option.get("properties", {}).get(key, {}).get("description", "")
        if text:
            return str(text).split("\n", maxsplit=1)[0].replace("`", "")
    return ""


def _schemas_at(schema: Schema, path: Path) -> list[Schema]:
    current = _alternatives(schema, schema)
    for part in path:
        following = [
            alternative
            for option in current
            for inner in _inner(option, part)
            for alternative in _alternatives(schema, inner)
        ]
        # A part that leads nowhere is a tag: that of a chapter chooses among the alternatives by their "kind".
        chosen = [
            option for option in current if option.get("properties", {}).get("kind", {}).get("const") == part
        ]
        current = following or chosen or current
    return current


def _inner(option: Schema, part: int | str) -> list[Schema]:
    """Return the schema of what stands behind a key or index, if this alternative has it."""
    if part in option.get("properties", {}):
        return [option["properties"][part]]
    if isinstance(part, int) and "items" in option:
        return [option["items"]]
    if isinstance(part, str) and isinstance(option.get("additionalProperties"), dict):
        return [option["additionalProperties"]]
    # Names that must match a pattern; one that does not has its own finding, and may have others inside.
    return list(option.get("patternProperties", {}).values()) if isinstance(part, str) else []


def _alternatives(schema: Schema, part: Schema) -> list[Schema]:
    """Resolve a sub-schema to the plain ones that it can be."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    options = part.get("oneOf") or part.get("anyOf")
    if not options:
        return [part]
    return [plain for option in options for plain in _alternatives(schema, option)]
