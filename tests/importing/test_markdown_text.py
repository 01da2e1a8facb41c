"""Markdown of the world becomes Markdown of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import body, codes, imported, said, written
from word import png


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one *two* **three** `four`", "one *two* **three** `four`"),
        ("__one__ _two_", "**one** *two*"),
        (
            "[one](https://example.org/ 'title') <https://example.org/>",
            "[one](https://example.org/) [https://example.org/](https://example.org/)",
        ),
        ("one  \ntwo\\\nthree\nfour", "one\\\ntwo\\\nthree four"),
        ("* one\n* two\n\n    * three", "- one\n- two\n  - three"),
        ("3) one\n4) two", "3. one\n4. two"),
        ("- one\n\n  two\n- three", "- one\n\n  two\n\n- three"),
        ("- one\n\n\n* two\n\n\n- three", "- one\n\n* two\n\n- three"),
        ("> one\n>\n> > two", "> one\n>\n> > two"),
        ("zero\n\nOne\n===\n\nTwo\n---", "zero\n\n## One {#one}\n\n### Two {#two}"),
        ("zero\n\n## One\n\n## One", "zero\n\n## One {#one}\n\n## One {#one-2}"),
        (
            "one[^a] two[^b c]\n\n[^a]: A *note*.\n\n    More.",
            "one[^a] two\\[^b c\\]\n\n[^a]: A *note*.\n\n    More.",
        ),
        ("see [@key] and [](figure:a/b){.page} or {#x}", "see \\[@key\\] and \\{.page} or \\{#x}"),
        ("1986\\. A great year", "1986\\. A great year"),
        ("&copy; &amp;copy;", "© \\&copy;"),
    ],
)
def test_marks_become_ours(tmp_path: Path, text: str, expected: str) -> None:
    """What CommonMark says is said again, in the signs that our own sources use; the rest is text."""
    imported(tmp_path, text, "text.md")

    assert body(tmp_path) == expected


def test_tables_become_tables(tmp_path: Path) -> None:
    """A table is a block of its own; its caption is asked for."""
    checked = imported(tmp_path, "| Size | Grams |\n|---|--:|\n| A4, *folded* | 5 |\n", "text.md")

    assert "      rows:\n        - ['A4, *folded*', '5']\n" in written(tmp_path)
    assert codes(checked) == ["invalid-value"]


def test_images_beside_the_manuscript_are_saved(tmp_path: Path) -> None:
    """An image is looked for beside the manuscript and nowhere else; what cannot be had is named with its words."""
    (tmp_path / "grey image.png").write_bytes(png())
    text = "one ![Greys](grey%20image.png) two\n\n![](missing.png) ![](../x.png) ![A cat](https://example.org/a.png) ![](data:image/png;base64,AA)"
    checked = imported(tmp_path, text, "text.md")

    assert (tmp_path / "sources/images/chapter-1.png").read_bytes() == png()
    assert (
        "- |\n    one two\n\n  - figure:\n      image: images/chapter-1.png\n      alt: Greys\n"
        in written(tmp_path)
    )
    assert sorted(codes(checked)) == [
        "invalid-value",
        "missing-image",
        "missing-image",
        "not-fetched",
        "not-fetched",
    ]
    assert 'the image "https://example.org/a.png" ("A cat") was left out' in said(checked)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("one\n\n---\n\ntwo", "left-out", "a rule across the page was left out"),
        ("one <b>two</b>", "imported-otherwise", 'the HTML "<b>" became text'),
        ("```sh\nls -l\n```", "imported-otherwise", "a block of sh code became an ordinary paragraph"),
        ("~~one~~", "imported-otherwise", "struck out"),
        ("[one](two.html)", "left-out", 'the link to "two.html" was left out'),
        ("- # one", "imported-otherwise", "a heading in a list or quotation became a paragraph"),
        ("> " * 9 + "one", "imported-otherwise", "more than 6 levels deep"),
        ("> " * 90 + "one", "imported-otherwise", "read as plain text"),
        ("[](figure:a/b)", "left-out", 'a link without words was left out: "figure:a/b"'),
    ],
)
def test_what_a_chapter_has_no_form_for_is_said(tmp_path: Path, text: str, code: str, words: str) -> None:
    """Nothing is changed in silence."""
    checked = imported(tmp_path, f"zero\n\n{text}\n", "text.md")

    assert code in codes(checked)
    assert words in said(checked)


def test_places_are_lines_of_the_file(tmp_path: Path) -> None:
    """A finding about Markdown points at the line where it stands."""
    checked = imported(tmp_path, "one\n\ntwo\nthree <i>", "text.md")

    assert [str(finding.place) for finding in checked.findings] == ["text.md:4:1"]


FRONT = '---\ntitle: "A: title"\nauthor: Somebody\ntags:\n  - one\n---\n\n'


def test_front_matter_gives_the_title_and_is_named(tmp_path: Path) -> None:
    """Keys above a text are no heading: the title is taken, the rest is said."""
    checked = imported(tmp_path, f"{FRONT}# One\n\nzero\n", "text.md", title=None)

    assert "title: 'A: title'\nbody: |\n  ## One {#one}\n\n  zero\n" in written(tmp_path)
    assert [(finding.code, str(finding.place)) for finding in checked.findings] == [
        ("left-out", "text.md:3:1"),
        ("left-out", "text.md:4:1"),
    ]
    assert '"author: Somebody" of the front matter' in said(checked)


@pytest.mark.parametrize("text", ["---\n\none\n\n---\n", "---\none: two\n\nthree words\n---\n", "---\n"])
def test_rules_around_words_are_no_front_matter(tmp_path: Path, text: str) -> None:
    """Only keys make front matter; anything else between two rules is text."""
    imported(tmp_path, f"{text}\nlast\n", "text.md")

    assert "one" not in text or "one" in written(tmp_path)
    assert "last" in written(tmp_path)


def test_a_title_that_stands_in_front_matter_and_text_stands_once(tmp_path: Path) -> None:
    """Many files say their title twice."""
    imported(tmp_path, "---\ntitle: One\n---\n# One\n\nzero\n", "text.md", title=None)

    assert "title: One\nbody: |\n  zero\n" in written(tmp_path)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| 1 | 2 | more |", "['1', '2', more]"),
        ("| 1 `x|y` | 2 **b** |", "['1 \\`x', 'y\\`', '2 **b**']"),
        ("1 | 2 | more |", "['1', '2', more]"),
        (r"| 1 | 2 | more \| all |", "['1', '2', 'more | all']"),
    ],
)
def test_cells_beyond_the_columns_are_kept(tmp_path: Path, row: str, expected: str) -> None:
    """A line with more cells than its table has columns loses none of them."""
    checked = imported(tmp_path, f"| a | b |\n|---|---|\n{row}\n| 3 | 4 |\n", "text.md")

    assert f"        - {expected}\n        - ['3', '4', '']\n" in written(tmp_path)
    assert "line 3 has more cells than the table has columns" in said(checked)


def test_an_image_above_words_stays_above_them(tmp_path: Path) -> None:
    """An image that begins a paragraph stands before its words, one in the middle behind them."""
    (tmp_path / "a.png").write_bytes(png())
    imported(tmp_path, "![above](a.png)\nwords below\n\nwords ![in](a.png) around", "text.md")

    order = ["alt: above", "words below", "words around", "alt: in"]
    assert sorted(order, key=written(tmp_path).index) == order


def test_boxes_of_tasks_become_signs(tmp_path: Path) -> None:
    """A box is ticked or not."""
    imported(tmp_path, "- [ ] one\n- [x] two\n- [y] three", "text.md")

    assert body(tmp_path) == "- ☐ one\n- ☒ two\n- \\[y\\] three"


def test_labels_of_headings_are_not_printed(tmp_path: Path) -> None:
    """A heading gets a label of its own words."""
    checked = imported(tmp_path, "zero\n\n## One {#sec}\n", "text.md")

    assert body(tmp_path) == "zero\n\n## One {#one}"
    assert codes(checked) == ["left-out"]


def test_comments_are_left_out_and_quoted(tmp_path: Path) -> None:
    """A comment is not printed, wherever it stands but in code; lines keep their numbers."""
    checked = imported(
        tmp_path, "one <!-- two --> `<!-- a -->`\n\n<!--\n\nthree\n-->\n\n    <!-- b -->\n", "text.md"
    )

    assert body(tmp_path) == "one `<!-- a -->`\n\n\\<!-- b -->"
    assert [
        (finding.message, str(finding.place)) for finding in checked.findings if finding.code == "left-out"
    ] == [
        ('a comment was left out: "two"', "text.md:1:1"),
        ('a comment was left out: "three"', "text.md:3:1"),
    ]


def test_titles_and_unused_definitions_are_named(tmp_path: Path) -> None:
    """What only a mouse would have shown is not lost in silence."""
    (tmp_path / "a.png").write_bytes(png())
    text = "[a](https://a.example 'one') ![alt](a.png 'two') [c][]\n\n[b]: https://b.example 'three'\n[c]: https://c.example\n"
    checked = imported(tmp_path, text, "text.md")

    assert [finding.message for finding in checked.findings if finding.code == "left-out"] == [
        'the title of a link was left out: "one"',
        'the title of an image was left out: "two"',
        'a definition that no link uses was left out: "https://b.example" ("three")',
    ]
