"""Output intents."""

from pipeline.pdf import open_document
from pipeline.pdf.intents import OutputIntent, read_output_intents


def test_intents_are_read_with_their_profiles(opened, stream):
    """An output intent names its condition, and its profile the colours and components."""
    intents = read_output_intents(
        opened(
            "/OutputIntents [4 0 R <</S /GTS_PDFA1 /Info (sRGB)>> null]",
            "<</S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile 5 0 R>>",
            stream("0123456789abcdefGRAY....", "/N 1"),
        )
    )

    assert (
        OutputIntent("GTS_PDFX", "FOGRA39", None, 1, "GRAY"),
        OutputIntent("GTS_PDFA1", None, "sRGB", None, None),
        OutputIntent("without a subtype", None, None, None, None),
    ) == intents


def test_archived_files_have_an_intent(typeset, opened):
    """WeasyPrint's PDF/A has an RGB profile of three components, and other files have none."""
    content = typeset("<html lang=en><title>Care</title>", pdf_variant="pdf/a-2b")
    (intent,) = read_output_intents(open_document(content))

    assert (intent.kind, intent.components, intent.colour_space) == ("GTS_PDFA1", 3, "RGB")
    assert read_output_intents(opened()) == ()
