"""What the report claims to be, it is: judged by a validator that is not ours."""

import page
import pytest

from pipeline.pdf import open_document
from pipeline.pdf.catalog import read_xmp_packet
from pipeline.pdf.xmp import parse_xmp

PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]


@pytest.mark.parametrize("profile", PROFILES, ids=str)
def test_no_rule_fails(report, profile):
    """PDF/UA-1 and PDF/A-2a find nothing, in one and the same file."""
    judged = page.validate_pdf_bytes(report.read_bytes(), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in judged.failures] == []


def test_both_are_claimed(report):
    """The XMP packet claims what was judged."""
    xmp = dict(parse_xmp(read_xmp_packet(open_document(report.read_bytes()))).properties)

    claims = {name: xmp[name] for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
    assert claims == {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}
