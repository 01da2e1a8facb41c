"""Opening a PDF: what is read of the file as a whole, and what cannot be read."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from pipeline.pdf import UnreadablePdfError, open_document
from pipeline.pdf.boxes import read_boxes


def encrypted(content: bytes, password: str) -> bytes:
    writer = PdfWriter(BytesIO(content))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_pages_are_read_in_order(opened):
    """Pages have the order of the page tree, and references to them give their index."""
    document = opened(pages=3)

    assert [page.index for page in document.pages] == [0, 1, 2]
    assert sorted(document.indexes.values()) == [0, 1, 2]
    assert document.oddities == ()


def test_later_version_of_the_catalog_counts(opened):
    """The catalog's version replaces the header's only when it is later and is a version."""
    assert opened("/Version /2.0").version == "2.0"
    assert opened("/Version /1.4").version == "1.7"
    assert opened("/Version /newest").version == "1.7"


def test_inherited_entries_reach_the_pages(opened):
    """A page without a media box has that of the nearest node above it."""
    document = opened(
        "",
        "<</Kids [5 0 R 3 0 R] /MediaBox [0 0 7 7]>>",
        "<</Type /Page /MediaBox [0 0 9 9]>>",
        tree="<</Type /Pages /Kids [4 0 R] /Count 2 /MediaBox [0 0 5 5]>>",
    )

    assert [boxes.media.width for boxes in read_boxes(document)] == [9.0, 7.0]


@pytest.mark.parametrize(
    ("tree", "pages", "oddity"),
    [
        ("<</Kids [3 0 R 2 0 R] /Count 1>>", 1, "page tree: cycle"),
        ("<</Kids [3 0 R 3 0 R] /Count 2>>", 2, None),
        ("<</Kids [3 0 R] /Count 8>>", 1, "page tree: /Count is 8, pages found 1"),
        ("<</Kids [99 0 R (page) null 3 0 R] /Count 1>>", 1, None),
        ("<</Kids 3 /Count 0>>", 0, None),
        ("[]", 0, "no page tree"),
    ],
)
def test_odd_page_trees_are_read_as_far_as_they_go(opened, tree, pages, oddity):
    """Cycles are cut, missing pages passed over, and what is odd is said."""
    document = opened(tree=tree)

    assert pages == len(document.pages)
    assert ((oddity,) if oddity else ()) == document.oddities


@pytest.mark.parametrize("content", [b"", b"Dear reader", b"\x89PNG\r\n\x1a\n", b" " * 2000 + b"%PDF-1.7"])
def test_what_is_no_pdf_is_refused(content):
    """Bytes without a PDF header near their beginning are said to be no PDF."""
    with pytest.raises(UnreadablePdfError, match="this is not a PDF"):
        open_document(content)


def test_a_file_damaged_beyond_repair_is_refused():
    """A header with nothing behind it is said to be damaged."""
    with pytest.raises(UnreadablePdfError, match="the PDF is damaged"):
        open_document(b"%PDF-1.7\n")


def test_a_cut_off_file_is_refused_or_repaired(typeset):
    """A file that is cut anywhere either opens or is refused, and nothing else happens."""
    content = typeset("<p>Words")

    for end in range(0, len(content), 97):
        try:
            open_document(content[:end])
        except UnreadablePdfError as refused:
            assert str(refused)  # noqa: PT017 - to open is as good


def test_a_locked_file_is_refused(written):
    """A file that opens only with a password is said to be locked."""
    with pytest.raises(UnreadablePdfError, match="opens only with a password"):
        open_document(encrypted(written(), "secret"))


def test_an_encrypted_file_without_a_user_password_opens(written):
    """A file that is encrypted against editing only opens, and is said to be encrypted."""
    document = open_document(encrypted(written(), ""))

    assert len(document.pages) == 1
    assert document.encryption == "Standard handler, version 2, revision 3"
    assert open_document(written()).encryption is None
