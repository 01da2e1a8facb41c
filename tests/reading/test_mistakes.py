"""Mistakes that the models find, worded with place and remedy."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from reports import source, summary, tree, walk

from pipeline.model.border import ADDRESS_PATTERN, ID_PATTERN, LANGUAGE_PATTERN
from pipeline.model.chapters import CHAPTER_SOURCE
from pipeline.model.facts import Abbreviations, Facts
from pipeline.model.manifest import MILLIMETRES_PATTERN, Manifest
from pipeline.model.references import Library
from pipeline.reading.mistakes import PATTERN_HINTS, WORDERS
from pipeline.reading.tree import parse_yaml
from pipeline.reading.validation import validate

MODELS = {
    "chapter": CHAPTER_SOURCE,
    "manifest": TypeAdapter(Manifest),
    "references": TypeAdapter(Library),
    "facts": TypeAdapter(Facts),
    "abbreviations": TypeAdapter(Abbreviations),
}

TYPES_OF_SCHEMA = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "dataclass": set(),
    "str": {"string_type"},
    "bool": {"bool_type"},
    "enum": {"enum"},
    "int": {"int_type"},
    "float": {"float_type"},
    "none": set(),  # it stands as a tag of a union only
    "union": set(),  # its alternatives say what they miss
    "literal": set(),  # they stand as tags of a union only, which is asked first
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "tagged-union": {"union_tag_invalid"},
    "nullable": set(),
    "chain": set(),
    "function-wrap": set(),  # how pydantic strips white space behind a validator of ours
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
    "function-plain": {"impossible_date"},
    "function-before": {"empty_cell", "not_a_number", "not_finite"},
    "function-after": {
        "missing_alternate_text",
        "dates_out_of_order",
        "rows_or_data",
        "quotation_without_source",
        "no_reason",
        "greater_than",  # how pydantic holds a limit against a union of numbers
    },
}
"""The types of error that each kind of validator in our models can find (pydantic-core 2.50)."""

TYPES_OF_LIMIT = {
    ("str", "pattern"): "string_pattern_mismatch",
    ("str", "min_length"): "string_too_short",
    ("str", "max_length"): "string_too_long",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
}


def schemas_in(part: Any):
    """Yield every core schema inside a core schema."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str) and part.get("type") != "model-field":
            yield part
        for key, inner in part.items():
            if key not in {"serialization", "metadata", "ref", "function", "json_schema_input_schema"}:
                yield from schemas_in(inner)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from schemas_in(inner)


def producible(adapter):
    """Return every type of error that a model can find."""
    types = set()
    for schema in schemas_in(adapter.core_schema):
        types |= TYPES_OF_SCHEMA[schema["type"]]
        types |= {
            found
            for (kind, limit), found in TYPES_OF_LIMIT.items()
            if kind == schema["type"] and limit in schema
        }
        if schema["type"] == "tagged-union" and isinstance(schema["discriminator"], str):
            types |= {"union_tag_not_found", "model_attributes_type"}
    return types


def test_every_mistake_that_the_models_can_find_is_worded():
    """Each type of error that our models can produce has words of its own, and no words stand idle."""
    assert set(WORDERS) == set().union(*map(producible, MODELS.values()))


def test_every_pattern_has_a_hint():
    """A value that does not match a pattern is told what would."""
    patterns = {
        schema["pattern"]
        for adapter in MODELS.values()
        # Adapters make themselves ready when they are first asked.
        if adapter.rebuild(force=True)
        for schema in schemas_in(adapter.core_schema)
        if "pattern" in schema
    }

    assert set(PATTERN_HINTS) == patterns
    assert {ID_PATTERN, ADDRESS_PATTERN, LANGUAGE_PATTERN, MILLIMETRES_PATTERN} == patterns


STORY = """\
kind: story
title: A story
trust: {name: A trust, type: acute, region: London}
ratings:
  - published: 2019-01-08
    overall: good
body: One paragraph.
"""
MANIFEST = """\
title: A report
publisher: A publisher
date: 2019
chapters:
  - {id: a, file: a.yaml, part: body}
"""
WORK = "key: {type: report, author: CQC, title: A title}\n"
FACTS = "beds: {text: 12 beds, value: 12, unit: beds, about: [London], source: cqc}\n"
SHORT = "CQC: Care Quality Commission\n"
BODY = "One paragraph."
EVENTS = "[{date: 2016, text: A}, {date: 2018-03, text: B}]"
CHART = "kind: bars, title: a, message: b, unit: c, source: d, series: [e]"
PERSON = "name: A, role: b, organisation: C, role_in_chapter: author"

MISTAKES = {
    "key misspelt": (STORY, "title:", "titel:", ["1:1 missing-key", "2:1 unknown-key"], 'Did you mean "title"?'),
    "key missing": (STORY, "body: One paragraph.\n", "", ["1:1 missing-key"], "body: The text."),
    "key missing inside": (STORY, ", region: London", "", ["3:1 missing-key"], "region: Where it is"),
    "key unknown in a list": (STORY, "overall:", "rating: x\n    overall:", ["6:5 unknown-key"], "one of inspected"),
    "kind missing": (STORY, "kind: story\n", "", ["1:1 missing-key"], "kind: one of cover, contents"),
    "kind empty": (STORY, "kind: story", "kind:", ["1:1 invalid-value"], "one of cover, contents"),
    "kind unknown": (STORY, "story\n", "storey\n", ["1:7 unknown-kind"], 'Did you mean "story"?'),
    "kind is a number": (STORY, "kind: story", "kind: 3", ["1:7 unknown-kind"], "one of cover"),
    "kind is a list": (STORY, "kind: story", "kind: [story]", ["1:1 unknown-kind"], "one of cover"),
    "rating unknown": (STORY, "good", "goood", ["6:14 unknown-rating"], 'Did you mean "good"?'),
    "rating in capitals": (STORY, "good", "Good", ["6:14 unknown-rating"], 'Did you mean "good"?'),
    "rating is true": (STORY, "good", "true", ["6:14 unknown-rating"], "one of inadequate"),
    "rating empty": (STORY, " good", "", ["6:5 invalid-value"], "one of inadequate"),
    "rating is a list": (STORY, "good", "[good]", ["6:5 unknown-rating"], "one of inadequate"),
    "question unknown": (STORY, "good", "good\n    questions: {saef: good}", ["7:17 unknown-key"], 'Did you mean "safe"?'),
    "question's rating unknown": (STORY, "good", "good\n    questions: {safe: god}", ["7:23 unknown-rating"], '"good"'),
    "questions are a list": (STORY, "good", "good\n    questions: [safe]", ["7:5 wrong-type"], ""),
    "choice unknown": (STORY, "acute", "acte", ["3:30 invalid-value"], 'Did you mean "acute"?'),
    "date impossible": (STORY, "2019-01-08", "2019-02-30", ["5:16 impossible-date"], "2019-01"),
    "date with one digit": (STORY, "2019-01-08", "2019-1-8", ["5:16 impossible-date"], "2019-01-08"),
    "date is a decimal number": (STORY, "2019-01-08", "2019.5", ["5:16 impossible-date"], "2019-01-08"),
    "date empty": (STORY, " 2019-01-08", "", ["5:5 invalid-value"], "2019-01-08"),
    "date is a list": (STORY, "2019-01-08", "[2019]", ["5:5 impossible-date"], "2019-01-08"),
    "inspected after publication": (STORY, "overall", "inspected: 2020\n    overall", ["5:16 dates-out-of-order"], "oldest"),
    "newest rating first": (
        STORY, "body", "  - {published: 2018, overall: good}\nbody", ["4:1 dates-out-of-order"], "oldest",
    ),
    "left before entry": (
        STORY, "body", "special_measures: [{reason: quality, entered: 2018, left: 2017}]\nbody",
        ["7:59 dates-out-of-order"], "oldest",
    ),
    "left before it was recommended": (
        STORY, "body", "special_measures: [{reason: quality, entered: 2016, exit_recommended: 2018, left: 2017}]\nbody",
        ["7:83 dates-out-of-order"], "oldest",
    ),
    "text is a number": (STORY, "A story", "2019", ["2:8 wrong-type"], "put quotes round it"),
    "text is true": (STORY, "A story", "true", ["2:8 wrong-type"], "put quotes round it"),
    "text is a list": (STORY, "A story", "[A]", ["2:1 wrong-type"], ""),
    "text is empty": (STORY, "A story", "''", ["2:1 invalid-value"], "delete the key"),
    "text is blank": (STORY, "A story", "'  '", ["2:1 invalid-value"], "delete the key"),
    "text is nothing": (STORY, " A story", "", ["2:1 invalid-value"], "delete the key"),
    "mapping is text": (STORY, "{name: A trust, type: acute, region: London}", "London", ["3:8 wrong-type"], "one of name"),
    "mapping is nothing": (STORY, " {name: A trust, type: acute, region: London}", "", ["3:1 invalid-value"], "mapping"),
    "list is a mapping": (STORY, "  - published: 2019-01-08\n    o", "  published: 2019\n  o", ["4:1 wrong-type"], "a dash"),
    "list is empty": (STORY, "\n  - published: 2019-01-08\n    overall: good", " []", ["4:1 invalid-value"], "one item"),
    "list is nothing": (STORY, "\n  - published: 2019-01-08\n    overall: good", "", ["4:1 invalid-value"], "a list"),
    "item is text": (STORY, "published: 2019-01-08\n    overall: good", "good", ["5:5 wrong-type"], "one of inspected"),
    "item is nothing": (STORY, "- published: 2019-01-08\n    overall: good", "- ~", ["5:5 invalid-value"], "delete the item"),
    "body is a number": (STORY, "One paragraph.", "3", ["7:7 wrong-type"], "put quotes round it"),
    "body is a block": (STORY, "One paragraph.", "{figure: {image: a}}", ["7:1 unknown-block"], "a dash"),
    "body is an empty list": (STORY, "One paragraph.", "[]", ["7:1 invalid-value"], "one item"),
    "piece is a list": (STORY, "One paragraph.", "[[a]]", ["7:8 wrong-type"], ""),
    "block unknown": (STORY, "One paragraph.", "[{quot: {text: a}}]", ["7:9 unknown-block"], 'Did you mean "quote"?'),
    "block not indented": (STORY, "One paragraph.", "\n  - quote:\n    text: a", ["8:5 unknown-block"], "two more spaces"),
    "block is nothing": (STORY, "One paragraph.", "[signature: ]", ["7:8 invalid-value"], "mapping"),
    "block's key missing": (STORY, "One paragraph.", "[quote: {text: a}]", ["7:8 missing-key"], "speaker: Who said"),
    "figure without alt": (STORY, "One paragraph.", "[figure: {image: a, caption: b}]", ["7:8 missing-alternate-text"], "alt:"),
    "figure with empty alt": (
        STORY, "One paragraph.", "[figure: {image: a, caption: b, alt: ''}]", ["7:39 missing-alternate-text"], "alt:",
    ),
    "person without alt": (STORY, "body:", f"person: {{{PERSON}, image: b}}\nbody:", ["7:77 missing-alternate-text"], "alt:"),
    "person without alt and name": (
        STORY, "body:", f"person: {{{PERSON[9:]}, image: b}}\nbody:", ["7:1 missing-key", "7:68 missing-alternate-text"], "alt:",
    ),
    "cell is nothing": (
        STORY, "One paragraph.", "[table: {caption: a, columns: [title: b], rows: [[~]]}]", ["7:57 wrong-type"], 'write ""',
    ),
    "cell is a list": (
        STORY, "One paragraph.", "[table: {caption: a, columns: [title: b], rows: [[[c]]]}]", ["7:57 wrong-type"], "",
    ),
    "columns are words": (
        STORY, "One paragraph.", "[table: {caption: a, columns: [b], rows: [[c]]}]", ["7:38 wrong-type"], "one of title, align",
    ),
    "yes is no truth": (
        STORY, "One paragraph.", "[table: {caption: a, columns: [title: b], rows: [[c]], row_headers: yes}]",
        ["7:75 wrong-type"], "",
    ),
    "label in capitals": (
        STORY, "One paragraph.", "[figure: {image: a, alt: b, caption: c, label: Fig}]", ["7:54 invalid-value"], "lower-case",
    ),
    "label too long": (
        STORY, "One paragraph.", f"[figure: {{image: a, alt: b, caption: c, label: {'l' * 65}}}]", ["7:54 invalid-value"], "64",
    ),
    "file is a list": (STORY, STORY, "- a\n", ["1:1 wrong-type"], ""),
    "file is text": (STORY, STORY, "words\n", ["1:1 wrong-type"], ""),
    "file is nothing": (STORY, STORY, "~\n", ["1:1 invalid-value"], ""),
    "id in capitals": (MANIFEST, "id: a", "id: A", ["5:10 invalid-value"], "lower-case"),
    "part unknown": (MANIFEST, "part: body", "part: bod", ["5:33 invalid-value"], 'Did you mean "body"?'),
    "language in words": (MANIFEST, "date", "language: English\ndate", ["3:11 invalid-value"], "en-GB"),
    "chapters by name": (MANIFEST, "{id: a, file: a.yaml, part: body}", "a.yaml", ["5:5 wrong-type"], "one of id, file, part"),
    "style unknown": (MANIFEST, "date", "house_style: {citation_style: number}\ndate", ["3:31 invalid-value"], '"numbers"'),
    "manifest is a list": (MANIFEST, MANIFEST, "- a\n", ["1:1 wrong-type"], "one of title"),
    "address without scheme": (WORK, "title", "url: cqc.org.uk, title", ["1:39 invalid-value"], "https://"),
    "author is a number": (WORK, "CQC", "3", ["1:29 wrong-type"], "put quotes round it"),
    "author is nothing": (WORK, "CQC", "", ["1:21 invalid-value"], "text"),
    "author without family name": (WORK, "CQC", "{given: A}", ["1:21 missing-key"], "family: Family name."),
    "author in a list without family name": (WORK, "CQC", "[B, {given: A}]", ["1:33 missing-key"], "family"),
    "authors are none": (WORK, "CQC", "[]", ["1:21 invalid-value"], "one item"),
    "type unknown": (WORK, "report", "book review", ["1:13 invalid-value"], "one of report, webpage"),
    "work is text": (WORK, WORK, "key: A title\n", ["1:6 wrong-type"], "one of type"),
    "library is a list": (WORK, WORK, "- a\n", ["1:1 wrong-type"], ""),
    "one fact is no box": (STORY, BODY, "[fact_box: {title: a, facts: [{label: b, value: c}]}]", ["7:29 invalid-value"], "at least 2"),
    "figure of a fact box is a number": (
        STORY, BODY, "[fact_box: {title: a, facts: [{label: b, value: 3}, {label: c, value: d}]}]", ["7:55 wrong-type"], "quotes",
    ),
    "too many lessons": (
        STORY, BODY, "[key_learning: {points: [a, b, c, d, e, f, g]}]", ["7:23 invalid-value"], "at most 6",
    ),
    "lesson is nothing": (STORY, BODY, "[key_learning: {points: [a, ~]}]", ["7:35 invalid-value"], "text"),
    "quotation without source": (
        STORY, BODY, "[pull_quote: {text: a, speaker: Ann}]", ["7:39 missing-key"], "add source:",
    ),
    "callout without title": (STORY, BODY, "[callout: {text: a}]", ["7:8 missing-key"], "title: The box's heading."),
    "timeline out of order": (
        STORY, BODY, "[timeline: {caption: a, events: [{date: 2018, text: b}, {date: 2016-08, text: c}]}]",
        ["7:31 dates-out-of-order"], "oldest",
    ),
    "timeline of one event": (
        STORY, BODY, "[timeline: {caption: a, events: [{date: 2018, text: b}]}]", ["7:31 invalid-value"], "at least 2",
    ),
    "event's date impossible": (
        STORY, BODY, "[timeline: {caption: a, events: [{date: 2016-13, text: b}, {date: 2018, text: c}]}]",
        ["7:47 impossible-date"], "2019-01",
    ),
    "chart kind unknown": (
        STORY, BODY, f"[chart: {{{CHART.replace('bars', 'bar')}, rows: [{{name: f, values: [1]}}]}}]",
        ["7:22 invalid-value"], 'Did you mean "bars"?',
    ),
    "chart without rows": (STORY, BODY, f"[chart: {{{CHART}}}]", ["7:8 missing-key"], "either rows: or data:"),
    "chart with rows and data": (
        STORY, BODY, f"[chart: {{{CHART}, data: a.csv, rows: [{{name: f, values: [1]}}]}}]", ["7:8 missing-key"], "either rows:",
    ),
    "chart's value is text": (
        STORY, BODY, f"[chart: {{{CHART}, rows: [{{name: f, values: [1%]}}]}}]", ["7:109 wrong-type"], "~ if it is not known",
    ),
    "chart's value is true": (
        STORY, BODY, f"[chart: {{{CHART}, rows: [{{name: f, values: [true]}}]}}]", ["7:109 wrong-type"], "a number",
    ),
    "chart's value is infinite": (
        STORY, BODY, f"[chart: {{{CHART}, rows: [{{name: f, values: [1e999]}}]}}]", ["7:109 invalid-value"], "write out",
    ),
    "chart's fact in capitals": (
        STORY, BODY, f"[chart: {{{CHART}, rows: [{{name: f, values: [{{fact: Beds}}]}}]}}]", ["7:116 invalid-value"], "lower-case",
    ),
    "chart's maximum is nothing": (
        STORY, BODY, f"[chart: {{{CHART}, maximum: 0, rows: [{{name: f, values: [1]}}]}}]", ["7:92 invalid-value"], "more than 0",
    ),
    "chart's maximum is text": (
        STORY, BODY, f"[chart: {{{CHART}, maximum: all, rows: [{{name: f, values: [1]}}]}}]", ["7:92 wrong-type"], "",
    ),
    "too many series": (
        STORY, BODY, f"[chart: {{{CHART.replace('[e]', '[e, f, g, h, i]')}, rows: [{{name: f, values: [1]}}]}}]",
        ["7:70 invalid-value"], "at most 4",
    ),
    "table without rows": (
        STORY, BODY, "[table: {caption: a, columns: [title: b]}]", ["7:8 missing-key"], "either rows: or data:",
    ),
    "format unknown": (
        STORY, BODY, "[table: {caption: a, data: a.csv, columns: [{title: b, format: numbers}]}]",
        ["7:70 invalid-value"], 'Did you mean "number"?',
    ),
    "rating table without date": (
        STORY, BODY, "[rating_table: {caption: a}]", ["7:8 missing-key"], "published: The rating's",
    ),
    "journey without caption": (STORY, BODY, "[rating_journey: {label: a}]", ["7:8 missing-key"], "caption: What it shows"),
    "fact's name in capitals": (FACTS, "beds:", "Beds:", ["1:1 invalid-value"], "lower-case"),
    "fact's value is text": (FACTS, "value: 12", "value: twelve", ["1:30 wrong-type"], ""),
    "fact's value is infinite": (FACTS, "value: 12", "value: -1e999", ["1:30 invalid-value"], "write out"),
    "fact without source": (FACTS, ", source: cqc", "", ["1:1 missing-key"], "source: The key of the reference"),
    "facts are a list": (FACTS, FACTS, "- a\n", ["1:1 wrong-type"], ""),
    "abbreviation of nothing": (SHORT, " Care Quality Commission", "", ["1:1 invalid-value"], "text"),
    "abbreviation without a name": (SHORT, "CQC:", "'':", ["1:1 invalid-value"], "before the colon"),
    "abbreviation of a list": (SHORT, "Care Quality Commission", "[a]", ["1:1 wrong-type"], ""),
}  # fmt: skip

ADAPTERS = {
    STORY: MODELS["chapter"],
    MANIFEST: MODELS["manifest"],
    WORK: MODELS["references"],
    FACTS: MODELS["facts"],
    SHORT: MODELS["abbreviations"],
}


@pytest.mark.parametrize(("sound", "old", "new", "expected", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_a_place_and_a_remedy(sound, old, new, expected, hint):
    """Each mistake is one finding where it stands, in an author's words, with what to do about it."""
    assert old in sound
    checked = validate(ADAPTERS[sound], tree(sound.replace(old, new, 1)))

    assert checked.value is None
    assert expected == sorted(summary(finding) for finding in checked.findings)
    assert hint in "\n".join(finding.hint for finding in checked.findings)
    for finding in checked.findings:
        assert finding.message[:1].islower() or finding.message[:1] == '"'
        assert "input" not in finding.message


SOUND = {
    "story": STORY,
    "manifest": MANIFEST,
    "work": WORK,
    "facts": FACTS,
    "abbreviations": SHORT,
    "timeline": STORY.replace(BODY, f"[timeline: {{caption: a, events: {EVENTS}}}]"),
    "chart": STORY.replace(BODY, f"[chart: {{{CHART}, rows: [{{name: f, values: [~]}}, {{name: g, values: [{{fact: beds}}]}}]}}]"),
}  # fmt: skip


@pytest.mark.parametrize("sound", SOUND.values(), ids=SOUND)
def test_sound_sources_give_a_value(sound):
    """What the table above changes has no mistake before."""
    checked = validate(ADAPTERS.get(sound, MODELS["chapter"]), tree(sound))

    assert checked.findings == ()
    assert checked.value is not None


def test_all_mistakes_are_found_at_once():
    """Eleven mistakes in one file are eleven findings."""
    text = STORY
    for old, new in [
        ("A story", "2019"),
        ("acute", "acte"),
        (", region: London", ""),
        ("2019-01-08", "2019-13"),
        ("good", "god"),
    ]:
        text = text.replace(old, new)
    text += f"person: {{{PERSON.replace('author', 'x')}, image: b, colour: c}}\nspecial_measures: [{{reason: x}}]\nshort: a\n"

    assert len(validate(CHAPTER_SOURCE, tree(text)).findings) == 11


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12.50", "found the number 12.50"),
        ("1e3", "found the number 1e3"),
        ("FALSE", "found false"),
        ("{a: b}", "found a mapping (key: value)"),
    ],
)
def test_what_was_found_is_said_as_it_was_written(value, expected):
    """Numbers are quoted with the author's digits."""
    (finding,) = validate(CHAPTER_SOURCE, tree(STORY.replace("A story", value))).findings

    assert f"expected text, {expected}" == finding.message


def test_long_values_are_cut_in_messages():
    """A page of text where a word belongs does not fill the screen."""
    (finding,) = validate(CHAPTER_SOURCE, tree(STORY.replace("acute", "'" + "long " * 100 + "'"))).findings

    assert '"' + ("long " * 100)[:57] + '…" is no value for "type"' == finding.message


JUNK = st.sampled_from(
    ["~", "3", "1.5", "true", "[]", "{}", "[a]", "{a: b}", "''", "words", "[[a]]", "[~]", "{a: ~}"]
)
SCALARS = sorted({node.text for text in ADAPTERS for node in walk(tree(text)) if hasattr(node, "text")})


@given(
    st.sampled_from(sorted(ADAPTERS)),
    st.lists(st.tuples(st.sampled_from(SCALARS), JUNK), min_size=1, max_size=3),
)
@settings(deadline=None, max_examples=200)
def test_any_wrong_value_is_worded(sound, changes):
    """Whatever stands where another thing belongs, there is a value or a finding, and every finding has a place."""
    text = sound
    for old, new in changes:
        text = text.replace(f": {old}", f": {new}")
    parsed = parse_yaml(source(text)).value
    if parsed is None:
        return
    checked = validate(ADAPTERS[sound], parsed)

    assert (checked.value is None) == bool(checked.findings)
    assert all(finding.place for finding in checked.findings)
