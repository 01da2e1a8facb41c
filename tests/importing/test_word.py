"""Word files, made by hand: what each element becomes, and what is said of what no chapter can hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts import body, codes, imported, said, written
from word import bullets, docx, paragraph, picture, png, run, table

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def word(root: Path, body: str, *, title: str | None = "T", related: str = "", **parts: str | bytes):
    """Import a Word file; parts by the last words of their names."""
    named = {
        f"word/{name.replace('__', '/').replace('_png', '.png').replace('_xml', '.xml')}": part
        for name, part in parts.items()
    }
    return imported(root, docx(body, named, related=related), "text.docx", title=title)


def test_styles_tell_title_standfirst_headings_and_quotations(tmp_path: Path) -> None:
    """Paragraphs are what their styles say."""
    checked = word(
        tmp_path,
        paragraph("A title", "Title")
        + paragraph("What it says", "Subtitle")
        + paragraph("One", "heading1")
        + paragraph("Two", "heading2")
        + paragraph("Said first.", "Quote")
        + paragraph("Said next.", "Quote"),
        title=None,
    )

    assert codes(checked) == []
    assert "\ntitle: A title\nstandfirst: |\n  What it says\n" in written(tmp_path)
    assert body(tmp_path) == "## One {#one}\n\n### Two {#two}\n\n> Said first.\n>\n> Said next."


def test_styles_of_a_house_are_known_by_those_they_are_based_on(tmp_path: Path) -> None:
    """A template's own heading is a heading: through its base, or by its outline level; a circle of bases ends."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{more}</w:style>'
        for name, more in {
            "Chapter": '<w:basedOn w:val="Other"/>',
            "Other": '<w:basedOn w:val="heading 2"/>',
            "heading 2": "",
            "Level": '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>',
            "Body": '<w:basedOn w:val="Text"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
            "Text": '<w:basedOn w:val="Body"/>',
        }.items()
    )
    text = paragraph("one", "Body") + paragraph("Two", "Chapter") + paragraph("Three", "Level")
    word(tmp_path, text, styles_xml=styles)

    assert body(tmp_path) == "one\n\n## Two {#two}\n\n### Three {#three}"


def test_numbers_of_captions_are_left_out(tmp_path: Path) -> None:
    """Figures and tables are numbered when they are set; captions go to what they stand beside."""
    related = f'<Relationship Id="r1" Type="{IMAGE}" Target="media/image1.png"/>'
    below = picture("r1", "Greys") + paragraph("Figure 7: Greys", "caption")
    above = paragraph("Table 3. What it weighs", "caption") + table(("Size", "Grams"), ("A4", "5"))
    checked = word(tmp_path, below + above, related=related, media__image1_png=png())

    assert "caption: |\n        Greys\n" in written(tmp_path)
    assert "caption: |\n        What it weighs\n" in written(tmp_path)
    assert codes(checked) == ["left-out", "left-out"]


def test_looks_that_a_chapter_has_no_form_for_are_named(tmp_path: Path) -> None:
    """What is highlighted or struck out may mean something to the author."""
    looks = {
        "a": "<w:strike/>",
        "b": '<w:highlight w:val="yellow"/>',
        "c": '<w:vertAlign w:val="subscript"/>',
    }
    checked = word(tmp_path, paragraph("".join(run(words, look) for words, look in looks.items())))

    assert body(tmp_path) == "abc"
    assert [word for word in ("struck out", "highlighted", "lowered") if f"was {word};" in said(checked)] == [
        "struck out",
        "highlighted",
        "lowered",
    ]


def test_headings_skip_no_level(tmp_path: Path) -> None:
    """A heading of level 4 below one of level 1 moves up, and that is said."""
    checked = word(tmp_path, paragraph("zero") + paragraph("One", "heading1") + paragraph("Two", "heading4"))

    assert body(tmp_path) == "zero\n\n## One {#one}\n\n### Two {#two}"
    assert codes(checked) == ["imported-otherwise"]


def test_looks_and_links_become_marks(tmp_path: Path) -> None:
    """Bold, italic and links to the web stay; a link to a place in the file leaves its words."""
    link = '<w:hyperlink r:id="r1">' + run("there") + "</w:hyperlink>"
    inner = '<w:hyperlink w:anchor="b1">' + run("below") + "</w:hyperlink>"
    runs = run("one ") + run("two", "<w:b/>") + run(" three ", "<w:i/>") + link + run(" ") + inner
    related = (
        f'<Relationship Id="r1" Type="{HYPERLINK}" Target="https://example.org/" TargetMode="External"/>'
    )
    checked = word(tmp_path, paragraph(runs), related=related)

    assert body(tmp_path) == "one **two** *three* [there](https://example.org/) below"
    assert 'the link to "#b1" was left out, and its words kept' in said(checked)


def test_a_standfirst_keeps_what_a_chapter_can_have(tmp_path: Path) -> None:
    """Its looks stay, and a link to a place in the file leaves its words, as anywhere."""
    inner = '<w:hyperlink w:anchor="b1">' + run("below") + "</w:hyperlink>"
    checked = word(tmp_path, paragraph(run("See ", "<w:b/>") + inner, "Subtitle") + paragraph("zero"))

    assert "\nstandfirst: |\n  **See** below\n" in written(tmp_path)
    assert codes(checked) == ["left-out"]


def test_lists_nest(tmp_path: Path) -> None:
    """Levels of a list are levels of the chapter's list, numbers or bullets."""
    word(
        tmp_path,
        bullets((0, "one"), (1, "first"), (1, "second"), (0, "two")) + paragraph("") + paragraph("end"),
    )

    assert body(tmp_path) == "- one\n  1. first\n  2. second\n- two\n\nend"


def test_tables_become_tables(tmp_path: Path) -> None:
    """The first row heads the columns; a caption is taken where there is one, and else asked for."""
    cells = table(("Size", "Grams"), ("A4", "5"))
    checked = word(tmp_path, paragraph("What it weighs", "caption") + cells + paragraph("between") + cells)

    first, second = written(tmp_path).split("- table:")[1:]
    assert "caption: |\n        What it weighs\n" in first
    assert (
        "columns:\n        - title: Size\n        - title: Grams\n      rows:\n        - [A4, '5']\n" in first
    )
    assert "caption:  # to fill in: what the table shows\n" in second
    assert codes(checked) == ["invalid-value"]


def test_merged_cells_stand_alone(tmp_path: Path) -> None:
    """A chapter's table has as many cells in each row; where cells were merged is said."""
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("both") + "</w:tc>"
    rows = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr><w:tr>{wide}</w:tr></w:tbl>"
    checked = word(tmp_path, rows)

    assert "        - [both, '']\n" in written(tmp_path)
    assert "cells that were merged stand alone now" in said(checked)


def test_a_table_of_one_column_becomes_paragraphs(tmp_path: Path) -> None:
    """Such tables are boxes around text."""
    checked = word(tmp_path, table(("one",), ("two",)))

    assert body(tmp_path) == "one\n\ntwo"
    assert codes(checked) == ["imported-otherwise"]


def test_footnotes_and_endnotes_are_called_where_they_were(tmp_path: Path) -> None:
    """Notes are numbered as they are called, and stand at the end."""
    call = '<w:r><w:{0}Reference w:id="2"/></w:r>'
    notes = '<w:{0} w:id="2">' + paragraph("The {0}.") + "</w:{0}>"
    checked = word(
        tmp_path,
        paragraph(run("One") + call.format("footnote") + run(", two") + call.format("endnote") + run(".")),
        footnotes_xml=notes.format("footnote"),
        endnotes_xml=notes.format("endnote"),
    )

    assert codes(checked) == []
    assert body(tmp_path) == "One[^1], two[^2].\n\n[^1]: The footnote.\n\n[^2]: The endnote."


def test_images_are_saved_and_alternate_text_asked_for(tmp_path: Path) -> None:
    """An image is a figure; alternate text comes along, and where there is none check names the line."""
    related = f'<Relationship Id="r1" Type="{IMAGE}" Target="media/image1.png"/>'
    pictures = picture("r1", "Greys") + paragraph("Squares", "caption") + picture("r1")
    checked = word(tmp_path, pictures, related=related, media__image1_png=png())

    assert checked.value is not None
    assert checked.value.files == (
        "sources/chapter.yaml",
        "sources/images/chapter-1.png",
        "sources/images/chapter-2.png",
    )
    assert (tmp_path / "sources/images/chapter-1.png").read_bytes() == png()
    assert "alt: Greys\n      caption: |\n        Squares\n" in written(tmp_path)
    line = (
        written(tmp_path)
        .split("\n")
        .index("      alt:  # to fill in: what the image says, for readers who cannot see it")
        + 1
    )
    found = [finding for finding in checked.findings if finding.code == "missing-alternate-text"]
    assert [finding.place and finding.place.line for finding in found] == [line]


def test_images_that_cannot_be_set_are_left_out(tmp_path: Path) -> None:
    """A drawing in a format of Windows, a broken file and an image that stands elsewhere are named."""
    related = (
        f'<Relationship Id="r1" Type="{IMAGE}" Target="media/a.emf"/>'
        f'<Relationship Id="r2" Type="{IMAGE}" Target="media/b.png"/>'
        f'<Relationship Id="r3" Type="{IMAGE}" Target="https://example.org/c.png" TargetMode="External"/>'
    )
    pictures = paragraph("x") + picture("r1", "drawn") + picture("r2") + picture("r3", attribute="link")
    parts = {"media__a.emf": b"emf", "media__b_png": png()[:200]}
    checked = word(tmp_path, pictures, related=related, **parts)

    assert body(tmp_path) == "x"
    assert sorted(codes(checked)) == ["corrupt-image", "missing-image", "not-fetched", "unsupported-image"]
    assert 'an image ("drawn") of the type image/x-emf was left out' in said(checked)
    assert "https://example.org/c.png" in said(checked)


def test_alternate_texts_of_machines_are_reported(tmp_path: Path) -> None:
    """Word describes images itself, and marks it."""
    related = f'<Relationship Id="r1" Type="{IMAGE}" Target="media/image1.png"/>'
    picture_of_word = picture("r1", "A square&#10;&#10;Description automatically generated")
    checked = word(tmp_path, picture_of_word, related=related, media__image1_png=png())

    assert 'a machine wrote the alternate text "A square Description automatically generated"' in said(
        checked
    )


def test_tracked_changes_are_accepted_and_counted(tmp_path: Path) -> None:
    """Insertions arrive, deletions do not, and the editor is told."""
    change = 'w:id="1" w:author="A" w:date="2019-01-08T00:00:00Z"'
    moved = f"<w:moveFrom {change}>{run('away ')}</w:moveFrom><w:moveTo {change}>{run('here ')}</w:moveTo>"
    runs = (
        run("one ")
        + f"<w:ins {change}>{run('two ')}</w:ins>"
        + f"<w:del {change}><w:r><w:delText>gone </w:delText></w:r></w:del>"
        + moved
        + run("three")
    )
    checked = word(tmp_path, paragraph(runs))

    assert body(tmp_path) == "one two here three"
    assert "changes were tracked: in the text 2 insertions, left out 2 deletions" in said(checked)


def test_comments_headers_and_footers_are_left_out_and_named(tmp_path: Path) -> None:
    """They are no text, but their words may matter."""
    comment = f'<w:comment w:id="1" w:author="An editor">{paragraph("Is it true?")}</w:comment>'
    checked = word(
        tmp_path,
        paragraph("zero") + paragraph(run("one") + '<w:r><w:commentReference w:id="1"/></w:r>'),
        comments_xml=comment,
        header1_xml=paragraph("Draft two"),
        footer1_xml=paragraph(""),
    )

    assert body(tmp_path) == "zero\n\none"
    assert 'paragraph 2 ("one") of text.docx: a comment by An editor was left out: "Is it true?"' in said(
        checked
    )
    assert [finding.block for finding in checked.findings] == ["paragraph/2", None]
    assert 'a header or footer was left out: "Draft two"' in said(checked)


def test_formulas_are_named(tmp_path: Path) -> None:
    """What a chapter has no form for is counted, and so are the words that did not arrive."""
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    unknown = f'<w:bdo w:val="ltr">{run("turned words")}</w:bdo>'
    checked = word(tmp_path, paragraph(run("one ") + formula + formula + unknown))

    assert "a formula was left out, 2 times" in said(checked)
    assert "2 words of the file did not arrive: turned, words" in said(checked)


def test_fields_keep_their_words(tmp_path: Path) -> None:
    """A simple field, such as the number of a caption, is text."""
    field = f'<w:fldSimple w:instr=" SEQ Figure ">{run("7")}</w:fldSimple>'
    checked = word(tmp_path, paragraph(run("See figure ") + field + run(".")))

    assert body(tmp_path) == "See figure 7."
    assert codes(checked) == []


def test_text_boxes_stand_where_they_are_anchored(tmp_path: Path) -> None:
    """The words of a box follow those of its paragraph."""
    box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('in the box')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    choice = f"<mc:AlternateContent><mc:Choice>{paragraph('in the box')}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    checked = word(tmp_path, paragraph(f"{run('one')}<w:r>{choice}</w:r>"))

    assert body(tmp_path).split() == ["one", "in", "the", "box"]
    assert codes(checked) == []


def test_special_signs_arrive(tmp_path: Path) -> None:
    """Tabs are spaces, breaks are breaks, soft hyphens are left out, symbols are letters."""
    signs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t></w:r>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    checked = word(tmp_path, paragraph(signs + symbol))

    assert body(tmp_path) == "a b\\\ncd‑e✓"
    assert said(checked) == "text.docx: left out 1 soft hyphen: words are divided when they are set / "


def test_raised_numbers_are_reported(tmp_path: Path) -> None:
    """A raised number that is no note of Word's may be one of the author's."""
    checked = word(tmp_path, paragraph(run("miles") + run("1", '<w:vertAlign w:val="superscript"/>')))

    assert codes(checked) == ["glued-number"]
    assert body(tmp_path) == "miles1"


@pytest.mark.parametrize("broken", ["word/document.xml", "word/styles.xml", "word/numbering.xml"])
def test_a_damaged_part_is_a_finding(tmp_path: Path, broken: str) -> None:
    """Nothing is written of a file that cannot be read, and it is said how to mend it."""
    checked = imported(tmp_path, docx(paragraph("x"), {broken: b"<w:document"}), "text.docx")

    assert (checked.value, codes(checked)) == (None, ["unreadable-file"])
    assert "save it once more as .docx" in said(checked)


def test_a_call_of_a_note_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """The call arrives, and check names it."""
    checked = word(tmp_path, paragraph(run("one") + '<w:r><w:footnoteReference w:id="9"/></w:r>'))

    assert body(tmp_path) == "one[^1]"
    assert codes(checked) == ["unknown-footnote"]


def test_what_the_library_cannot_read_is_a_finding(tmp_path: Path) -> None:
    """Whatever it makes of a file that contradicts itself, the command does not break."""
    checked = word(tmp_path, picture("r9"))

    assert (checked.value, codes(checked)) == (None, ["unreadable-file"])


RELATED_IMAGE = f'<Relationship Id="r1" Type="{IMAGE}" Target="media/image1.png"/>'
OLD_IMAGE = '<w:pict><v:shape><v:imagedata r:id="r1"/></v:shape></w:pict>'


def twice(choice: str) -> str:
    """Make a run whose content stands there once more as an image for old programs."""
    return (
        f"<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
        f"<mc:Fallback>{OLD_IMAGE}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_an_image_that_stands_there_twice_arrives_once_with_its_alternate_text(tmp_path: Path) -> None:
    """LibreOffice writes an image for new and for old programs; alternate text stands in the first."""
    blip = '<pic:pic><pic:blipFill><a:blip r:embed="r1"/></pic:blipFill></pic:pic>'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    graphic = f'<a:graphic><a:graphicData uri="{uri}">{blip}</a:graphicData></a:graphic>'
    drawing = f'<w:drawing><wp:inline><wp:docPr id="1" descr="Greys"/>{graphic}</wp:inline></w:drawing>'
    checked = word(
        tmp_path,
        paragraph(run("one") + twice(drawing) + run(" two")) + paragraph("three"),
        related=RELATED_IMAGE,
        media__image1_png=png(),
    )

    assert (
        "  - |\n    one two\n\n  - figure:\n      image: images/chapter-1.png\n      alt: Greys\n"
        in written(tmp_path)
    )
    assert (tmp_path / "sources/images/chapter-1.png").read_bytes() == png()
    assert codes(checked) == ["invalid-value"]


def test_images_of_old_programs_arrive_wherever_they_stand(tmp_path: Path) -> None:
    """An image of VML is kept, whether it stands in a paragraph, in a list or in a table's cell."""
    image = paragraph(run("with") + f"<w:r>{OLD_IMAGE}</w:r>")
    cell = f"<w:tc>{image}</w:tc><w:tc>{paragraph('x')}</w:tc>"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    in_list = paragraph(run("item") + f"<w:r>{OLD_IMAGE}</w:r>", properties=item)
    checked = word(
        tmp_path,
        image + in_list + bullets((0, "next")) + f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>",
        related=RELATED_IMAGE,
        media__image1_png=png(),
    )

    assert checked.value is not None
    assert len(checked.value.files) == 1 + 4
    assert "- item\n    - next\n" in written(tmp_path)


def test_images_that_do_not_arrive_are_counted(tmp_path: Path) -> None:
    """An image in a place that nothing reads is named by its number, and so are those of headers."""
    fill = '<w:drawing><wp:inline><a:blip r:embed="r1"/><wp:docPr/></wp:inline></w:drawing>'
    checked = word(
        tmp_path,
        paragraph(run("one") + f"<w:r>{fill}</w:r>"),
        related=RELATED_IMAGE,
        media__image1_png=png(),
        header1_xml=paragraph(f"<w:r>{OLD_IMAGE}</w:r>"),
    )

    assert codes(checked) == ["left-out", "left-out"]
    assert "1 image of the file did not arrive" in said(checked)
    assert "1 image of headers and footers did not come along" in said(checked)


def test_findings_quote_their_paragraphs_and_keep_their_order(tmp_path: Path) -> None:
    """A Word file shows no numbers of paragraphs: the first words tell which is meant."""
    long = "one two three four five six seven"
    checked = word(
        tmp_path,
        paragraph("ten miles1 on")
        + paragraph(run(f"{long} ") + run("eight", "<w:strike/>"))
        + paragraph("by sea2"),
    )

    assert [finding.message.partition(":")[0] for finding in checked.findings] == [
        'paragraph 1 ("ten miles1 on") of text.docx',
        'paragraph 2 ("one two three four five six …") of text.docx',
        'paragraph 3 ("by sea2") of text.docx',
    ]


def test_changes_of_form_are_named(tmp_path: Path) -> None:
    """Underlined words, capitals and paragraphs of a cell are kept, and look different."""
    runs = run("one", '<w:u w:val="single"/>') + run(" two", "<w:caps/>") + run(" three", "<w:smallCaps/>")
    cell = f"<w:tc>{paragraph('a')}{paragraph('b')}</w:tc><w:tc>{paragraph('c')}</w:tc>"
    checked = word(tmp_path, paragraph(runs) + f"<w:tbl><w:tr>{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>")

    for words in ('"one" was underlined', '"two" was set in capitals', '"three" was set in small capitals'):
        assert words in said(checked)
    assert "2 paragraphs of a cell were run together" in said(checked)
    assert "- title: a b\n" in written(tmp_path)
