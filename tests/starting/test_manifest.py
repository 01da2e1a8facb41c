"""A line more in the manifest: only what is put in differs, whatever the layout."""

import difflib
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.model.manifest import MANIFEST_SOURCE, ChapterEntry, Manifest, Part
from pipeline.reading.text import SourceFile
from pipeline.reading.tree import parse_yaml
from pipeline.reading.validation import validate
from pipeline.starting.manifest import add_entry

HEAD = "title: A report\npublisher: Somebody\ndate: 2019\nchapters:"
NEW = ChapterEntry(id="new", file="new.yaml", part=Part.BODY)


def manifest(text: str) -> Manifest:
    """Return what a manifest says."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    value = parse_yaml(SourceFile("m", plain)).then(lambda node: validate(MANIFEST_SOURCE, node)).value
    assert value is not None, text
    return value


def put_in(chapters: str, index: int, end: str = "") -> str | None:
    """Return the text of a list of chapters with the new one put in."""
    text = f"{HEAD}{chapters}{end}"
    added = add_entry(text, NEW, index)
    return added and added.removeprefix(HEAD)


LAYOUTS = {
    "an entry a line": (
        "\n  - {id: a, file: a.yaml, part: body}\n  - {id: b, file: b.yaml, part: body}\n",
        1,
        "\n  - {id: a, file: a.yaml, part: body}\n+  - {id: new, file: new.yaml, part: body}\n  - {id: b, file: b.yaml, part: body}\n",
    ),
    "a key a line, in another order, aligned": (
        "\n-   part: body\n    id:   a\n    file: a.yaml\n# next\n",
        1,
        "\n-   part: body\n    id:   a\n    file: a.yaml\n+-   part: body\n+    id:   new\n+    file: new.yaml\n# next\n",
    ),
    "before the first": (
        "\n  # front\n  - {id: a, file: a.yaml, part: body}",
        0,
        "\n  # front\n+  - {id: new, file: new.yaml, part: body}\n  - {id: a, file: a.yaml, part: body}",
    ),
    "comments in and behind the entry": (
        "\n  - id: a  # the first\n    # its file:\n    file: a.yaml # here\n    part: body   # body\n\n  # last\n",
        1,
        (
            "\n  - id: a  # the first\n    # its file:\n    file: a.yaml # here\n    part: body   # body\n"
            "+  - id: new\n+    file: new.yaml\n+    part: body\n\n  # last\n"
        ),
    ),
    "quotes": (
        "\n  - {\"id\": 'a', file: \"a.yaml\", part: body}\nversion: '1'\n",
        1,
        '\n  - {"id": \'a\', file: "a.yaml", part: body}\n+  - {"id": new, file: new.yaml, part: body}\nversion: \'1\'\n',
    ),
    "a hyphen alone": (
        "\n  -\n    id: a\n    file: a.yaml\n    part: body\n",
        1,
        "\n  -\n    id: a\n    file: a.yaml\n    part: body\n+  -\n+    id: new\n+    file: new.yaml\n+    part: body\n",
    ),
    "no newline at the end": (
        "\n  - {id: a, file: a.yaml, part: body}",
        1,
        "\n  - {id: a, file: a.yaml, part: body}\n+  - {id: new, file: new.yaml, part: body}",
    ),
    "braces over lines": (
        "\n  - {\n      id: a,\n      file: a.yaml,\n      part: body,\n    } # a\n",
        1,
        (
            "\n  - {\n      id: a,\n      file: a.yaml,\n      part: body,\n    } # a\n"
            "+  - {\n+      id: new,\n+      file: new.yaml,\n+      part: body,\n+    }\n"
        ),
    ),
}


@pytest.mark.parametrize(("before", "index", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_an_entry_is_put_in_as_its_neighbour_is_written(before: str, index: int, expected: str) -> None:
    """The lines behind a plus are new; every other character is as it was."""
    assert put_in(before, index) == expected.replace("\n+", "\n")


IN_BRACKETS = {
    "one line": (
        " [{id: a, file: a.yaml, part: body}, {id: b, file: b.yaml, part: body}]",
        1,
        " [{id: a, file: a.yaml, part: body}, {id: new, file: new.yaml, part: body}, {id: b, file: b.yaml, part: body}]",
    ),
    "one line, before the first": (
        " [{id: a, file: a.yaml, part: body}]\n",
        0,
        " [{id: new, file: new.yaml, part: body}, {id: a, file: a.yaml, part: body}]\n",
    ),
    "a line each": (
        " [\n  {id: a, file: a.yaml, part: body}, # a\n  {id: b, file: b.yaml, part: body}\n]\n",
        1,
        " [\n  {id: a, file: a.yaml, part: body}, # a\n  {id: new, file: new.yaml, part: body},\n  {id: b, file: b.yaml, part: body}\n]\n",
    ),
    "a line each, behind the last": (
        " [\n  {id: a, file: a.yaml, part: body} # a\n]\n",
        1,
        " [\n  {id: a, file: a.yaml, part: body}, # a\n  {id: new, file: new.yaml, part: body}\n]\n",
    ),
    "a line each, before the first": (
        " [\n  {id: a, file: a.yaml, part: body}\n]\n",
        0,
        " [\n  {id: new, file: new.yaml, part: body},\n  {id: a, file: a.yaml, part: body}\n]\n",
    ),
}


@pytest.mark.parametrize(("before", "index", "expected"), IN_BRACKETS.values(), ids=IN_BRACKETS)
def test_lists_in_brackets_grow_too(before: str, index: int, expected: str) -> None:
    """An entry and its comma are put in; nothing else changes."""
    assert put_in(before, index) == expected


REFUSED = {
    "an alias": "\n  - &a {id: a, file: a.yaml, part: body}\n",
    "a value that is shared": "\n  - {id: a, file: a.yaml, part: &part body}\n",
    "a literal value": "\n  - id: |-\n      a\n    file: a.yaml\n    part: body\n",
    "no chapters": " []\n",
    "no manifest": " {}\n",
}


@pytest.mark.parametrize("chapters", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_copied_is_refused(chapters: str) -> None:
    """A layout that one cannot write after is left alone."""
    behind = put_in(chapters, 1)

    assert behind is None or manifest(HEAD + behind).chapters[1] == NEW
    if chapters != REFUSED["an alias"]:
        assert behind is None


def test_words_that_yaml_takes_for_something_else_are_quoted() -> None:
    """An id such as "no" stays a word to every reader of YAML."""
    text = f"{HEAD}\n  - {{id: a, file: a.yaml, part: body}}\n"
    added = add_entry(text, ChapterEntry(id="no", file="no.yaml", part=Part.BODY), 1)

    assert added == text + '  - {id: "no", file: no.yaml, part: body}\n'


SPACE = st.integers(0, 5).map(lambda width: " " * width)
SOME = st.integers(1, 3).map(lambda width: " " * width)
COMMENT = st.sampled_from(["", " # a comment", "  # - {id: x, file: y} 'it\"s"])
BETWEEN = st.sampled_from(["", "\n", "  # between\n", "\n# - id: old\n\n"])
QUOTED = st.sampled_from(["{}", "'{}'", '"{}"'])


@st.composite
def written_entries(draw: st.DrawFn, indent: str, name: str) -> str:
    """Return an entry of a block list, in one of the many ways in which it can be written."""
    values = draw(st.permutations([("id", name), ("file", f"{name}.yaml"), ("part", "body")]))
    pairs = [(key, draw(QUOTED).format(value)) for key, value in values]
    gap = draw(SOME)
    if draw(st.booleans()):
        comma = "," + draw(SPACE)
        inner = comma.join(f"{key}:{draw(SOME)}{value}" for key, value in pairs)
        return f"{indent}-{gap}{{{draw(SPACE)}{inner}{draw(SPACE)}}}{draw(COMMENT)}\n"
    lines = [f"{key}:{draw(SOME)}{value}{draw(COMMENT)}\n" for key, value in pairs]
    return f"{indent}-{gap}" + (indent + " " + gap).join(lines)


@st.composite
def manifests(draw: st.DrawFn) -> tuple[str, int]:
    """Return a manifest in some layout, and an index in its list of chapters."""
    count = draw(st.integers(1, 4))
    indent = draw(SPACE)
    entries = [draw(BETWEEN) + draw(written_entries(indent, f"chapter-{number}")) for number in range(count)]
    tail = draw(st.sampled_from(["", "opens_on: any\n", "\n# end\n", "rights: Somebody’s – “all”\n"]))
    text = HEAD + draw(COMMENT) + "\n" + "".join(entries) + tail
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"]))), draw(st.integers(0, count))


@given(manifests())
@example((textwrap.dedent(f"{HEAD}\n- {{id: a, file: a.yaml, part: body}}"), 1))
def test_only_the_inserted_lines_differ(given_manifest: tuple[str, int]) -> None:
    """Whatever the layout, the old lines are all there in their order, and the manifest says one chapter more."""
    text, index = given_manifest
    before = manifest(text)
    after = add_entry(text, NEW, index)
    assert after is not None

    old, new = text.splitlines(keepends=True), after.splitlines(keepends=True)
    kept = "".join(line[2:] for line in difflib.ndiff(old, new) if line.startswith("  "))
    # Without a newline at the end, the last line gets one when others come behind it.
    assert kept == text or (index == len(before.chapters) and after.startswith(text))
    expected = (*before.chapters[:index], NEW, *before.chapters[index:])
    assert manifest(after) == before.model_copy(update={"chapters": expected})
