"""Chapters become one report: pages, outline, destinations and links are all there, and land."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from pipeline.errors import PipelineError, UsageError
from pipeline.linking import link
from pipeline.model.manifest import OpensOn
from pipeline.pdf.actions import Leads
from pipeline.pdf.boxes import read_boxes
from pipeline.pdf.destinations import read_named_destinations
from pipeline.pdf.labels import read_page_labels
from pipeline.pdf.links import read_annotations
from pipeline.pdf.outline import read_outline

BREAK = '<p style="break-before:page">word</p>'


def texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded().strip() for page in document]
    finally:
        document.close()


def labels(made) -> list[str]:
    return [label for group in read_page_labels(made.document).ranges for label in group.labels()]


def links(made):
    return [link for page in read_annotations(made.document) for link in page.links]


def test_pages_come_in_order(linked):
    """A report of one chapter after the other, with every page of each."""
    made = linked({"a": f"one{BREAK}", "b": "two", "c": "three"})

    assert [text.split()[0] for text in texts(made.linked.value.content)] == ["one", "word", "two", "three"]
    assert made.linked.findings == ()
    assert (made.linked.value.facts.pages, made.linked.value.facts.blanks) == (4, 0)


def test_blank_pages_let_chapters_open_on_the_right(linked):
    """A blank page is as large as the page after it, and counted."""
    made = linked({"a": "one", "b": "two", "c": f"three{BREAK}"}, opens_on=OpensOn.RIGHT)

    assert [text.split()[:1] for text in texts(made.linked.value.content)] == [
        ["one"], [], ["two"], [], ["three"], ["word"],
    ]  # fmt: skip
    boxes = read_boxes(made.document)
    assert len(set(boxes)) == 1
    assert (boxes[1].media.width, boxes[1].media.height) == (150, 75)
    assert (made.linked.value.facts.pages, made.linked.value.facts.blanks) == (6, 2)


def test_a_blank_page_has_all_boxes_of_its_neighbour(linked):
    """Bleed and trim of a blank page are those of the page that follows it."""
    made = linked({"a": "one", "b": "two"}, opens_on=OpensOn.RIGHT)
    writer = PdfWriter(clone_from=io.BytesIO(made.chapters[1].content))
    page = writer.pages[0]
    page.mediabox, page.trimbox = RectangleObject((-9, -9, 159, 84)), RectangleObject((0, 0, 150, 75))
    content = io.BytesIO()
    writer.write(content)
    chapters = [made.chapters[0], replace(made.chapters[1], content=content.getvalue())]

    again = replace(made, linked=link(made.numbered, chapters, made.pagination))

    boxes = read_boxes(again.document)
    assert boxes[1] == boxes[2]
    assert (boxes[1].media.left, boxes[1].trim.left) == (-9, 0)


def test_the_outline_nests_headings_under_their_chapters(linked):
    """Chapters stand at the top, their headings below them, each on its page."""
    body = '<h1>{0}</h1><h2 id="{0}/x">first {0}</h2><h2 style="break-before:page">second {0}</h2>'
    made = linked({name: body.format(name) for name in ("a", "b")})

    found = [
        (item.level, item.title, item.target.destination.page_index) for item in read_outline(made.document)
    ]
    assert found == [
        (0, "a", 0), (1, "first a", 0), (1, "second a", 1),
        (0, "b", 2), (1, "first b", 2), (1, "second b", 3),
    ]  # fmt: skip


def test_outline_items_and_destinations_land_at_their_words(linked):
    """An item of the outline leads to the height of its heading; a box that begins above the sheet, to its top."""
    made = linked(
        {
            "a": '<p style="height:30px">x</p><h1 id="a/h">one</h1>',
            "b": '<div id="b/up" style="margin-top:-50px">x</div>',
        }
    )

    (item,) = read_outline(made.document)
    names = read_named_destinations(made.document).by_name
    assert item.target.destination.top == pytest.approx((100 - 40) * 0.75)
    assert names["a/h"].top == pytest.approx((100 - 40) * 0.75)
    assert names["b/up"].top == pytest.approx(75)


def test_every_label_is_a_destination_on_its_page(linked):
    """Named destinations are unique and land on the page that the box map gives."""
    made = linked({name: f'<h2 id="{name}/x">x</h2>{BREAK}<h2 id="{name}/y">y</h2>' for name in ("a", "b")})

    names = read_named_destinations(made.document)
    expected = {
        label: paged.first_page + page
        for chapter, paged in zip(made.chapters, made.pagination.chapters, strict=True)
        for label, page in chapter.boxes.first_pages().items()
    }
    assert {name: found.page_index for name, found in names.by_name.items()} == expected
    assert made.linked.value.facts.destinations == len(expected) == 6


def test_crossrefs_become_links_with_readable_words(linked):
    """A crossref leads to a named destination, and is called what its target is called."""
    made = linked(
        {
            "a": '<a href="crossref:b">go</a> <a href="#a">up</a> <a href="https://example.org/">out</a>',
            "b": "two",
        }
    )

    found = [(link.target.leads, link.target.value, link.contents) for link in links(made)]
    assert found[0] == (Leads.NAME, "b", "Chapter b")
    assert found[1][:2] == (Leads.NAME, "a")
    assert found[2][:2] == (Leads.URI, "https://example.org/")
    assert (made.linked.value.facts.links_resolved, made.linked.value.facts.links_unresolved) == (1, ())


def test_a_link_over_lines_and_chapters_is_resolved_each_time(linked):
    """Every piece of a link is one."""
    body = f'<p style="width:30px"><a href="crossref:a/x">{"word " * 3}</a></p>'
    made = linked({"a": '<h2 id="a/x">x</h2>', "b": body, "c": body})

    assert made.linked.value.facts.links_resolved == len(links(made)) > 2
    assert {link.target.value for link in links(made)} == {"a/x"}


def test_every_link_can_be_hit(linked):
    """A link in a line without height still has an area, about its words; others stay as they are."""
    low = '<p>word <a style="line-height:0" href="crossref:a">go</a></p>'
    made = linked({"a": low + '<p style="line-height:20px"><a href="https://example.org/">out</a></p>'})

    boxes = [link.rectangle for link in links(made)]
    assert [box.top - box.bottom for box in boxes] == [pytest.approx(9), pytest.approx(15)]
    (line, *_) = made.chapters[0].boxes.texts
    assert boxes[0].bottom < line.baseline < boxes[0].top
    assert boxes[1].top == pytest.approx(78 * 0.75)


def test_a_crossref_that_leads_nowhere_is_a_finding(linked):
    """What no page shows is said once, and stands in the facts as often as it was asked for."""
    made = linked(
        {"a": '<p><a href="crossref:b/none">go</a></p><p><a href="crossref:b/none">go</a></p>', "b": "two"}
    )

    (finding,) = made.linked.findings
    assert (finding.code, finding.message) == ("dead-link", 'a link leads to "b/none", which no page shows')
    assert made.linked.value.facts.links_unresolved == ("b/none", "b/none")


def test_a_destination_that_two_chapters_have_is_a_finding(linked):
    """The first is kept, and the loss is told."""
    made = linked({"a": '<h2 id="x">x</h2>', "b": '<h2 id="x">x</h2>'})

    assert [finding.message for finding in made.linked.findings] == ['two chapters have a destination "x"']
    assert made.linked.value.facts.destinations_dropped == ("x",)
    assert read_named_destinations(made.document).by_name["x"].page_index == 0


def test_a_chapter_without_links_headings_or_labels_is_fine(linked):
    """Nothing to link is nothing wrong."""
    made = linked({"a": "one"})

    assert (links(made), read_outline(made.document)) == ([], ())
    assert made.linked.findings == ()


@pytest.mark.parametrize("opens_on", OpensOn)
def test_page_labels_say_what_is_printed(linked, opens_on):
    """The label of each page is the folio at its foot; pages that print none are called what they are."""
    parts = {
        "cover": "front",
        "a": "front",
        "b": "front",
        "c": "body",
        "d": "body",
        "e": "back",
        "back-cover": "back",
    }
    pages = dict(zip(parts, (1, 2, 3, 2, 1, 3, 1), strict=True))
    made = linked({name: "word" + BREAK * (pages[name] - 1) for name in parts}, parts, opens_on=opens_on)

    feet = [text.split()[-1] if text else "" for text in texts(made.linked.value.content)]
    for label, foot in zip(labels(made), feet, strict=True):
        assert label == foot or (foot, label) in {("word", "Cover"), ("word", "Back cover")} or not foot
    assert labels(made)[0] == "Cover"
    assert labels(made)[-1] == "Back cover"
    assert "iii" in labels(made)


@pytest.mark.parametrize("damage", [lambda content: content[:500], lambda _: b"no PDF", lambda _: b""])
def test_a_damaged_chapter_is_named(linked, damage):
    """A chapter's PDF that cannot be read ends the run with the chapter's name."""
    made = linked({"a": "one", "b": "two"})
    chapters = [made.chapters[0], replace(made.chapters[1], content=damage(made.chapters[1].content))]

    with pytest.raises(PipelineError, match='the PDF of chapter "b" cannot be read'):
        link(made.numbered, chapters, made.pagination)


def test_the_same_chapters_give_the_same_bytes(linked):
    """Linking twice gives one file; another word gives another identifier, but the same document."""
    made = linked({"a": '<a href="crossref:b">go</a>', "b": "two"})

    again = link(made.numbered, made.chapters, made.pagination)
    other = link(made.numbered, [made.chapters[0], made.chapters[0]], made.pagination)

    assert again.value.content == made.linked.value.content
    one, two = (PdfReader(io.BytesIO(each.value.content)).trailer["/ID"] for each in (again, other))
    assert one[0] == two[0]
    assert one[1] != two[1]


def test_content_streams_stay_as_they_are(linked):
    """Linking touches no mark on a page."""
    made = linked({"a": f'one <a href="crossref:b">go</a>{BREAK}', "b": "two"})

    before = [
        page.get_contents().get_data()
        for chapter in made.chapters
        for page in PdfReader(io.BytesIO(chapter.content)).pages
    ]
    after = [
        page.get_contents().get_data() for page in PdfReader(io.BytesIO(made.linked.value.content)).pages
    ]
    assert before == after


def test_an_invalid_source_date_epoch_ends_the_run(linked, monkeypatch):
    """A date that is none is the caller's mistake, and is quoted."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    with pytest.raises(UsageError, match='SOURCE_DATE_EPOCH is "yesterday"'):
        linked({"a": "one"})


def test_the_file_is_of_version_1_7(linked):
    """Readers are told what they need to understand."""
    made = linked({"a": "one"})

    assert made.linked.value.content.startswith(b"%PDF-1.7\n")
