"""Stylesheets: everything that is wrong with one is found at its file, line and column."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.findings import Checked
from pipeline.stylesheets import Sheet, properties_in_styles, read_stylesheets

MAIN = "styles/main.css"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/>"


def read(root: Path, main: str | bytes, files: dict[str, str | bytes] | None = None, **options: object):
    for path, content in {MAIN: main, **(files or {})}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (root / "sources").mkdir(exist_ok=True)
    return read_stylesheets(root, MAIN, **options)


def found(checked: Checked[tuple[Sheet, ...]]) -> list[str]:
    return [f"{finding.place} {finding.code}" for finding in checked.findings]


def order(checked: Checked[tuple[Sheet, ...]]) -> list[str]:
    return [sheet.path for sheet in checked.value or ()]


@pytest.mark.parametrize(
    ("css", "line", "column"),
    [
        ("p { color red }", 1, 5),
        ("p {\n  color: red;\n  margin 0;\n}", 3, 3),
        ("p { color: red; }\n}\n", 2, 1),
        ("p", 1, 1),
        ('p { content: "x\n}', 1, 14),
        ("p { margin: 0) }", 1, 14),
        ("p { background: url(a b.png) }", 1, 17),
        ("@media print {\n  p { x }\n}", 2, 7),
        ("@media print {\n  p { margin: 0) }\n}", 2, 16),
        ("@page {\n  margin 0;\n}", 2, 3),
        ("@page {\n  @top-left {\n    content 1\n  }\n}", 3, 5),
        ("p {\n  b {\n    margin 0\n  }\n}", 3, 5),
        ('p { content: "x\n}\nq { margin: 0 }', 1, 14),
        ("@import;", 1, 1),
        ("p {}\n@import 3;", 2, 1),
        ('@import "data:text/css,p{}";', 1, 1),
        ('@import "main.txt";', 1, 1),
    ],
)
def test_syntax_errors_have_a_place(tmp_path, css, line, column):
    """A syntax error is found at its line and column, however deep it stands."""
    assert f"{MAIN}:{line}:{column} css-syntax" in found(read(tmp_path, css))


@pytest.mark.parametrize(
    ("css", "line", "column", "what"),
    [
        ("p { margin: 0 }\nq {\n  margin: 0;\nb { margin: 0 }\n", 2, 3, "block"),
        ("@media print {\n p { margin: 0 }\n", 1, 14, "block"),
        ("p { margin: 0 }\n/* q { margin: 0 }", 2, 1, "comment"),
        ("p { width: calc(1px; } q { margin: 0 }", 1, 3, "block"),
    ],
)
def test_what_never_ends_is_found_where_it_begins(tmp_path, css, line, column, what):
    """CSS closes open blocks and comments at the end of the file in silence; here their beginning is named."""
    checked = read(tmp_path, css)

    assert f"{MAIN}:{line}:{column} css-syntax" in found(checked)
    assert f"the {what} that begins here never ends" in [finding.message for finding in checked.findings]


def test_a_sound_sheet_has_no_findings(tmp_path):
    """Nesting, layers, margin boxes, charset, fallbacks and data addresses are all fine."""
    css = """\
    @charset "utf-8";
    @namespace url(http://www.w3.org/1999/xhtml);
    :root { --a: 1px; --b: var(--a); --Ä: 2px }
    p { margin: var(--a); & b, .c & { margin: calc(var(--b) * 2) } }
    q { background: url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==), url("#x"), url() }
    @media print { p { margin: 0; b { margin: 0 } } }
    @layer base { p { margin: var(--Ä) } }
    @page wide:first { size: var(--a); @top-left { content: "}" } }
    @page { @bottom-right-corner { padding: var(--none, var(--a)) } }
    """

    assert found(read(tmp_path, css)) == []


def test_a_byte_order_mark_moves_nothing(tmp_path):
    """A file with a byte order mark has its first column where editors show it."""
    assert [f"{MAIN}:1:5 css-syntax"] == found(read(tmp_path, b"\xef\xbb\xbfp { x }"))


def test_imports_come_before_what_imports_them(tmp_path):
    """Sheets are in cascade order."""
    files = {"styles/a.css": "@import url(sub/b.css);\np {}", "styles/sub/b.css": "p {}", "styles/c.css": ""}

    checked = read(tmp_path, '@import "a.css";\n@import url("c.css");\np {}', files)

    assert found(checked) == []
    assert order(checked) == ["styles/sub/b.css", "styles/a.css", "styles/c.css", MAIN]


def test_a_sheet_imported_twice_counts_where_it_is_imported_last(tmp_path):
    """The last import wins, as in browsers."""
    files = {"styles/a.css": "p {}", "styles/b.css": "p {}"}

    checked = read(tmp_path, '@import "a.css"; @import "b.css"; @import "a.css";', files)

    assert order(checked) == ["styles/b.css", "styles/a.css", MAIN]


def test_errors_in_an_imported_file_are_found_there(tmp_path):
    """A finding names the file that it is in, not the one that imports it."""
    files = {"styles/a.css": "\n\np { x }"}

    assert found(read(tmp_path, '@import "a.css";', files)) == ["styles/a.css:3:5 css-syntax"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('@import "none.css";', "missing-stylesheet"),
        ('@import "";', "css-syntax"),
        ('@import "https://example.org/a.css";', "not-fetched"),
        ('@import url("//example.org/a.css");', "not-fetched"),
        ('@import "HTTP://example.org/a.css";', "not-fetched"),
        ('@import "file:///etc/passwd.css";', "outside-project"),
        ('@import "../../secret.css";', "outside-project"),
        ('@import "%2e%2e/%2e%2e/secret.css";', "outside-project"),
        ('@import "/etc/secret.css";', "outside-project"),
        ('@import "a.css" screen;', "css-conditional-import"),
        ('@import "a.css" layer(base);', "css-conditional-import"),
        ('@import "main.css";', "css-syntax"),
        ('@import "folder.css";', "unreadable-file"),
    ],
)
def test_imports_that_cannot_be(tmp_path, rule, code):
    """An import that leads nowhere, out, to the network or back is found at its rule."""
    (tmp_path / "styles/folder.css").mkdir(parents=True)

    assert [f"{MAIN}:2:3 {code}"] == found(read(tmp_path, f"p {{}}\n  {rule}", {"styles/a.css": ""}))


def test_a_cycle_of_imports_is_found_where_it_closes(tmp_path):
    """Two sheets that import each other are named, once."""
    checked = read(tmp_path, '@import "a.css";', {"styles/a.css": '\n@import "main.css";'})

    assert found(checked) == ["styles/a.css:2:1 css-syntax"]
    assert f'"{MAIN}" imports itself, by way of {MAIN} and styles/a.css' == checked.findings[0].message


def test_links_that_leave_the_project_are_not_followed(tmp_path):
    """A symbolic link out of the project is no way out, and a loop of links no crash."""
    project = tmp_path / "project"
    (project / "styles").mkdir(parents=True)
    (tmp_path / "out.css").write_text("p {}")
    (project / "styles/out.css").symlink_to(tmp_path / "out.css")
    (project / "styles/loop.css").symlink_to(project / "styles/loop.css")

    checked = read(project, '@import "out.css"; @import "loop.css"; q { background: url(out.css) }')

    assert [finding.code for finding in checked.findings if "out.css" in finding.message] == [
        "outside-project",
        "outside-project",
    ]
    assert len(checked.findings) == 3


def test_a_missing_main_sheet_is_a_finding(tmp_path):
    """Without a stylesheet there is nothing to read, and that is said."""
    checked = read_stylesheets(tmp_path, MAIN)

    assert ([], [f"{MAIN}:1:1 missing-stylesheet"]) == (order(checked), found(checked))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("none.png", "missing-image"),
        ("none.icc", "missing-file"),
        ("https://example.org/a.png", "not-fetched"),
        ("file:///etc/passwd", "outside-project"),
        ("../../a.png", "outside-project"),
        ("a%00b.png", "outside-project"),
        ("x" * 300 + ".png", "missing-image"),
    ],
)
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("rule", ["p { background: %s }", "@font-face { x: 1; src: local(x), %s }"])
def test_addresses_that_lead_nowhere(tmp_path, address, code, quote, rule):
    """An address in a value is held against the project's files, where it stands."""
    column = rule.index("%") + 1

    assert [f"{MAIN}:1:{column} {code}"] == found(read(tmp_path, rule % f"url({quote}{address}{quote})"))


def test_addresses_are_relative_to_their_sheet_and_may_be_encoded(tmp_path):
    """Spaces and letters of any script work, as themselves and percent-encoded; a query is no part of the name."""
    files = {"styles/sub/a.css": 'p { background: url("a b.svg"), url(%C3%A9.svg?v=1#x), url(../é.svg) }'}
    files |= dict.fromkeys(["styles/sub/a b.svg", "styles/sub/é.svg", "styles/é.svg"], SVG)

    assert found(read(tmp_path, '@import "sub/a.css";', files)) == []


@pytest.mark.parametrize(
    ("css", "columns"),
    [
        ("p { margin: var(--a) }", [13]),
        ("p { margin: calc(1px + var(--a)) }", [24]),
        ("p { margin: var(--a, 1px) }", []),
        ("p { margin: var(--a,) }", []),
        ("p { margin: var(--a, var(--b)) }", [22]),
        ("p { margin: var( --a ) calc((1px + var(--b)) * 2) }", [13, 36]),
        ("@page { margin: var(--a); @top-left { width: var(--b) } }", [17, 46]),
        ("p { --c: var(--a) }", [10]),
        ("p { --a: 1; --A: var(--a); margin: var(--A) }", []),
        ("p { --a: 1; margin: var(--A) }", [21]),
    ],
)
def test_custom_properties_that_nobody_defines(tmp_path, css, columns):
    """Each use of an undefined custom property is found, unless it has a fallback of its own."""
    expected = [f"{MAIN}:1:{column} css-undefined-property" for column in columns]

    assert expected == found(read(tmp_path, css))


def test_a_custom_property_may_be_defined_anywhere(tmp_path):
    """Other files, later rules and style attributes of documents define custom properties, too."""
    css = '@import "a.css"; p { margin: var(--later) var(--other) var(--given) } p { --later: 1px }'
    given = properties_in_styles('<p style="color: red; --given: 1px">')

    assert found(read(tmp_path, css, {"styles/a.css": "@page { --other: 1px }"}, given=given)) == []


def test_a_near_name_is_suggested(tmp_path):
    """A typing error in a custom property's name is answered with the name that was meant, and marked in full."""
    (finding,) = read(tmp_path, ":root { --margin-inner: 1px }\np { margin: var(--margin-iner) }").findings

    assert finding.hint == 'did you mean "--margin-inner"?'
    assert (finding.place.column, finding.place.end_column) == (13, 31)


def test_at_rules_that_the_engine_drops_in_silence_are_found(tmp_path):
    """WeasyPrint 70.0 passes over at-rules inside of style rules without a word, so they are found here."""
    checked = read(tmp_path, "p {\n  margin: 0;\n  @media print { margin: 1px }\n}")

    assert [f"{MAIN}:3:3 css-ignored"] == found(checked)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    """Latin-1 is not guessed at; the first letter that is none is pointed at."""
    content = "\ufeffp {}\n/* é */ p { content: '".encode() + b"\xe9' }"

    assert found(read(tmp_path, content)) == [f"{MAIN}:2:23 not-utf-8"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.png", b"\x89PNG", "unsupported-image"),
        ("a.svg", b"<svg", "corrupt-image"),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>", "unsafe-svg"),
    ],
)
def test_images_of_stylesheets_are_whole(tmp_path, name, content, code):
    """An image that a stylesheet names is read like one that a chapter names, since the engine would not say."""
    checked = read(tmp_path, f"p {{ background: url({name}) }}", {f"styles/{name}": content})

    assert found(checked) == [f"{MAIN}:1:17 {code}"]


@pytest.mark.parametrize(
    "css",
    [
        "(" * 5000,
        "p{" * 5000,
        "p{margin:" + "calc(" * 5000,
        "p{margin:" + "1" * 5000 + "}",
        "[{(" * 2000,
        "\0",
        "",
    ],
    ids=["parentheses", "rules", "functions", "digits", "brackets", "null", "empty"],
)
def test_monstrous_sheets_are_findings_at_most(tmp_path, css):
    """Depth and length that would end a recursion are syntax errors like others."""
    assert {"css-syntax"} >= {finding.code for finding in read(tmp_path, css).findings}


PIECES = st.sampled_from(
    [
        *"{}()[];:,\"'@#&\\!\n -",
        "/*",
        "*/",
        "p",
        "var(",
        "--a",
        "url(",
        "@import",
        "@media",
        "@page",
        "\\0",
        "é",
        "1e9",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(css=st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=30).map("".join).map(str.encode)))
def test_any_bytes_can_be_read(tmp_path, css):
    """Whatever a file holds, reading gives findings with a place in it, never an exception."""
    for finding in read(tmp_path, css).findings:
        assert finding.place.path == MAIN
        assert finding.place.line >= 1
        assert finding.place.column >= 1


def test_marks_tell_where_properties_values_and_functions_stand(tmp_path):
    """By its marks a sheet is found for a log record that has a line and a column, but no file."""
    (sheet,) = read(tmp_path, "p { Margin:\n  Calc(1px * 2) }").value

    assert {(1, 5, "margin"), (2, 3, "margin"), (2, 3, "calc(")} == sheet.marks
    assert sheet.selectors == {"p": ((1, 1),)}


@pytest.mark.parametrize("payload", ["data:image/png;base64,iVBORw0KGgo=", "data:image/png;base64,???"])
def test_an_embedded_image_is_decoded(tmp_path, payload):
    """An image inside a stylesheet is held to what image files are held to, at its own place."""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "screen.css").write_text(f'p {{ background: url("{payload}") }}')

    (finding,) = read_stylesheets(tmp_path, "styles/screen.css").findings

    assert finding.code in {"corrupt-image", "unsupported-image"}
    assert (finding.place.path, finding.place.line) == ("styles/screen.css", 1)
