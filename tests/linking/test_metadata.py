"""A PDF says the same of itself in Info and in XMP, and nothing of the clock."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.errors import UsageError
from pipeline.linking.metadata import report_moment
from pipeline.pdf.catalog import read_facts, read_xmp_packet
from pipeline.pdf.xmp import parse_xmp

MANIFEST = "subtitle: A 'subtitle'\nseries: The series\nrights: Nobody's\n"


def test_info_and_xmp_agree(linked):
    """Title, author, subject, dates and tools are the same in both, with typographer's marks."""
    document = linked({"a": "one"}, manifest=MANIFEST).document

    info = {key: value.strip('"') for key, value in read_facts(document).information}
    xmp = dict(parse_xmp(read_xmp_packet(document)).properties)

    assert info["Title"] == "A ‘test’ report: A ‘subtitle’"
    pairs = {
        "Title": "dc:title",
        "Author": "dc:creator[1]",
        "Subject": "dc:description",
        "Creator": "xmp:CreatorTool",
        "Producer": "pdf:Producer",
    }
    assert {key: info[key] for key in pairs} == {key: xmp[name].strip('"') for key, name in pairs.items()}
    assert info["CreationDate"] == info["ModDate"] == "D:20191101000000Z"
    assert xmp["xmp:CreateDate"].startswith("2019-11-01T00:00:00")
    assert xmp["xmp:ModifyDate"] == xmp["xmp:CreateDate"]
    assert xmp["dc:rights"] == "Nobody’s"


def test_language_and_viewer_preferences(linked):
    """The document has its language, opens with its outline, and shows its title."""
    facts = read_facts(linked({"a": "one"}).document)

    assert (facts.language.strip('"'), facts.page_mode) == ("en-GB", "UseOutlines")
    assert dict(facts.viewer_preferences) == {"DisplayDocTitle": "true"}


def test_what_the_manifest_does_not_say_is_left_out(linked):
    """No empty entries."""
    document = linked({"a": "one"}).document

    assert "Subject" not in dict(read_facts(document).information)
    assert "dc:rights" not in dict(parse_xmp(read_xmp_packet(document)).properties)


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        (None, "2019-11-01 00:00:00"),
        ("", "2019-11-01 00:00:00"),
        ("0", "1970-01-01 00:00:00"),
        ("1572566461", "2019-11-01 00:01:01"),
    ],
)
def test_the_moment_is_the_manifests_or_the_epochs(report, epoch, expected):
    """SOURCE_DATE_EPOCH overrides the report's date; an empty one is none."""
    manifest = report({"a": "body"}).report.manifest
    environment = {} if epoch is None else {"SOURCE_DATE_EPOCH": epoch}

    assert f"{report_moment(manifest, environment):%Y-%m-%d %H:%M:%S}" == expected


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 20, "-" + "9" * 20, "2019-11-01", "9" * 5000])
def test_a_moment_that_is_none_is_refused(report, epoch):
    """The caller is told what was found and what to set."""
    manifest = report({"a": "body"}).report.manifest

    with pytest.raises(UsageError) as raised:
        report_moment(manifest, {"SOURCE_DATE_EPOCH": epoch})

    assert raised.value.remedy.startswith("set it to whole seconds since 1970")


def test_pypdf_still_has_no_way_to_set_an_identifier():
    """The day pypdf gets one, metadata.py can do without a private name."""
    assert not [name for name in dir(PdfWriter) if name.lower() in {"id", "set_id", "file_id", "identifier"}]


def test_the_xmp_packet_says_what_it_is(linked):
    """The packet is a metadata stream of XML, as ISO 32000-2, 14.3.2 requires."""
    catalog = PdfReader(io.BytesIO(linked({"a": "one"}).linked.value.content)).trailer["/Root"]

    assert (catalog["/Metadata"]["/Type"], catalog["/Metadata"]["/Subtype"]) == ("/Metadata", "/XML")
