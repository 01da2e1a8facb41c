"""What only typesetting shows: characters without a glyph, and words, tables, notes and images that do not fit."""

from __future__ import annotations

from pathlib import Path

from builders import project
from PIL import Image
from runs import OLD_REPORT, Runner, chapter, with_old_report

TABLE = """\
kind: prose
title: Wide
body:
  - |
    A paragraph.
  - table:
      caption: Wide.
      columns: [{columns}]
      rows: [[{cells}]]
"""

IMAGE = """\
kind: prose
title: Image
body:
  - |
    A paragraph.
  - figure:
      image: images/wide.png
      alt: A line.
      caption: A line.
"""


def test_everything_that_does_not_fit_is_found_at_once(tmp_path: Path, run: Runner) -> None:
    """A wide table, a long word, a long footnote and characters without a glyph are found in one build."""
    wide = TABLE.format(
        columns=", ".join("{title: Unbreakableheading}" for _ in range(40)),
        cells=", ".join("Unbreakable" for _ in range(40)),
    )
    note = "One paragraph.[^1]\n\n[^1]: " + "A sentence that goes on. " * 600
    chapters = {
        "wide": wide,
        "word": chapter("One paragraph.\n\nThe word " + "a" * 300 + " is long."),
        "title": chapter("One paragraph.", title="A" * 200),
        "note": chapter(note),
        "glyph": chapter("One paragraph.\n\nA word: 漢字, and one more: 😀."),
    }
    root = with_old_report(project(tmp_path, chapters, styles=True))

    answer = run(root, "build")

    places = {
        (finding["place"]["path"], finding["place"]["line"], finding["code"]) for finding in answer.findings
    }
    assert places == {
        ("sources/wide.yaml", 6, "overflow"),
        ("sources/word.yaml", 6, "overflow"),
        ("sources/title.yaml", 2, "overflow"),
        ("sources/note.yaml", 6, "overflow"),
        ("sources/note.yaml", 6, "covered-text"),
        ("sources/glyph.yaml", 6, "missing-glyph"),
        # No dictionary has words that no page can hold, either.
        ("sources/wide.yaml", 8, "unknown-word"),
        ("sources/word.yaml", 6, "unknown-word"),
        ("sources/title.yaml", 2, "unknown-word"),
    }
    assert {finding["page"] for finding in answer.findings} > {1}
    assert [character for character in "漢字😀" if character not in answer.said] == []
    assert answer.code == 1
    assert (root / "build" / "report.pdf").read_bytes() == OLD_REPORT


def test_an_image_wider_than_the_page_is_scaled_by_our_styles(tmp_path: Path, run: Runner) -> None:
    """The stylesheets scale an image of any size down to the measure."""
    assert run(with_wide_image(tmp_path), "build").found == []


def test_an_image_wider_than_the_page_is_found(tmp_path: Path, run: Runner) -> None:
    """An image that a stylesheet makes wider than the page is found at its place."""
    root = with_wide_image(tmp_path)
    sheet = (root / "styles" / "screen.css").read_text()
    sheet += "img { width: 400mm !important; max-width: none !important }\n"
    project(root, {"image": IMAGE}, files={"styles/screen.css": sheet})

    answer = run(root, "build")

    assert answer.found == ["sources/image.yaml:6:5 overflow"]


def with_wide_image(root: Path) -> Path:
    project(root, {"image": IMAGE}, styles=True)
    (root / "sources" / "images").mkdir()
    Image.new("L", (6000, 30)).save(root / "sources" / "images" / "wide.png")
    return root


def test_a_truncated_image_is_found_after_a_build_too(tmp_path: Path, run: Runner) -> None:
    """A process that has built before finds a truncated image: the engine tells Pillow to draw half of it."""
    root = with_wide_image(tmp_path)
    assert run(root, "build").code == 0
    image = root / "sources" / "images" / "wide.png"
    image.write_bytes(image.read_bytes()[:-60])

    answer = run(root, "build")

    assert answer.found == ["sources/image.yaml:7:14 corrupt-image"]


# Not so yet on 23 November 2026: the layouts write a path where HTML wants an address.
def test_image_names_may_hold_any_character(tmp_path: Path, run: Runner) -> None:
    """A photograph keeps the name that a camera or an editor gave it: spaces, hashes, per cents, quotation marks."""
    names = ["photo #1.png", "50% done.png", "what?.png", 'say "cheese".png', "Zoë & Ann's.png", "a;b=c.png"]
    figures = "".join(
        f"  - figure: {{image: '{f'images/{name}'.replace(chr(39), chr(39) * 2)}', alt: A dot., caption: A dot.}}\n"
        for name in names
    )
    root = project(tmp_path, {"photos": f"kind: prose\ntitle: Photos\nbody:\n{figures}"}, styles=True)
    (root / "sources" / "images").mkdir()
    for name in names:
        Image.new("RGB", (40, 40), "teal").save(root / "sources" / "images" / name)

    answer = run(root, "build")

    assert answer.found == []
    assert answer.code == 0
