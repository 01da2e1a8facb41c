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
