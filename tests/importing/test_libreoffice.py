"""A Word file as LibreOffice writes it: headings, lists, a table, a footnote, an image, tracked changes."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from manuscripts import codes, imported, said, written
from word import png

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip

STYLES = "".join(
    f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" style:family="paragraph"{more}/>'
    for name, more in {
        "Title": "", "Subtitle": "", "Quotations": "", "Table": "",
        "Heading 1": ' style:default-outline-level="1"', "Heading 2": ' style:default-outline-level="2"',
    }.items()
)  # fmt: skip

LISTS = """
<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="◦"/></text:list-style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style>"""

LOOKS = """
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>"""

WHO = "<office:change-info><dc:creator>An editor</dc:creator><dc:date>2019-01-08T10:00:00</dc:date></office:change-info>"

BODY = f"""
<text:tracked-changes>
<text:changed-region text:id="c1"><text:insertion>{WHO}</text:insertion></text:changed-region>
<text:changed-region text:id="c2"><text:deletion>{WHO}<text:p>removed </text:p></text:deletion></text:changed-region>
</text:tracked-changes>
<text:p text:style-name="Title">A report on paper</text:p>
<text:p text:style-name="Subtitle">What it weighs</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Sheets</text:h>
<text:p>A sheet weighs <text:span text:style-name="Bold">five grams</text:span>, or <text:span text:style-name="Italic">nearly</text:span>
so.<text:note text:note-class="footnote" text:id="n1"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>At 80 grams a square metre.</text:p></text:note-body></text:note> It was <text:change-start text:change-id="c1"/>carefully
<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>weighed, see
<text:a xlink:type="simple" xlink:href="https://example.org/paper">the table</text:a>.</text:p>
<text:h text:style-name="Heading_20_2" text:outline-level="2">Kinds of paper</text:h>
<text:list text:style-name="Bullets"><text:list-item><text:p>coated</text:p><text:list><text:list-item><text:p>glossy</text:p>
</text:list-item><text:list-item><text:p>matt</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>uncoated</text:p></text:list-item></text:list>
<text:p>Then, in order:</text:p>
<text:list text:style-name="Numbers"><text:list-item><text:p>cut</text:p></text:list-item>
<text:list-item><text:p>fold</text:p></text:list-item></text:list>
<text:p text:style-name="Quotations">Proper words in proper places.</text:p>
<text:p text:style-name="Table">What a sheet weighs</text:p>
<table:table table:name="T1"><table:table-column/><table:table-column/><table:table-header-rows><table:table-row>
<table:table-cell><text:p>Size</text:p></table:table-cell><table:table-cell><text:p>Grams</text:p></table:table-cell>
</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>A4</text:p></table:table-cell>
<table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>
<text:p>Below the table.<draw:frame draw:name="F1" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:image>
<office:binary-data>{base64.b64encode(png()).decode()}</office:binary-data></draw:image><svg:desc>Greys</svg:desc></draw:frame></text:p>
<text:p>The end<office:annotation><dc:creator>An editor</dc:creator><text:p>Is this true?</text:p></office:annotation>.</text:p>
"""

FLAT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document{NAMES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>{STYLES}{LISTS}</office:styles><office:automatic-styles>{LOOKS}</office:automatic-styles>
<office:body><office:text>{BODY}</office:text></office:body></office:document>
"""

EXPECTED = """\
# yaml-language-server: $schema=.schema/chapter.json

kind: prose
title: A report on paper
standfirst: |
  What it weighs

body:
  - |
    ## Sheets {#sheets}

    A sheet weighs **five grams**, or *nearly* so.[^1] It was carefully weighed, see [the
    table](https://example.org/paper).

    ### Kinds of paper {#kinds-of-paper}

    - coated
      - glossy
      - matt
    - uncoated

    Then, in order:

    1. cut
    2. fold

    > Proper words in proper places.

  - table:
      caption: |
        What a sheet weighs
      columns:
        - title: Size
        - title: Grams
      rows:
        - [A4, '5']

  - |
    Below the table.

  - figure:
      image: images/chapter-1.png
      alt: Greys
      caption:  # to fill in: one or two sentences under the image

  - |
    The end.

    [^1]: At 80 grams a square metre.
"""


def test_a_word_file_of_libreoffice_arrives_whole(tmp_path: Path) -> None:
    """Nothing is lost but the deletion and the comment, and both are named."""
    (tmp_path / "paper.fodt").write_text(FLAT, encoding="utf-8")
    profile = (tmp_path / "profile").as_uri()
    words = [
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        [str(SOFFICE), *words, str(tmp_path / "paper.fodt")], check=True, capture_output=True, timeout=120
    )

    checked = imported(tmp_path, (tmp_path / "paper.docx").read_bytes(), "text.docx", title=None)

    assert written(tmp_path) == EXPECTED
    assert codes(checked) == ["left-out", "imported-otherwise", "invalid-value"]
    assert 'a comment by An editor was left out: "Is this true?"' in said(checked)
    assert "in the text 1 insertion, left out 1 deletion" in said(checked)
    assert "removed" not in written(tmp_path)
