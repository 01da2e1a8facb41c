"""From pydantic's error list to findings: place, what was found, what was expected, remedy.

Pydantic tells a path of keys; the YAML tree knows where each of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping as AnyMapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.findings import Checked, Finding, Place, error
from pipeline.model.chapters import Rating
from pipeline.reading.tree import Mapping, Node, Scalar, Sequence, value_of

T = TypeVar("T")
Loc = tuple[int | str, ...]


def validate(adapter: TypeAdapter[T], node: Node) -> Checked[T]:
    """Hold a tree against a model; every mistake in it is found at once."""
    try:
        return Checked(adapter.validate_python(value_of(node)))
    except ValidationError as problem:
        schema = adapter.json_schema()
        mistakes = [
            _Mistake(raw["type"], raw["loc"], raw["input"], raw.get("ctx", {}), raw["msg"])
            for raw in problem.errors(include_url=False)
        ]
        return Checked(None, tuple(_word(mistake, node, schema) for mistake in mistakes if not mistake.is_echo))


@dataclass(frozen=True, slots=True)
class _Mistake:
    type: str
    loc: Loc
    input: Any
    context: AnyMapping[str, Any]
    said: str

    @property
    def is_echo(self) -> bool:
        """Whether this only repeats that a list's items are wrong: pydantic then counts none of them."""
        return self.type == "too_short" and bool(self.input)

    @property
    def key(self) -> str:
        return str(self.loc[-1]) if self.loc else ""


def place_of(node: Node, loc: Loc) -> Place:
    """Return the place of a value; parts of the path that are not in the tree (pydantic's tags) are passed over."""
    found, key = _follow(node, loc)
    return (key or found).place if isinstance(found, (Mapping, Sequence)) else found.place


def _follow(node: Node, loc: Loc) -> tuple[Node, Scalar | None]:
    key: Scalar | None = None
    for part in loc:
        match node, part:
            case Mapping(), str() if (value := node.get(part)) is not None:
                key, node = node.key(part), value
            case Sequence(items=items), int() if part < len(items):
                key, node = None, items[part]
            case _:
                continue
    return node, key


def _key_place(node: Node, loc: Loc) -> Place:
    """Return the place of the last key of a path."""
    _, key = _follow(node, loc)
    return key.place if key else place_of(node, loc)


def _word(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    place = place_of(node, mistake.loc)
    worder = _WORDERS.get(mistake.type)
    if worder is None:
        return error("invalid-value", f"{_quoted(mistake.input)}: {mistake.said.lower()}", place)
    return worder(mistake, node, schema)


def _missing(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    place = place_of(node, mistake.loc[:-1])
    if mistake.key == "alt":
        return error("missing-alternate-text", 'the image has no alternate text ("alt")', place, _ALT_HINT)
    purpose = _description(schema, mistake.loc)
    return error("missing-key", f'"{mistake.key}" is missing', place, f"{mistake.key}: {purpose}" if purpose else "")


_ALT_HINT: Final = "add alt: and say in a sentence what the image tells, for readers who cannot see it"


def _no_alternate_text(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    place = place_of(node, (*mistake.loc, "image"))
    return error("missing-alternate-text", 'the image has no alternate text ("alt")', place, _ALT_HINT)


def _unknown_key(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    known = sorted(_keys_at(schema, mistake.loc[:-1]))
    return error(
        "unknown-key",
        f'there is no key "{mistake.key}" here',
        _key_place(node, mistake.loc),
        _choice(mistake.key, known),
    )


def _not_one_of(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    expected = re.findall(r"'([^']*)'", str(mistake.context.get("expected", "")))
    is_key = mistake.key == "[key]"
    place = _key_place(node, mistake.loc[:-1]) if is_key else place_of(node, mistake.loc)
    if set(expected) == {rating.value for rating in Rating}:
        return error(
            "unknown-rating", f"{_quoted(mistake.input)} is not a CQC rating", place, _choice(mistake.input, expected)
        )
    what = "key" if is_key else f'value for "{mistake.key}"'
    return error("invalid-value", f"{_quoted(mistake.input)} is no {what}", place, _choice(mistake.input, expected))


def _unknown_tag(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    tag = str(mistake.context.get("tag", ""))
    known = re.findall(r"'([^']*)'", str(mistake.context.get("expected_tags", "")))
    if mistake.context.get("discriminator") == "'kind'":
        place = place_of(node, (*mistake.loc, "kind"))
        return error("unknown-kind", f'"{tag}" is not a chapter kind', place, _choice(tag, known))
    blocks = [name for name in known if name != "markdown"]
    place = _key_place(node, (*mistake.loc, tag))
    return error("unknown-block", f'there is no block "{tag}"', place, _choice(tag, blocks))


def _no_kind(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    kinds = sorted(schema.get("discriminator", {}).get("mapping", {}))
    return error("missing-key", '"kind" is missing', place_of(node, mistake.loc), f"kind: one of {', '.join(kinds)}")


def _wrong_type(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    expected = _TYPES[mistake.type]
    place = place_of(node, mistake.loc)
    if mistake.input is None and expected == "text":
        key = next((part for part in reversed(mistake.loc) if isinstance(part, str) and part != "markdown"), "it")
        return error("wrong-type", f'"{key}" is empty', _key_place(node, mistake.loc), "write its text, or delete the key")
    if mistake.loc and mistake.loc[-1] == "markdown" and isinstance(mistake.input, dict):
        return error(
            "unknown-block",
            "a block in a body is a mapping with one key",
            place,
            "indent the lines below the block's name by two more spaces",
        )
    quoting = ""
    if expected == "text" and isinstance(mistake.input, (bool, int, float)):
        quoting = "put quotes round it"
    return error("wrong-type", f"expected {expected}, found {_kind_of(mistake.input)}", place, quoting)


def _impossible_date(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    place = place_of(node, mistake.loc)
    why = str(mistake.context.get("why", ""))
    said = f": {why}" if why and "expected" not in why else ""
    return error(
        "impossible-date",
        f"{_quoted(mistake.input)} is not a date{said}",
        place,
        "write 2019-01-08, or 2019-01 or 2019 if no more is known",
    )


def _out_of_order(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    place = place_of(node, (*mistake.loc, str(mistake.context.get("key", ""))))
    return error("dates-out-of-order", mistake.said, place, "check both dates; lists go from oldest to newest")


def _pattern(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    hints = {
        "^[a-z][": "use lower-case letters, digits and single hyphens, beginning with a letter",
        "^https?": "write the whole address, beginning with https://",
        "^[a-z]{2": "write a language code such as en-GB",
    }
    pattern = str(mistake.context.get("pattern", ""))
    hint = next((text for start, text in hints.items() if pattern.startswith(start)), "")
    return error("invalid-value", f"{_quoted(mistake.input)} cannot stand here", place_of(node, mistake.loc), hint)


def _too_short(mistake: _Mistake, node: Node, schema: dict[str, Any]) -> Finding:
    del schema
    place = _key_place(node, mistake.loc)
    if isinstance(mistake.input, str):
        return error("invalid-value", f'"{mistake.key}" is empty', place, "write its text, or delete the key")
    return error("invalid-value", f'the list "{mistake.key}" is empty', place, "it needs at least one item")


_TYPES: Final = {
    "string_type": "text",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "list_type": "a list",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}

_WORDERS: Final[AnyMapping[str, Callable[[_Mistake, Node, dict[str, Any]], Finding]]] = {
    "missing": _missing,
    "missing_alternate_text": _no_alternate_text,
    "extra_forbidden": _unknown_key,
    "enum": _not_one_of,
    "literal_error": _not_one_of,
    "union_tag_invalid": _unknown_tag,
    "union_tag_not_found": _no_kind,
    "date_type": _impossible_date,
    "impossible_date": _impossible_date,
    "dates_out_of_order": _out_of_order,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _too_short,
    "too_short": _too_short,
    **dict.fromkeys(_TYPES, _wrong_type),
}


def _choice(given: object, known: list[str]) -> str:
    """Say what would have been right, the likeliest first."""
    if not known:
        return ""
    near = get_close_matches(str(given).lower(), known, n=1, cutoff=0.6)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    return f"one of {', '.join(known)}.{meant}" if meant else f"one of {', '.join(known)}"


def _quoted(value: object) -> str:
    words = getattr(value, "written", value)
    if value is None:
        return "nothing"
    if isinstance(words, (dict, list)):
        return _kind_of(words)
    text = str(words).replace("\n", " ")
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def _kind_of(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "true or false" if value is None else str(value).lower()
        case int() | float():
            return f"the number {getattr(value, 'written', value)}"
        case str():
            return "text"
        case dict():
            return "a mapping (key: value)"
        case list():
            return "a list"
    return type(value).__name__


def _alternatives(schema: dict[str, Any], part: dict[str, Any]) -> list[dict[str, Any]]:
    """Resolve a sub-schema to the plain ones that it can be."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    options = part.get("oneOf") or part.get("anyOf")
    if not options:
        return [part]
    return [plain for option in options for plain in _alternatives(schema, option)]


def _schemas_at(schema: dict[str, Any], loc: Loc) -> list[dict[str, Any]]:
    current = _alternatives(schema, schema)
    for part in loc:
        following = [
            plain
            for option in current
            for step in (
                [option["properties"][part]]
                if part in option.get("properties", {})
                else [option["items"]]
                if isinstance(part, int) and "items" in option
                else [option["additionalProperties"]]
                if isinstance(option.get("additionalProperties"), dict)
                else []
            )
            for plain in _alternatives(schema, step)
        ]
        # A part that leads nowhere is a tag: it chooses among the alternatives by their "kind".
        chosen = [option for option in current if option.get("properties", {}).get("kind", {}).get("const") == part]
        current = following or chosen or current
    return current


def _keys_at(schema: dict[str, Any], loc: Loc) -> set[str]:
    return {key for option in _schemas_at(schema, loc) for key in option.get("properties", {})}


def _description(schema: dict[str, Any], loc: Loc) -> str:
    for option in _schemas_at(schema, loc[:-1]):
        text = option.get("properties", {}).get(loc[-1], {}).get("description")
        if text:
            return str(text).split("\n", maxsplit=1)[0]
    return ""
