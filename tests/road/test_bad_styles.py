"""Mistakes in stylesheets and fonts: each is found in the file that holds it, and nothing is published.

What the engine ignores in silence, or dies of, is a mistake as well.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from builders import PROSE, project
from PIL import Image
from runs import OLD_REPORT, Runner, in_own_process, with_old_report

SCREEN = "styles/screen.css"

SCREEN_WITH_INNER = '@import "inner.css";\nbody { color: black }\n'

SVG = """<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>"""


def png() -> bytes:
    stream = BytesIO()
    Image.effect_noise((64, 64), 50).save(stream, "PNG")
    return stream.getvalue()


BAD: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "no stylesheet": ({}, [f"{SCREEN}:1:1 missing-stylesheet"]),
    # Not so yet on 23 November 2026: the place is 1:1.
    "not UTF-8": ({SCREEN: b"/* \xe9 */"}, [f"{SCREEN}:1:4 not-utf-8"]),
    "import of a missing sheet": ({SCREEN: '\n@import "none.css";'}, [f"{SCREEN}:2:1 missing-stylesheet"]),
    "import of the network": (
        {SCREEN: '@import url("https://example.org/a.css");\n@import "//example.org/b.css";'},
        [f"{SCREEN}:1:1 not-fetched", f"{SCREEN}:2:1 not-fetched"],
    ),
    "import of a file address": (
        {SCREEN: "@import 'file:///etc/passwd';"},
        [f"{SCREEN}:1:1 outside-project"],
    ),
    "import by url() with quotation marks": (
        {SCREEN: "@import url('none.css');"},
        [f"{SCREEN}:1:1 missing-stylesheet"],
    ),
    "import from above": ({SCREEN: "@import '../../a.css';"}, [f"{SCREEN}:1:1 outside-project"]),
    "import by an absolute path": ({SCREEN: "@import '/etc/passwd';"}, [f"{SCREEN}:1:1 outside-project"]),
    "import with a condition": (
        {SCREEN: "@import 'a.css' print;", "styles/a.css": ""},
        [f"{SCREEN}:1:1 css-conditional-import"],
    ),
    "import without an address": ({SCREEN: "@import;"}, [f"{SCREEN}:1:1 css-syntax"]),
    "imports in a circle": (
        {SCREEN: SCREEN_WITH_INNER, "styles/inner.css": "\n@import 'screen.css';"},
        ["styles/inner.css:2:1 css-syntax"],
    ),
    "mistake in an imported sheet": (
        {SCREEN: SCREEN_WITH_INNER, "styles/inner.css": "p { }\np { color red; }"},
        ["styles/inner.css:2:5 css-syntax"],
    ),
    "brace too many": ({SCREEN: "p { color: red } }\n"}, [f"{SCREEN}:1:18 css-syntax"]),
    "brace that is not closed": (
        {SCREEN: "p { color: red;\nq { color: red }\n"},
        [f"{SCREEN}:1:3 css-syntax"],
    ),
    "comment that is not closed": ({SCREEN: "p { color: red }\n/* never\n"}, [f"{SCREEN}:2:1 css-syntax"]),
    "semicolon forgotten": ({SCREEN: "p {\n  color: red\n  margin: 0;\n}"}, [f"{SCREEN}:2:3 css-ignored"]),
    "custom property that nobody defines": (
        {SCREEN: "p { margin: calc(1px + var(--undefined)) }"},
        [f"{SCREEN}:1:24 css-undefined-property"],
    ),
    "custom property misspelt": (
        {SCREEN: ":root { --grid: 1pt }\np { margin: var(--gird) }"},
        [f"{SCREEN}:2:13 css-undefined-property"],
    ),
    "custom property of another branch": (
        {SCREEN: "aside { --far: 1pt }\nmain { margin: calc(1px + var(--far)) }"},
        [f"{SCREEN}:2:16 engine"],
    ),
    "custom property of itself": (
        {SCREEN: ":root { --a: var(--b); --b: var(--a) }\nmain { margin: calc(1px + var(--a)) }"},
        [f"{SCREEN}:1:14 css-ignored", f"{SCREEN}:1:29 css-ignored", f"{SCREEN}:2:16 engine"],
    ),
    "address of the network": (
        {SCREEN: "p { background: url(https://example.org/a.png) }"},
        [f"{SCREEN}:1:17 not-fetched"],
    ),
    "address in quotes": (
        {SCREEN: "p { background: url('http://example.org/a.png') }"},
        [f"{SCREEN}:1:17 not-fetched"],
    ),
    "address of a font on the network": (
        {SCREEN: "@font-face { font-family: A; src: url(https://example.org/a.woff2) }"},
        [f"{SCREEN}:1:35 not-fetched"],
    ),
    "address from above": (
        {SCREEN: "p { background: url(../../a.png) }"},
        [f"{SCREEN}:1:17 outside-project"],
    ),
    "address of nothing": ({SCREEN: "p { background: url(none.png) }"}, [f"{SCREEN}:1:17 missing-image"]),
    # Not so yet on 23 November 2026: images that stylesheets name are not decoded, so the next three are found late or never.
    "address of a corrupt image": (
        {SCREEN: "p { background: url(a.png) }", "styles/a.png": b"\x89PNG\r\n"},
        [f"{SCREEN}:1:17 unsupported-image"],
    ),
    "address of a truncated image": (
        {SCREEN: "p { background: url(a.png) }", "styles/a.png": png()[:-700]},
        [f"{SCREEN}:1:17 corrupt-image"],
    ),
    "address of an unsafe SVG": (
        {SCREEN: "p { background: url(a.svg) }", "styles/a.svg": SVG},
        [f"{SCREEN}:1:17 unsafe-svg"],
    ),
    "unknown property": ({SCREEN: "p {\n  colour: red;\n}"}, [f"{SCREEN}:2:3 css-ignored"]),
    "unknown property in an imported sheet": (
        {SCREEN: SCREEN_WITH_INNER, "styles/inner.css": "\np { colour: red }"},
        ["styles/inner.css:2:5 css-ignored"],
    ),
    "invalid value": ({SCREEN: "p { color: redd }"}, [f"{SCREEN}:1:5 css-ignored"]),
    "invalid value behind a custom property": (
        {SCREEN: ":root { --c: redd }\np { color: var(--c) }"},
        [f"{SCREEN}:1:9 bad-token"],
    ),
    "invalid selector": ({SCREEN: "p:: { color: red }"}, [f"{SCREEN}:1:1 css-ignored"]),
    "gradient that the engine dies of": (
        {SCREEN: "main { background: linear-gradient(device-cmyk(0 0 0 1), device-cmyk(0 0 0 0)) }"},
        ["sources/introduction.yaml:1:1 engine"],
    ),
}


@pytest.mark.parametrize(("sheets", "expected"), BAD.values(), ids=BAD)
def test_finds_what_is_wrong_in_a_stylesheet(
    sheets: dict[str, str | bytes], expected: list[str], tmp_path: Path, run: Runner
) -> None:
    """A stylesheet with a mistake is named with line and column, and the last report stays byte for byte."""
    root = with_old_report(project(tmp_path, styles=True))
    for name in ("screen", "inner"):
        (root / "styles" / f"{name}.css").unlink(missing_ok=True)
    written = {path: dressed(path, content) for path, content in sheets.items()}
    project(root, files=written)

    answer = run(root, "build")

    assert expected == answer.found
    assert answer.code == 1
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT


def dressed(path: str, content: str | bytes) -> str | bytes:
    """Give the main sheet a bundled font, behind what a test writes: its lines keep their numbers."""
    if path != SCREEN or isinstance(content, bytes):
        return content
    return f"{content}\nhtml {{ font-family: 'Source Serif 4' }}\n"


def test_a_fallback_answers_for_an_undefined_custom_property(tmp_path: Path, run: Runner) -> None:
    """A custom property with a fallback may be undefined."""
    files = {SCREEN: "p { margin: calc(1px + var(--undefined, 0px)) }"}

    answer = run(project(tmp_path, files=files), "check")

    assert answer.found == []


def test_a_stylesheet_that_is_a_link_out_is_refused(tmp_path: Path, run: Runner) -> None:
    """A stylesheet behind a symbolic link that leads out of the project is not read."""
    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }")
    root = project(tmp_path / "project", files={SCREEN: "@import 'a.css';"})
    (root / "styles" / "a.css").symlink_to(outside)

    answer = run(root, "check")

    assert answer.found == [f"{SCREEN}:1:1 outside-project"]


def test_mistakes_in_styles_and_sources_come_together(tmp_path: Path, run: Runner) -> None:
    """A designer's and an editor's mistakes are found in one run."""
    files = {
        SCREEN: "p { background: url(none.png) }",
        "sources/introduction.yaml": PROSE.replace("prose", "prosa"),
    }

    answer = run(project(tmp_path, files=files), "build")

    assert answer.found == ["sources/introduction.yaml:1:7 unknown-kind", f"{SCREEN}:1:17 missing-image"]


SERIF = "styles/fonts/source-serif/SourceSerif4-Regular.ttf"


def test_no_bundled_font_is_a_finding_and_not_a_crash(tmp_path: Path) -> None:
    """Without a bundled font nothing is typeset: the engine would crash, and a system font would be wrong."""
    root = with_old_report(project(tmp_path, files={SCREEN: ""}))
    shutil.rmtree(root / "styles" / "fonts")

    ended = in_own_process(root, "build")

    assert ended.returncode == 1
    assert ended.stdout.startswith("styles/fonts:1:1: error: there is no font file under styles/fonts")
    assert "[no-fonts]" in ended.stdout
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"no font", lambda content: content[: len(content) // 2], lambda content: content[:200]],
    ids=["empty", "words", "half", "beginning"],
)
def test_a_corrupt_font_is_named(spoilt: object, tmp_path: Path) -> None:
    """A font file that is not whole is named, and nothing is published with another face in its place."""
    root = with_old_report(project(tmp_path, styles=True))
    content = (root / SERIF).read_bytes()
    project(root, files={SERIF: spoilt(content) if callable(spoilt) else spoilt})

    ended = in_own_process(root, "build")

    assert ended.stdout.startswith(f"{SERIF}:1:1: error: ")
    assert "[corrupt-font]" in ended.stdout.splitlines()[0]
    assert ended.returncode == 1
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT


# Not so yet on 23 November 2026: fonts behind links are read; so is a folder of them.
def test_a_font_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    """Fonts come from the project only: a link out of it is refused as it is for images."""
    root = with_old_report(project(tmp_path / "project", styles=True))
    outside = tmp_path / "outside.ttf"
    (root / SERIF).rename(outside)
    (root / SERIF).symlink_to(outside)

    ended = in_own_process(root, "build")

    assert "[outside-project]" in ended.stdout
    assert ended.returncode == 1


def test_a_folder_of_fonts_that_is_a_link_out_is_refused(tmp_path: Path) -> None:
    """The folder of fonts itself may not lead out of the project either."""
    root = with_old_report(project(tmp_path / "project", styles=True))
    (root / "styles" / "fonts").rename(tmp_path / "fonts")
    (root / "styles" / "fonts").symlink_to(tmp_path / "fonts")

    ended = in_own_process(root, "build")

    assert "[outside-project]" in ended.stdout
    assert ended.returncode == 1
