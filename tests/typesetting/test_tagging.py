"""Running heads and folios are artifacts; the text is not."""

import io
import re

from pypdf import PdfReader
from workshop import Workshop

from pipeline.pdf import open_document
from pipeline.pdf.intents import read_output_intents
from pipeline.pdf.painting import read_marks
from pipeline.pdf.tracing import read_ways

HEAD = "@page { @top-left { content: 'running' } @bottom-right { content: counter(page) } }"
TEXT = '<p>One</p><p style="break-before:page">Two <b>three</b></p>'


def test_running_heads_are_artifacts(tmp_path):
    """Each stands in an artifact of the kind Pagination, and no element has it."""
    content = Workshop(tmp_path / "w").typeset(TEXT, HEAD).value.content

    streams = [page.get_contents().get_data() for page in PdfReader(io.BytesIO(content)).pages]
    assert [len(re.findall(rb"/Artifact\s+<</Type/Pagination>>\s+BDC", stream)) for stream in streams] == [
        2,
        2,
    ]
    document = open_document(content)
    assert [mark.page_index for mark in read_marks(document)] == [0, 1, 1]
    assert [element.page_index for _, element in read_ways(document).down] == [0, 1, 1]


def test_text_keeps_its_way_to_its_element(tmp_path):
    """Numbers of marks stay as they were, so both ways still agree."""
    ways = read_ways(open_document(Workshop(tmp_path / "w").typeset(TEXT, HEAD).value.content))

    assert {trace: element.key for trace, element in ways.down} == {
        trace: element.key for trace, element in ways.up.items() if element
    }
    assert sum(element is None for element in ways.up.values()) == 4


def test_pages_without_furniture_stay_as_they_are(tmp_path):
    """Where nothing is stray, nothing is changed."""
    content = Workshop(tmp_path / "w").typeset(TEXT).value.content

    assert b"Pagination" not in b"".join(
        page.get_contents().get_data() for page in PdfReader(io.BytesIO(content)).pages
    )


def test_every_chapter_has_the_same_output_intent(tmp_path):
    """One profile for all chapters, byte for byte, however many are set one after the other."""
    workshop = Workshop(tmp_path / "w")
    contents = [workshop.typeset(text).value.content for text in ("one", "two", "three")]

    intents = [read_output_intents(open_document(content)) for content in contents]
    assert {(intent.kind, intent.colour_space) for (intent,) in intents} == {("GTS_PDFA1", "RGB")}
    profiles = {
        PdfReader(io.BytesIO(content)).root_object["/OutputIntents"][0]["/DestOutputProfile"].get_data()
        for content in contents
    }
    assert len(profiles) == 1
