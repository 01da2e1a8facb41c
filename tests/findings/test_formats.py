"""Findings for other programs."""

import json
import re
from dataclasses import asdict
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import __version__
from pipeline.findings import CODES, Edit, Finding, Place, Rectangle, Related, Severity, error, warning
from pipeline.findings.formats import FINDINGS_SCHEMA, FORMATS, to_github, to_json, to_sarif

RATING = error(
    "unknown-rating", '"goood" is not a rating', Place("a é.yaml", 14, 14, 14, 19), 'did you mean "good"?'
)
OVERFLOW = warning("overflow", "too wide", page=3, rectangle=Rectangle(1, 2, 3, 4.5), block="aims/e17")
TWICE = error(
    "duplicate-id", "twice", Place("b.yaml", 2, 3, 4, 5), related=(Related("first here", Place("a.yaml")),)
)
SOME = (RATING, OVERFLOW, TWICE, RATING)

PLACES = st.builds(Place, st.text(), *[st.integers(1, 999)] * 4)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([*CODES]),
    severity=st.sampled_from(Severity),
    message=st.text(),
    hint=st.text(),
    place=st.none() | PLACES,
    page=st.none() | st.integers(1, 999),
    rectangle=st.none() | st.builds(Rectangle, *[st.floats(-9999, 9999)] * 4),
    block=st.none() | st.text(),
    related=st.lists(st.builds(Related, st.text(), PLACES), max_size=2).map(tuple),
    edits=st.lists(st.builds(Edit, PLACES, st.text()), max_size=2).map(tuple),
)

# What SARIF 2.1.0 requires of the properties used here, by section; written from the standard, not from its schema.
POSITIVE = {"type": "integer", "minimum": 1}
REGION = {  # 3.30
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), POSITIVE),
}
LOCATION = {  # 3.28, 3.29, 3.4
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": {"$ref": "#/$defs/message"},
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri", "uriBaseId"],
                    "properties": {
                        "uri": {"type": "string", "pattern": "^[A-Za-z0-9/._~%-]*$"},
                        "uriBaseId": {"const": "SRCROOT"},
                    },
                },
                "region": REGION,
            },
        },
    },
}
CHANGE = {  # 3.56, 3.57
    "type": "object",
    "required": ["artifactLocation", "replacements"],
    "properties": {
        "replacements": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["deletedRegion"],
                "properties": {"deletedRegion": REGION, "insertedContent": {"$ref": "#/$defs/message"}},
                "additionalProperties": False,
            },
        },
    },
}
FIX = {  # 3.55
    "type": "object",
    "required": ["artifactChanges"],
    "properties": {"artifactChanges": {"type": "array", "minItems": 1, "items": CHANGE}},
    "additionalProperties": False,
}
RESULT = {  # 3.27
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex"],
    "properties": {
        "message": {"$ref": "#/$defs/message"},
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
        "relatedLocations": {"type": "array", "items": {"$ref": "#/$defs/location"}, "uniqueItems": True},
        "fixes": {"type": "array", "items": FIX, "minItems": 1},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
RULE = {  # 3.49
    "type": "object",
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "shortDescription": {"$ref": "#/$defs/message"}},
    "additionalProperties": False,
}
RUN = {  # 3.14, 3.18, 3.19
    "type": "object",
    "required": ["tool"],
    "properties": {
        "tool": {
            "required": ["driver"],
            "properties": {
                "driver": {
                    "required": ["name"],
                    "properties": {
                        "name": {"type": "string"},
                        "version": {"type": "string"},
                        "rules": {"type": "array", "items": RULE, "uniqueItems": True},
                    },
                    "additionalProperties": False,
                }
            },
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {"type": "object"},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
SARIF = {  # 3.13
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "$schema": {"type": "string"}, "runs": {"items": RUN}},
    "additionalProperties": False,
    "$defs": {
        "location": LOCATION,
        "message": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    },
}


def from_json(finding):
    """Make a finding of its JSON."""
    place = finding["place"] and Place(**finding["place"])
    rectangle = finding["rectangle"] and Rectangle(**finding["rectangle"])
    related = tuple(Related(each["message"], Place(**each["place"])) for each in finding["related"])
    edits = tuple(Edit(Place(**each["place"]), each["replacement"]) for each in finding["edits"])
    values = {"place": place, "rectangle": rectangle, "related": related, "edits": edits}
    return Finding(**{**finding, "severity": Severity(finding["severity"]), **values})


def unescaped(text):
    """Undo what GitHub's runner undoes, the per cent sign last."""
    for escape, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, sign)
    return text


def command(line):
    """Read a workflow command: its name, properties and message."""
    name, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL).groups()
    pairs = (each.split("=", 1) for each in properties.split(","))
    return name, {key: unescaped(value) for key, value in pairs}, unescaped(message)


def test_the_formats_are_those_of_the_command():
    """Every format that --format takes, besides text, is in the table."""
    assert list(FORMATS) == ["json", "sarif", "github"]


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_one_pass_is_enough(write):
    """Findings may come from a generator, and the text has no line end at its end."""
    text = write(iter(SOME))

    assert write(SOME) == text
    assert text == text.rstrip("\n")
    assert "é" in unquote(text)


def test_json_reads_like_this():
    """JSON has every attribute in the order of the type, and none of them is left out."""
    text = to_json([OVERFLOW])

    assert {"version": 1, "findings": [asdict(OVERFLOW) | {"related": [], "edits": []}]} == json.loads(text)
    assert list(asdict(OVERFLOW)) == list(json.loads(text)["findings"][0])


def test_the_schema_is_a_schema():
    """The published schema is valid JSON Schema, and refuses what is not a finding."""
    schema = json.loads(json.dumps(dict(FINDINGS_SCHEMA)))
    jsonschema.Draft202012Validator.check_schema(schema)

    for wrong in ({"version": 2, "findings": []}, {"version": 1, "findings": [{"code": "overflow"}]}):
        assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def test_every_code_fits_the_schema():
    """The schema takes every code of the catalogue."""
    pattern = FINDINGS_SCHEMA["$defs"]["finding"]["properties"]["code"]["pattern"]

    assert [code for code in CODES if not re.fullmatch(pattern, code)] == []


@given(st.lists(FINDINGS, max_size=3))
def test_json_keeps_everything(findings):
    """What JSON says can be read back to equal findings, and fits the published schema."""
    written = json.loads(to_json(findings).encode())
    jsonschema.validate(written, dict(FINDINGS_SCHEMA), jsonschema.Draft202012Validator)

    assert findings == [from_json(each) for each in written["findings"]]


def test_what_utf_8_cannot_encode_is_escaped():
    """A lone surrogate in a message can still be written to a file and read back."""
    written = to_json([error("not-text", "a\ud800b é")]).encode()

    assert json.loads(written)["findings"][0]["message"] == "a\ud800b é"
    assert "é".encode() in written


@given(st.lists(FINDINGS, max_size=3))
def test_sarif_keeps_to_the_standard(findings):
    """Whatever is found, the log has what SARIF requires, and its rules are those that occur."""
    log = json.loads(to_sarif(findings).encode())
    jsonschema.validate(log, SARIF, jsonschema.Draft202012Validator)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]

    assert {finding.code for finding in findings} == {*rules}
    assert [finding.code for finding in findings] == [rules[result["ruleIndex"]] for result in run["results"]]


def test_sarif_names_tool_and_columns():
    """The log says who wrote it, how columns count, and nothing of the machine."""
    (run,) = json.loads(to_sarif(SOME))["runs"]
    driver = run["tool"]["driver"]

    assert ("report-pipeline", __version__) == (driver["name"], driver["version"])
    assert sorted(
        (rule["id"] for rule in driver["rules"]), key=["unknown-rating", "duplicate-id", "overflow"].index
    ) == ["unknown-rating", "duplicate-id", "overflow"]
    assert [CODES[rule["id"]] for rule in driver["rules"]] == [
        rule["shortDescription"]["text"] for rule in driver["rules"]
    ]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"] == {"SRCROOT": {"description": {"text": "the project's root"}}}


def test_a_sarif_result_reads_like_this():
    """A result has rule, level, message with hint, and where; page and block are properties, as SARIF has no word."""
    (run,) = json.loads(to_sarif([RATING, OVERFLOW, TWICE]))["runs"]
    rating, overflow, twice = run["results"]

    assert rating == {
        "ruleId": "unknown-rating",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": '"goood" is not a rating\nhint: did you mean "good"?'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a%20%C3%A9.yaml", "uriBaseId": "SRCROOT"},
                    "region": {"startLine": 14, "startColumn": 14, "endLine": 14, "endColumn": 19},
                }
            }
        ],
    }
    rectangle = {"left": 1, "bottom": 2, "right": 3, "top": 4.5}
    assert (overflow["level"], overflow["locations"]) == ("warning", [])
    assert {"page": 3, "rectangle": rectangle, "block": "aims/e17"} == overflow["properties"]
    assert [each["message"]["text"] for each in twice["relatedLocations"]] == ["first here"]


def test_github_commands_read_like_this():
    """A finding is an annotation with file, lines, columns and code; across lines GitHub takes no columns."""
    assert to_github([RATING, OVERFLOW, TWICE]) == (
        "::error file=a é.yaml,line=14,col=14,endLine=14,endColumn=19,title=unknown-rating"
        '::"goood" is not a rating%0Adid you mean "good"?\n'
        "::warning title=overflow (page 3)::too wide\n"
        "::error file=b.yaml,line=2,endLine=4,title=duplicate-id::twice"
    )


def test_no_findings_are_no_commands():
    """Without findings there is nothing to annotate, but there is still a document of JSON."""
    assert to_github([]) == ""
    assert json.loads(to_json([])) == {"version": 1, "findings": []}
    assert json.loads(to_sarif([]))["runs"][0]["results"] == []


@given(FINDINGS)
def test_any_text_survives_githubs_escaping(finding):
    """Undoing the escapes gives message, hint and path back, and a command is one line."""
    text = to_github([finding])
    name, properties, message = command(text)

    assert not re.search(r"[\r\n]", text)
    assert {"advice": "notice"}.get(finding.severity, finding.severity) == name
    assert (f"{finding.message}\n{finding.hint}" if finding.hint else finding.message) == message
    assert (finding.place.path if finding.place else None) == properties.get("file")
