"""The JSON Schema that editors read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from builders import REPOSITORY
from jsonschema import Draft202012Validator
from reports import tree

from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.chapters import KINDS
from pipeline.model.schema import schemas
from pipeline.reading.examples import block_examples
from pipeline.reading.values import value_of

SOURCES = REPOSITORY / "sources"
WRITTEN = schemas(block_examples())
SCHEMAS = {name: json.loads(content) for name, content in WRITTEN.items()}
SCHEMA_OF = {f"{name}.yaml": f"{name}.json" for name in ("report", "references", "facts", "abbreviations")}
"""Every other file is a chapter."""


def mappings_in(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every mapping of a schema with its path."""
    if isinstance(part, dict):
        yield path, part
        for key, inner in part.items():
            yield from mappings_in(inner, f"{path}/{key}")
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from mappings_in(inner, f"{path}/{index}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_repository_holds_the_schema_of_the_models(name):
    """The files that editors open are what the models say now; `make schema` rewrites them."""
    assert WRITTEN[name] == (SOURCES / ".schema" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_a_schema(name):
    """The schemas obey draft 2020-12, and say so."""
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - {"abbreviations.json"}))  # its keys are authors' own
def test_every_key_has_a_hover_text(name):
    """An editor shows a sentence for every key, beginning with a capital or a quoted value and ending in a full stop."""
    texts = {
        f"{path}/{key}": value.get("description", "")
        for path, part in mappings_in(SCHEMAS[name])
        for key, value in part.get("properties", {}).items()
    }

    assert texts
    assert [
        path
        for path, text in texts.items()
        if not (text[:1].isupper() or text[:1] == "`") or text[-1:] not in ".])"
    ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_hover_texts_are_in_plain_english(name):
    """A description has no markup; what is typed stands in backticks in the form for editors that show Markdown."""
    described = [part for _, part in mappings_in(SCHEMAS[name]) if isinstance(part.get("description"), str)]

    assert [part for part in described if re.search(r"[`*\n]|:\w+:`|\]\(#", part["description"])] == []
    for part in described:
        if "markdownDescription" in part:
            assert "``" not in part["markdownDescription"]
            assert part["description"] == re.sub(r"`|\\(?=\W)", "", part["markdownDescription"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_word_of_an_enumeration_is_explained(name):
    """Beside each word that can be chosen an editor shows what it means."""
    enumerations = [part for _, part in mappings_in(SCHEMAS[name]) if isinstance(part.get("enum"), list)]

    assert [
        part["enum"]
        for part in enumerations
        if len(part["enumDescriptions"]) != len(part["enum"]) or not all(part["enumDescriptions"])
    ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_examples_and_defaults_are_right_themselves(name):
    """What an editor shows as an example, or as what counts without the key, would be accepted there."""
    shown = [
        (path, part, value)
        for path, part in mappings_in(SCHEMAS[name])
        for value in [*part.get("examples", []), *([part["default"]] if "default" in part else [])]
    ]

    assert [
        path
        for path, part, value in shown
        if not Draft202012Validator({**part, "$defs": SCHEMAS[name].get("$defs", {})}).is_valid(value)
    ] == []


@pytest.mark.parametrize("kind", BLOCK_ENTRIES)
def test_every_block_has_an_example(kind):
    """Whoever points at a block's name is shown a whole one, which reading accepts."""
    (entry,) = [
        part["properties"][kind]
        for _, part in mappings_in(SCHEMAS["chapter.json"]["$defs"])
        if list(part.get("properties", ())) == [kind] and part.get("required") == [kind]
    ]
    example = block_examples()[kind]

    assert entry["examples"] == [example]
    assert BLOCK_ENTRIES[kind].model_validate({kind: example})


def test_nothing_is_offered_for_a_key_that_may_be_left_out():
    """Completion proposes words and examples, never a null."""
    nothing = [path for path, part in mappings_in(SCHEMAS["chapter.json"]) if part.get("type") == "null"]

    assert [path for path in nothing if "/values/" not in path] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_definition_says_what_it_is(name):
    """Every definition has a sentence, too: completion shows it beside the name."""
    definitions = SCHEMAS[name].get("$defs", {})

    assert [
        each for each, value in definitions.items() if not value.get("description", "").endswith(".")
    ] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_key_is_repeated_as_its_own_title(name):
    """Hover texts are not filled with titles that only spell the key out."""
    assert [
        f"{path}/{key}"
        for path, part in mappings_in(SCHEMAS[name])
        for key, value in part.get("properties", {}).items()
        if "title" in value and "$ref" not in value
    ] == []


def test_words_can_be_completed():
    """Where a value is one of a few words, the schema lists them."""
    definitions = SCHEMAS["chapter.json"]["$defs"]

    assert definitions["Rating"]["enum"] == ["inadequate", "requires improvement", "good", "outstanding"]
    assert list(KINDS) == [
        definitions[option["$ref"].rsplit("/", 1)[-1]]["properties"]["kind"]["const"]
        for option in SCHEMAS["chapter.json"]["oneOf"]
    ]
    assert SCHEMAS["report.json"]["$defs"]["Part"]["enum"] == ["front", "body", "back"]


@pytest.mark.parametrize(
    "path", sorted(SOURCES.rglob("*.yaml")), ids=lambda path: path.relative_to(SOURCES).as_posix()
)
def test_the_sample_sources_obey_their_schema(path):
    """Somebody else's validator finds no fault in the sources that are built here."""
    value = value_of(tree(path.read_text(encoding="utf-8")))
    validator = Draft202012Validator(SCHEMAS[SCHEMA_OF.get(path.name, "chapter.json")])

    assert [error.message for error in validator.iter_errors(value)] == []


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.yaml")), ids=lambda path: path.name)
def test_the_first_line_of_a_source_points_to_its_schema(path):
    """The comment that editors look for names a schema that is there."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="

    assert first.startswith(prefix)
    assert (path.parent / first.removeprefix(prefix)).resolve() == (
        SOURCES / ".schema" / SCHEMA_OF.get(path.name, "chapter.json")
    )


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "prose", "title": "T"},
        {"kind": "prose", "title": "T", "body": "B", "colour": "red"},
        {"kind": "prose", "title": "T", "body": [{"quote": {"text": "Q"}}]},
        {"kind": "novel", "title": "T", "body": "B"},
    ],
)
def test_the_schema_refuses_what_reading_refuses(body):
    """Missing keys, unknown keys, incomplete blocks and unknown kinds are underlined while one types."""
    assert not Draft202012Validator(SCHEMAS["chapter.json"]).is_valid(body)


SOUND = [
    path
    for path in sorted((REPOSITORY / "tests" / "fixtures").glob("*.yaml"))
    if "# expect: none" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_the_schema_accepts_what_reading_accepts(path):
    """No editor underlines a chapter in which the pipeline finds nothing."""
    value = value_of(tree(path.read_text(encoding="utf-8-sig")))

    assert list(Draft202012Validator(SCHEMAS["chapter.json"]).iter_errors(value)) == []


def test_vs_code_finds_the_schema_without_the_first_line():
    """The settings that come with the project lead every source to its schema, and recommend the extension for it."""
    settings = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text(encoding="utf-8"))[
        "yaml.schemas"
    ]
    extensions = json.loads((REPOSITORY / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    chapter, *excluded = settings.pop("sources/.schema/chapter.json")

    assert settings == {
        f"sources/.schema/{schema}": f"sources/{source}" for source, schema in SCHEMA_OF.items()
    }
    assert (chapter, excluded) == ("sources/**/*.yaml", [f"!{source}" for source in settings.values()])
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}
