"""Rules of colours: what the file says about its colours holds for all of them."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.intents import read_output_intents
from pipeline.pdf.paints import read_foreign_colours
from pipeline.preflight.rule import Subject


def check_devices(subject: Subject) -> Iterator[Finding]:
    """Find colours of another device than the output intent's, which then mean none (ISO 19005-2, 6.2.4.3)."""
    intents = [each for each in read_output_intents(subject.document) if each.kind == "GTS_PDFA1"]
    intent = next((each.colour_space for each in intents if each.colour_space), None)
    if intent is None:
        return
    pages: dict[tuple[str, str], list[int]] = {}
    for page_index, painted, device in read_foreign_colours(subject.document, intent, subject.painted):
        pages.setdefault((painted, device), []).append(page_index)
    hint = f"write the colour in {intent} in the stylesheet or drawing, or export the image in {intent}"
    for (painted, device), indexes in pages.items():
        more = f" (and {len(indexes) - 1} times more)" if len(indexes) > 1 else ""
        message = f"{painted} in {device} colours{more}, and the report's output intent is for {intent}"
        yield error("foreign-colour", message, page=indexes[0] + 1, hint=hint)
