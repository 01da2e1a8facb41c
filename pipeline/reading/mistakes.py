"""An author's mistakes, as pydantic finds them, worded as findings: what was found, what was expected, the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from pipeline.findings import Finding, Place, error
from pipeline.model.border import ADDRESS_PATTERN, ID_PATTERN, LANGUAGE_PATTERN
from pipeline.model.chapters import KINDS, Rating
from pipeline.model.manifest import MILLIMETRES_PATTERN
from pipeline.reading.mending import date_edits, key_edits, quoting_edits, word_edits
from pipeline.reading.paths import Found, Path, Schema, description_at, follow, keys_at
from pipeline.reading.tree import Node
from pipeline.reading.values import value_of


@dataclass(frozen=True, slots=True)
class Mistake:
    """One of pydantic's errors, with what it is about.

    Attributes:
        type: pydantic's word for it.
        path: the value's path in the model.
        input: what was found there.
        context: what pydantic knows besides, such as the words expected.
        tree: the whole file.
        schema: the model's JSON Schema.
    """

    type: str
    path: Path
    input: Any
    context: AnyMapping[str, Any]
    tree: Node
    schema: Schema

    @property
    def is_echo(self) -> bool:
        """Whether this only repeats that a list's items are wrong: pydantic then counts none of them."""
        return self.type == "too_short" and len(self.input or ()) >= int(self.context["min_length"])

    @property
    def last(self) -> str:
        """The path's last part: the key that is missing or unknown."""
        return str(self.path[-1]) if self.path else ""

    @property
    def found(self) -> Found:
        """Where the value stands."""
        return follow(self.tree, self.path)

    def at(self, key: str) -> Found:
        """Return where the value of a key stands, in the mapping that this is about."""
        return follow(self.tree, (*self.path, key))


def word_mistake(mistake: Mistake) -> Finding:
    """Word a mistake.

    Raises:
        LookupError: the table has no such mistake; a test holds it against everything that the models can find.
    """
    return WORDERS[mistake.type](mistake)


def _missing(mistake: Mistake) -> Finding:
    place = follow(mistake.tree, mistake.path[:-1]).place
    if mistake.last == "alt":
        return no_alternate_text(place)
    purpose = description_at(mistake.schema, mistake.path)
    hint = f"{mistake.last}: {purpose}" if purpose else ""
    return error("missing-key", f'"{mistake.last}" is missing', place, hint)


def no_alternate_text(place: Place) -> Finding:
    """Word that an image is not described."""
    hint = "add alt: and say in a sentence what the image tells, for readers who cannot see it"
    return error("missing-alternate-text", 'the image has no alternate text ("alt")', place, hint)


def _undescribed(mistake: Mistake) -> Finding:
    return no_alternate_text(mistake.at("image").place)


def _unknown_key(mistake: Mistake) -> Finding:
    known = keys_at(mistake.schema, mistake.path[:-1])
    message = f'there is no key "{mistake.last}" here'
    edits = key_edits(mistake.found.key, follow(mistake.tree, mistake.path[:-1]).node, known)
    return error("unknown-key", message, mistake.found.key_place, _choice(mistake.last, known), edits=edits)


def _not_one_of(mistake: Mistake) -> Finding:
    expected = _words_in(mistake.context["expected"])
    hint = _choice(mistake.input, expected)
    if mistake.last == "[key]":
        message = f"{_quoted(mistake.input)} cannot be a key here"
        edits = key_edits(mistake.found.key, follow(mistake.tree, mistake.path[:-2]).node, expected)
        return error("unknown-key", message, mistake.found.key_place, hint, edits=edits)
    if mistake.input is None:
        return _empty(mistake.found, hint)
    edits = word_edits(mistake.found.node, expected)
    if set(expected) == set(Rating):
        message = f"{_quoted(mistake.input)} is not a CQC rating"
        return error("unknown-rating", message, mistake.found.place, hint, edits=edits)
    message = f'{_quoted(mistake.input)} is no value for "{mistake.found.name}"'
    return error("invalid-value", message, mistake.found.place, hint, edits=edits)


def _unknown_tag(mistake: Mistake) -> Finding:
    known = _words_in(mistake.context["expected_tags"])
    if mistake.context["discriminator"] == "'kind'":
        found = mistake.at("kind")
        kind = value_of(found.node)
        if kind is None:
            return _empty(found, _choice("", known))
        message = f"{_quoted(kind)} is not a chapter kind"
        edits = word_edits(found.node, known)
        return error("unknown-kind", message, found.place, _choice(kind, known), edits=edits)
    tag = str(mistake.context["tag"])
    blocks = [name for name in known if name != "markdown"]
    found = mistake.at(tag)
    edits = key_edits(found.key, mistake.found.node, blocks)
    return error(
        "unknown-block", f'there is no block "{tag}"', found.key_place, _choice(tag, blocks), edits=edits
    )


def _no_kind(mistake: Mistake) -> Finding:
    keys = mistake.input if isinstance(mistake.input, dict) else {}
    if like := next((str(key) for key in keys if str(key).lower() == "kind"), None):
        found = mistake.at(like)
        edits = key_edits(found.key, mistake.found.node, ("kind",))
        message, hint = f'there is no key "{like}" here', 'did you mean "kind"?'
        return error("unknown-key", message, found.key_place, hint, edits=edits)
    hint = _choice("", KINDS)
    return error("missing-key", '"kind" is missing', mistake.found.place, f"kind: {hint}")


def _wrong_type(mistake: Mistake) -> Finding:
    found, expected = mistake.found, _TYPES[mistake.type]
    if mistake.last == "alt" and mistake.input is None:
        return no_alternate_text(found.key_place)
    if mistake.input is None:
        return _empty(found, f"write {expected}, or delete the {'key' if found.key else 'item'}")
    if mistake.last == "markdown" and isinstance(mistake.input, dict):
        message = "a block in a body is one key, and all of the block stands below it"
        is_item = isinstance(mistake.path[-2], int)
        remedy = "indent the lines below the block's name by two more spaces"
        return error("unknown-block", message, found.place, remedy if is_item else f"{_DASH}: - figure:")
    message = f"expected {expected}, found {_kind_of(mistake.input)}"
    is_text = expected == "text" and isinstance(mistake.input, (bool, int, float))
    edits = quoting_edits(found.node) if is_text else ()
    return error("wrong-type", message, found.place, _remedy(mistake, expected), edits=edits)


_DASH: Final = "begin its first line with a dash, and indent the lines below as far"


def _remedy(mistake: Mistake, expected: str) -> str:
    """Say what to do about a value of a wrong type, where that can be guessed."""
    if expected == "text" and isinstance(mistake.input, (bool, int, float)):
        return "put quotes round it"
    if expected == "a list" and isinstance(mistake.input, dict):
        return _DASH
    if mistake.type == "model_type" and (keys := keys_at(mistake.schema, mistake.path)):
        return f"its keys: {_choice('', keys)}"
    return ""


def _empty_cell(mistake: Mistake) -> Finding:
    return error(
        "wrong-type", "this cell is empty", mistake.found.place, 'write "" for a cell that is to stay empty'
    )


def _impossible_date(mistake: Mistake) -> Finding:
    hint = "write 2019-01-08, or 2019-01 or 2019 if no more is known"
    if mistake.input is None:
        return _empty(mistake.found, hint)
    why = mistake.context.get("why")
    message = f"{_quoted(mistake.input)} is not a date{f': {why}' if why else ''}"
    edits = date_edits(mistake.found.node)
    return error("impossible-date", message, mistake.found.place, hint, edits=edits)


def _out_of_order(mistake: Mistake) -> Finding:
    place = mistake.at(mistake.context["key"]).place
    return error(
        "dates-out-of-order",
        mistake.context["said"],
        place,
        "check both dates; lists go from oldest to newest",
    )


PATTERN_HINTS: Final[AnyMapping[str, str]] = {
    ID_PATTERN: "use lower-case letters, digits and single hyphens, beginning with a letter",
    ADDRESS_PATTERN: "write the whole address, beginning with https://",
    LANGUAGE_PATTERN: "write a language code such as en-GB",
    MILLIMETRES_PATTERN: "write millimetres such as 3mm",
}
"""What to write instead, by the pattern that a value does not match."""


def _pattern(mistake: Mistake) -> Finding:
    hint = PATTERN_HINTS[mistake.context["pattern"]]
    if mistake.last == "[key]":
        message = f"{_quoted(mistake.input)} cannot be a name here"
        return error("invalid-value", message, mistake.found.key_place, hint)
    message = f'{_quoted(mistake.input)} is no value for "{mistake.found.name}"'
    return error("invalid-value", message, mistake.found.place, hint)


def _too_long(mistake: Mistake) -> Finding:
    message = f'"{mistake.found.name}" has {len(mistake.input)} characters'
    return error("invalid-value", message, mistake.found.place, f"at most {mistake.context['max_length']}")


def _too_short(mistake: Mistake) -> Finding:
    if mistake.last == "alt":
        return no_alternate_text(mistake.found.key_place)
    if mistake.last == "[key]":
        return error("invalid-value", "a name is empty", mistake.found.key_place, "write it before the colon")
    if isinstance(mistake.input, str):
        return _empty(mistake.found, "write its text, or delete the key")
    least = mistake.context["min_length"]
    if mistake.input:
        message = f'"{mistake.found.name}" has {len(mistake.input)} item'
        return error("invalid-value", message, mistake.found.key_place, f"it needs at least {least}")
    message = f'the list "{mistake.found.name}" is empty'
    return error("invalid-value", message, mistake.found.key_place, "it needs at least one item")


def _empty(found: Found, hint: str) -> Finding:
    """Word a key without a value, or a list's item that is nothing."""
    message = (
        f'"{found.name}" is empty' if found.key or not found.name else f'an item of "{found.name}" is empty'
    )
    return error("invalid-value", message if found.name else "the file holds nothing", found.key_place, hint)


def _rows_or_data(mistake: Mistake) -> Finding:
    both = mistake.context["both"]
    message = "the rows stand here and in a file" if both else "there are no rows"
    return error("missing-key", message, mistake.found.key_place, "write either rows: or data:")


def _quotation_without_source(mistake: Mistake) -> Finding:
    hint = (
        'add source: and a citation, such as "[@key]"; without a speaker the sentence is the chapter\'s own'
    )
    return error("missing-key", "somebody is quoted without a source", mistake.at("speaker").place, hint)


def _not_a_number(mistake: Mistake) -> Finding:
    hint = "write a number, ~ if it is not known, or {fact: name}"
    return error("wrong-type", f"{_quoted(mistake.input)} is not a number", mistake.found.place, hint)


def _no_reason(mistake: Mistake) -> Finding:
    hint = "say in a few words why it is right as it is"
    return error("invalid-value", f"{_quoted(mistake.input)} gives no reason", mistake.found.place, hint)


def _not_positive(mistake: Mistake) -> Finding:
    message = f'{_quoted(mistake.input)} is no value for "{mistake.found.name}"'
    return error("invalid-value", message, mistake.found.place, "it must be more than 0")


def _not_finite(mistake: Mistake) -> Finding:
    message = f"{_quoted(mistake.input)} is too large a number"
    return error("invalid-value", message, mistake.found.place, "write out the number that is meant")


def _list_too_long(mistake: Mistake) -> Finding:
    message = f'"{mistake.found.name}" has {len(mistake.input)} items'
    return error(
        "invalid-value", message, mistake.found.key_place, f"at most {mistake.context['max_length']}"
    )


_TYPES: Final = {
    "string_type": "text",
    "model_type": "a mapping (key: value)",
    "model_attributes_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "int_type": "a number",
    "float_type": "a number",
}

WORDERS: Final[AnyMapping[str, Callable[[Mistake], Finding]]] = {
    "missing": _missing,
    "missing_alternate_text": _undescribed,
    "extra_forbidden": _unknown_key,
    "enum": _not_one_of,
    "union_tag_invalid": _unknown_tag,
    "union_tag_not_found": _no_kind,
    "empty_cell": _empty_cell,
    "impossible_date": _impossible_date,
    "dates_out_of_order": _out_of_order,
    "rows_or_data": _rows_or_data,
    "quotation_without_source": _quotation_without_source,
    "not_a_number": _not_a_number,
    "no_reason": _no_reason,
    "greater_than": _not_positive,
    "not_finite": _not_finite,
    "too_long": _list_too_long,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _too_short,
    **dict.fromkeys(_TYPES, _wrong_type),
}
"""How each of pydantic's error types is worded; those of our own come from :mod:`pipeline.model`."""


def _words_in(listed: str) -> list[str]:
    """Return the words of pydantic's list: ``'good' or 'outstanding'``."""
    return re.findall(r"'([^']*)'", listed)


def _choice(given: object, known: Iterable[str]) -> str:
    """Say what would have been right, and which of it was meant, if that can be guessed."""
    known = list(known)
    near = get_close_matches(str(given).lower(), known, n=1, cutoff=0.6)
    if near and len(known) > _MANY:
        return f'did you mean "{near[0]}"?'
    meant = f'. Did you mean "{near[0]}"?' if near else ""
    return f"one of {', '.join(known)}{meant}"


_MANY: Final = 30
"""Words that nobody reads through when one of them is meant for certain."""


def _quoted(value: object) -> str:
    if isinstance(value, (dict, list)):
        return _kind_of(value)
    text = _as_written(value).replace("\n", " ")
    return f'"{text[:57]}…"' if len(text) > 60 else f'"{text}"'


def _kind_of(value: object) -> str:
    match value:
        case dict():
            return "a mapping (key: value)"
        case list():
            return "a list"
        case bool():
            return _as_written(value)
        case int() | float():
            return f"the number {_as_written(value)}"
    return "text"


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "written", value))
