"""Embedded files."""

from pathlib import Path

from weasyprint import Attachment as ToAttach

from pipeline.pdf import open_document
from pipeline.pdf.attachments import Attachment, Attachments, read_attachments
from pipeline.pdf.walk import Ending


def test_attached_files_are_read(typeset, tmp_path: Path):
    """A file attached by WeasyPrint is found with its name, description and size."""
    (tmp_path / "ratings.csv").write_text("a,b\n")
    attached = ToAttach(filename=str(tmp_path / "ratings.csv"), name="ratings.csv", description="ratings")
    (file,) = read_attachments(open_document(typeset("<p>Words", attachments=[attached]))).files

    assert (file.file_name, file.description, file.size) == ("ratings.csv", "ratings", 4)


def test_all_facts_are_read(opened, stream):
    """Type and relationship are read; a file that is not there has no size; a cycle is named."""
    attachments = read_attachments(
        opened(
            "/Names <</EmbeddedFiles 4 0 R>>",
            "<</Names [(b) <</UF (b.csv) /AFRelationship /Data /EF <</F 5 0 R>>>> (a) <<>>] /Kids [4 0 R]>>",
            stream("1,2", "/Subtype /text#2Fcsv"),
        )
    )

    none, data = (
        Attachment("a", "", None, None, None, None),
        Attachment("b", "b.csv", None, "text/csv", "Data", 3),
    )
    assert Attachments((none, data), (Ending.CYCLE,)) == attachments
