"""Form fields."""

from pipeline.pdf import open_document
from pipeline.pdf.forms import Field, read_fields
from pipeline.pdf.walk import Ending


def test_typeset_fields_are_read(typeset):
    """A text field that WeasyPrint makes is found by its name."""
    content = typeset('<form><input name="trust"></form>', pdf_forms=True)

    assert [(field.name, field.kind) for field in read_fields(open_document(content))] == [("trust", "Tx")]


def test_names_are_joined_and_types_inherited(opened):
    """A field's name has those above it; kids without a name are only where it is shown."""
    fields = read_fields(
        opened(
            "/AcroForm <</Fields [4 0 R]>>",
            "<</T (trust) /FT /Tx /Kids [5 0 R 6 0 R]>>",
            "<</T (name) /TU (Name of the trust) /Kids [<</Subtype /Widget>>]>>",
            "<</T (beds) /FT /Ch>>",
        )
    )

    assert (Field("trust.name", "Tx", "Name of the trust"), Field("trust.beds", "Ch", None)) == fields


def test_cycles_are_cut_and_named(opened):
    """A field that holds itself is given with the reason why it is not read."""
    fields = read_fields(opened("/AcroForm <</Fields [4 0 R]>>", "<</T (a) /Kids [4 0 R]>>"))

    assert (Field("a.a", None, None, Ending.CYCLE),) == fields
